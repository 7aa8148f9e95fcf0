package doc

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"hongtou/generator/diag"
)

// Figure is a picture with its caption: ![图题](名称) on a line of its own, or, where
// a value names it, a ```picture fence:
//
//	file: 照片/王一.jpg
//	title: 王一
//
// The name is one of hongtou.yaml's pictures, or another that the caller has a
// picture for.
type Figure struct {
	Name    string
	Caption string
	No      int     // resolved: among charts and figures with a title, from 1; 0 = none
	Picture Picture // resolved
	Line    int
}

// Picture is an image of the office's: a figure, or a sample of a seal by the
// name of the office that has it.
type Picture struct {
	Data          []byte // a PNG without transparency
	Width, Height int    // pixels
}

// figure reads a paragraph that is one image and nothing else.
func (r *reader) figure(n ast.Node, line int) bool {
	image, ok := n.FirstChild().(*ast.Image)
	if !ok || n.ChildCount() != 1 {
		return false
	}
	f := &Figure{Name: string(image.Destination), Line: line}
	var spans []Span
	r.inline(image, Plain, &spans)
	f.Caption = joinLines(Text(spans))
	r.blocks = append(r.blocks, f)
	return true
}

func init() { fences["picture"] = (*reader).picture }

// picture reads a fence that names a picture. One without a name is complained of.
func (r *reader) picture(f *fenced) {
	figure := &Figure{Line: f.line}
	for _, s := range r.settings(f, "file", "title") {
		switch s.key {
		case "file":
			figure.Name, figure.Line = strings.ReplaceAll(s.value, `\`, "/"), s.line
		case "title":
			figure.Caption = s.value
		}
	}
	if figure.Name == "" {
		r.complain("picture-none", f.line, "", diag.T("没有写图片", "no picture is named"), diag.T("写 file: 图片文件；没有照片时用 {{if}} 略去整块", "give file: with the picture's file; leave the fence out by {{if}} where there is none"))
		return
	}
	r.blocks = append(r.blocks, figure)
}

// otherPicture is the file of a picture in a format that pages do not take.
var otherPicture = regexp.MustCompile(`(?i)\.(gif|bmp|tiff?|webp|svg|heic|heif|avif|emf|wmf|psd|pdf)$`)

func (f *Figure) resolve(r *resolving) []Block {
	p, ok := r.options.Pictures[f.Name]
	if !ok && otherPicture.MatchString(f.Name) {
		r.complain("picture-format", f.Line, f.Name, diag.T("这种格式的图片不能用", "a picture of this format can't be used"), diag.T("另存为 PNG 或 JPEG", "save it as PNG or JPEG"))
		return nil
	}
	if !ok {
		r.complain("picture-missing", f.Line, f.Name, diag.T("没有这个图片", "there is no such picture"),
			diag.T("在 hongtou.yaml 的 pictures 中写明名称和文件", "name it with its file at pictures in hongtou.yaml"))
		return nil
	}
	n := *f
	n.Picture, n.No = p, r.numberOf(f.Caption)
	return []Block{&n}
}

// numberOf counts a figure: only those with a title have a number.
func (r *resolving) numberOf(title string) int {
	if title == "" {
		return 0
	}
	r.figures++
	return r.figures
}

// captionOf is what stands below a figure: 图1　标题.
func captionOf(no int, title string) string {
	if title == "" {
		return ""
	}
	return "图" + strconv.Itoa(no) + "　" + title
}

// Words is the line below the picture, if there is one.
func (f *Figure) Words() []string { return notEmpty(captionOf(f.No, f.Caption)) }

// FullCaption is the line below the picture, "" where it has no title.
func (f *Figure) FullCaption() string { return captionOf(f.No, f.Caption) }

func (f *Figure) print(b *strings.Builder) {
	fmt.Fprintf(b, "figure %q %q", f.Name, f.Caption)
	if f.No > 0 {
		fmt.Fprintf(b, " %q %d x %d", f.FullCaption(), f.Picture.Width, f.Picture.Height)
	}
	b.WriteByte('\n')
}

// notEmpty is the texts that are not empty.
func notEmpty(texts ...string) []string {
	var out []string
	for _, s := range texts {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
