package typeset

import (
	"hongtou/generator/columns"
	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/standard"
)

// tableFit is how a table is set: in which size of type, upright or turned a quarter, and
// how wide its columns are.
type tableFit struct {
	needs     *needs
	landscape bool
	widths    []Length
}

// tableSizes are the sizes of a table's type: 小四, and where its columns have no room
// in it 五号 and 小五.
var tableSizes = [...]Length{standard.SizeTable, 105 * Pt / 10, 9 * Pt}

// fit finds the largest type in which every column holds what should not be broken, on
// the upright page first; in the smallest one on the turned page long codes may break.
// A table that has no room even there is complained of: nil.
func (s *setter) fit(t *doc.Table) *tableFit {
	wishes := make([]int, len(t.Columns))
	for c := range wishes {
		wishes[c] = t.Columns[c].Weight
	}
	var sizes [len(tableSizes)]*needs
	for _, landscape := range [...]bool{false, true} {
		if t.Landscape && !landscape {
			continue
		}
		for i, size := range tableSizes {
			if sizes[i] == nil {
				sizes[i] = s.needs(t, size)
			}
			if widths := sizes[i].widths(tableRoom(landscape), wishes, sizes[i].least); widths != nil {
				return &tableFit{sizes[i], landscape, widths}
			}
		}
	}
	n := sizes[len(sizes)-1]
	if widths := n.widths(tableRoom(true), wishes, n.torn); widths != nil {
		return &tableFit{n, true, widths}
	}
	s.complain("table-wide", "", diag.T("表格有%d栏，横排、小五号也排不下：各栏不能拆开的内容合计宽%d毫米，可用%d毫米", "the table of %d columns has no room, turned and in type of 9 pt either: what may not be broken in its columns adds up to %d mm, there are %d mm",
		len(t.Columns), int(columns.Total(n.torn)*254/(720*Pt))+1, int(standard.AreaHeight*254/(720*Pt))), diag.T("减少栏目，或者分成几张表", "give it fewer columns, or make several tables of it"))
	return nil
}

// tableRoom is how wide a table is.
func tableRoom(landscape bool) Length {
	if landscape {
		return standard.AreaHeight
	}
	return standard.AreaWidth
}
