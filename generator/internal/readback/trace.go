package readback

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Sheet is what another program paints of one page: characters and the boxes of
// paths, in points from the page's top left corner.
type Sheet struct {
	Width, Height float64
	Glyphs        []Glyph
	Paths         []Box
}

// Glyph is one painted character: its origin, its advance along the line, its size.
type Glyph struct {
	Text          string
	X, Y          float64
	Advance, Size float64
	Font          string
	Black, Turned bool
}

// Box is the extent of a picture or of a painted path's part.
type Box struct {
	Left, Top, Right, Bottom float64
	Black                    bool
}

// Sheets gives what mutool paints of each page of a file.
func Sheets(path string) ([]Sheet, error) {
	all, err := SheetsOf([]string{path})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// SheetsOf gives what one mutool paints of each page of several files, file by file: its
// start takes as long as a page does.
func SheetsOf(paths []string) (files [][]Sheet, err error) {
	cmd, done, err := draws("trace", paths)
	if err != nil {
		return nil, err
	}
	defer done()
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	defer func() {
		_, _ = io.Copy(io.Discard, out)
		if waited := cmd.Wait(); err == nil && waited != nil {
			err = fmt.Errorf("mutool %s: %w", strings.Join(paths, " "), waited)
		}
	}()
	r := tracer{decoder: xml.NewDecoder(out)}
	if err := r.read(); err != nil {
		return nil, fmt.Errorf("mutool %s: %w", strings.Join(paths, " "), err)
	}
	return parted(r.sheets, paths, func(s Sheet) bool { return s.Width == markSize })
}

// tracer reads a trace: painting operations as elements, the page's own coordinates
// in them, with the matrix that they go through.
type tracer struct {
	decoder *xml.Decoder
	sheets  []Sheet

	matrix [6]float64
	black  bool
	glyph  Glyph // what the span says of its glyphs
	box    *Box  // of the part of a path that is read
}

func (r *tracer) read() error {
	for {
		token, err := r.decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			r.start(e)
		case xml.EndElement:
			if e.Name.Local == "fill_path" || e.Name.Local == "stroke_path" {
				r.end()
				r.box = nil
			}
		}
	}
}

// end notes the part of a path that was read: each begins with a move.
func (r *tracer) end() {
	if r.box != nil && r.box.Left <= r.box.Right {
		sheet := &r.sheets[len(r.sheets)-1]
		sheet.Paths = append(sheet.Paths, *r.box)
	}
}

// begin makes ready for a path's next part.
func (r *tracer) begin() {
	r.box = &Box{Left: math.Inf(1), Top: math.Inf(1), Right: math.Inf(-1), Bottom: math.Inf(-1), Black: r.black}
}

func (r *tracer) start(e xml.StartElement) {
	at := map[string]string{}
	for _, a := range e.Attr {
		at[a.Name.Local] = a.Value
	}
	number := func(name string) float64 {
		x, _ := strconv.ParseFloat(at[name], 64)
		return x
	}
	switch e.Name.Local {
	case "page":
		box := numbers(at["mediabox"])
		r.sheets = append(r.sheets, Sheet{Width: box[2], Height: box[3]})
	case "fill_path", "stroke_path", "fill_text", "fill_image":
		m := numbers(at["transform"])
		copy(r.matrix[:], m)
		r.black = strings.Trim(at["color"], "0. ") == ""
		switch e.Name.Local {
		case "fill_image":
			b := Box{Left: math.Inf(1), Top: math.Inf(1), Right: math.Inf(-1), Bottom: math.Inf(-1)}
			for _, corner := range [][2]float64{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
				b.take(r.through(corner[0], corner[1]))
			}
			sheet := &r.sheets[len(r.sheets)-1]
			sheet.Paths = append(sheet.Paths, b)
		case "fill_text":
		default:
			r.begin()
		}
	case "moveto", "lineto", "curveto":
		if r.box != nil {
			if e.Name.Local == "moveto" {
				r.end()
				r.begin()
			}
			for _, n := range []string{"", "1", "2", "3"} {
				if _, has := at["x"+n]; has {
					r.box.take(r.through(number("x"+n), number("y"+n)))
				}
			}
		}
	case "span":
		trm := numbers(at["trm"])
		r.glyph = Glyph{Font: at["font"], Size: math.Hypot(trm[0], trm[1]), Turned: math.Abs(trm[1]) > 0.01 || math.Abs(trm[2]) > 0.01, Black: r.black}
	case "g":
		g := r.glyph
		g.Text, g.Advance = at["unicode"], number("adv")*g.Size
		g.X, g.Y = r.through(number("x"), number("y"))
		sheet := &r.sheets[len(r.sheets)-1]
		sheet.Glyphs = append(sheet.Glyphs, g)
	}
}

func (r *tracer) through(x, y float64) (float64, float64) {
	m := r.matrix
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

func (b *Box) take(x, y float64) {
	b.Left, b.Right = math.Min(b.Left, x), math.Max(b.Right, x)
	b.Top, b.Bottom = math.Min(b.Top, y), math.Max(b.Bottom, y)
}

// numbers reads numbers with blanks between them: at least six, the missing ones 0.
func numbers(text string) []float64 {
	fields := strings.Fields(text)
	out := make([]float64, max(6, len(fields)))
	for i, f := range fields {
		out[i], _ = strconv.ParseFloat(f, 64)
	}
	return out
}
