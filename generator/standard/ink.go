package standard

// Ink is a colour that pages use: black, the standard's red, white and steps of
// grey. Everything but the red is told apart in grey print.
type Ink uint8

// The inks; NoInk draws nothing.
const (
	NoInk Ink = iota
	Black
	Red // of marks, head rules and sample seals (6.2)
	White
	DarkGrey
	MidGrey
	LightGrey
	PaleGrey
)

// inks are the inks' names in prints and their parts of red, green and blue light
// in thousandths. The red is the one of marks and head rules: about ink Y 80 %,
// M 80 % (GB/T 9704-2012, 6.2), #E8382B.
var inks = [...]struct {
	name string
	rgb  [3]int
}{
	NoInk: {name: "none"}, Black: {"black", [3]int{}}, Red: {"red", [3]int{910, 220, 169}}, White: {"white", [3]int{1000, 1000, 1000}},
	DarkGrey: {"dark", [3]int{350, 350, 350}}, MidGrey: {"mid", [3]int{600, 600, 600}},
	LightGrey: {"light", [3]int{800, 800, 800}}, PaleGrey: {"pale", [3]int{920, 920, 920}},
}

// Inks are all inks that draw something.
func Inks() []Ink { return []Ink{Black, Red, White, DarkGrey, MidGrey, LightGrey, PaleGrey} }

// String is the ink's name in prints.
func (i Ink) String() string { return inks[i].name }

// Thousandths are the ink's parts of red, green and blue light.
func (i Ink) Thousandths() [3]int { return inks[i].rgb }

// RGB is the ink in bytes, as screens and office files have it.
func (i Ink) RGB() (r, g, b uint8) {
	at := func(n int) uint8 { return uint8((inks[i].rgb[n]*255 + 500) / 1000) }
	return at(0), at(1), at(2)
}
