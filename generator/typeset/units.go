package typeset

import "hongtou/generator/standard"

// Length is a distance in 1/1000 pt, as the standard's measures are.
type Length = standard.Length

// Pt is one point.
const Pt = standard.Pt

// Mm is hundredths of a millimetre as a Length.
func Mm(hundredths int64) Length { return standard.Mm(hundredths) }

// Ink is a colour that pages use.
type Ink = standard.Ink

// The inks; NoInk draws nothing.
const (
	NoInk     = standard.NoInk
	Black     = standard.Black
	Red       = standard.Red
	White     = standard.White
	DarkGrey  = standard.DarkGrey
	MidGrey   = standard.MidGrey
	LightGrey = standard.LightGrey
	PaleGrey  = standard.PaleGrey
)
