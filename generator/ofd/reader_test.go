package ofd

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"image"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hongtou/generator/internal/browser"
	"hongtou/generator/internal/samples"
	"hongtou/generator/pdf"
)

// readerEnv names the folder that holds ofd.js (npm package ofd.js 0.2.6, file
// ofd.umd.min.js), an independent reader; make test fetches it and sets the name.
const readerEnv = "HONGTOU_OFDJS"

// readerPage shows papers by ofd.js and leaves their texts in #out. The reader takes
// faces by family from the system; here each font of the file is registered under a
// name of its own, and the reader told so. Pages are put into the window only to be
// looked at: the reader cuts characters beyond the BMP in two, and chromium ends where it
// is to write the halves.
const readerPage = `<!doctype html><meta charset="utf-8"><style>body{margin:0;background:white}#pages>div{margin:0!important}</style>
<script src="%s"></script><div id="pages"></div><pre id="out" hidden></pre><script>
const papers=%s, out=document.getElementById('out'), all=[];
const bytes=s=>Uint8Array.from(atob(s),c=>c.charCodeAt(0));
const read=p=>new Promise((success,fail)=>ofd.parseOfdDocument({ofd:bytes(p.file).buffer,success,fail}));
(async()=>{try{for(const p of papers){
 for(const id in p.fonts){const f=new FontFace('F'+id,bytes(p.fonts[id]));await f.load();document.fonts.add(f)}
 const doc=(await read(p))[0];for(const id in p.fonts)doc.fontResObj[id]='F'+id;
 const texts=[];for(const page of ofd.renderOfd(%d,doc)){if(%v)document.getElementById('pages').appendChild(page);texts.push(page.textContent)}
 all.push(texts);
}out.textContent='OK '+JSON.stringify(all)}catch(e){out.textContent='FAIL '+e}})();
</script>`

// The reader draws pictures at 3.785 pixels a millimetre whatever the scale, and rounds
// the scale to a tenth: at this one it is right. It leaves 10 pixels beside a page.
const (
	scaleTenths   = 38
	width, height = 210 * scaleTenths / 10, 297 * scaleTenths / 10
)

type readerPaper struct {
	File  string            `json:"file"`
	Fonts map[string]string `json:"fonts"`
}

func shown(t *testing.T, script string, look bool, papers ...readerPaper) string {
	t.Helper()
	data, err := json.Marshal(papers)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf(readerPage, script, data, width+10, look)
}

func TestMain(m *testing.M) {
	code := m.Run()
	browser.Close()
	os.Exit(code)
}

// An independent reader gives the text of each page exactly, and draws pages that
// differ from the PDF's in less than one per cent of the pixels.
func TestReaderShowsThePDF(t *testing.T) {
	dir := os.Getenv(readerEnv)
	if dir == "" {
		t.Skipf("%s names no folder with ofd.js: make test sets it", readerEnv)
	}
	file, err := filepath.Abs(filepath.Join(dir, "ofd.umd.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); err != nil {
		t.Fatal(err)
	}
	script := (&url.URL{Scheme: "file", Path: file}).String()
	var papers []readerPaper
	for _, s := range samples.All(t) {
		b := written(t, s.Layout, testInfo)
		parts, _ := unpacked(t, b)
		p := readerPaper{base64.StdEncoding.EncodeToString(b), map[string]string{}}
		for _, f := range parsed(t, "fonts", parts["Doc_0/PublicRes.xml"]).all("Font") {
			p.Fonts[f.attributes["ID"]] = base64.StdEncoding.EncodeToString(parts["Doc_0/Res/"+f.first("FontFile").text])
		}
		papers = append(papers, p)
	}
	var texts [][]string
	const ready, out = `document.getElementById('out').textContent !== ''`, `document.getElementById('out').textContent`
	said := browser.Value[string](browser.Show(t, shown(t, script, false, papers...), width, height, ready), out)
	result, ok := strings.CutPrefix(said, "OK ")
	if err := json.Unmarshal([]byte(result), &texts); !ok || err != nil {
		t.Fatalf("the reader says %.300q (%v)", result, err)
	}
	for i, s := range samples.All(t) {
		if len(texts[i]) != len(s.Layout.Pages) {
			t.Fatalf("%s has %d pages, want %d", s.Name, len(texts[i]), len(s.Layout.Pages))
		}
		for n, p := range s.Layout.Pages {
			want := ""
			for k := range p.Runs {
				want += p.Runs[k].Text()
			}
			if texts[i][n] != want {
				t.Errorf("%s, page %d: the reader has\n%s\nwant\n%s", s.Name, n+1, texts[i][n], want)
			}
		}
		var as bytes.Buffer
		if err := pdf.Write(&as, s.Layout, pdf.Info{Title: s.Name}); err != nil {
			t.Fatal(err)
		}
		// Pages stand one below the other, each 1128.6 pixels high.
		pages := len(s.Layout.Pages)
		seen := browser.Show(t, shown(t, script, true, papers[i]), width, (297*scaleTenths*pages+9)/10, ready).Seen()
		want := browser.PDF(t, as.Bytes(), pages, width, height+1)
		for n := range pages {
			top := (297*scaleTenths*n + 5) / 10
			apart, ink := browser.Apart(browser.Part(seen, image.Rect(0, top, width, top+height)),
				browser.Part(want, image.Rect(0, n*(height+1), width, n*(height+1)+height)))
			if apart > 0.01 || apart > ink*3/4 || ink == 0 {
				t.Errorf("%s, page %d differs from the PDF's in %.3f %% of its pixels, of which %.3f %% have ink", s.Name, n+1, 100*apart, 100*ink)
			}
			t.Logf("%s, page %d: %.3f %% of %.3f %%", s.Name, n+1, 100*apart, 100*ink)
		}
	}
}
