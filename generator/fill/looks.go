package fill

import (
	"regexp"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/table"
	"hongtou/generator/tree"
)

// looks is which period a template is made for where none is asked: one that is
// over for papers that report, the running one for standing lists, the one that is
// beginning for papers that plan.
type looks struct {
	way   string       // Back, Now or Forward
	table *model.Table // whose records of a coming period must be there already; nil: none need
}

// The ways to look.
const (
	Back    = "back"
	Now     = "now"
	Forward = "forward"
)

var ways = []string{Back, Now, Forward}

// readLooks reads a way and, behind it, a table.
func (t *Template) readLooks(p tree.Entry, complain complain) {
	words := strings.Fields(p.Value.Text)
	if len(words) == 0 || len(words) > 2 || !slices.Contains(ways, words[0]) {
		complain(p.Value.Line, "template-key-value", p.Value.Text, diag.T("%s 的值不认识", "unknown value of %s", p.Key),
			diag.T("应为：%s，其后可写须有数据的表", "use one of %s, and a table behind it that must have data", diag.Names(ways)))
		return
	}
	t.looks.way = words[0]
	if len(words) < 2 {
		return
	}
	if t.looks.table = model.TableOf(words[1]); t.looks.table == nil {
		complain(p.Value.Line, "template-key-value", words[1], diag.T("没有这张表", "there is no such table"), diag.T("应为：%s", "use one of %s", nearest(words[1], tableNames())))
	}
}

// readNeeds reads keys, one or a list.
func (t *Template) readNeeds(n *tree.Node, complain complain) {
	items := []*tree.Node{n}
	if n.Kind == tree.List {
		items = n.Items
	}
	for _, item := range items {
		if item.Kind != tree.Scalar {
			complain(item.Line, "template-key-value", "needs", diag.T("这里应为一段文字", "a text is wanted here"), diag.T("写一段文字，不写列表或下级各项", "write one text, not a list or keys"))
			continue
		}
		t.needs = append(t.needs, item.Text)
	}
}

var labelForm = regexp.MustCompile(`(?m)^name:[ \t]*["']?([^"'\r\n#]*?)["']?[ \t]*\r?$`)

// Label is the template's Chinese name, its id where it has none. Of one that is not
// compiled yet the index or the source is looked at: it is asked of all templates.
func (t *Template) Label() string {
	switch {
	case t.indexed != nil:
		return t.indexed.label
	case t.lazy == nil && t.label != "":
		return t.label
	}
	t.labelled.Do(func() {
		t.sourceLabel = t.name
		if m := labelForm.FindStringSubmatch(t.written()); m != nil && m[1] != "" {
			t.sourceLabel = m[1]
		}
	})
	return t.sourceLabel
}

// Needs are the keys of .Doc without which no final paper is made.
func (t *Template) Needs() []string { return t.ready().needs }

// Dated tells whether each paper is about a record with a day of its own, as a
// meeting, and not about a period.
func (t *Template) Dated() bool { return t.way().each.day != nil }

// Default is the period of a kind that the template is made for on a day. Where it
// is not the one that is about to begin because there is no data for that yet,
// waiting names the table and coming is that period.
func (t *Template) Default(o *model.Office, kind period.Kind, today period.Date) (p period.Period, waiting *model.Table, coming period.Period) {
	now := period.Of(today, kind)
	switch t.ready().looks.way {
	case Now:
		return now, nil, now
	case Forward:
		next := now.Next()
		if next.Start().Sub(today) > lead[kind] {
			return now, nil, now
		}
		if table := t.looks.table; table != nil && !recorded(table, o, next) {
			return now, table, next
		}
		return next, nil, next
	}
	return now.Previous(), nil, now
}

// lead is how many days before a period papers about it are made.
var lead = map[period.Kind]int{period.Year: 92, period.Half: 30, period.Quarter: 15, period.Month: 7}

// recorded tells whether a table has a record of the period: by its year, or by
// its day.
func recorded(t *model.Table, o *model.Office, p period.Period) bool {
	for _, r := range t.Records(o) {
		for i := range t.Columns {
			c := &t.Columns[i]
			if year, ok := c.Of(r).Interface().(int); ok && c.Type == table.Year && year == p.Year && p.Kind == period.Year {
				return true
			}
			if c.Day && p.Contains(dayOf(c.Of(r).Interface())) {
				return true
			}
		}
	}
	return false
}
