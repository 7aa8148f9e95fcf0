package generator

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hongtou/generator/diag"
	"hongtou/generator/source"
)

// Each body has its own seal, at the body itself.
func TestSealOfEachBody(t *testing.T) {
	seal := encoded(t, func(b *bytes.Buffer, m image.Image) error { return png.Encode(b, m) })
	open := func(office, issuer, pictures string) *Workspace {
		dir := exampleWithout(t, nil)
		must(t, os.WriteFile(filepath.Join(dir, "章.png"), seal, 0o644))
		must(t, os.WriteFile(filepath.Join(dir, "坏.png"), []byte("no picture"), 0o644))
		change(t, filepath.Join(dir, source.ConfigName), func(s string) string {
			s = regexp.MustCompile(`  code: 安安委办 .*\n`).ReplaceAllString(s, "  code: 安安委办\n"+office)
			return strings.Replace(s, "code: 安安委, ", "code: 安安委, "+issuer, 1) + pictures
		})
		w, err := Open(dir)
		must(t, err)
		return w
	}
	w := open("  seal: 章.png\n", "seal: 章.png, ", "\npictures: {中共安澜市委: 章.png, 安澜市安全生产委员会: 章.png}\n")
	for _, name := range []string{"安澜市安全生产委员会办公室", "安澜市安全生产委员会", "中共安澜市委"} {
		if w.Pictures[name].Width != 30 {
			t.Errorf("%s has no seal", name)
		}
	}
	if w.Complaints.Errors() > 0 || w.Pictures["安澜市人民政府"].Data != nil {
		t.Errorf("%v", w.Complaints.All())
	}
	for _, c := range []struct{ office, issuer, pictures, code, key string }{
		{"", "seal: 坏.png, ", "", "picture-unusable", "issuers.安委会.seal"},
		{"  seal: 没有.png\n", "", "", "picture-unusable", "office.seal"},
		{"", "seal: 章.png, ", "\npictures: {安澜市安全生产委员会: 坏.png}\n", "picture-twice", "issuers.安委会.seal"},
		{"", "", "\npictures: {甲: 坏.png}\n", "picture-unusable", "pictures.甲"},
	} {
		var got []diag.Diagnostic
		for _, d := range open(c.office, c.issuer, c.pictures).Complaints.All() {
			if d.Code == c.code && d.Place.Key == c.key && d.Place.Line > 0 {
				got = append(got, d)
			}
		}
		if len(got) != 1 {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
