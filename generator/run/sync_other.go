//go:build !linux

package run

import (
	"errors"
	"os"
)

// syncBatch puts the batch's files and the journal on the disk one by one: only
// Linux can do so with a whole file system.
func syncBatch(root *os.Root, journal *os.File, batch []staged) error {
	for _, s := range batch {
		f, err := root.OpenFile(s.temp, os.O_RDWR, 0)
		if err != nil {
			return err
		}
		if err := errors.Join(f.Sync(), f.Close()); err != nil {
			return err
		}
	}
	return journal.Sync()
}

// syncFolder does nothing: where a rename did not reach the disk, the old
// manifest is back and what it lacks is made again.
func syncFolder(*os.Root) error { return nil }
