package source

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"

	"hongtou/generator/model"
	"hongtou/generator/period"
)

// What is written here is what Load reads: the record that a document was made
// from travels in the document, and can be put back into a workspace.

// UnitJSON is a unit's row as a table of one row: a JSON list with an object
// whose keys are the units table's headers, in the table's order, then the
// columns of the office's own. Empty cells of the table's columns are left out.
func UnitJSON(u *model.Unit) []byte {
	var b bytes.Buffer
	b.WriteString("[\n  {")
	cells := 0
	cell := func(header, value string) {
		if cells++; cells > 1 {
			b.WriteByte(',')
		}
		b.WriteString("\n    " + quoted(header) + ": " + quoted(value))
	}
	record := reflect.ValueOf(u).Elem()
	for _, c := range TableOf("units").Columns {
		field := record.FieldByName(c.Field)
		switch {
		case field.IsZero():
		case c.Type == Choice:
			cell(c.Header, c.Names[field.Int()-1])
		default:
			cell(c.Header, field.String())
		}
	}
	for _, header := range slices.Sorted(maps.Keys(u.Extra)) {
		cell(header, u.Extra[header])
	}
	b.WriteString("\n  }\n]\n")
	return b.Bytes()
}

func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(s) // a string: it does not fail
	return string(bytes.TrimSpace(b.Bytes()))
}

// MeetingJSON is a meeting's file, as JSON, without its tasks, which are rows of
// their own table.
func MeetingJSON(m *model.Meeting) []byte {
	type item struct {
		Content string `json:"content"`
		Speaker string `json:"speaker,omitempty"`
		Minutes int    `json:"minutes,omitempty"`
	}
	type attendee struct {
		Name string `json:"name"`
		Unit string `json:"unit,omitempty"`
		Post string `json:"post,omitempty"`
	}
	type point struct {
		Heading string   `json:"heading"`
		Text    []string `json:"text,omitempty"`
	}
	people := func(list []model.Attendee) (out []attendee) {
		for _, a := range list {
			out = append(out, attendee(a))
		}
		return out
	}
	day := func(d period.Date) string {
		if d == (period.Date{}) {
			return ""
		}
		return d.String()
	}
	out := struct {
		Code      string            `json:"code"`
		Title     string            `json:"title"`
		Kind      string            `json:"kind,omitempty"`
		Issue     int               `json:"issue,omitempty"`
		Date      string            `json:"date,omitempty"`
		Issued    string            `json:"issued,omitempty"`
		Start     string            `json:"start,omitempty"`
		End       string            `json:"end,omitempty"`
		Location  string            `json:"location,omitempty"`
		Chair     string            `json:"chair,omitempty"`
		ChairPost string            `json:"chairPost,omitempty"`
		Recorder  string            `json:"recorder,omitempty"`
		Purpose   string            `json:"purpose,omitempty"`
		Agenda    []item            `json:"agenda,omitempty"`
		Present   []attendee        `json:"present,omitempty"`
		Absent    []attendee        `json:"absent,omitempty"`
		Observers []attendee        `json:"observers,omitempty"`
		Heard     []string          `json:"heard,omitempty"`
		Points    []point           `json:"points,omitempty"`
		CC        []string          `json:"cc,omitempty"`
		Extra     map[string]string `json:"extra,omitempty"`
	}{
		Code: m.Code, Title: m.Title, Kind: m.Kind, Issue: m.Issue, Date: day(m.Date), Issued: day(m.Issued),
		Start: m.Start, End: m.End, Location: m.Location, Chair: m.Chair, ChairPost: m.ChairPost, Recorder: m.Recorder, Purpose: m.Purpose,
		Present: people(m.Present), Absent: people(m.Absent), Observers: people(m.Observers), Heard: m.Heard, CC: m.CC, Extra: m.Extra,
	}
	for _, a := range m.Agenda {
		out.Agenda = append(out.Agenda, item{a.Content, a.Speaker, a.Minutes})
	}
	for _, p := range m.Points {
		out.Points = append(out.Points, point(p))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	e.Encode(out) // texts and numbers: it does not fail
	return b.Bytes()
}
