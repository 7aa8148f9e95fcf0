package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"regexp"
	"sort"
	"strconv"
)

var (
	noFonts = []byte("/Font <<\n>>")
	roots   = regexp.MustCompile(`/Root (\d+) 0 R\n/Info (\d+) 0 R`)
)

// finish puts the fonts into a file that fpdf wrote without any: their objects
// behind the others, their names into the resources, a file identifier, and a
// new cross-reference table.
func finish(raw []byte, fonts *fontTable) ([]byte, error) {
	offsets, trailer, err := crossReference(raw)
	if err != nil {
		return nil, err
	}
	names := []byte("/Font <<")
	for i, f := range fonts.fonts {
		names = fmt.Appendf(names, "/F%d %d 0 R ", f.index, len(offsets)+1+i*objectsPerFont)
	}
	names = append(names, ">>"...)

	out := bytes.NewBuffer(make([]byte, 0, len(raw)+64<<10))
	moved := make([]int, len(offsets))
	order := make([]int, len(offsets))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(i, j int) bool { return offsets[order[i]] < offsets[order[j]] })
	out.Write(raw[:offsets[order[0]]])
	for i, n := range order {
		end := trailer.at
		if i+1 < len(order) {
			end = offsets[order[i+1]]
		}
		moved[n] = out.Len()
		object := raw[offsets[n]:end]
		if n == 1 { // object 2 is the resources
			if !bytes.Contains(object, noFonts) {
				return nil, fmt.Errorf("resources have no empty font dictionary")
			}
			object = bytes.Replace(object, noFonts, names, 1)
		}
		out.Write(object)
	}
	for _, f := range fonts.fonts {
		objects, err := f.objects(len(moved) + 1)
		if err != nil {
			return nil, err
		}
		for _, o := range objects {
			moved = append(moved, out.Len())
			fmt.Fprintf(out, "%d 0 obj\n%s\nendobj\n", len(moved), o)
		}
	}
	id := sha256.Sum256(out.Bytes())
	start := out.Len()
	fmt.Fprintf(out, "xref\n0 %d\n0000000000 65535 f \n", len(moved)+1)
	for _, o := range moved {
		fmt.Fprintf(out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(out, "trailer\n<</Size %d/Root %s 0 R/Info %s 0 R/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(moved)+1, trailer.root, trailer.info, id[:16], id[:16], start)
	return out.Bytes(), nil
}

type trailer struct {
	at         int // where the cross-reference table begins
	root, info string
}

// crossReference reads the table that fpdf wrote: the offset of each object,
// from object 1.
func crossReference(raw []byte) (offsets []int, t trailer, err error) {
	t.at = bytes.LastIndex(raw, []byte("xref\n0 "))
	m := roots.FindSubmatch(raw[max(0, t.at):])
	if t.at < 0 || m == nil {
		return nil, t, fmt.Errorf("no cross-reference table")
	}
	t.root, t.info = string(m[1]), string(m[2])
	lines := bytes.Split(raw[t.at:], []byte("\n"))
	count, err := strconv.Atoi(string(lines[1][2:]))
	if err != nil || len(lines) < count+2 || count < 3 {
		return nil, t, fmt.Errorf("broken cross-reference table")
	}
	for _, l := range lines[3 : count+2] {
		o, err := strconv.Atoi(string(l[:min(10, len(l))]))
		if err != nil || o >= t.at {
			return nil, t, fmt.Errorf("broken cross-reference table")
		}
		offsets = append(offsets, o)
	}
	return offsets, t, nil
}
