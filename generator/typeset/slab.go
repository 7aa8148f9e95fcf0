package typeset

// slab hands out memory in pieces that are all given back at once: what a document is set
// with is of no use once it stands on its pages.
type slab[T any] struct {
	blocks [][]T
	now    int // the block that is being handed out
}

// slabBlock is how many values a block has.
const slabBlock = 512

// take gives an empty slice with room for n values.
func (s *slab[T]) take(n int) []T {
	for ; s.now < len(s.blocks); s.now++ {
		if b := s.blocks[s.now]; cap(b)-len(b) >= n {
			at := len(b)
			s.blocks[s.now] = b[:at+n]
			return b[at : at : at+n]
		}
	}
	s.blocks = append(s.blocks, make([]T, n, max(n, slabBlock)))
	return s.blocks[s.now][:0:n]
}

// leave gives back the last n values of the piece that was taken last.
func (s *slab[T]) leave(n int) {
	b := s.blocks[s.now]
	s.blocks[s.now] = b[:len(b)-n]
}

// giveBack takes all memory back and forgets what was in it.
func (s *slab[T]) giveBack() {
	for i, b := range s.blocks {
		clear(b)
		s.blocks[i] = b[:0]
	}
	s.now = 0
}
