package diag

import (
	"encoding/json"
	"fmt"
	"io"
)

// Record is a complaint as scripts read it, in one language.
type Record struct {
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Place
	Value   string `json:"value,omitempty"`
	Problem string `json:"problem"`
	Remedy  string `json:"remedy,omitempty"`

	Subjects int `json:"subjects,omitempty"` // how many units, meetings or records it is about, where it is told once for all

	Group   int  `json:"group,omitempty"`   // counted from 1: complaints of one cause have the same; none for one that stands alone
	Cause   bool `json:"cause,omitempty"`   // of its group
	Affects int  `json:"affects,omitempty"` // how many places the cause affects
}

// Print writes the complaints by causes, as text for people or (format "json") as
// JSON lines, in lang ("zh" or "en"). A cause is one line of text; what follows from it
// stands below where everything is asked for. Scripts get every complaint.
func (l *List) Print(w io.Writer, lang, format string, everything bool) error {
	if format == "json" {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		for _, r := range l.Records(lang) {
			if err := enc.Encode(r); err != nil {
				return err
			}
		}
		return nil
	}
	for _, g := range l.Groups() {
		if _, err := fmt.Fprintln(w, Visible(g.In(lang))); err != nil {
			return err
		}
		for _, d := range g.Others {
			if !everything {
				break
			}
			if _, err := fmt.Fprintln(w, "  "+Visible(d.In(lang))); err != nil {
				return err
			}
		}
	}
	return nil
}

// Records are all complaints by causes, as scripts read them.
func (l *List) Records(lang string) []Record {
	var out []Record
	n := 0
	for _, g := range l.Groups() {
		r := g.Cause.Record(lang)
		if len(g.Others) > 0 {
			n++
			r.Group, r.Cause, r.Affects = n, true, g.Places
		}
		out = append(out, r)
		for _, d := range g.Others {
			r := d.Record(lang)
			r.Group = n
			out = append(out, r)
		}
	}
	return out
}

// Record is the complaint in lang, "zh" or "en".
func (d Diagnostic) Record(lang string) Record {
	return Record{d.Severity.String(), d.Code, d.Place, d.Value, d.problem().In(lang), d.remedy().In(lang), d.Subjects, 0, false, 0}
}
