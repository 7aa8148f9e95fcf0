package run

import (
	"errors"
	"path/filepath"

	"hongtou/generator/lock"
)

// lockName is the lock of a folder, beside which each shard has its own.
const lockName = ".lock"

// lockFolder keeps every other run out of dir, or for a shard every run but the
// other shards, until the function it gives is called.
func lockFolder(dir string, s Shard) (unlock func(), err error) {
	path := filepath.Join(dir, lockName)
	if s.Of == 0 {
		all, err := lock.Take(path)
		if err != nil {
			return nil, namedShard(dir, err)
		}
		return all.Release, nil
	}
	all, err := lock.Share(path)
	if err != nil {
		return nil, err
	}
	own, err := lock.Take(path + s.suffix())
	if err != nil {
		all.Release()
		return nil, err
	}
	return func() { own.Release(); all.Release() }, nil
}

// namedShard finds the owner of a lock that shards share: each is written down
// in the shard's own lock.
func namedShard(dir string, err error) error {
	var busy *lock.Busy
	if !errors.As(err, &busy) {
		return err
	}
	shards, _ := filepath.Glob(filepath.Join(escapePattern(dir), lockName+".*-of-*"))
	for _, path := range shards {
		if owner, held := lock.Held(path); held {
			return &lock.Busy{Path: path, Owner: owner}
		}
	}
	return busy
}
