//go:build nofangsong

package fonts

import "embed"

// FS holds the faces by file name, at its root.
//
//go:embed fangsong-supplement.ttf [h-z]*.ttf
var FS embed.FS

const fangsong = ""
