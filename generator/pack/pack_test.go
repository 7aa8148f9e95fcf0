package pack

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
)

// What is put in comes out, record by record, in any order and by many at once, in a
// fraction of its size.
func TestTexts(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var texts Texts
	var want []map[string]string
	size := 0
	for i := range 3000 {
		m := map[string]string{}
		for k := range rng.IntN(8) {
			text := strings.Repeat(fmt.Sprintf("第%d条：作业前通风、检测，专人监护；", rng.IntN(60)), rng.IntN(6))
			m[fmt.Sprint("款", k)] = text
			size += len(text)
		}
		if i == 1700 {
			m["长"] = strings.Repeat("长文", blockSize)
		}
		if got := texts.Put(m); got != i {
			t.Fatalf("record %d has the number %d", i, got)
		}
		want = append(want, m)
	}
	packed := 0
	for _, b := range texts.blocks {
		packed += len(b.packed)
	}
	if len(texts.blocks) < 4 || packed > size/8 {
		t.Errorf("%d bytes of %d in %d blocks", packed, size, len(texts.blocks))
	}
	var wait sync.WaitGroup
	for w := range 4 {
		wait.Go(func() {
			rng := rand.New(rand.NewPCG(3, uint64(w)))
			for k := range 6000 {
				n := k % len(want)
				if w%2 == 0 && k%10 == 0 {
					n = rng.IntN(len(want))
				}
				if got := texts.Get(n); !maps.Equal(got, want[n]) {
					t.Errorf("record %d: %.200v, want %.200v", n, got, want[n])
					return
				}
			}
		})
	}
	wait.Wait()
	if len(texts.open) != opened {
		t.Errorf("%d blocks are open", len(texts.open))
	}
}
