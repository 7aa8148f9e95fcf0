package fill

import (
	"testing"
	"testing/fstest"
)

// A file that somebody put among the templates and that is none is told of, with what
// would make it one; what is there for other reasons is not.
func TestFilesThatAreNoTemplates(t *testing.T) {
	layer := fstest.MapFS{}
	for _, name := range []string{"会议通知.md", "Notice.docx", "通知.xlsx", "report.yaml", "旧通知.doc", "notice.wps", "README.md", ".hidden.md", "~$notice.docx", "logo.png"} {
		layer[name] = &fstest.MapFile{Data: []byte("x")}
	}
	_, l := Open(layer)
	told := map[string]bool{}
	for _, d := range l.All() {
		if told[d.Place.File] = true; d.Code != "template-file" || d.Remedy.Zh == "" || d.Remedy.En == "" {
			t.Errorf("%v", d)
		}
	}
	for name, want := range map[string]bool{"会议通知.md": true, "Notice.docx": true, "通知.xlsx": true, "report.yaml": true, "旧通知.doc": true, "notice.wps": true, "README.md": false, ".hidden.md": false, "~$notice.docx": false, "logo.png": false} {
		if told["templates/"+name] != want {
			t.Errorf("%s told of: %t", name, !want)
		}
	}
}
