package generator

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"io"
	"os"
	"regexp"
	"runtime"
	"sync"
)

// The engine is the program as it was built: its code, the packages below and
// everything embedded. Its name is part of every output's digest, so that what an
// older program made is made again, without a number that somebody must change by
// hand.

// Engine names the running program: the build identifier that the Go linker puts
// at the beginning of an executable, a digest over all that was linked. It takes a
// short read. Builds of the same source by the same tools for the same system have
// the same name.
var Engine = sync.OnceValue(func() string {
	self := "/proc/self/exe" // the file that runs, also where it was replaced since
	if runtime.GOOS != "linux" {
		self, _ = os.Executable() // "" can't be opened
	}
	f, err := os.Open(self)
	if err != nil {
		return unknownEngine()
	}
	defer f.Close()
	return engineOf(f)
})

// engineOf is the name of an executable. One that was built without its
// identifier (-ldflags=-buildid=) is named by the digest of its bytes.
func engineOf(executable io.Reader) string {
	head := make([]byte, buildIDRegion)
	n, err := io.ReadFull(executable, head)
	if err != nil && err != io.ErrUnexpectedEOF {
		return unknownEngine()
	}
	head = head[:n]
	if id := buildID(head); id != "" {
		return id
	}
	h := sha256.New()
	h.Write(head)
	if _, err := io.Copy(h, executable); err != nil {
		return unknownEngine()
	}
	return hex.EncodeToString(h.Sum(nil))
}

// unknownEngine is a name that no output has: then everything is made again,
// rather than something kept that is old.
func unknownEngine() string { return rand.Text() }

// buildIDRegion is how far into an executable the identifier is looked for.
const buildIDRegion = 64 << 10

// buildIDForm is what the go command makes: digests, that of the linker's inputs
// first. Build systems that put one word into all programs are told apart by it.
var buildIDForm = regexp.MustCompile(`^[0-9A-Za-z_-]{20}(/[0-9A-Za-z_-]{20})+$`)

// buildID is the identifier in the beginning of an executable, "" if there is
// none: a note in ELF files, a text at the beginning of the code in others.
func buildID(head []byte) string {
	id := ""
	if bytes.HasPrefix(head, []byte("\x7fELF")) {
		id = noteID(head)
	} else if _, rest, ok := bytes.Cut(head, []byte("\xff Go build ID: \"")); ok {
		text, _, _ := bytes.Cut(rest, []byte("\"\n \xff"))
		id = string(text)
	}
	if !buildIDForm.MatchString(id) {
		return ""
	}
	return id
}

// noteID reads the note "Go", type 4, of an ELF file: three words (length of the
// name, length of the text, type), the name and the text.
func noteID(head []byte) string {
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		before, text, ok := bytes.Cut(head, append(order.AppendUint32(nil, 4), "Go\x00\x00"...))
		if !ok || len(before) < 4 {
			continue
		}
		length := order.(binary.ByteOrder).Uint32(before[len(before)-4:])
		if uint64(length) <= uint64(len(text)) {
			return string(text[:length])
		}
	}
	return ""
}
