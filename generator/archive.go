package generator

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"

	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/pdfa"
)

// Archived is one file held against the rules of archival PDF.
type Archived struct {
	File string
	*pdfa.Report
}

// maxArchived bounds a file that is checked.
const maxArchived = 256 << 20

// VerifyArchival holds PDF files against PDF/A-2a or 3a and PDF/UA-1 by package pdfa's rules; a
// folder stands for all PDF files below it, in the order of their names. The
// error is of a file that can't be read.
func VerifyArchival(ctx context.Context, paths []string) ([]Archived, error) {
	var files []string
	for _, p := range paths {
		err := filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && (path == p || strings.EqualFold(filepath.Ext(path), ".pdf")) {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	var out []Archived
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return out, err
		}
		data, err := input.Read(f, maxArchived)
		if err != nil {
			return out, err
		}
		out = append(out, Archived{f, checkArchival(f, data, pdfa.Check)})
	}
	return out, nil
}

// checkArchival checks one file. A panic is that file's complaint.
func checkArchival(file string, data []byte, check func(string, []byte) *pdfa.Report) (r *pdfa.Report) {
	defer func() {
		if p := recover(); p != nil {
			r = &pdfa.Report{Complaints: diag.Of(diag.Caught(p).Complaint(file, file, diag.T("请将此文件报给开发者", "please report this file")))}
		}
	}()
	return check(file, data)
}
