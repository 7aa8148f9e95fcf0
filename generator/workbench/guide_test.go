package workbench

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hongtou/generator"
)

// What the quick guide names on its way to the first paper (“新建”, “加一行”, “生成”)
// stands on a page of the workbench by that name.
func TestGuideNamesWhatIsShown(t *testing.T) {
	text, err := os.ReadFile("../../docs/quickstart.md")
	if err != nil {
		t.Fatal(err)
	}
	_, steps, found := strings.Cut(string(text), "\n## 第一份文书\n")
	steps, _, ends := strings.Cut(steps, "\n## ")
	names := regexp.MustCompile(`“([^”]+)”`).FindAllStringSubmatch(steps, -1)
	if !found || !ends || len(names) < 10 {
		t.Fatalf("the guide's steps to the first paper name %q", names)
	}
	var pages strings.Builder
	look := func(w *Workbench, paths ...string) {
		c := client(t, w)
		for _, path := range paths {
			response, err := c.Get(w.at(path))
			if err != nil {
				t.Fatal(err)
			}
			page, err := io.ReadAll(response.Body)
			response.Body.Close()
			if err != nil {
				t.Fatal(err)
			}
			pages.Write(page)
		}
	}
	look(serving(t, Options{Places: []string{t.TempDir()}}), choosePath)
	for _, example := range generator.Examples() {
		dir := filepath.Join(t.TempDir(), example)
		if err := generator.InitExample(dir, example); err != nil {
			t.Fatal(err)
		}
		look(serving(t, Options{Dir: dir}), "/", "/today/rows", "/table?name=units")
	}
	for _, name := range names {
		if !regexp.MustCompile(`(^|\P{Han})` + regexp.QuoteMeta(name[1]) + `($|\P{Han})`).MatchString(pages.String()) {
			t.Errorf("the guide names “%s”, which no page of the workbench has", name[1])
		}
	}
}
