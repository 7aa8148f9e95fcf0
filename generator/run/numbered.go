package run

import (
	"errors"
	"io/fs"
	"os"
)

// Numbered gives the outputs in dir that bear document numbers, as the manifests
// there say, shards' too; none where there is no such folder.
func Numbered(dir string) ([]Entry, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer root.Close()
	shards, err := shardsIn(root)
	if err != nil {
		return nil, err
	}
	var out []Entry
	for _, s := range shards {
		a := accounts{root: root, shard: s}
		err := a.entries(func(e Entry, _ bool) error {
			if e.Number != "" {
				out = append(out, e)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
