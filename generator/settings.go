package generator

import (
	"errors"
	"path/filepath"
	"time"

	"hongtou/generator/collect"
	"hongtou/generator/diag"
	"hongtou/generator/input"
	"hongtou/generator/source"
)

// ErrSettings is the error of a hongtou.yaml that is not as it was.
var ErrSettings = errors.New("the settings were changed elsewhere")

// SettingsText is the text of hongtou.yaml.
func (w *Workspace) SettingsText() (string, error) {
	data, err := input.Read(filepath.Join(w.Dir, source.ConfigName), largestConfig)
	return string(data), err
}

// TrySettings gives the complaints that there would be of hongtou.yaml itself if it had
// this text, and the count of errors elsewhere.
func (w *Workspace) TrySettings(text string) (list *diag.List, elsewhere int, err error) {
	tried := reader
	tried.Settings = append([]byte{}, text...)
	one, err := openBy(tried, w.Dir, w.Office.Today)
	if err != nil {
		return nil, 0, err
	}
	list = &diag.List{}
	for _, d := range one.Complaints.All() {
		if d.Place.File == source.ConfigName {
			list.Add(d)
		} else if d.Severity == diag.Error {
			elsewhere++
		}
	}
	return list, elsewhere, nil
}

// SaveSettings writes hongtou.yaml, whole or not at all, keeping the text that goes in a
// folder beside it. was is the text that the change began with: one that is not as it
// was is never written over. A text with mistakes that the old one has not is not
// written: they are told. The error is of the environment, or ErrSettings.
func (w *Workspace) SaveSettings(was, text string, now time.Time) (*diag.List, error) {
	list, _, err := w.TrySettings(text)
	if err != nil {
		return list, err
	}
	old, err := w.SettingsText()
	if err != nil {
		return list, err
	}
	if old != was {
		return list, diag.Speak(ErrSettings, "hongtou.yaml 在别处改过，没有写；刷新后再改", "hongtou.yaml was changed elsewhere and is not written: look at it again")
	}
	had := map[string]int{}
	before, _, err := w.TrySettings(old)
	if err != nil {
		return list, err
	}
	for _, d := range before.All() {
		had[d.Code+d.Value]++
	}
	fresh := &diag.List{}
	for _, d := range list.All() {
		if had[d.Code+d.Value]--; d.Severity == diag.Error && had[d.Code+d.Value] < 0 {
			fresh.Add(d)
		}
	}
	if fresh.Errors() > 0 {
		return fresh, nil
	}
	at := filepath.Join(w.Dir, source.ConfigName)
	if err := collect.KeepBeside(at, []byte(old), now); err != nil {
		return list, err
	}
	return &diag.List{}, collect.Replace(at, []byte(text))
}
