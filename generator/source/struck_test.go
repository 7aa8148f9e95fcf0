package source

import "testing"

// Letters that are struck through are read as they stand in the file, and told of: in a
// row that was given up, in a part of a cell.
func TestStruck(t *testing.T) {
	two := hazardHead + "\n" + hazardRow("Y1") + "\n" + hazardRow("Y2")
	cases := []clerkCase{
		{"a row", two + "\nstrike A3:H3", "hazards", "Code", "Y1; Y2", "warning rows-struck"},
		{"a cell", two + "\nstrike D2:D2", "hazards", "Code", "Y1; Y2", "warning rows-struck"},
		{"letters of a cell", two + "\nstrike D3 护栏", "hazards", "Code Description", "Y1 护栏松动; Y2 护栏松动", "warning rows-struck"},
		{"cells without letters, and the head", two + "\nstrike P2:Q3\nstrike A1:H1", "hazards", "Code", "Y1; Y2", ""},
		{"a row that is no record", two + "\n注：无\nstrike A4:A4", "hazards", "Code", "Y1; Y2", "note rows-skipped"},
	}
	files := map[string][]byte{}
	for _, c := range cases {
		c.check(t)
		files[c.name+".xlsx"] = clerk(t, c.sheet)
	}
	for _, ending := range []string{"xls", "ods"} {
		books := saved(t, ending, files)
		for _, c := range cases {
			if c.name == "letters of a cell" && ending == "xls" {
				continue // only what a cell's style strikes through is told of there
			}
			if got, list := readFields("t.xlsx", "", books[c.name+".xlsx"], c.table, c.fields); got != c.want || said(list) != c.said {
				t.Errorf("%s as %s: read %q, said %q; want %q", c.name, ending, got, said(list), c.said)
			}
		}
	}
}
