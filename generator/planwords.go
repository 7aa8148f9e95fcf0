package generator

import (
	"fmt"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/model"
	"hongtou/generator/period"
)

// What a plan says of targets that it makes nothing for, or not for the period that one
// would expect: see [Batch.Words].

// tellNone adds a word where a template has no outputs for want of rows that nobody may
// have entered yet: its table of events does not cover the period.
func (b *Batch) tellNone(i int) {
	t, o := b.templates[i], b.workspace.Office
	table := t.EventTable()
	if table == "" || b.request.Unit != "" || !o.Kept(table) || b.makes(i) {
		return
	}
	for _, gap := range model.Gaps(model.Listed(o, table, b.Period.Until(o.Today))) {
		b.words = append(b.words, diag.T("%[1]s没有可做的，但%[2]s", "there is no %[3]s to make, but %[4]s", t.Label(), gap.Problem.Zh, t.Name(), gap.Problem.En))
	}
}

// waits is a table that has nothing yet for the period that is about to begin.
type waits struct {
	table  *model.Table
	coming period.Period
}

// tellWaiting adds a word where targets are not made for the period that is about to
// begin, since nothing is entered for it yet: one for all that wait for the same. What
// has no outputs waits for nothing.
func (b *Batch) tellWaiting() {
	w, r := b.workspace, b.request
	var order []waits
	targets := map[waits][]*fill.Template{}
	for i, t := range b.templates {
		if _, fixed := t.PeriodKind(); r.Period != "" || !fixed || !b.makes(i) {
			continue
		}
		_, table, coming := t.Default(w.Office, b.Period.Kind, r.Today)
		if table == nil {
			continue
		}
		key := waits{table, coming}
		if targets[key] == nil {
			order = append(order, key)
		}
		targets[key] = append(targets[key], t)
	}
	for _, key := range order {
		who, en := targets[key][0].Label(), targets[key][0].Name()+" is"
		if n := len(targets[key]); n > 1 {
			who, en = fmt.Sprintf("%s等%d种", who, n), fmt.Sprintf("%s and %d more are", targets[key][0].Name(), n-1)
		}
		b.words = append(b.words, diag.T("“%[1]s”表中还没有%[2]s的数据，%[3]s按%[4]s制作", "the table %[5]q has nothing for %[6]s yet: %[7]s made for %[8]s",
			key.table.Title, key.coming.Name(), who, b.Period.Name(), key.table.Name, key.coming, en, b.Period))
	}
}

// tellEmpty says of a few targets that have no outputs which table has no row for them.
func tellEmpty(batches []*Batch, r Request) {
	targets := 0
	for _, b := range batches {
		if targets += len(b.templates); b.len > 0 || targets > fewTargets {
			return
		}
	}
	for _, b := range batches {
		for _, t := range b.templates {
			name, _, _ := strings.Cut(t.Each(), " ")
			if table := model.TableOf(name); table != nil && r.Unit == "" && len(t.Selected(b.workspace.Office)) == 0 {
				b.words = append(b.words, diag.T("“%[1]s”表中没有要做%[2]s的行", "the table %[3]q has no row to make %[4]s for", table.Title, t.Label(), table.Name, t.Name()))
			}
		}
	}
}

// fewTargets are so many that each is told of by itself.
const fewTargets = 3
