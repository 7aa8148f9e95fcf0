package generator

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	_ "image/jpeg" // pictures come as JPEG too
	"image/png"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/input"
)

// Limits of a picture: its file and, whatever its header says, its pixels.
const (
	pictureSize   = 20 << 20
	picturePixels = 25_000_000
)

// usePictures reads the pictures that hongtou.yaml names: seals by their body's name,
// stamps by the person's, figures by any. Each becomes a plain
// PNG without transparency and upright, so that what is embedded does not depend on how the
// file was made.
func (w *Workspace) usePictures(dir string) {
	w.Pictures = map[string]doc.Picture{}
	for _, name := range slices.Sorted(maps.Keys(w.Config.Pictures)) {
		file := w.Config.Pictures[name]
		if !filepath.IsAbs(file) {
			file = filepath.Join(dir, file)
		}
		p, bad := readPicture(file)
		if bad != nil {
			w.Complaints.Add(diag.Diagnostic{Code: "picture-unusable", Place: w.Config.PictureAt[name], Value: w.Config.Pictures[name],
				Problem: diag.T("图片不能用：%s", "the picture can't be used: %s", *bad),
				Remedy:  diag.T("改为PNG或JPEG图片，不超过%d MB、%d万像素", "name a PNG or JPEG of at most %d MB and %d0,000 pixels", pictureSize>>20, picturePixels/10000)})
			continue
		}
		w.Pictures[name] = p
		w.faces += fmt.Sprintf(" %s=%x", name, sha256.Sum256(p.Data))
	}
}

// readPicture reads a picture; bad tells why it can't be used.
func readPicture(path string) (p doc.Picture, bad *diag.Text) {
	return pictureOf(input.Read(path, pictureSize))
}

// pictureOf makes a picture of a file's bytes, or tells why they could not be read.
func pictureOf(data []byte, err error) (p doc.Picture, bad *diag.Text) {
	refused := func(zh, en string) (doc.Picture, *diag.Text) {
		return doc.Picture{}, &diag.Text{Zh: zh, En: en}
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return refused("找不到文件", "there is no such file")
	case errors.Is(err, input.ErrKind):
		return refused("不是文件，是目录、管道或设备", "not a file but a folder, a pipe or a device")
	case errors.Is(err, input.ErrSize):
		return refused("文件太大", "its file is too large")
	case errors.Is(err, input.ErrOutside):
		return refused("不在工作区文件夹内", "it is not in the workspace's folder")
	case err != nil:
		problem, _ := diag.Reading(err, diag.T("文件不能读", "its file can't be read"), diag.Text{})
		return refused(problem.Zh, problem.En)
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case errors.Is(err, image.ErrFormat):
		return refused("不是PNG或JPEG图片", "neither PNG nor JPEG")
	case err != nil:
		return refused("文件已损坏", "its file is damaged")
	case config.Width <= 0 || config.Height <= 0 || config.Width > picturePixels/config.Height:
		return refused("像素太多", "it has too many pixels")
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return refused("文件已损坏", "its file is damaged")
	}
	flat := image.NewRGBA(decoded.Bounds())
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), decoded, decoded.Bounds().Min, draw.Over)
	flat = upright(flat, orientation(data))
	var out bytes.Buffer
	if err := png.Encode(&out, flat); err != nil {
		return refused("文件已损坏", "its file is damaged")
	}
	return doc.Picture{Data: out.Bytes(), Width: flat.Bounds().Dx(), Height: flat.Bounds().Dy()}, nil
}
