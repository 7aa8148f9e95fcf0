package run

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"hongtou/generator/diag"
)

// How many files of 60 KB a second two workers put in place: this package, and
// for comparison a sync for each file before its renaming, and none at all. An
// operation is one file.
func BenchmarkPlace(b *testing.B) {
	text := strings.Repeat("x", 60<<10)
	b.Run("batches", func(b *testing.B) {
		dir := b.TempDir()
		b.ResetTimer()
		_, err := Execute(context.Background(), dir, func(yield func(Job) bool) {
			for i := range b.N {
				if !yield(Job{Target: "t", File: fmt.Sprintf("%d/%d.pdf", i%3, i), Prepare: func() (*Work, *diag.List) {
					return &Work{Write: func(w io.Writer) (*diag.List, error) { _, err := io.WriteString(w, text); return nil, err }}, nil
				}}) {
					return
				}
			}
		}, Options{Workers: 2})
		if err != nil {
			b.Fatal(err)
		}
		perSecond(b)
	})
	for _, c := range []struct {
		name string
		sync bool
	}{{"sync-each", true}, {"no-sync", false}} {
		b.Run(c.name, func(b *testing.B) {
			dir := b.TempDir()
			b.ResetTimer()
			files := make(chan int)
			var workers sync.WaitGroup
			for range 2 {
				workers.Go(func() {
					for i := range files {
						if err := placeAlone(filepath.Join(dir, fmt.Sprintf("%d/%d.pdf", i%3, i)), text, c.sync); err != nil {
							b.Error(err)
						}
					}
				})
			}
			for i := range b.N {
				files <- i
			}
			close(files)
			workers.Wait()
			perSecond(b)
		})
	}
}

func placeAlone(path, text string, sync bool) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path + ".part")
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if sync {
		err = errors.Join(err, f.Sync())
	}
	return errors.Join(err, f.Close(), os.Rename(path+".part", path))
}

func perSecond(b *testing.B) {
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "files/s")
	b.ReportMetric(0, "ns/op")
}
