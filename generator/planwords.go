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
		b.words = append(b.words, diag.T("%[1]s没有可做的，但%[2]s", "there is no %[3]s to make, but %[2]s", t.Label(), gap.Problem, t.Name()))
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

// tellLonger says which targets are made for a period longer than the one that was asked
// for: a paper of the year for one of its months. Meetings and events take the year's.
func (b *Batch) tellLonger() {
	asked, err := period.Parse(b.request.Period)
	if err != nil || b.request.Within || asked == b.Period {
		return
	}
	var longer []*fill.Template
	for i, t := range b.templates {
		if b.makes(i) {
			longer = append(longer, t)
		}
	}
	if len(longer) == 0 {
		return
	}
	who, en := longer[0].Label(), longer[0].Name()+" is"
	if n := len(longer); n > 1 {
		who, en = fmt.Sprintf("%s等%d种", who, n), fmt.Sprintf("%s and %d more are", longer[0].Name(), n-1)
	}
	b.words = append(b.words, diag.T("%[1]s只是%[2]s的一部分，%[3]s按%[2]s制作", "%[4]s is but a part of %[5]s: %[6]s made for all of it",
		asked.Name(), b.Period.Name(), who, asked, b.Period, en))
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
