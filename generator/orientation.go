package generator

import (
	"bytes"
	"encoding/binary"
	"image"
)

// A phone writes its photos as the sensor saw them and says in their Exif data
// how to turn them (CIPA DC-008, tag 0x0112): 1 stands upright, 2 to 8 are the
// other ways to mirror and turn a rectangle.

const orientationTag = 0x0112

// orientation is what a JPEG's Exif data says, 1 where it says nothing.
func orientation(jpeg []byte) int {
	const startOfImage, startOfScan, app1 = 0xd8, 0xda, 0xe1
	if len(jpeg) < 4 || jpeg[0] != 0xff || jpeg[1] != startOfImage {
		return 1
	}
	for rest := jpeg[2:]; len(rest) >= 4 && rest[0] == 0xff && rest[1] != startOfScan; {
		if rest[1] == 0xff { // a fill byte before the marker
			rest = rest[1:]
			continue
		}
		size := int(binary.BigEndian.Uint16(rest[2:]))
		if size < 2 || 2+size > len(rest) {
			break
		}
		segment := rest[4 : 2+size]
		if exif, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok && rest[1] == app1 {
			return exifOrientation(exif)
		}
		rest = rest[2+size:]
	}
	return 1
}

// exifOrientation finds the tag in the first directory of a TIFF structure.
func exifOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	entries := int64(order.Uint16(tiff[at:]))
	for i := range entries {
		entry := at + 2 + 12*i
		if entry+12 > int64(len(tiff)) {
			break
		}
		if order.Uint16(tiff[entry:]) == orientationTag {
			if o := int(order.Uint16(tiff[entry+8:])); o >= 1 && o <= 8 {
				return o
			}
			break
		}
	}
	return 1
}

// upright is a picture turned and mirrored as its orientation asks.
func upright(from *image.RGBA, orientation int) *image.RGBA {
	if orientation <= 1 {
		return from
	}
	w, h := from.Bounds().Dx(), from.Bounds().Dy()
	width, height := w, h
	if orientation >= 5 { // lies on its side
		width, height = h, w
	}
	to := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			sx, sy := pixelOf(orientation, x, y, w, h)
			copy(to.Pix[to.PixOffset(x, y):][:4], from.Pix[from.PixOffset(from.Rect.Min.X+sx, from.Rect.Min.Y+sy):])
		}
	}
	return to
}

// pixelOf is where the pixel of an upright picture stands in one of w by h pixels
// with that orientation.
func pixelOf(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	case 8:
		return w - 1 - y, x
	}
	return x, y
}
