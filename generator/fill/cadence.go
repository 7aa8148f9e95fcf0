package fill

import (
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/period"
	"hongtou/generator/tree"
)

// readCadence reads how often the template is made: one of period.Cadences, or
// several kinds of period for a table that is made for each of them.
func (t *Template) readCadence(p tree.Entry, complain complain) {
	names := strings.FieldsFunc(p.Value.Text, func(r rune) bool { return strings.ContainsRune(",，、 ", r) })
	for _, name := range names {
		kind, err := period.ParseKind(name)
		switch {
		case err == nil:
			t.kinds = append(t.kinds, kind)
		case len(names) > 1 || !slices.Contains(period.Cadences(), name):
			complain(p.Value.Line, "template-key-value", p.Value.Text, diag.T("%s 的值不认识", "unknown value of %s", p.Key),
				diag.T("应为：%s；可写几个期间，如 month, quarter, year", "use one of %s, or several periods such as month, quarter, year", diag.Names(period.Cadences())))
			return
		}
	}
	slices.SortFunc(t.kinds, func(a, b period.Kind) int { return int(b - a) })
}

// Kinds are the kinds of period that the cadence asks for, the longest first; none for
// meeting and event.
func (t *Template) Kinds() []period.Kind { return t.way().kinds }

// PeriodKind is the shortest kind of period that the cadence asks for; false for
// meeting and event, which go with any.
func (t *Template) PeriodKind() (period.Kind, bool) {
	kinds := t.way().kinds
	if len(kinds) == 0 {
		return 0, false
	}
	return kinds[0], true
}

// KindFor is the kind of period that the template is made for when asked for
// one: that kind or the next longer one of the cadence; false where all are
// shorter, or where any goes.
func (t *Template) KindFor(asked period.Kind) (period.Kind, bool) {
	for _, k := range t.way().kinds {
		if k <= asked { // kinds are ordered from the longest
			return k, true
		}
	}
	return 0, false
}

// Suits tells whether a job of this cadence leaves none of the template's
// periods out.
func (t *Template) Suits(job period.Kind) bool { _, ok := t.KindFor(job); return ok }
