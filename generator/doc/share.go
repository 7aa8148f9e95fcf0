package doc

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
)

// Share is one part of a pie.
type Share struct {
	Name   string
	Number float64
	Part   float64 // of the whole, 0 to 1
	Words  string  // what the list beside the pie says: 矿山　3起（12.5%）
}

// MostShares is how many parts of a pie can be told apart on paper; what lies
// beyond them is joined as 其他.
const MostShares = 8

// shares is the first series as parts of its whole, in the order given.
func (c *Chart) shares() []Share {
	parts, texts, total := c.parts()
	for i := range parts {
		p := &parts[i]
		p.Part = p.Number / total
		p.Words = fmt.Sprintf("%s　%s%s（%s%%）", p.Name, texts[i], c.Unit, strconv.FormatFloat(math.Round(p.Part*1000)/10, 'f', -1, 64))
	}
	return parts
}

func (c *Chart) parts() (parts []Share, texts []string, total float64) {
	for i, name := range c.Categories {
		if v := c.Values[i][0]; v.Has {
			parts, texts = append(parts, Share{Name: name, Number: v.Number}), append(texts, v.Text)
			total += v.Number
		}
	}
	if len(parts) <= MostShares {
		return parts, texts, total
	}
	bySize := slices.Clone(parts)
	slices.SortStableFunc(bySize, func(a, b Share) int { return cmp.Compare(b.Number, a.Number) })
	least := bySize[MostShares-2].Number
	var kept []Share
	var keptTexts []string
	rest, n := 0.0, 0
	for i, p := range parts {
		if len(kept) < MostShares-1 && p.Number >= least {
			kept, keptTexts = append(kept, p), append(keptTexts, texts[i])
			continue
		}
		rest += p.Number
		n++
	}
	rest = math.Round(rest*1e6) / 1e6
	other := Share{Name: fmt.Sprintf("其他%d项", n), Number: rest}
	return append(kept, other), append(keptTexts, strconv.FormatFloat(rest, 'f', -1, 64)), total
}
