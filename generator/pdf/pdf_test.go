package pdf

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"

	"hongtou/generator/doc"
	"hongtou/generator/face"
	"hongtou/generator/typeset"
)

const sample = "# 责任目标\n\n区长（㛃𬀩）与䶮𠅤喆签订“责任书”——〔2026〕12号，达到98.5%……\n\n## 控制指标\n\n|序号|指标|\n|---|---|\n|1|死亡人数|\n"

func write(t testing.TB, markdown string) []byte {
	t.Helper()
	d, complaints := doc.Parse([]byte(markdown), "t", 1)
	d.Meta = doc.Meta{Layout: "document", Title: "关于𬀩的通知", Marks: []string{"安澜市安全生产委员会"}, Number: "安安委办〔2026〕1号"}
	l, more := typeset.Typeset(d, face.Default(), typeset.Options{File: "t"})
	complaints.Append(more)
	if complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	var b bytes.Buffer
	if err := Write(&b, l, Info{Title: "关于𬀩的通知", Author: "安委办", Subject: "(括号)\\", Keywords: "安全 生产"}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t *testing.T, b []byte, name string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.pdf")
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = path
		}
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func TestReadersAgree(t *testing.T) {
	b := write(t, sample)
	if err := api.Validate(bytes.NewReader(b), nil); err != nil {
		t.Errorf("pdfcpu: %v", err)
	}
	read(t, b, "qpdf", "--check", "FILE")
	text := read(t, b, "pdftotext", "-raw", "FILE", "-")
	for _, want := range []string{"关于𬀩的通知", "区长（㛃𬀩）与䶮𠅤喆签订“责任书”——〔2026〕12号", "达到98.5%……", "死亡人数", "— 1 —"} {
		if !strings.Contains(strings.ReplaceAll(text, "\n", ""), want) {
			t.Errorf("pdftotext does not find %q in\n%s", want, text)
		}
	}
	info := read(t, b, "pdfinfo", "FILE")
	for _, want := range []string{"关于𬀩的通知", "安委办", `(括号)\`, "A4"} {
		if !strings.Contains(info, want) {
			t.Errorf("pdfinfo does not show %q:\n%s", want, info)
		}
	}
	lines := strings.Split(strings.TrimSpace(read(t, b, "pdffonts", "FILE")), "\n")
	if len(lines) < 5 {
		t.Fatalf("pdffonts lists %d lines", len(lines))
	}
	for _, l := range lines[2:] {
		if !strings.Contains(l, "yes yes yes") {
			t.Errorf("a font is not embedded, subset and mapped: %s", l)
		}
	}
	outline := read(t, b, "mutool", "show", "FILE", "outline")
	for _, want := range []string{"关于𬀩的通知", "一、责任目标", "（一）控制指标"} {
		if !strings.Contains(outline, want) {
			t.Errorf("the outline lacks %q:\n%s", want, outline)
		}
	}
}

func TestSameBytes(t *testing.T) {
	if !bytes.Equal(write(t, sample), write(t, sample)) {
		t.Error("the same pages gave different bytes")
	}
}

func BenchmarkWrite(b *testing.B) {
	for range b.N {
		write(b, sample)
	}
}
