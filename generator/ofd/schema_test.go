package ofd

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The structure of GB/T 33190-2016 as far as we write it: for each element its
// children in their order ("!" = required, "+" = at least one, "*" = any number), and
// its attributes ("!" = required).
var schema = map[string]struct{ children, attributes string }{
	"OFD":                 {"DocBody!", "Version! DocType!"},
	"DocBody":             {"DocInfo! DocRoot! Versions Signatures", ""},
	"DocInfo":             {"DocID! Title Author Subject Abstract CreationDate ModDate DocUsage Cover Keywords Creator CreatorVersion CustomDatas", ""},
	"Keywords":            {"Keyword+", ""},
	"CustomDatas":         {"CustomData+", ""},
	"CustomData":          {"", "Name!"},
	"Document":            {"CommonData! Pages! Outlines Permissions Actions VPreferences Bookmarks Annotations CustomTags Attachments Extensions", ""},
	"CommonData":          {"MaxUnitID! PageArea! PublicRes* DocumentRes* TemplatePage* DefaultCS", ""},
	"PageArea":            {"PhysicalBox! ApplicationBox ContentBox BleedBox", ""},
	"Pages":               {"Page+", ""},
	"Document/Page":       {"", "ID! BaseLoc!"},
	"Outlines":            {"OutlineElem+", ""},
	"OutlineElem":         {"Actions OutlineElem*", "Title! Count Expanded"},
	"Actions":             {"Action+", ""},
	"Action":              {"Goto!", "Event!"},
	"Goto":                {"Dest!", ""},
	"Dest":                {"", "Type! PageID! Left Right Top Bottom Zoom"},
	"Page":                {"Template* PageRes* Area Content Actions", ""},
	"Area":                {"PhysicalBox! ApplicationBox ContentBox BleedBox", ""},
	"Content":             {"Layer+", ""},
	"Layer":               {"", "ID! Type DrawParam"}, // objects in any order
	"TextObject":          {"Actions Clips FillColor StrokeColor CGTransform* TextCode+", "ID! Boundary! Font! Size! CTM Fill Stroke"},
	"CGTransform":         {"Glyphs!", "CodePosition! CodeCount GlyphCount"},
	"TextCode":            {"", "X Y DeltaX DeltaY"},
	"PathObject":          {"Actions Clips StrokeColor FillColor AbbreviatedData!", "ID! Boundary! LineWidth Stroke Fill Rule Cap Join DashPattern"},
	"FillColor":           {"", "Value ColorSpace Alpha"},
	"StrokeColor":         {"", "Value ColorSpace Alpha"},
	"ImageObject":         {"Actions Clips", "ID! Boundary! CTM ResourceID!"},
	"Res":                 {"ColorSpaces DrawParams Fonts MultiMedias CompositeGraphicUnits", "BaseLoc!"},
	"Fonts":               {"Font+", ""},
	"Font":                {"FontFile", "ID! FontName! FamilyName Charset Italic Bold Serif FixedWidth"},
	"MultiMedias":         {"MultiMedia+", ""},
	"MultiMedia":          {"MediaFile!", "ID! Type! Format"},
	"CustomTags":          {"CustomTag+", ""},
	"CustomTag":           {"SchemaLoc FileLoc!", "NameSpace!"},
	"Attachments":         {"Attachment+", ""},
	"Attachment":          {"FileLoc!", "ID! Name! Format CreationDate ModDate Size Visible Usage"},
	"Document/CustomTags": {"", ""}, "Document/Attachments": {"", ""},
}

// values are the forms of what elements and attributes hold.
var values = map[string]*regexp.Regexp{
	"ID": regexp.MustCompile(`^(A?[1-9][0-9]*)$`), "DocID": regexp.MustCompile(`^[0-9a-f]{32}$`),
	"Boundary": boxForm, "PhysicalBox": boxForm, "CTM": regexp.MustCompile(`^-?[0-9.]+( -?[0-9.]+){5}$`),
	"CreationDate": dateForm, "ModDate": dateForm, "DeltaX": regexp.MustCompile(`^-?[0-9.]+( -?[0-9.]+)*$`),
	"AbbreviatedData": regexp.MustCompile(`^M -?[0-9.]+ -?[0-9.]+( ([ML] -?[0-9.]+ -?[0-9.]+|B( -?[0-9.]+){6}|C))*$`),
	"Value":           regexp.MustCompile(`^[0-9]{1,3} [0-9]{1,3} [0-9]{1,3}$`),
	"MaxUnitID":       regexp.MustCompile(`^[1-9][0-9]*$`), "X": numberForm, "Y": numberForm, "Size": numberForm, "LineWidth": numberForm,
	"Join": regexp.MustCompile(`^(Miter|Round|Bevel)$`), "Cap": regexp.MustCompile(`^(Butt|Round|Square)$`), "Fill": switchForm, "Stroke": switchForm,
}

var (
	boxForm    = regexp.MustCompile(`^-?[0-9.]+ -?[0-9.]+ [0-9.]+ [0-9.]+$`)
	dateForm   = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)
	numberForm = regexp.MustCompile(`^-?[0-9]+(\.[0-9]{1,3})?$`)
	switchForm = regexp.MustCompile(`^(true|false)$`)
)

// element is a parsed element.
type element struct {
	name       string
	attributes map[string]string
	children   []*element
	text       string
}

func (e *element) all(name string) []*element {
	var out []*element
	for _, c := range e.children {
		if c.name == name {
			out = append(out, c)
		}
		out = append(out, c.all(name)...)
	}
	return out
}

func (e *element) first(name string) *element {
	if all := e.all(name); len(all) > 0 {
		return all[0]
	}
	return &element{}
}

const ofdSpace = "http://www.ofdspec.org/2016"

// parsed reads a part that is well-formed and all of whose elements are of the
// standard's name space with its usual prefix.
func parsed(t *testing.T, name string, data []byte) *element {
	t.Helper()
	if !bytes.HasPrefix(data, []byte(xmlHead)) {
		t.Errorf("%s begins with %.40q", name, data)
	}
	top := &element{}
	stack := []*element{top}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		raw, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch x := raw.(type) {
		case xml.StartElement:
			if x.Name.Space != ofdSpace {
				t.Fatalf("%s: %s is of %q", name, x.Name.Local, x.Name.Space)
			}
			e := &element{name: x.Name.Local, attributes: map[string]string{}}
			for _, a := range x.Attr {
				if a.Name.Space == "xmlns" {
					continue
				}
				if a.Name.Space != "" {
					t.Errorf("%s: attribute %s of %s has a prefix", name, a.Name.Local, e.name)
				}
				e.attributes[a.Name.Local] = a.Value
			}
			parent := stack[len(stack)-1]
			parent.children = append(parent.children, e)
			stack = append(stack, e)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			stack[len(stack)-1].text += string(x)
		}
	}
	if len(top.children) != 1 {
		t.Fatalf("%s has %d roots", name, len(top.children))
	}
	return top.children[0]
}

// validate holds an element against the schema.
func validate(e *element, inside string) error {
	rule, known := schema[inside+"/"+e.name]
	if !known {
		rule, known = schema[e.name]
	}
	leaf := !known
	if leaf && len(e.children)+len(e.attributes) > 0 {
		return fmt.Errorf("%s in %s is not known", e.name, inside)
	}
	given := strings.Fields(rule.attributes)
	for _, a := range given {
		if name, must := strings.CutSuffix(a, "!"); must && e.attributes[name] == "" {
			return fmt.Errorf("%s has no %s", e.name, name)
		}
	}
	for name, value := range e.attributes {
		if !slices.Contains(given, name) && !slices.Contains(given, name+"!") {
			return fmt.Errorf("%s has an attribute %s", e.name, name)
		}
		if form := values[name]; form != nil && e.name != "CustomData" && !form.MatchString(value) && !(e.name == "Attachment" && name == "Size") {
			return fmt.Errorf("%s has %s=%q", e.name, name, value)
		}
	}
	if form := values[e.name]; form != nil && len(e.children) == 0 && !form.MatchString(e.text) {
		return fmt.Errorf("%s holds %q", e.name, e.text)
	}
	if e.name == "Layer" {
		for _, c := range e.children {
			if !strings.HasSuffix(c.name, "Object") {
				return fmt.Errorf("a layer holds %s", c.name)
			}
		}
	} else if err := inOrder(e, strings.Fields(rule.children)); err != nil {
		return err
	}
	for _, c := range e.children {
		if err := validate(c, e.topName(inside)); err != nil {
			return err
		}
	}
	return nil
}

// topName tells a document's pages from a page.
func (e *element) topName(inside string) string {
	if e.name == "Pages" || e.name == "Document" {
		return "Document"
	}
	return e.name
}

func inOrder(e *element, children []string) error {
	at := 0
	for _, c := range children {
		name := strings.TrimRight(c, "!+*")
		n := 0
		for at < len(e.children) && e.children[at].name == name {
			at++
			n++
		}
		switch mark := c[len(name):]; {
		case n == 0 && (mark == "!" || mark == "+"):
			return fmt.Errorf("%s has no %s in its place", e.name, name)
		case n > 1 && (mark == "!" || mark == ""):
			return fmt.Errorf("%s has %d %s", e.name, n, name)
		}
	}
	if at < len(e.children) {
		return fmt.Errorf("%s: %s stands in no place of the schema", e.name, e.children[at].name)
	}
	return nil
}
