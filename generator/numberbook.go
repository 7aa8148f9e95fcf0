package generator

import (
	"context"
	"path/filepath"

	"hongtou/generator/period"
	"hongtou/generator/register"
)

// Numbers lists the register's numbers of a year in the order of the register, each
// once: a void one is told as such. Year 0 is all. The error is of the environment, or
// a [register.Broken].
func (w *Workspace) Numbers(year int) ([]register.Row, error) {
	r, err := w.numberRegister()
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	var rows []register.Row
	for _, row := range r.Rows() {
		if year != 0 && row.Year != year {
			continue
		}
		i, has := at[row.Number()]
		if !has {
			at[row.Number()] = len(rows)
			rows = append(rows, row)
		} else if row.State == register.Void {
			rows[i].State = register.Void
		}
	}
	return rows, nil
}

// VoidNumber makes a number void, StartNumbers the next number of a code and year the
// given one: as register.Void and register.Start.
func (w *Workspace) VoidNumber(ctx context.Context, number string, on period.Date) error {
	r, err := w.numberRegister()
	if err != nil {
		return err
	}
	return r.Void(ctx, number, on)
}

// StartNumbers is told of at VoidNumber.
func (w *Workspace) StartNumbers(ctx context.Context, code string, year, next int, on period.Date) error {
	r, err := w.numberRegister()
	if err != nil {
		return err
	}
	return r.Start(ctx, code, year, next, on)
}

func (w *Workspace) numberRegister() (*register.Register, error) {
	return register.Open(filepath.Join(w.Dir, register.FileName))
}
