package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"hongtou/generator/standard"
)

// inks are the operators that choose an ink for filling and for strokes.
var inks = func() (table [16]struct{ fill, stroke string }) {
	for _, i := range standard.Inks() {
		fill := operator(i.Thousandths())
		table[i].fill, table[i].stroke = fill, strings.ToUpper(fill)
	}
	return table
}()

// operator is g for greys and rg for colours, with its operands.
func operator(rgb [3]int) string {
	part := func(n int) float64 { return float64(rgb[n]) / 1000 }
	if rgb[0] == rgb[1] && rgb[1] == rgb[2] {
		return strconv.FormatFloat(part(0), 'f', -1, 64) + " g"
	}
	return fmt.Sprintf("%.3f %.3f %.3f rg", part(0), part(1), part(2))
}
