package collect

import (
	"fmt"
	"slices"
	"sort"

	"hongtou/generator/diag"
	"hongtou/generator/model"
	"hongtou/generator/source"
)

// manySearches is how many rows of one return are searched for by trying; with one
// more the whole return is at fault.
const manySearches = 3

// Merge finds what the right rows change in the tables, and refuses those with
// which the workspace would have errors that it has not now. open gives the
// workspace's records, content standing for files that were read; the caller holds
// the tables' locks. The error is of the environment.
func (b *Batch) Merge(open func(content map[string][]byte) (*source.Draft, error)) error {
	if len(b.Results) == 0 {
		return nil
	}
	draft, err := b.openFiles(open)
	if err != nil {
		return err
	}
	t := &trial{batch: b, draft: draft, searched: map[*Return]int{}}
	for {
		list, complaints := b.mergeAll()
		if t.refuse(list) {
			continue
		}
		refused, err := t.refuseFiles(list)
		if err != nil {
			return err
		}
		if refused {
			continue
		}
		for r, more := range complaints {
			r.Complaints.Append(more)
		}
		return nil
	}
}

// trial tries candidates on the workspace's records.
type trial struct {
	batch    *Batch
	draft    *source.Draft
	searched map[*Return]int // rows found by search
}

// refuse tries the candidates together and refuses the rows that bring errors; it
// tells whether there were any, so that all is merged anew without them.
func (t *trial) refuse(list []candidate) bool {
	if len(list) == 0 {
		return false
	}
	all := edits(list)
	errors := t.try(all)
	if len(errors) == 0 {
		return false
	}
	if refuseAt(all, errors) {
		return true
	}
	// The errors stand elsewhere: the candidate with which they come first.
	n := sort.Search(len(list), func(n int) bool { return len(t.try(edits(list[:n+1]))) > 0 })
	c := list[min(n, len(list)-1)]
	if t.searched[c.ret]++; t.searched[c.ret] > manySearches {
		c.result.refuse(c.ret, errors[0].Code, errors[0].Value, elsewhere(errors[0]), errors[0].Remedy)
		return true
	}
	c.refuse(keyColumn(c.ret.Form), diag.Diagnostic{Code: errors[0].Code, Value: errors[0].Value, Problem: elsewhere(errors[0]), Remedy: errors[0].Remedy})
	return true
}

// try gives the errors that the workspace would have with edits.
func (t *trial) try(all []edit) []diag.Diagnostic {
	var list []source.Edit
	for _, e := range all {
		list = append(list, e.Edit)
	}
	return t.draft.Try(list)
}

// refuse keeps a candidate's row from counting, for good.
func (c *candidate) refuse(column int, d diag.Diagnostic) {
	if !c.row.Bad {
		c.result.Complaints.Add(c.ret.refuseCell(c.row, column, d))
	}
}

// elsewhere is what is wrong in another place than the row that brings it.
func elsewhere(d diag.Diagnostic) diag.Text {
	return diag.Text{
		Zh: fmt.Sprintf("并入后%s：%s", d.Place.In("zh"), d.Problem.Zh),
		En: fmt.Sprintf("with it %s: %s", d.Place.In("en"), d.Problem.En),
	}
}

// refuseAt refuses the rows at whose places there are errors, and tells whether
// any was.
func refuseAt(all []edit, errors []diag.Diagnostic) bool {
	places := map[diag.Place]edit{}
	for _, e := range all {
		places[e.Place] = e
	}
	any := false
	for _, e := range errors {
		here, ok := places[diag.Place{File: e.Place.File, Sheet: e.Place.Sheet, Row: e.Place.Row}]
		if !ok {
			continue
		}
		column := source.ColumnOf(here.Table, e.Place.Header)
		c := here.of[len(here.of)-1]
		for _, other := range here.of {
			if _, has := other.values[column]; has {
				c = other
			}
		}
		d := diag.Diagnostic{Code: e.Code, Value: e.Value, Problem: e.Problem, Remedy: e.Remedy}
		i := slices.Index(c.ret.columns, column)
		if i < 0 { // a column that the form has not: the first that the row changes
			d.Problem = elsewhere(e)
			i = slices.IndexFunc(c.ret.columns, func(column int) bool { _, has := c.values[column]; return has })
		}
		c.refuse(max(i, 0), d)
		any = true
	}
	return any
}

// refuseFiles reads the files as they would be written and refuses rows by what is
// found then: what a formula gives, or what a program's own file does otherwise
// than expected. Errors that no row explains keep everything from being merged.
func (t *trial) refuseFiles(list []candidate) (bool, error) {
	if len(list) == 0 {
		return false, nil
	}
	content := map[string][]byte{}
	for _, b := range t.batch.books {
		if !b.changed() {
			continue
		}
		data, err := b.render()
		if err != nil {
			return false, err
		}
		for _, tf := range b.tables {
			content[tf.name] = data
		}
	}
	errors, records := t.draft.TryFiles(content)
	all := edits(list)
	if refuseAt(all, errors) {
		return true, nil
	}
	if len(errors) == 0 {
		return readOtherwise(all, records), nil
	}
	seen := map[*Return]bool{}
	for _, c := range list {
		if !seen[c.ret] {
			seen[c.ret] = true
			c.result.refuse(c.ret, errors[0].Code, errors[0].Value, elsewhere(errors[0]), errors[0].Remedy)
		}
	}
	return true, nil
}

// readOtherwise refuses the rows whose values do not read back as they are to be,
// whatever is strange about the file, and tells whether there are any.
func readOtherwise(all []edit, records map[diag.Place]model.Record) bool {
	any := false
	for _, e := range all {
		r := records[e.Place]
		for column, value := range e.Values {
			if r == nil || !source.Same(e.Table, column, source.ValueOf(e.Table, column, r), value) {
				e.unplaced()
				any = true
				break
			}
		}
	}
	return any
}

// unplaced refuses the rows of a record whose values do not read back.
func (e *edit) unplaced() {
	for _, c := range e.of {
		c.refuse(keyColumn(c.ret.Form), diag.Diagnostic{Code: "row-unplaced", Value: c.row.Key,
			Problem: diag.T("写进 %s 第%d行后读出来不一样，没有并入", "written into %s row %d it does not read the same: it is not merged", e.Place.File, e.Place.Row), Remedy: diag.T("把表另存为新的 .xlsx 再收，或直接改表", "save the table anew as .xlsx and collect again, or change the table itself")})
	}
}
