package generator

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path"
	"path/filepath"
	"strings"

	"hongtou/generator/collect"
	"hongtou/generator/diag"
	"hongtou/generator/fill"
	"hongtou/generator/input"
	"hongtou/generator/model"
	"hongtou/generator/run"
	"hongtou/generator/sign"
)

// What was made is sent as an archive for each receiver. Only what a manifest accounts
// for goes out, as it was made; nothing is made here.

// Sent is an archive for one receiver.
type Sent struct {
	File  string // of the archive
	Unit  string // the receiver's code
	Files int    // papers in it
}

// mostSent bounds a paper that is packed.
const mostSent = 256 << 20

// Send packs the finished outputs of r's targets, a ZIP for each unit that they are for,
// into a folder 发送 of the output folder, or into r.Out's. With passwords, by units'
// codes, the PDF files in them are encrypted copies. What is not made yet, was changed
// since, or lacks its password is in the complaints, and its receiver gets no archive.
// The errors are of usage, as for [Workspace.Plan], and of the environment.
func (w *Workspace) Send(ctx context.Context, r Request, folder string, passwords map[string]string) ([]Sent, *diag.List, error) {
	r, err := r.settled()
	if err != nil {
		return nil, nil, err
	}
	asked, _, err := w.asked(r)
	if err != nil {
		return nil, nil, err
	}
	if folder == "" {
		folder = filepath.Join(w.outDir(Request{}), "发送")
	}
	complaints := &diag.List{}
	parcels := map[*model.Unit][]parcel{}
	finished := map[string]map[paper][]run.Entry{} // by folder, one for each period
	for _, a := range asked {
		of := a.period.Whole().String()
		dir := filepath.Join(w.outDir(Request{}), of)
		if finished[dir] == nil {
			m, err := run.ReadManifest(dir)
			if err != nil {
				return nil, nil, err
			}
			finished[dir] = map[paper][]run.Entry{}
			for _, e := range m.Outputs {
				p := paper{e.Target, of, e.Unit}
				finished[dir][p] = append(finished[dir][p], e)
			}
		}
		for _, s := range a.template.Selected(w.Office) {
			u := s.Unit()
			if u == nil || r.Unit != "" && u.Code != r.Unit {
				continue
			}
			for _, e := range finished[dir][paper{a.template.Name(), of, s.Code()}] {
				parcels[u] = append(parcels[u], parcel{dir, path.Join(of, e.File), e})
			}
		}
	}
	var all []Sent
	for _, u := range w.Office.Units {
		if len(parcels[u]) == 0 {
			continue
		}
		if err := ctx.Err(); err != nil {
			return all, complaints, err
		}
		data, wrong, err := packed(parcels[u], passwords[u.Code], passwords != nil, u)
		complaints.Append(wrong)
		if err != nil {
			return all, complaints, err
		}
		if wrong.Errors() > 0 {
			continue
		}
		file := filepath.Join(folder, filepath.FromSlash(fill.SafePath("", u.Code+"-"+u.Name+".zip")))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return all, complaints, err
		}
		err = collect.Replace(file, data)
		if place := (*os.LinkError)(nil); errors.As(err, &place) { // this one only, as when it is open elsewhere
			problem, remedy, known := diag.Environment(err)
			if !known {
				return all, complaints, err
			}
			complaints.Add(diag.Diagnostic{Code: "parcel-refused", Place: diag.Place{File: filepath.Base(file)}, Problem: problem, Remedy: remedy})
			continue
		} else if err != nil {
			return all, complaints, err
		}
		all = append(all, Sent{file, u.Code, len(parcels[u])})
	}
	return all, complaints, nil
}

// parcel is one finished paper for a receiver.
type parcel struct {
	dir   string // of its manifest
	name  string // in the archive
	entry run.Entry
}

// packed is the archive of a receiver's papers. The same papers give the same bytes,
// unless they are encrypted.
func packed(parcels []parcel, password string, wanted bool, u *model.Unit) ([]byte, *diag.List, error) {
	complaints := &diag.List{}
	if wanted && password == "" {
		complaints.Add(noPassword(u))
		return nil, complaints, nil
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parcels {
		file := filepath.Join(p.dir, filepath.FromSlash(p.entry.File))
		data, err := input.Read(file, mostSent)
		if err != nil {
			return nil, complaints, err
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != p.entry.SHA256 {
			complaints.Add(diag.Diagnostic{Code: "output-changed", Place: diag.Place{File: file}, Problem: diag.T("文件生成后被改动", "the file was changed since it was made"),
				Remedy: diag.T("再生成一次，或核对后另行发送", "make it again, or send it by itself")})
			continue
		}
		if password != "" && strings.EqualFold(filepath.Ext(file), ".pdf") {
			encrypted, wrong := sign.Encrypt(data, sign.Passwords{Open: password})
			if wrong != nil {
				wrong.Place = diag.Place{File: file}
				complaints.Add(*wrong)
				continue
			}
			data = encrypted
		} else if password != "" {
			complaints.Add(diag.Diagnostic{Severity: diag.Warning, Code: "send-open", Place: diag.Place{File: file}, Problem: diag.T("只有 PDF 能加口令，这个文件没有加密", "only PDF files take a password: this one is not encrypted"),
				Remedy: diag.T("不能公开的，改发 PDF", "send it as PDF where it is not for everyone")})
		}
		out, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err == nil {
			_, err = out.Write(data)
		}
		if err != nil {
			return nil, complaints, err
		}
	}
	err := z.Close() // writes the list of files
	return b.Bytes(), complaints, err
}

// noPassword complains of a receiver whom the file of passwords does not have.
func noPassword(u *model.Unit) diag.Diagnostic {
	return diag.Diagnostic{Code: "send-password", Value: u.Code + " " + u.Name,
		Problem: diag.T("没有这个单位的口令", "there is no password for this unit"), Remedy: diag.T("在口令文件中补一行：单位编码,口令", "add a line to the file of passwords: CODE,PASSWORD")}
}
