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
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"hongtou/generator/diag"
	"hongtou/generator/doc"
	"hongtou/generator/source"
)

// Limits of a picture: its file and, whatever its header says, its pixels.
const (
	pictureSize   = 20 << 20
	picturePixels = 25_000_000
)

// usePictures reads the pictures that hongtou.yaml names: seals and stamps by
// the name of their office or person, figures by any name. Each becomes a plain
// PNG without transparency, so that what is embedded does not depend on how the
// file was made.
func (w *Workspace) usePictures(dir string) {
	w.Pictures = map[string]doc.Picture{}
	for _, name := range slices.Sorted(maps.Keys(w.Config.Pictures)) {
		file := w.Config.Pictures[name]
		if !filepath.IsAbs(file) {
			file = filepath.Join(dir, file)
		}
		p, err := readPicture(file)
		if err != nil {
			w.Complaints.Add(diag.Diagnostic{Code: "picture-unusable", Place: diag.Place{File: source.ConfigName, Key: "pictures." + name}, Value: w.Config.Pictures[name],
				Problem: diag.T("图片不能用：%v", "the picture can't be used: %v", err),
				Remedy:  diag.T("改为PNG或JPEG图片，不超过%d MB、%d万像素", "name a PNG or JPEG of at most %d MB and %d0,000 pixels", pictureSize>>20, picturePixels/10000)})
			continue
		}
		w.Pictures[name] = p
		w.faces += fmt.Sprintf(" %s=%x", name, sha256.Sum256(p.Data))
	}
}

var errPictureSize = errors.New("too large")

func readPicture(path string) (doc.Picture, error) {
	f, err := os.Open(path)
	if err != nil {
		return doc.Picture{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, pictureSize+1))
	if err != nil {
		return doc.Picture{}, err
	}
	if len(data) > pictureSize {
		return doc.Picture{}, errPictureSize
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return doc.Picture{}, err
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > picturePixels/config.Height {
		return doc.Picture{}, errPictureSize
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return doc.Picture{}, err
	}
	flat := image.NewRGBA(decoded.Bounds())
	draw.Draw(flat, flat.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), decoded, decoded.Bounds().Min, draw.Over)
	var out bytes.Buffer
	if err := png.Encode(&out, flat); err != nil {
		return doc.Picture{}, err
	}
	return doc.Picture{Data: out.Bytes(), Width: flat.Bounds().Dx(), Height: flat.Bounds().Dy()}, nil
}
