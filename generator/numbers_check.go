package generator

import (
	"context"
	"errors"

	"hongtou/generator/diag"
	"hongtou/generator/register"
)

// CheckNumbers holds the register and all document numbers against each other:
// those in hongtou.yaml, of papers about dated records, and on finished outputs.
// rows is the number of the register's rows.
func (w *Workspace) CheckNumbers(ctx context.Context, r Request) (rows int, complaints *diag.List, err error) {
	r.Options.DryRun = true
	n := w.numbering(ctx, r)
	complaints, err = n.check()
	if n.register != nil {
		rows = len(n.register.Rows())
	}
	return rows, complaints, err
}

// CheckRegister holds the register against its own checks and against the finished
// outputs whose numbers it gave.
func (w *Workspace) CheckRegister(ctx context.Context) (*diag.List, error) {
	return w.numbering(ctx, Request{}).checkRegister()
}

// AcceptRegister takes the register as it stands, mended from the finished
// outputs (see [register.Accept]).
func (w *Workspace) AcceptRegister(ctx context.Context, r Request) (*register.Accepted, error) {
	n := w.numbering(ctx, r)
	known, err := n.known()
	if err != nil {
		return nil, err
	}
	return register.Accept(ctx, n.path, known.issued, n.today)
}

// check complains of numbers that stand on two papers, and of a register that is
// not as it was written.
func (n *numbering) check() (*diag.List, error) {
	known, err := n.known()
	if err != nil {
		return &diag.List{}, err
	}
	n.checking = true
	if n.w.Complaints.Errors() == 0 {
		n.w.datedNumbers(known)
	}
	complaints := known.repeated()
	broken, err := n.checkRegister()
	complaints.Append(broken)
	return complaints, err
}

func (n *numbering) checkRegister() (*diag.List, error) {
	err := n.open()
	var broken *register.Broken
	if errors.As(err, &broken) {
		return diag.Of(broken.Diagnostic()), nil
	}
	return &diag.List{}, err
}
