// Package readback reads our PDF files through another program (mutool), so that
// tests judge what a reader sees and not what we meant.
package readback

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
)

// Char is one character on a page: the origin of its glyph in points from the
// page's top left corner, and its size.
type Char struct {
	Text string
	X, Y float64
	Size float64
	Font string
}

// stext is the structured text that mutool prints.
type stext struct {
	Pages []stextPage `xml:"page"`
}

type stextPage struct {
	Width  float64 `xml:"width,attr"`
	Blocks []struct {
		Lines []struct {
			Fonts []struct {
				Name  string  `xml:"name,attr"`
				Size  float64 `xml:"size,attr"`
				Chars []struct {
					X float64 `xml:"x,attr"`
					Y float64 `xml:"y,attr"`
					C string  `xml:"c,attr"`
				} `xml:"char"`
			} `xml:"font"`
		} `xml:"line"`
	} `xml:"block"`
}

// Pages gives the characters of each page of a file.
func Pages(path string) ([][]Char, error) {
	all, err := PagesOf([]string{path})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// PagesOf gives by one mutool the characters of each page of several files, file by file.
func PagesOf(paths []string) ([][][]Char, error) {
	cmd, done, err := draws("stext", paths)
	if err != nil {
		return nil, err
	}
	defer done()
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("mutool %s: %w", strings.Join(paths, " "), err)
	}
	var doc stext
	if err := xml.Unmarshal(out, &doc); err != nil {
		return nil, fmt.Errorf("mutool %s: %w", strings.Join(paths, " "), err)
	}
	read, err := parted(doc.Pages, paths, func(p stextPage) bool { return p.Width == markSize })
	files := make([][][]Char, len(read))
	for i, pages := range read {
		for _, p := range pages {
			files[i] = append(files[i], p.chars())
		}
	}
	return files, err
}

func (p stextPage) chars() (chars []Char) {
	for _, b := range p.Blocks {
		for _, l := range b.Lines {
			for _, f := range l.Fonts {
				for _, c := range f.Chars {
					chars = append(chars, Char{c.C, c.X, c.Y, f.Size, f.Name})
				}
			}
		}
	}
	return chars
}

// Rows gathers the characters of one size that stand on one line, from top to
// bottom and from left to right. Baselines of faces differ by less than 4 pt.
func Rows(page []Char, size float64) [][]Char {
	var chars []Char
	for _, c := range page {
		if c.Size > size-0.01 && c.Size < size+0.01 && c.Text != " " {
			chars = append(chars, c)
		}
	}
	slices.SortFunc(chars, func(a, b Char) int { return int((a.Y - b.Y) * 1000) })
	var rows [][]Char
	for i, c := range chars {
		if i == 0 || c.Y-chars[i-1].Y > 4 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], c)
	}
	for _, r := range rows {
		slices.SortFunc(r, func(a, b Char) int { return int((a.X - b.X) * 1000) })
	}
	return rows
}
