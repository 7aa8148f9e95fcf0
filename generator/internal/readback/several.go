package readback

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// mutool does not tell where a file's pages end: a file of one empty page of a size that
// no paper has stands behind each. markSize is in points.
const (
	markSize = 7
	markFile = `%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 7 7]/Resources<<>>>> endobj
xref
0 4
0000000000 65535 f 
0000000009 00000 n 
0000000054 00000 n 
0000000105 00000 n 
trailer <</Root 1 0 R/Size 4>>
startxref
180
%%EOF
`
)

// draws is the call of one mutool that draws files in a format, with a mark behind each;
// done removes what it needs.
func draws(format string, paths []string) (cmd *exec.Cmd, done func(), err error) {
	dir, err := os.MkdirTemp("", "readback-")
	if err != nil {
		return nil, nil, err
	}
	mark := filepath.Join(dir, "mark.pdf")
	if err := os.WriteFile(mark, []byte(markFile), 0o600); err != nil {
		return nil, nil, err
	}
	args := []string{"draw", "-q", "-F", format}
	for _, path := range paths {
		args = append(args, path, mark)
	}
	return exec.Command("mutool", args...), func() { os.RemoveAll(dir) }, nil
}

// parted gives the pages file by file.
func parted[P any](pages []P, paths []string, isMark func(P) bool) (files [][]P, err error) {
	from := 0
	for i, p := range pages {
		if isMark(p) {
			files = append(files, pages[from:i:i])
			from = i + 1
		}
	}
	if len(files) != len(paths) || from != len(pages) {
		return nil, fmt.Errorf("mutool gives pages of %d files, not of %s", len(files), strings.Join(paths, " "))
	}
	return files, nil
}
