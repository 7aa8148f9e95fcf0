package fill

import (
	"testing"
	"testing/fstest"
)

// All sets of a process have the same embedded templates, each compiled once; a template
// of an office's own that has the name of one replaces it in that office's set alone.
func TestOursAreOfAllSets(t *testing.T) {
	plain, _ := Open()
	own, complaints := Open(fstest.MapFS{"minutes.md": {Data: []byte("---\ntitle: 纪要\nfile: a.pdf\ncadence: year\neach: none\n---\n甲\n")}})
	if complaints.Len() > 0 {
		t.Fatal(complaints.All())
	}
	if plain.Get("work-plan") == nil || plain.Get("work-plan") != own.Get("work-plan") {
		t.Error("an embedded template is read for each set anew")
	}
	if !own.Get("minutes").Own() || plain.Get("minutes").Own() || plain.Get("minutes") == own.Get("minutes") {
		t.Error("a template of the office's own does not replace ours in its own set alone")
	}
	body := plain.Get("work-points").ready().body
	if first, err := body.noted(); err != nil || first == nil {
		t.Fatal(err)
	} else if again, _ := body.noted(); first != again {
		t.Error("the copy of a text for traced runs is made for each run anew")
	}
}
