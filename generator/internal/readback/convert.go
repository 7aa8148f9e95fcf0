package readback

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// OfficeSaves opens files with one LibreOffice and gives what it saves each as, in the
// format of that ending ("xls"), by the same names. It works in dir.
func OfficeSaves(dir, ending string, files map[string][]byte) (map[string][]byte, error) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		return nil, ErrNoOffice
	}
	saved := filepath.Join(dir, "saved")
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", ending, "--outdir", saved}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, files[name], 0o600); err != nil {
			return nil, err
		}
		args = append(args, path)
	}
	if said, err := exec.Command(soffice, args...).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("soffice: %w: %s", err, said)
	}
	out := map[string][]byte{}
	for name := range files {
		if out[name], err = os.ReadFile(filepath.Join(saved, strings.TrimSuffix(name, filepath.Ext(name))+"."+ending)); err != nil {
			return nil, fmt.Errorf("LibreOffice does not save %s: %w", name, err)
		}
	}
	return out, nil
}
