package docx

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hongtou/generator/ooxml"
)

// Own is an office's own .docx, filled: the parts that a template made, which
// [Own.Write] puts in order, and the file, of which all else stays as it is.
type Own struct {
	File  []byte
	Parts []OwnPart
}

// OwnPart is a part as the template's text gives it: XML, with marks for what only
// the whole can tell.
type OwnPart struct {
	Name     string
	Content  []byte
	Restarts [][]string // of each loop by its number, the lists that begin anew in a round
}

// Photo is a picture that takes a placeholder's room.
type Photo struct {
	Data          []byte
	Suffix        string // png or jpeg
	Width, Height int    // pixels
}

// RoundMark stands at the beginning of a loop's round.
func RoundMark(loop int) []byte { return []byte("<?round " + strconv.Itoa(loop) + "?>") }

// MergeMark stands before the value of a cell that becomes one with the one above
// where both say the same.
func MergeMark() []byte { return []byte(mergeMark) }

const mergeMark = "<?merge?>"

// PhotoMark stands at the beginning of the description of a placeholder, which then
// names a picture's file.
const PhotoMark = "\ue001"

// OwnText is a value as it stands in a text of a run: line ends are line breaks,
// what XML does not have is left out, and so are marks that turn the direction.
func OwnText(s string) string {
	if s == "" {
		return ""
	}
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n").Replace(s)
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ', r >= 0x7f && r < 0xa0, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFEFF, r == 0xFFFE, r == 0xFFFF, r == 0xE001:
			return -1
		}
		return r
	}, s)
	var out strings.Builder
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			out.WriteString(`</w:t><w:br/><w:t xml:space="preserve">`)
		}
		for j, piece := range strings.Split(line, "\t") {
			if j > 0 {
				out.WriteString(`</w:t><w:tab/><w:t xml:space="preserve">`)
			}
			out.WriteString(ooxml.Escape(piece))
		}
	}
	return out.String()
}

const maxOwn = 64 << 20 // bytes of the file's parts

var photoName = regexp.MustCompile(PhotoMark + `([^"]*)"`)

// Photos are the files that placeholders name, each once.
func (o *Own) Photos() []string {
	var names []string
	for _, p := range o.Parts {
		for _, m := range photoName.FindAllSubmatch(p.Content, -1) {
			root, err := ooxml.Parse(slices.Concat([]byte("<a>"), m[1], []byte("</a>")))
			if err != nil {
				continue
			}
			if name := strings.TrimSpace(root.Text()); name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// Write writes the file. Photos has the pictures by the names that Photos gives; one
// that is not among them takes its placeholder along.
func (o *Own) Write(w io.Writer, photos map[string]Photo) error {
	file, err := ooxml.Open(o.File, maxOwn)
	if err != nil {
		return err
	}
	main, err := file.Main()
	if err != nil {
		return err
	}
	f := &ownFile{file: file, main: main, photos: photos, media: map[string]string{}, ids: map[string]bool{}}
	for _, p := range o.Parts {
		root, err := ooxml.Parse(p.Content)
		if err != nil {
			return fmt.Errorf("part %s: %w", p.Name, err)
		}
		if _, err := file.Part(p.Name); err != nil { // what it was is compared with
			return err
		}
		if err := f.finish(root, &p); err != nil {
			return fmt.Errorf("part %s: %w", p.Name, err)
		}
		file.Set(p.Name, root.Bytes())
	}
	if err := f.addLists(); err != nil {
		return err
	}
	return file.Write(w)
}

// ownFile is an office's file while it is put in order.
type ownFile struct {
	file   *ooxml.File
	main   string
	photos map[string]Photo
	media  map[string]string // photos' parts by their names
	ids    map[string]bool   // that must not stand twice, with their kinds
	lists  []newList
	next   int // the first number of a list that is free; 0: not yet known
}

func (f *ownFile) finish(root *ooxml.Node, p *OwnPart) error {
	if err := f.restart(root, p.Restarts); err != nil {
		return err
	}
	mergeCells(root)
	whole(root)
	f.unique(root)
	return f.setPhotos(root, p.Name)
}

// isMark tells a mark that a template left.
func isMark(n *ooxml.Node, mark string) bool {
	return n.Kind == ooxml.Other && strings.HasPrefix(string(n.Bytes()), mark)
}

// val is an element's w:val.
func val(n *ooxml.Node) string {
	if n == nil {
		return ""
	}
	return n.AttrOf(ooxml.Word, "val")
}
