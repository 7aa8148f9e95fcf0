package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	cyclonedx "github.com/CycloneDX/cyclonedx-go"
	"github.com/package-url/packageurl-go"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemas are the specification's, which the module that writes the list brings along for
// its own tests.
func schemas(t *testing.T) string {
	t.Helper()
	return filepath.Join(moduleDir(t, "github.com/CycloneDX/cyclonedx-go"), "schema")
}

func moduleDir(t *testing.T, path string) string {
	t.Helper()
	dir, err := command("", nil, "go", "list", "-m", "-f", "{{.Dir}}", path)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// specification compiles the JSON schema of CycloneDX 1.6 with those that it refers to.
func specification(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	for url, name := range map[string]string{"bom-1.6.schema.json": "bom-1.6.schema.json", "spdx.schema.json": "spdx.schema.json", "jsf-0.82.schema.json": "jsf-0.82.schemax.json"} {
		file, err := os.Open(filepath.Join(schemas(t), name))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		schema, err := jsonschema.UnmarshalJSON(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource("http://cyclonedx.org/schema/"+url, schema); err != nil {
			t.Fatal(err)
		}
	}
	s, err := c.Compile("http://cyclonedx.org/schema/bom-1.6.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// identifiers are those that SPDX gives to licences and exceptions.
func identifiers(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(schemas(t), "spdx.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var s struct{ Enum []string }
	if err := json.Unmarshal(text, &s); err != nil || len(s.Enum) < 500 {
		t.Fatalf("%v, %d identifiers", err, len(s.Enum))
	}
	return s.Enum
}

// listed is the list of components of this checkout's program for a platform, as it is
// written.
func listed(t *testing.T, v *version, p platform) (*contents, []byte) {
	t.Helper()
	v.root, v.name = moduleDir(t, ownName), "1.2.3"
	c, err := v.contents(p)
	if err != nil {
		t.Fatal(err)
	}
	b, err := v.listing(c, "go1.26.0")
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := cyclonedx.NewBOMEncoder(&text, cyclonedx.BOMFileFormatJSON).EncodeVersion(b, cyclonedx.SpecVersion1_6); err != nil {
		t.Fatal(err)
	}
	return c, text.Bytes()
}

// right holds a list of components against the specification's schema, and against what
// it asks of every component.
func right(t *testing.T, text []byte) *cyclonedx.BOM {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := specification(t).Validate(value); err != nil {
		t.Error(err)
	}
	b := new(cyclonedx.BOM)
	if err := cyclonedx.NewBOMDecoder(bytes.NewReader(text), cyclonedx.BOMFileFormatJSON).Decode(b); err != nil {
		t.Fatal(err)
	}
	known := identifiers(t)
	refs := map[string]bool{b.Metadata.Component.BOMRef: true}
	for _, c := range *b.Components {
		if refs[c.BOMRef] {
			t.Errorf("%s is there twice", c.BOMRef)
		}
		refs[c.BOMRef] = true
		if c.Licenses == nil || len(*c.Licenses) != 1 {
			t.Errorf("%s has no licence", c.BOMRef)
			continue
		}
		said := (*c.Licenses)[0]
		if said.License != nil {
			said.Expression = said.License.ID
		}
		for _, id := range regexp.MustCompile(`[() ]+`).Split(said.Expression, -1) {
			if !slices.Contains([]string{"AND", "OR", "WITH"}, id) && !slices.Contains(known, id) {
				t.Errorf("%s is under %q, of which SPDX has no %q", c.BOMRef, said.Expression, id)
			}
		}
		unsummed := func(c cyclonedx.Component) bool { return c.Hashes == nil }
		hashed := c.Hashes != nil || c.Name == goName || c.Type == cyclonedx.ComponentTypeData && len(parts(c)) > 0
		if !hashed || slices.ContainsFunc(parts(c), unsummed) || c.Version == "" {
			t.Errorf("%s has no sum or no version", c.BOMRef)
		}
		if c.Type == cyclonedx.ComponentTypeLibrary {
			if p, err := packageurl.FromString(c.PackageURL); err != nil || p.Version == "" || c.Supplier == nil || c.Supplier.Name == "" {
				t.Errorf("%s: %v, or it has no version or no supplier", c.PackageURL, err)
			}
		}
	}
	graph := map[string][]string{}
	for _, d := range *b.Dependencies {
		for _, to := range needs(d) {
			if !refs[to] || !refs[d.Ref] {
				t.Errorf("%s uses %s, of which one is no component", d.Ref, to)
			}
		}
		graph[d.Ref] = needs(d)
	}
	reached := map[string]bool{}
	var reach func(ref string)
	reach = func(ref string) {
		if to, told := graph[ref]; !told {
			t.Errorf("what %s uses is not told", ref)
		} else if !reached[ref] {
			reached[ref] = true
			for _, ref := range to {
				reach(ref)
			}
		}
	}
	reach(b.Metadata.Component.BOMRef)
	for ref := range refs {
		if !reached[ref] {
			t.Errorf("nothing uses %s", ref)
		}
	}
	return b
}

// needs are what a component uses; where it is nothing the list has no key for it.
func needs(d cyclonedx.Dependency) []string {
	if d.Dependencies == nil {
		return nil
	}
	return *d.Dependencies
}

func parts(c cyclonedx.Component) []cyclonedx.Component {
	if c.Components == nil {
		return nil
	}
	return *c.Components
}

// component is that of a name.
func component(t *testing.T, b *cyclonedx.BOM, name string) cyclonedx.Component {
	t.Helper()
	i := slices.IndexFunc(*b.Components, func(c cyclonedx.Component) bool { return c.Name == name })
	if i < 0 {
		t.Fatalf("no component %s", name)
	}
	return (*b.Components)[i]
}

// The list holds against the schema of CycloneDX 1.6; each module, face and folder of data
// has its licence by SPDX, its sum, and its place in the graph of what uses what.
func TestListing(t *testing.T) {
	c, text := listed(t, &version{}, platform{"linux", "amd64"})
	b := right(t, text)
	if len(c.modules) < 30 {
		t.Errorf("the program has %d modules", len(c.modules))
	}
	for _, m := range c.modules {
		component(t, b, m.Path)
	}
	// of whom the licence files say more than one thing
	for name, want := range map[string]string{
		"github.com/go-text/typesetting": "Unlicense OR BSD-3-Clause", "github.com/klauspost/compress": "BSD-3-Clause AND Apache-2.0 AND MIT",
		"go.yaml.in/yaml/v3": "MIT AND Apache-2.0", "fangsong.ttf": "GPL-3.0-only WITH Font-exception-2.0",
	} {
		if got := (*component(t, b, name).Licenses)[0].Expression; got != want {
			t.Errorf("%s is under %q, want %q", name, got, want)
		}
	}
	if got := (*component(t, b, "golang.org/x/text").Licenses)[0].License.ID; got != "BSD-3-Clause" {
		t.Errorf("golang.org/x/text is under %q", got)
	}
	face := component(t, b, "fangsong.ttf")
	if from := (*face.Pedigree.Ancestors)[0]; from.PackageURL != "pkg:deb/debian/texlive-lang-chinese@2022.20230122-1" || face.Version != "1.300" {
		t.Errorf("fangsong.ttf %s is cut from %s", face.Version, from.PackageURL)
	}
	// data of ours, and of a module
	for name, file := range map[string]string{"templates": "templates/agreement-county.md", "examples": "examples/anlan/hongtou.yaml", "codeberg.org/go-pdf/fpdf": "font_embed/courier.json"} {
		if !slices.ContainsFunc(parts(component(t, b, name)), func(c cyclonedx.Component) bool { return c.Name == file }) {
			t.Errorf("%s lacks its file %s", name, file)
		}
	}
	graph := map[string][]string{}
	for _, d := range *b.Dependencies {
		graph[d.Ref] = needs(d)
	}
	cli := component(t, b, "github.com/urfave/cli/v2").BOMRef
	if !slices.Contains(graph[ownName], cli) || !slices.Contains(graph[cli], component(t, b, "github.com/xrash/smetrics").BOMRef) || slices.Contains(graph[ownName], component(t, b, "github.com/xrash/smetrics").BOMRef) {
		t.Errorf("hongtou uses %v, cli uses %v", graph[ownName], graph[cli])
	}
	if _, again := listed(t, &version{}, platform{"linux", "amd64"}); !bytes.Equal(text, again) {
		t.Error("the list is another one the second time")
	}
}

// A program without the embedded 仿宋 has none in its list; one for Windows has the modules
// that only it has.
func TestListingOfOthers(t *testing.T) {
	_, text := listed(t, &version{tags: "nofangsong"}, platform{"windows", "amd64"})
	b := right(t, text)
	if slices.ContainsFunc(*b.Components, func(c cyclonedx.Component) bool { return c.Name == "fangsong.ttf" }) {
		t.Error("a program without 仿宋 lists it")
	}
	component(t, b, "xiaobiaosong.ttf")
}

// The schema finds faults: a list that holds against it could have failed.
func TestSchemaFindsFaults(t *testing.T) {
	for name, text := range map[string]string{
		"a licence that SPDX has not": `{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "name": "a", "licenses": [{"license": {"id": "Mine"}}]}]}`,
		"a short sum":                 `{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "name": "a", "hashes": [{"alg": "SHA-256", "content": "00"}]}]}`,
		"a component of no type":      `{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"name": "a"}]}`,
		"an older version":            `{"bomFormat": "CycloneDX", "specVersion": "0.9", "licenses": []}`,
	} {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if specification(t).Validate(value) == nil {
			t.Errorf("the schema takes %s", name)
		}
	}
}

// A licence is read from its text, whatever its file is called; one that is not known, or
// missing, stops the release.
func TestLicenceOf(t *testing.T) {
	mit, err := os.ReadFile(filepath.Join(moduleDir(t, "github.com/yuin/goldmark"), "LICENSE"))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		files map[string]string
		want  string // or a part of the error
		found []string
	}{
		{map[string]string{"COPYING": string(mit)}, "MIT", nil},
		{map[string]string{"licence.txt": string(mit), "LICENSE-THIRD": string(mit), "go.mod": "module a"}, "MIT", []string{"MIT"}},
		{map[string]string{"LICENSE": "SPDX-License-Identifier: MIT OR Apache-2.0\n" + string(mit)}, "MIT OR Apache-2.0", nil},
		{map[string]string{"LICENSE": "Do what you like on Sundays."}, "the licence's text 0 in a hundred", nil},
		{map[string]string{"NOTICE": string(mit)}, "has no licence", nil},
		{map[string]string{"README": "none"}, "has no licence", nil},
	} {
		dir := t.TempDir()
		for name, text := range x.files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		l, err := licenceOf(dir)
		if err != nil && !strings.Contains(err.Error(), x.want) || err == nil && (l.declared != x.want || !slices.Equal(l.found, x.found)) {
			t.Errorf("%v: %+v %v, want %s", x.files, l, err, x.want)
		}
	}
}

// The lists of a release that was made hold, too, and name the sum of their program.
func TestComponents(t *testing.T) {
	for _, name := range made(t, "*.cdx.json") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if b := right(t, text); b.Metadata.Component.Hashes == nil {
			t.Errorf("%s has no sum of the program", name)
		}
	}
}
