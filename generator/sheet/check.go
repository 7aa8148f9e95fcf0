package sheet

import (
	"fmt"
	"strings"
)

const (
	maxLiteral = 255     // UTF-16 units of a text inside a formula
	maxArea    = 1 << 20 // cells by address that a formula can name at once
)

// calculate gives every formula cell its value. The calculator that did it
// still knows where every name's cells are.
func calculate(tables []*table) (*calculator, error) {
	c := newCalculator(tables)
	if err := c.checkAll(); err != nil {
		return nil, err
	}
	return c, c.run()
}

// checkAll checks each formula once, wherever it is used first.
func (c *calculator) checkAll() error {
	seen := map[*formula]bool{}
	for _, t := range c.tables {
		for row := range t.grid {
			for col := range t.grid[row].slots {
				s := &t.grid[row].slots[col]
				if s.formula == nil || seen[s.formula] {
					continue
				}
				seen[s.formula] = true
				if err := c.check(t, s.formula, false); err != nil {
					return c.complain(t, row+1, col+1, s, err)
				}
			}
		}
	}
	return nil
}

// check finds what a formula names and the workbook has not, even in places
// where IFERROR would hide it. With anyFunction it may call ones that can't be
// calculated here.
func (c *calculator) check(t *table, f *formula, anyFunction bool) error {
	for _, tok := range f.tokens {
		if tok.kind == tokText && units(tok.text) > maxLiteral+2 {
			return fmt.Errorf("the text %s… is longer than the %d characters that a formula can hold", string([]rune(tok.text)[:12]), maxLiteral)
		}
	}
	var wrong error
	each(f.tree, func(n node) {
		var err error
		switch n := n.(type) {
		case *named:
			_, err = c.resolve(t, 1, nil, n.ref)
		case *fixed:
			switch {
			case n.sheet != "" && c.byName[strings.ToUpper(n.sheet)] == nil:
				err = fmt.Errorf("there is no sheet %s", n.sheet)
			case n.area.cells() > maxArea:
				err = fmt.Errorf("%s are too many cells", n.area)
			}
		case *call:
			if n.fn == nil && !anyFunction {
				err = fmt.Errorf("%s is not a function that can be calculated here", n.name)
			}
		}
		if wrong == nil {
			wrong = err
		}
	})
	return wrong
}
