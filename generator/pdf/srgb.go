package pdf

import (
	"encoding/binary"
	"math"
	"sync"
)

// The sRGB colour space of IEC 61966-2-1 as an ICC profile, version 2.1 (ICC.1:1998-09,
// which PDF/A-2 allows). It is made here from the standard's figures, so that
// nobody's file is shipped: a matrix of the primaries, adapted to D50 by the
// Bradford transform, and the standard's curve.

// srgbProfile is the profile's stream object but for its number: the same in
// every file, so compressed once.
var srgbProfile = sync.OnceValue(func() []byte {
	return appendStream(nil, "/N 3", srgb())
})

// Chromaticities of the primaries and the white D65 (IEC 61966-2-1, table 1), and
// the profile connection space's white D50 (ICC.1, A.1).
var (
	srgbRed   = [2]float64{0.64, 0.33}
	srgbGreen = [2]float64{0.30, 0.60}
	srgbBlue  = [2]float64{0.15, 0.06}
	whiteD65  = [2]float64{0.3127, 0.3290}
	whiteD50  = vector{0.9642, 1, 0.8249}
)

// curvePoints are the entries of the tone curve: between so many of them a
// straight line strays from the curve by less than half a step of 16 bits.
const curvePoints = 256

func srgb() []byte {
	m := colorants()
	type tag struct {
		name string
		data []byte
	}
	curve := toneCurve()
	tags := []tag{
		{"desc", description("sRGB IEC61966-2-1")}, {"cprt", text("No copyright: made from the figures of IEC 61966-2-1")},
		{"wtpt", xyz(whiteD50)}, {"rXYZ", xyz(m.column(0))}, {"gXYZ", xyz(m.column(1))}, {"bXYZ", xyz(m.column(2))},
		{"rTRC", curve}, {"gTRC", nil}, {"bTRC", nil}, // the three share one
	}
	const header = 128
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var data []byte
	start := header + 4 + 12*len(tags)
	last, size := 0, 0
	for _, t := range tags {
		if t.data != nil {
			last, size = start+len(data), len(t.data)
			data = append(data, t.data...)
			for len(data)%4 != 0 {
				data = append(data, 0)
			}
		}
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(last))
		table = binary.BigEndian.AppendUint32(table, uint32(size))
	}
	h := make([]byte, header)
	binary.BigEndian.PutUint32(h, uint32(start+len(data)))
	copy(h[8:], []byte{2, 0x10, 0, 0})
	copy(h[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2000, 1, 1, 0, 0, 0} { // a fixed date
		binary.BigEndian.PutUint16(h[24+2*i:], v)
	}
	copy(h[36:], "acsp")
	copy(h[68:], xyz(whiteD50)[8:])
	return append(append(h, table...), data...)
}

func xyz(v vector) []byte {
	b := []byte("XYZ \x00\x00\x00\x00")
	for _, x := range v {
		b = binary.BigEndian.AppendUint32(b, uint32(int32(math.Round(x*65536))))
	}
	return b
}

func text(s string) []byte { return append([]byte("text\x00\x00\x00\x00"+s), 0) }

// description is a textDescriptionType: the name in ASCII, none in Unicode and
// for the Macintosh.
func description(s string) []byte {
	b := binary.BigEndian.AppendUint32([]byte("desc\x00\x00\x00\x00"), uint32(len(s)+1))
	b = append(append(b, s...), 0)
	return append(b, make([]byte, 4+4+2+1+67)...)
}

// toneCurve is the standard's curve from a value to its light, in 1/65535.
func toneCurve() []byte {
	b := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), curvePoints)
	for i := range curvePoints {
		v := float64(i) / (curvePoints - 1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		b = binary.BigEndian.AppendUint16(b, uint16(math.Round(v*65535)))
	}
	return b
}

type vector [3]float64

type matrix [3]vector // rows

func (m matrix) column(i int) vector { return vector{m[0][i], m[1][i], m[2][i]} }

func (m matrix) times(n matrix) (out matrix) {
	for i := range 3 {
		for j := range 3 {
			for k := range 3 {
				out[i][j] += m[i][k] * n[k][j]
			}
		}
	}
	return out
}

func (m matrix) apply(v vector) (out vector) {
	for i := range 3 {
		out[i] = m[i][0]*v[0] + m[i][1]*v[1] + m[i][2]*v[2]
	}
	return out
}

func (m matrix) inverse() (out matrix) {
	minor := func(i, j int) float64 {
		a, b, c, d := (i+1)%3, (i+2)%3, (j+1)%3, (j+2)%3
		return m[a][c]*m[b][d] - m[a][d]*m[b][c]
	}
	det := m[0][0]*minor(0, 0) + m[0][1]*minor(0, 1) + m[0][2]*minor(0, 2)
	for i := range 3 {
		for j := range 3 {
			out[j][i] = minor(i, j) / det
		}
	}
	return out
}

// bradford is the cone response that chromatic adaptation is done in.
var bradford = matrix{{0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}}

// colorants are the XYZ of the primaries, adapted from D65 to D50, as columns.
func colorants() matrix {
	of := func(c [2]float64) vector { return vector{c[0] / c[1], 1, (1 - c[0] - c[1]) / c[1]} }
	r, g, b, w := of(srgbRed), of(srgbGreen), of(srgbBlue), of(whiteD65)
	m := matrix{{r[0], g[0], b[0]}, {r[1], g[1], b[1]}, {r[2], g[2], b[2]}}
	s := m.inverse().apply(w) // so much of each makes white
	m = m.times(matrix{{s[0], 0, 0}, {0, s[1], 0}, {0, 0, s[2]}})
	from, to := bradford.apply(w), bradford.apply(whiteD50)
	scale := matrix{{to[0] / from[0], 0, 0}, {0, to[1] / from[1], 0}, {0, 0, to[2] / from[2]}}
	return bradford.inverse().times(scale).times(bradford).times(m)
}
