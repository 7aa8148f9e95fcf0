package sheet

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const (
	a3, a4       = 8, 9 // the file's numbers of the papers
	maxMargin    = 100  // mm
	maxWide      = 9    // pages side by side
	maxRunning   = 255  // UTF-16 units of a header or footer, codes counted
	nearestEdge  = 5.0  // mm, of header and footer from the paper's edge
	usualRunning = 9.0  // mm, likewise
)

// check checks what would leave no room on the page.
func (p *Print) check() error {
	m := p.margins()
	for _, mm := range []float64{m.Top, m.Bottom, m.Left, m.Right} {
		if !(mm >= 0 && mm <= maxMargin) {
			return fmt.Errorf("print: a margin of %g mm is not between 0 and %d", mm, maxMargin)
		}
	}
	if p.Wide < 0 || p.Wide > maxWide {
		return fmt.Errorf("print: %d pages side by side are not between 1 and %d", p.Wide, maxWide)
	}
	return nil
}

// setPrint sets up the pages.
func (f *file) setPrint(t *table) error {
	name, p := t.spec.Name, &t.spec.Print
	size, orientation := t.paper.size, "landscape"
	if t.paper.portrait {
		orientation = "portrait"
	}
	yes, wide, high := true, max(1, p.Wide), 0
	if t.fitted {
		high = 1
	}
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	if err := f.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: &size, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high,
	}); err != nil {
		return err
	}
	if err := f.setMargins(name, p.margins()); err != nil {
		return err
	}
	if err := f.setRunning(name, p); err != nil {
		return err
	}
	for _, n := range []struct{ name, cells string }{
		{"_xlnm.Print_Area", t.quoted() + rect{1, 1, t.bottom, t.right}.fixed()},
		{"_xlnm.Print_Titles", t.titles()},
	} {
		if n.cells == "" {
			continue
		}
		if err := f.SetDefinedName(&excelize.DefinedName{Name: n.name, RefersTo: n.cells, Scope: name}); err != nil {
			return err
		}
	}
	return nil
}

// titles is what stands on every page again: the heads, unless the table ends on its
// first page and they would stand empty above a chart; and of a sheet several pages wide
// the columns that are frozen.
func (t *table) titles() string {
	if t.bottom > len(t.grid) && (t.whole || t.onePage()) {
		return ""
	}
	rows := fmt.Sprintf("%s$%d:$%d", t.quoted(), t.head.first, t.head.last)
	if t.spec.Print.Wide > 1 && t.spec.FreezeColumns > 0 {
		rows = fmt.Sprintf("%s$A:$%s,", t.quoted(), letters(t.spec.FreezeColumns)) + rows
	}
	return rows
}

func (f *file) setMargins(name string, m Margins) error {
	yes := true
	return f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Top: inches(m.Top), Bottom: inches(m.Bottom), Left: inches(m.Left), Right: inches(m.Right),
		Header: inches(running(m.Top)), Footer: inches(running(m.Bottom)), Horizontally: &yes,
	})
}

func inches(mm float64) *float64 {
	mm /= 25.4
	return &mm
}

// running is how far a header or footer stands from the edge in a margin.
func running(margin float64) float64 { return max(nearestEdge, min(usualRunning, margin/2)) }

func (f *file) setRunning(name string, p *Print) error {
	footer := p.Footer
	if footer == nil {
		footer = &Line{Center: "第 {page} 页 共 {pages} 页"}
	}
	out := &excelize.HeaderFooterOptions{OddFooter: runningCodes(*footer)}
	if p.Header != nil {
		out.OddHeader = runningCodes(*p.Header)
	}
	if units(out.OddHeader) > maxRunning {
		return fmt.Errorf("print: the header is longer than %d characters", maxRunning)
	}
	if units(out.OddFooter) > maxRunning {
		return fmt.Errorf("print: the footer is longer than %d characters", maxRunning)
	}
	return f.SetHeaderFooter(name, out)
}

// runningCodes is a header or footer in the file's codes.
func runningCodes(l Line) string {
	var b strings.Builder
	for _, part := range []struct{ code, text string }{{"&L", l.Left}, {"&C", l.Center}, {"&R", l.Right}} {
		if text := plain(part.text).s; text != "" {
			b.WriteString(part.code)
			b.WriteString(pageCodes.Replace(text))
		}
	}
	return b.String()
}

// pageCodes puts a font's code, which changes nothing, between a page number and
// a sign: 1+1 would be page 2.
var pageCodes = strings.NewReplacer(
	"&", "&&",
	"{page}-", `&P&"`+song+`,Regular"-`, "{page}+", `&P&"`+song+`,Regular"+`,
	"{page}", "&P", "{pages}", "&N",
)
