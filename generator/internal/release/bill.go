package main

import (
	"debug/buildinfo"
	"os"
	"path/filepath"

	cyclonedx "github.com/CycloneDX/cyclonedx-go"
)

// bill writes the software bill of materials of a platform's program (CycloneDX, JSON):
// the modules as the program itself names them, Go, and the faces. It bears no time and no
// serial number, so that it is the same for the same program.
func (v *version) bill(out string, p platform) error {
	info, err := buildinfo.ReadFile(v.binary(p))
	if err != nil {
		return err
	}
	b := cyclonedx.NewBOM()
	b.Metadata = &cyclonedx.Metadata{Component: &cyclonedx.Component{
		Type: cyclonedx.ComponentTypeApplication, Name: "hongtou", Version: v.name, BOMRef: "hongtou",
		Licenses: &cyclonedx.Licenses{{Expression: "Apache-2.0"}},
	}}
	needs := []string{"go"}
	parts := []cyclonedx.Component{{Type: cyclonedx.ComponentTypeLibrary, Name: "go", Version: info.GoVersion, BOMRef: "go", PackageURL: "pkg:golang/std@" + info.GoVersion[2:],
		Licenses: &cyclonedx.Licenses{{License: &cyclonedx.License{ID: "BSD-3-Clause"}}}}}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		id := "pkg:golang/" + m.Path + "@" + m.Version
		parts = append(parts, cyclonedx.Component{Type: cyclonedx.ComponentTypeLibrary, Name: m.Path, Version: m.Version, BOMRef: id, PackageURL: id})
		needs = append(needs, id)
	}
	faces, err := v.faces()
	if err != nil {
		return err
	}
	for _, f := range faces {
		parts = append(parts, cyclonedx.Component{Type: cyclonedx.ComponentTypeFile, Name: f.name, Version: f.version, BOMRef: f.name, Description: f.source,
			Licenses: &cyclonedx.Licenses{{Expression: f.licence}}})
		needs = append(needs, f.name)
	}
	b.Components = &parts
	b.Dependencies = &[]cyclonedx.Dependency{{Ref: "hongtou", Dependencies: &needs}}
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
