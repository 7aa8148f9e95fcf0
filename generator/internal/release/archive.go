package main

import (
	"archive/tar"
	"archive/zip"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// tree is files by their path with slashes.
type tree map[string]file

type file struct {
	data []byte
	mode fs.FileMode // 0644 or 0755
}

func text(data []byte) file { return file{data, 0o644} }

// add puts the files of a folder into the tree, below a path.
func (t tree) add(below string, from fs.FS) error {
	return fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, name)
		t[below+"/"+name] = text(data)
		return err
	})
}

// write lays the tree out in a folder, for programs that want files.
func (t tree) write(dir string, at time.Time) error {
	for name, f := range t {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(to, f.data, f.mode); err != nil {
			return err
		}
		if err := errors.Join(os.Chmod(to, f.mode), os.Chtimes(to, at, at)); err != nil {
			return err
		}
	}
	return nil
}

// label is the name of what is made for a platform, and of the folder in its archive. What
// is built with tags is another program, and says so.
func (v *version) label(p platform) string {
	name := v.name
	if v.tags != "" {
		name += "-" + strings.ReplaceAll(v.tags, ",", "-")
	}
	return fmt.Sprintf("hongtou-%s-%s-%s", name, p.os, p.arch)
}

// archive writes a platform's archive, of the program and what goes along: a ZIP for
// Windows, else a tar.gz.
func (v *version) archive(out string, p platform, along tree) error {
	binary, err := os.ReadFile(v.binary(p))
	if err != nil {
		return err
	}
	files := maps.Clone(along)
	files["hongtou"+p.suffix()] = file{binary, 0o755}
	write, suffix := writeTar, ".tar.gz"
	if p.os == "windows" {
		write, suffix = writeZip, ".zip"
	}
	f, err := os.Create(filepath.Join(out, v.label(p)+suffix))
	if err != nil {
		return err
	}
	return errors.Join(write(f, v.label(p), files, v.time), f.Close())
}

// writeZip writes the files in the order of their names, all of one time. Names are
// UTF-8, and say so.
func writeZip(to io.Writer, folder string, files tree, at time.Time) error {
	z := zip.NewWriter(to)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, name := range slices.Sorted(maps.Keys(files)) {
		h := &zip.FileHeader{Name: folder + "/" + name, Method: zip.Deflate, Modified: at}
		h.SetMode(files[name].mode)
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write(files[name].data)
		}
		if err != nil {
			return err
		}
	}
	return z.Close()
}

// writeTar writes the files in the order of their names, all of one time, of root.
func writeTar(to io.Writer, folder string, files tree, at time.Time) error {
	g, err := gzip.NewWriterLevel(to, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(g)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f := files[name]
		if err := t.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: folder + "/" + name, Size: int64(len(f.data)), Mode: int64(f.mode), ModTime: at, Uname: "root", Gname: "root", Format: tar.FormatPAX}); err != nil {
			return err
		}
		if _, err := t.Write(f.data); err != nil {
			return err
		}
	}
	return errors.Join(t.Close(), g.Close())
}
