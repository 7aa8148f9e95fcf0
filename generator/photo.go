package generator

import (
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/fill"
	"hongtou/generator/input"
)

// A document may name a picture by its file in the workspace's folder, as a column
// of a table holds it, in a picture fence: file: {{.Row.照片}}. Nothing outside of the folder is reached,
// neither by .. nor by a link.

// mostPhotos is how many such pictures one document has at most.
const mostPhotos = 100

// photoNames are the files that a document's figures name, each once.
func (w *Workspace) photoNames(d *doc.Document) (names []string, lines []int) {
	for _, b := range d.Blocks {
		f, ok := b.(*doc.Figure)
		if !ok || slices.Contains(names, f.Name) {
			continue
		}
		if _, known := w.Pictures[f.Name]; !known && isPhoto(f.Name) {
			names, lines = append(names, f.Name), append(lines, f.Line)
		}
	}
	return names, lines
}

func isPhoto(name string) bool {
	return slices.Contains([]string{".png", ".jpg", ".jpeg"}, strings.ToLower(path.Ext(name)))
}

// photos reads them. One that can't be used is complained of at the template's line.
func (w *Workspace) photos(d *doc.Document, file string) (map[string]doc.Picture, *diag.List) {
	complaints := &diag.List{}
	names, lines := w.photoNames(d)
	if len(names) == 0 {
		return w.Pictures, complaints
	}
	out := map[string]doc.Picture{}
	for name, p := range w.Pictures {
		out[name] = p
	}
	for i, name := range names {
		p, bad := doc.Picture{}, &diag.Text{Zh: fmt.Sprintf("一份文书超过%d张", mostPhotos), En: fmt.Sprintf("more than %d in a document", mostPhotos)}
		if i < mostPhotos {
			p, bad = pictureOf(input.Within(w.Dir, name, pictureSize))
		}
		if bad != nil {
			complaints.Add(diag.Diagnostic{Code: "picture-unusable", Place: diag.Place{File: file, Line: lines[i]}, Value: name,
				Problem: diag.T("图片不能用：%s", "the picture can't be used: %s", *bad),
				Remedy:  diag.T("放在工作区文件夹内，PNG或JPEG，不超过%d MB、%d万像素", "put it into the workspace's folder: PNG or JPEG, at most %d MB and %d0,000 pixels", pictureSize>>20, picturePixels/10000)})
			p = doc.Picture{Width: 1, Height: 1} // so that it is complained of once
		}
		out[name] = p
	}
	return out, complaints
}

// lent tells what a document, which prints so, takes from files besides its text, for digests: fonts
// for characters that our faces lack, and pictures from the workspace's folder.
func (w *Workspace) lent(filled *fill.Document, text string) string {
	lent := w.borrowed(text)
	if !strings.Contains(filled.Body, "](") && !strings.Contains(filled.Body, "```picture") {
		return lent
	}
	d, _ := doc.Parse([]byte(filled.Body), filled.Path, filled.BodyLine)
	names, _ := w.photoNames(d)
	for _, name := range names[:min(len(names), mostPhotos)] {
		data, err := input.Within(w.Dir, name, pictureSize)
		sum := sha256.Sum256(data)
		lent += fmt.Sprintf(" %s=%x %t", name, sum, err == nil)
		if err == nil {
			w.inputs.add(name, sum)
		}
	}
	return lent
}
