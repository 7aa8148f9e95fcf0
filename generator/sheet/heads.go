package sheet

import "fmt"

// addTitle adds the title and the lines under it.
func (t *table) addTitle() error {
	if title := plain(t.spec.Title); title.kind != isEmpty {
		if err := checkText(title.s); err != nil {
			return fmt.Errorf("title: %w", err)
		}
		t.addWide(titlePart, slot{value: title, align: Center})
	}
	for i, l := range t.spec.Lines {
		if err := t.addLine(l); err != nil {
			return fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return nil
}

// addLine puts a line's texts beside one another, or, in a table with too few
// columns for that, each in a row of its own. How many columns each text gets is
// for splitLines to say, when the widths are known.
func (t *table) addLine(l Line) error {
	var texts []slot
	for _, s := range []slot{
		{value: plain(l.Left), align: Left}, {value: plain(l.Center), align: Center}, {value: plain(l.Right), align: Right},
	} {
		s.open = l.Open
		if err := checkText(s.value.s); err != nil {
			return err
		}
		if s.value.kind != isEmpty {
			texts = append(texts, s)
		}
	}
	if len(texts) > len(t.spec.Columns) {
		for _, s := range texts {
			t.add(gridRow{part: linePart, slots: []slot{s}})
		}
		return nil
	}
	if len(texts) > 0 {
		t.add(gridRow{part: linePart, slots: texts})
	}
	return nil
}

// addHeads adds the head rows. Equal upper heads of neighbours merge, as far as
// the heads over them do; a leaf reaches down to the table.
func (t *table) addHeads() error {
	paths, depth := t.headPaths()
	top := len(t.grid)
	t.head = span{top + 1, top + depth}
	for range depth {
		t.add(gridRow{part: headPart, slots: make([]slot, len(paths))})
	}
	for level := range depth {
		for col := 0; col < len(paths); {
			last := col
			for last+1 < len(paths) && sameUpper(paths[col], paths[last+1], level) {
				last++
			}
			if level < len(paths[col]) {
				v := plain(paths[col][level])
				if err := checkText(v.s); err != nil {
					return fmt.Errorf("head of column %s: %w", t.spec.Columns[col].Key, err)
				}
				bottom := level
				if level == len(paths[col])-1 {
					bottom = depth - 1
				}
				for i := col; i <= last; i++ { // under the merge too: charts name a series by all its heads
					t.grid[top+level].slots[i].value = v
				}
				t.merge(rect{top + level + 1, col + 1, top + bottom + 1, last + 1})
			}
			col = last + 1
		}
	}
	return nil
}

func (t *table) headPaths() (paths [][]string, depth int) {
	for _, c := range t.spec.Columns {
		path := c.Header
		if len(path) == 0 {
			path = []string{c.Key}
		}
		paths, depth = append(paths, path), max(depth, len(path))
	}
	return paths, depth
}

// sameUpper tells whether two columns share the head at level, and all above.
func sameUpper(a, b []string, level int) bool {
	if level >= len(a)-1 || level >= len(b)-1 {
		return false
	}
	for i := range level + 1 {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// addRemarks adds the lines under the table.
func (t *table) addRemarks() error {
	for i, s := range t.spec.Notes {
		v := plain(s)
		if err := checkText(v.s); err != nil {
			return fmt.Errorf("note %d: %w", i+1, err)
		}
		t.addWide(remarkPart, slot{value: v, align: Left})
	}
	return nil
}
