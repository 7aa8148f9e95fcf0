package generator

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"io"

	"hongtou/generator/diag"
	"hongtou/generator/docx"
	"hongtou/generator/fill"
	"hongtou/generator/input"
	"hongtou/generator/run"
)

// word is the work of an office's own Word form. Pictures that it names come from the
// workspace's folder only.
func (w *Workspace) word(t *fill.Template, root fill.Root) (*run.Work, *diag.List) {
	own, complaints := t.Word(root)
	if own == nil {
		return nil, complaints
	}
	photos := map[string]docx.Photo{}
	var parts []string
	for _, p := range own.Parts {
		parts = append(parts, p.Name, string(p.Content))
	}
	parts = append(parts, string(own.File))
	names := own.Photos()
	for i, name := range names {
		data, err := input.Within(w.Dir, name, pictureSize)
		if err == nil {
			w.inputs.add(name, sha256.Sum256(data))
		}
		bad := &diag.Text{Zh: fmt.Sprintf("一份文书超过%d张", mostPhotos), En: fmt.Sprintf("more than %d in a document", mostPhotos)}
		if i < mostPhotos {
			_, bad = pictureOf(data, err)
		}
		if bad != nil {
			complaints.Add(diag.Diagnostic{Code: "picture-unusable", Place: diag.Place{File: t.Path()}, Value: name,
				Problem: diag.T("图片不能用：%s", "the picture can't be used: %s", *bad),
				Remedy:  diag.T("放在工作区文件夹内，PNG或JPEG，不超过%d MB、%d万像素", "put it into the workspace's folder: PNG or JPEG, at most %d MB and %d0,000 pixels", pictureSize>>20, picturePixels/10000)})
			continue
		}
		config, kind, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil { // it was decoded before
			panic(err)
		}
		photos[name] = docx.Photo{Data: data, Suffix: kind, Width: config.Width, Height: config.Height}
		parts = append(parts, name, string(data))
	}
	complaints = w.about(root.Subject(), complaints)
	if complaints.Errors() > 0 {
		return nil, complaints
	}
	return &run.Work{
		Input: w.digest(parts...),
		Write: func(out io.Writer) (*diag.List, error) { return nil, own.Write(out, photos) },
	}, complaints
}
