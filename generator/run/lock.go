package run

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// Busy is the error of a folder that another run works in.
type Busy struct{ Dir string }

func (b *Busy) Error() string {
	return fmt.Sprintf("%s: another run is at work there", b.Dir)
}

// lock keeps a second run out of dir until the function it gives is called. The
// system lets go of it when the process ends, however it ends.
func lock(dir string) (unlock func(), err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	l := flock.New(filepath.Join(dir, ".lock"))
	ok, err := l.TryLock()
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", dir, err)
	}
	if !ok {
		return nil, &Busy{dir}
	}
	return func() { l.Unlock() }, nil
}
