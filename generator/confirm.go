package generator

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"hongtou/generator/collect"
	"hongtou/generator/diag"
	"hongtou/generator/lock"
	"hongtou/generator/model"
	"hongtou/generator/period"
	"hongtou/generator/source"
)

// A 零报告: somebody says that a table of events is complete up to a day, though it
// has no row that would show it. It goes into the table of confirmations, a CSV file
// in the workspace, with who said so and when.

// ErrConfirmation is the error of a confirmation that makes no sense: an unknown
// table, days that are still to come or in no order, no name.
var ErrConfirmation = errors.New("not to be confirmed")

// ErrConfirmationsFile is the error of a table of confirmations that no row can be
// put under: not a CSV file in UTF-8 with our columns.
var ErrConfirmationsFile = errors.New("the file of confirmations takes no row")

// Confirm says that a table of events is complete between two days, and gives what
// was written. Without from it begins where the table ends so far.
func (w *Workspace) Confirm(ctx context.Context, table string, from, through period.Date, person string) (*model.Confirmation, error) {
	c := &model.Confirmation{Table: model.EventTable(table), Since: from, Through: through, Person: strings.TrimSpace(person), Day: w.Office.Today}
	if c.Since.IsZero() && c.Table != "" && !through.IsZero() {
		c.Since = w.Office.Unconfirmed(c.Table, through)
	}
	switch {
	case c.Table == "":
		return nil, diag.Speak(ErrConfirmation, "%[1]s 不是登记事件的表；能确认的表：%[2]s", "%[1]s is no table of events; those that can be confirmed: %[2]s", table, strings.Join(model.EventTables(), " "))
	case c.Through.IsZero() || !c.Through.Before(w.Office.Today):
		return nil, diag.Speak(ErrConfirmation, "--through 的日期应早于今天（%s）", "--through is to be a day before today (%s)", w.Office.Today)
	case c.Through.Before(c.Since):
		return nil, diag.Speak(ErrConfirmation, "%[1]s至%[2]s已经登记，或者起止颠倒", "%[1]s to %[2]s is covered already, or in the wrong order", c.Since, c.Through)
	case c.Person == "":
		return nil, diag.Speak(ErrConfirmation, "用 --by 写明确认人", "name by --by who confirms")
	}
	path := source.ConfirmationsName
	if files := w.Config.Data[source.Confirmations]; len(files) > 0 {
		path = files[len(files)-1].Path
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(w.Dir, path)
	}
	held, err := lock.Wait(ctx, filepath.Join(filepath.Dir(path), ".confirm.lock"))
	if err != nil {
		return nil, err
	}
	defer held.Release()
	old, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	text, err := confirmed(old, c)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return c, collect.Replace(path, text)
}

// confirmed is the file's text with one more row.
func confirmed(old []byte, c *model.Confirmation) ([]byte, error) {
	columns := model.TableOf(source.Confirmations).Columns
	heads, cells := make([]string, len(columns)), make([]string, len(columns))
	for i := range columns {
		heads[i], cells[i] = columns[i].Header, columns[i].Value(c)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	if len(bytes.TrimSpace(old)) == 0 {
		b.WriteString("\ufeff") // so that Excel knows it for UTF-8
		w.Write(heads)
	} else {
		first, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(old, []byte("\ufeff")))).Read()
		if err != nil || strings.Join(first, ",") != strings.Join(heads, ",") {
			return nil, diag.Speak(ErrConfirmationsFile, "确认表的首行应为 %s，编码应为 UTF-8", "the first row of the confirmations must be %s, in UTF-8", strings.Join(heads, ","))
		}
		b.Write(old)
		if !bytes.HasSuffix(old, []byte("\n")) {
			b.WriteString("\n")
		}
	}
	w.Write(cells)
	w.Flush()
	return b.Bytes(), w.Error()
}
