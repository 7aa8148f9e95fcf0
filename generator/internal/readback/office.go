package readback

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

// ErrNoOffice is the error of a machine without LibreOffice.
var ErrNoOffice = errors.New("soffice is not installed")

// officeFonts lets LibreOffice see the faces of one folder and no other.
const officeFonts = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>%s</dir><cachedir>%s</cachedir>`

// OfficePDFs opens Word files with one LibreOffice and gives the paths of what it
// prints of each, in dir. Faces that the files name are those of the folder fonts by
// the map's names.
func OfficePDFs(dir, fonts string, faces map[string]string, files map[string][]byte) (map[string]string, error) {
	return officePDFs(dir, fonts, ".docx", faces, files)
}

// SheetPDFs is OfficePDFs of workbooks.
func SheetPDFs(dir, fonts string, faces map[string]string, files map[string][]byte) (map[string]string, error) {
	return officePDFs(dir, fonts, ".xlsx", faces, files)
}

func officePDFs(dir, fonts, ending string, faces map[string]string, files map[string][]byte) (map[string]string, error) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		return nil, ErrNoOffice
	}
	if fonts, err = filepath.Abs(fonts); err != nil {
		return nil, err
	}
	conf := fmt.Sprintf(officeFonts, fonts, filepath.Join(dir, "cache"))
	for name, ours := range faces {
		conf += fmt.Sprintf(`<alias binding="same"><family>%s</family><prefer><family>%s</family></prefer></alias>`, name, ours)
	}
	config := filepath.Join(dir, "fonts.conf")
	if err := os.WriteFile(config, []byte(conf+"</fontconfig>"), 0o600); err != nil {
		return nil, err
	}
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, name+ending)
		if err := os.WriteFile(path, files[name], 0o600); err != nil {
			return nil, err
		}
		args = append(args, path)
	}
	cmd := exec.Command(soffice, args...)
	cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+config)
	if said, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("soffice: %w: %s", err, said)
	}
	out := map[string]string{}
	for name := range files {
		out[name] = filepath.Join(dir, name+".pdf")
		if _, err := os.Stat(out[name]); err != nil {
			return nil, fmt.Errorf("LibreOffice does not open %s: %w", name, err)
		}
	}
	return out, nil
}
