// Package fonts embeds the faces and nothing else.
//
// FS holds one TrueType file for each role a face plays in an official document:
//
//	xiaobiaosong.ttf         小标宋, the issuer's name and the title
//	fangsong.ttf             仿宋, the body
//	fangsong-supplement.ttf  the characters that fangsong.ttf lacks
//	heiti.ttf                黑体, headings of the first level
//	kaiti.ttf                楷体, headings of the second level and the signatory
//	songti.ttf               宋体, folios, and the general fallback of every other face
//	latin.ttf                letters and digits
//	latin-bold.ttf           the same, bold
//
// All have TrueType outlines, one glyph for each code point in the order of code
// points, a cmap of formats 4 and 12, and no layout tables: “ ” ‘ ’ — … · are one
// em wide as they stand in the Chinese faces. The files are stored uncompressed,
// so that reading one costs no time at the start.
//
// The package does not parse the files; which face sets which text is decided
// where pages are set. README.md tells the sources, the licences, and how
// build.sh cuts the files anew.
//
// A program built with the tag nofangsong goes without fangsong.ttf, which is under the
// GPL (fangsong.go, nofangsong.go).
package fonts

import _ "embed"

// The same bytes once more (the linker keeps one copy), as texts: what FS reads is a
// copy, and a copy of all faces is 30 MB.
var (
	//go:embed xiaobiaosong.ttf
	xiaobiaosong string
	//go:embed fangsong-supplement.ttf
	fangsongSupplement string
	//go:embed heiti.ttf
	heiti string
	//go:embed kaiti.ttf
	kaiti string
	//go:embed songti.ttf
	songti string
	//go:embed latin.ttf
	latin string
	//go:embed latin-bold.ttf
	latinBold string
)

var texts = map[string]string{
	"xiaobiaosong.ttf": xiaobiaosong, "fangsong.ttf": fangsong, "fangsong-supplement.ttf": fangsongSupplement, "heiti.ttf": heiti,
	"kaiti.ttf": kaiti, "songti.ttf": songti, "latin.ttf": latin, "latin-bold.ttf": latinBold,
}

// File is a face as it lies in the program, "" for none.
func File(name string) string { return texts[name] }
