package workbench

import (
	"io"
	"os"
	"strconv"
	"sync"
)

// drop is what was dropped on a page last, in a folder of its own until it is taken
// over or something else comes.
type drop struct {
	mu     sync.Mutex
	dir    string
	number int // tells one drop from the next
}

// renew puts an empty folder in the place of the last one.
func (d *drop) renew() error {
	dir, err := os.MkdirTemp("", "hongtou-")
	if err != nil {
		return err
	}
	d.remove()
	d.dir = dir
	d.number++
	return nil
}

// means tells whether a form that was sent is about this drop.
func (d *drop) means(number string) bool {
	return d.dir != "" && number == strconv.Itoa(d.number)
}

func (d *drop) remove() {
	if d.dir != "" {
		os.RemoveAll(d.dir)
		d.dir = ""
	}
}

// end removes what was dropped.
func (d *drop) end() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.remove()
}

// create writes a file where none is yet, whole or not at all.
func create(at string, from io.Reader) error {
	f, err := os.OpenFile(at, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		os.Remove(at)
	}
	return err
}
