package run

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hongtou/generator/diag"
)

// ManifestName is the manifest's file beside the outputs.
const ManifestName = "manifest.json"

// Manifest lists a folder's outputs, ordered by file.
type Manifest struct {
	Version int     `json:"version"`
	Outputs []Entry `json:"outputs"`
}

// Entry is one output: what it was made of and what it is.
type Entry struct {
	File   string `json:"file"` // relative to the manifest, with slashes
	Target string `json:"target"`
	Unit   string `json:"unit,omitempty"`
	Input  string `json:"input"` // digest of template, data and faces
	SHA256 string `json:"sha256"`
	Size   int64  `json:"size"`
}

// ReadManifest reads dir's manifest; one that is not there is empty.
func ReadManifest(dir string) (*Manifest, error) {
	b, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return &Manifest{Version: 1}, nil
	}
	if err != nil {
		return nil, err
	}
	var m Manifest
	if err := json.Unmarshal(b, &m); err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Join(dir, ManifestName), err)
	}
	return &m, nil
}

func (m *Manifest) byFile() map[string]Entry {
	out := make(map[string]Entry, len(m.Outputs))
	for _, e := range m.Outputs {
		out[e.File] = e
	}
	return out
}

func writeManifest(dir string, entries map[string]Entry) error {
	m := Manifest{Version: 1, Outputs: slices.SortedFunc(maps.Values(entries), func(a, b Entry) int { return strings.Compare(a.File, b.File) })}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return err
	}
	path := filepath.Join(dir, ManifestName)
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, b.Bytes()) {
		return nil
	}
	return writeFile(path, b.Bytes())
}

// matches tells whether the file at path is what the entry says.
func (e Entry) matches(path string) bool {
	size, sum, err := digest(path)
	return err == nil && size == e.Size && sum == e.SHA256
}

func digest(path string) (size int64, sum string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, "", err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return size, hex.EncodeToString(h.Sum(nil)), err
}

// Verify compares dir's outputs with its manifest: complaints for each that is
// missing or differs. count is the number of entries.
func Verify(dir string) (count int, complaints *diag.List, err error) {
	if _, err := os.Stat(filepath.Join(dir, ManifestName)); err != nil {
		return 0, nil, err
	}
	m, err := ReadManifest(dir)
	if err != nil {
		return 0, nil, err
	}
	complaints = &diag.List{}
	for _, e := range m.Outputs {
		if !filepath.IsLocal(filepath.FromSlash(e.File)) {
			complaints.Add(diag.Diagnostic{Code: "manifest-path", Place: diag.Place{File: ManifestName}, Value: e.File,
				Problem: diag.T("清单中的路径越出输出目录", "a path in the manifest leaves the output folder"),
				Remedy:  diag.T("重新生成", "make it again")})
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(e.File))
		_, _, err := digest(path)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			complaints.Add(diag.Diagnostic{Code: "output-missing", Place: diag.Place{File: e.File},
				Problem: diag.T("清单所列文件不存在", "the manifest lists it, but it is not there"),
				Remedy:  diag.T("重新运行 %s", "run %s again", e.Target)})
		case err != nil:
			return 0, nil, err
		case !e.matches(path):
			complaints.Add(diag.Diagnostic{Code: "output-changed", Place: diag.Place{File: e.File},
				Problem: diag.T("文件内容与清单不符，生成后被改动过", "the file is not what the manifest says: it was changed since"),
				Remedy:  diag.T("确认改动来源；需恢复的重新运行 %s", "find out who changed it, or run %s again", e.Target)})
		}
	}
	return len(m.Outputs), complaints, nil
}
