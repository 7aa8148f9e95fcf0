package database

import (
	"path/filepath"
	"testing"
)

// The file of a workspace that is named by a relative path is read as by its whole one.
func TestRelativeFile(t *testing.T) {
	path := lite(t, people, rows)
	t.Chdir(filepath.Dir(filepath.Dir(path)))
	for _, dsn := range []string{path, filepath.Join(filepath.Base(filepath.Dir(path)), filepath.Base(path)), "./" + filepath.Join(filepath.Base(filepath.Dir(path)), filepath.Base(path))} {
		db := Open(Source{Driver: SQLite, DSN: dsn})
		r, err := db.Query(t.Context(), "select name from people order by code")
		if err != nil || len(r.Rows) != 2 {
			t.Errorf("%s: %v %v", dsn, r, err)
		}
		db.Close()
	}
}
