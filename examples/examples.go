// Package examples embeds the invented city 安澜市, for hongtou init --example.
package examples

import "embed"

// FS holds the workspace in the folder anlan.
//
//go:embed anlan
var FS embed.FS
