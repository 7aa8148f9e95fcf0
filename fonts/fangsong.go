//go:build !nofangsong

package fonts

import "embed"

// FS holds the faces by file name, at its root.
//
//go:embed *.ttf
var FS embed.FS

//go:embed fangsong.ttf
var fangsong string
