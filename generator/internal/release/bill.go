package main

import (
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	cyclonedx "github.com/CycloneDX/cyclonedx-go"
	"github.com/package-url/packageurl-go"
)

// bill writes the software bill of materials of a platform's program (CycloneDX, JSON).
// What the program itself says it is built of must be what the list names.
func (v *version) bill(out string, p platform, c *contents) error {
	info, err := buildinfo.ReadFile(v.binary(p))
	if err != nil {
		return err
	}
	var built []string
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		built = append(built, m.Path+"@"+m.Version)
	}
	var listed []string
	for _, m := range c.modules {
		listed = append(listed, m.Path+"@"+m.Version)
	}
	slices.Sort(built)
	slices.Sort(listed)
	if !slices.Equal(built, listed) {
		return fmt.Errorf("the program is built of %v, and listed is %v", built, listed)
	}
	program, err := os.ReadFile(v.binary(p))
	if err != nil {
		return err
	}
	b, err := v.listing(c, info.GoVersion)
	if err != nil {
		return err
	}
	b.Metadata.Component.Hashes = sum(program)
	file, err := os.Create(filepath.Join(out, v.label(p)+".cdx.json"))
	if err != nil {
		return err
	}
	defer file.Close()
	w := cyclonedx.NewBOMEncoder(file, cyclonedx.BOMFileFormatJSON)
	w.SetPretty(true)
	w.SetEscapeHTML(false)
	return w.EncodeVersion(b, cyclonedx.SpecVersion1_6)
}

// listing is the list of a program's components: Go and the modules with what is embedded
// in them, the faces, and our own embedded files by their folders; and which of them uses
// which. It bears no time and no serial number, so that it is the same for the same program.
func (v *version) listing(c *contents, goVersion string) (*cyclonedx.BOM, error) {
	b := cyclonedx.NewBOM()
	b.Metadata = &cyclonedx.Metadata{Component: &cyclonedx.Component{
		Type: cyclonedx.ComponentTypeApplication, Name: ownName, Version: v.name, BOMRef: ownName, PackageURL: purl(packageurl.TypeGeneric, ownName, v.name), Licenses: terms(ownTerms),
	}}
	number := strings.TrimPrefix(goVersion, "go")
	parts := []cyclonedx.Component{{Type: cyclonedx.ComponentTypeLibrary, Name: goName, Version: goVersion, BOMRef: goName, PackageURL: purl(packageurl.TypeGolang, "std", number),
		Licenses: terms("BSD-3-Clause"), Supplier: supplier("golang.org/x")}}
	for _, m := range c.modules {
		part, err := moduleComponent(m, c.files[m.Path])
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	uses := maps.Clone(c.uses)
	faces, err := v.faces()
	if err != nil {
		return nil, err
	}
	for _, folder := range slices.Sorted(maps.Keys(c.files)) {
		if slices.ContainsFunc(c.modules, func(m module) bool { return m.Path == folder }) {
			continue
		}
		files, err := fileComponents(v.root, "", c.files[folder])
		if err != nil {
			return nil, err
		}
		if folder == "fonts" {
			if files, err = faceComponents(files, faces); err != nil {
				return nil, err
			}
			for _, f := range files {
				parts = append(parts, f)
				uses[ownName] = append(uses[ownName], f.BOMRef)
			}
			continue
		}
		ref := "data:" + folder
		parts = append(parts, cyclonedx.Component{Type: cyclonedx.ComponentTypeData, Name: folder, Version: v.name, BOMRef: ref, Licenses: terms(ownTerms), Components: &files})
		uses[ownName] = append(uses[ownName], ref)
	}
	b.Components = &parts
	var graph []cyclonedx.Dependency
	for _, part := range append([]cyclonedx.Component{*b.Metadata.Component}, parts...) {
		graph = append(graph, dependency(part, c, uses))
	}
	b.Dependencies = &graph
	return b, nil
}

// ownTerms is the licence of what is ours.
const ownTerms = "Apache-2.0"

// dependency says what a component uses; of one that uses nothing it says that, too
// (CycloneDX 1.6, dependencies: what is not named is not known).
func dependency(of cyclonedx.Component, c *contents, uses map[string][]string) cyclonedx.Dependency {
	refs := []string{}
	for _, to := range uses[of.Name] {
		if i := slices.IndexFunc(c.modules, func(m module) bool { return m.Path == to }); i >= 0 {
			to = moduleRef(c.modules[i])
		}
		refs = append(refs, to)
	}
	return cyclonedx.Dependency{Ref: of.BOMRef, Dependencies: &refs}
}

func moduleRef(m module) string { return purl(packageurl.TypeGolang, m.Path, m.Version) }

// moduleComponent names a module. Its hash is that of go.sum, which is reckoned from the
// sums of all its files.
func moduleComponent(m module, embedded []string) (cyclonedx.Component, error) {
	l, err := licenceOf(m.Dir)
	if err != nil {
		return cyclonedx.Component{}, err
	}
	text, ok := strings.CutPrefix(m.Sum, "h1:")
	digest, err := base64.StdEncoding.DecodeString(text)
	if err != nil || !ok || len(digest) != sha256.Size {
		return cyclonedx.Component{}, fmt.Errorf("%s: %q is no sum of a module", m.Path, m.Sum)
	}
	c := cyclonedx.Component{Type: cyclonedx.ComponentTypeLibrary, Name: m.Path, Version: m.Version, BOMRef: moduleRef(m), PackageURL: moduleRef(m), Supplier: supplier(m.Path), Licenses: terms(l.declared),
		Hashes: &[]cyclonedx.Hash{{Algorithm: cyclonedx.HashAlgoSHA256, Value: hex.EncodeToString(digest)}}}
	if len(l.found) > 0 {
		c.Evidence = &cyclonedx.Evidence{Licenses: &cyclonedx.Licenses{}}
		for _, id := range l.found {
			*c.Evidence.Licenses = append(*c.Evidence.Licenses, *terms(id)...)
		}
	}
	if len(embedded) > 0 {
		files, err := fileComponents(m.Dir, c.BOMRef+"#", embedded)
		if err != nil {
			return c, err
		}
		c.Components = &files
	}
	return c, nil
}

// fileComponents name embedded files with their sums.
func fileComponents(root, prefix string, names []string) ([]cyclonedx.Component, error) {
	var out []cyclonedx.Component
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		out = append(out, cyclonedx.Component{Type: cyclonedx.ComponentTypeFile, Name: name, BOMRef: prefix + name, Hashes: sum(data)})
	}
	return out, nil
}

// faceComponents say of embedded faces what fonts/README.md says: the version, the
// licence, and the package that each was cut from, as its ancestor.
func faceComponents(files []cyclonedx.Component, faces []sourceFace) ([]cyclonedx.Component, error) {
	for i := range files {
		f := &files[i]
		n := slices.IndexFunc(faces, func(face sourceFace) bool { return face.name == path.Base(f.Name) })
		if n < 0 {
			return nil, fmt.Errorf("fonts/README.md does not name %s", f.Name)
		}
		face := faces[n]
		f.Name, f.Version, f.Description, f.Licenses = face.name, face.version, "cut from "+face.source, terms(face.licence)
		f.Pedigree = &cyclonedx.Pedigree{Ancestors: &[]cyclonedx.Component{{Type: cyclonedx.ComponentTypeLibrary, Name: face.pkg, Version: face.pkgVersion,
			PackageURL: purl(packageurl.TypeDebian, "debian/"+face.pkg, face.pkgVersion),
			Supplier:   &cyclonedx.OrganizationalEntity{Name: "Debian", URL: &[]string{"https://www.debian.org"}}}}}
	}
	if len(files) != len(faces) {
		return nil, fmt.Errorf("fonts/README.md names %d faces, embedded are %d", len(faces), len(files))
	}
	return files, nil
}

// supplier is who gives a module out, as its path tells: the project of Go, an account of
// a forge, or the host that it has for itself.
func supplier(modulePath string) *cyclonedx.OrganizationalEntity {
	parts := strings.Split(modulePath, "/")
	switch host := parts[0]; host {
	case "golang.org":
		return &cyclonedx.OrganizationalEntity{Name: "The Go Authors", URL: &[]string{"https://go.dev"}}
	case "github.com", "codeberg.org", "gitlab.com":
		return &cyclonedx.OrganizationalEntity{Name: parts[1], URL: &[]string{"https://" + host + "/" + parts[1]}}
	default:
		return &cyclonedx.OrganizationalEntity{Name: host, URL: &[]string{"https://" + host}}
	}
}

// purl is a component's package URL; a path's last part is its name.
func purl(kind, of, version string) string {
	space, name := path.Split(of)
	return packageurl.NewPackageURL(kind, strings.TrimSuffix(space, "/"), name, version, nil, "").ToString()
}

func sum(data []byte) *[]cyclonedx.Hash {
	digest := sha256.Sum256(data)
	return &[]cyclonedx.Hash{{Algorithm: cyclonedx.HashAlgoSHA256, Value: hex.EncodeToString(digest[:])}}
}
