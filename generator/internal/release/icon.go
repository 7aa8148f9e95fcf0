package main

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
)

// iconSize is the side of the largest picture that Windows and desktops ask for, dots.
const iconSize = 256

// bars are the icon's parts, in sixteenths of its side: a sheet of paper with its edge,
// a red head (红头) and lines of text.
var bars = []struct {
	x0, y0, x1, y1 float64
	color          color.NRGBA
}{
	{2, 0, 14, 16, color.NRGBA{0x99, 0x99, 0x99, 0xff}},
	{2.25, 0.25, 13.75, 15.75, color.NRGBA{0xff, 0xff, 0xff, 0xff}},
	{4, 2.5, 12, 4.75, color.NRGBA{0xcc, 0, 0, 0xff}},
	{4, 7.5, 12, 8.5, color.NRGBA{0x66, 0x66, 0x66, 0xff}},
	{4, 10, 12, 11, color.NRGBA{0x66, 0x66, 0x66, 0xff}},
	{4, 12.5, 9, 13.5, color.NRGBA{0x66, 0x66, 0x66, 0xff}},
}

// icon draws the program's icon.
func icon() ([]byte, error) {
	picture := image.NewNRGBA(image.Rect(0, 0, iconSize, iconSize))
	at := func(sixteenths float64) int { return int(sixteenths * iconSize / 16) }
	for _, b := range bars {
		draw.Draw(picture, image.Rect(at(b.x0), at(b.y0), at(b.x1), at(b.y1)), image.NewUniform(b.color), image.Point{}, draw.Src)
	}
	var out bytes.Buffer
	err := png.Encode(&out, picture)
	return out.Bytes(), err
}
