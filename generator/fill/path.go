package fill

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxSegment is the longest name of a file or folder in bytes. File systems
// take 255; the rest is for suffixes of temporary files.
const maxSegment = 200

// lookAlikes stand for the characters that Windows forbids in names.
var lookAlikes = strings.NewReplacer(
	`\`, "＼", "/", "／", ":", "：", "*", "＊", "?", "？", `"`, "＂", "<", "＜", ">", "＞", "|", "｜",
)

// reserved are names that Windows keeps for devices, with any extension.
var reserved = map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true, "CONIN$": true, "CONOUT$": true}

func init() {
	for _, digit := range "0123456789¹²³" {
		reserved["COM"+string(digit)], reserved["LPT"+string(digit)] = true, true
	}
}

// pathValue makes a value a part of one name: its slashes do not make folders.
func pathValue(s string) string { return lookAlikes.Replace(cleanLine(s)) }

// cleanPath makes a template's file name a relative path with slashes that
// every file system takes and that does not leave the output folder: segments
// are NFC, at most maxSegment bytes, without forbidden characters, and never
// empty, "." or "..". No segment left gives "".
func cleanPath(path string) string {
	path = strings.ReplaceAll(norm.NFC.String(path), `\`, "/")
	var segments []string
	for segment := range strings.SplitSeq(path, "/") {
		if segment = cleanSegment(segment); segment != "" {
			segments = append(segments, segment)
		}
	}
	return strings.Join(segments, "/")
}

// leaves tells whether a file name as a template writes it names a place outside of the
// output folder: it goes up, begins at a root, or names a drive.
func leaves(path string) bool {
	path = strings.ReplaceAll(strings.TrimSpace(path), `\`, "/")
	drive := len(path) > 1 && path[1] == ':' && (path[0]|0x20) >= 'a' && (path[0]|0x20) <= 'z'
	return drive || strings.HasPrefix(path, "/") || slices.Contains(strings.Split(path, "/"), "..")
}

func cleanSegment(s string) string {
	s = strings.Trim(lookAlikes.Replace(cleanLine(s)), " ")
	s = strings.TrimRight(s, ". ") // Windows drops them, so two names could meet
	if s == "" {
		return ""
	}
	stem, ext := s, ""
	if i := strings.LastIndexByte(s, '.'); i > 0 && len(s)-i <= 16 {
		stem, ext = s[:i], s[i:]
	}
	for len(stem)+len(ext) > maxSegment {
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	stem = strings.TrimRight(stem, ". ")
	base, _, _ := strings.Cut(stem, ".")
	if reserved[strings.ToUpper(strings.TrimRight(base, " "))] {
		stem = "_" + stem
	}
	return stem + ext
}
