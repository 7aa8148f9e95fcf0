package zh

// Meaningless tells which characters mean nothing by themselves: those of private use,
// which each font has its own of, and U+FFFD, which stands for a character that was lost.
func Meaningless(r rune) bool {
	return r >= 0xE000 && r <= 0xF8FF || r == 0xFFFD || r >= 0xF0000
}
