// Package templates embeds the documents (*.md) and workbooks (*.workbook.yaml)
// that hongtou can make without a template of the user's own. Package fill
// reads them; a workspace's templates folder goes before them.
package templates

import "embed"

// FS holds the template files at its top.
//
//go:embed *.md *.yaml
var FS embed.FS
