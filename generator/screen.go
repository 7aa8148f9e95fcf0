package generator

import (
	"context"

	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/svg"
)

// onScreen is the format of pages that are shown and not kept.
const onScreen fill.Format = "svg"

// screen takes the pages of a document instead of bytes.
type screen struct{ pages *svg.Document }

func (*screen) Write(b []byte) (int, error) { return len(b), nil }

// Pages sets a document for a screen: the pages that its PDF has, with their faces.
// As with Render nothing is written and no number is taken. There are no pages where
// complaints are errors, and none of a workbook; the error is of the environment.
func (o *Output) Pages(ctx context.Context) (*svg.Document, *diag.List, error) {
	if o.step.template.Kind() != fill.DocumentKind {
		return nil, &diag.List{}, nil
	}
	out := &screen{}
	complaints, err := o.Render(ctx, out, onScreen)
	return out.pages, complaints, err
}

// Template is the template that makes the output.
func (o *Output) Template() *fill.Template { return o.step.template }

// Subject is what the output is about.
func (o *Output) Subject() fill.Subject { return o.step.subject }
