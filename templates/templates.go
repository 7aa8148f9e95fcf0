// Package templates embeds the documents (*.md) and workbooks (*.workbook.yaml)
// that hongtou can make without a template of the user's own. Package fill
// reads them; a workspace's templates folder goes before them. It embeds as well
// what agreements ask of each kind of unit, and the laws, which package clause reads.
package templates

import "embed"

// FS holds the template files at its top.
//
//go:embed *.md *.yaml
var FS embed.FS

// Clauses holds the library of clauses, a file for each sort of unit, and laws.yaml.
//
//go:embed clauses/*.yaml
var Clauses embed.FS
