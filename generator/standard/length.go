package standard

// Length is a distance in 1/1000 pt (1 pt = 25.4/72 mm). Layout is done in
// whole numbers, so that sums are exact and equal input gives equal pages.
type Length int64

// Pt is one point.
const Pt Length = 1000

// Mm is hundredths of a millimetre as a Length, rounded to nearest: Mm(3500) is
// 35 mm.
func Mm(hundredths int64) Length {
	return Length((hundredths*7200*2 + 254) / (254 * 2))
}

// Share is the i-th of n equal steps of total, so that the n-th is total
// exactly.
func Share(total Length, i, n int) Length {
	if n == 0 {
		return 0
	}
	return total * Length(i) / Length(n)
}
