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
}

// Print writes the complaints in order, a line each, as text for people or
// (format "json") as JSON lines, in lang ("zh" or "en").
func (l *List) Print(w io.Writer, lang, format string) error {
	for _, d := range l.All() {
		if err := d.print(w, lang, format); err != nil {
			return err
		}
	}
	return nil
}

func (d Diagnostic) print(w io.Writer, lang, format string) error {
	if format != "json" {
		_, err := fmt.Fprintln(w, Visible(d.In(lang)))
		return err
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(d.Record(lang))
}

// Record is the complaint in lang, "zh" or "en".
func (d Diagnostic) Record(lang string) Record {
	return Record{d.Severity.String(), d.Code, d.Place, d.Value, d.problem().In(lang), d.remedy().In(lang), d.Subjects}
}
