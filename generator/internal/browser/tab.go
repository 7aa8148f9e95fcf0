package browser

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Tab is a tab of a browser in which a test clicks and types as a person would.
type Tab struct {
	t   testing.TB
	ctx context.Context

	mu      sync.Mutex
	trouble []string
}

// program is the browser in which a package's tests open their tabs: to start one takes
// longer than most of what a test does in it.
var program struct {
	sync.Mutex
	ctx context.Context
	end func()
}

// started is the browser, which runs until Close.
func started(t testing.TB) context.Context {
	t.Helper()
	program.Lock()
	defer program.Unlock()
	if program.ctx != nil && program.ctx.Err() == nil {
		return program.ctx
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath("chromium"), chromedp.NoSandbox,
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("font-render-hinting", "none"), chromedp.WSURLReadTimeout(patience))
	ctx, end := chromedp.NewContext(context.Background(), chromedp.WithAllocatorOptions(options...))
	if err := chromedp.Do(ctx); err != nil { // without a limit of time, which would be the browser's
		end()
		t.Fatalf("browser: %v", err)
	}
	program.ctx, program.end = ctx, end
	return ctx
}

// Close ends the browser, if a test opened a tab; a package's TestMain calls it when its
// tests are done.
func Close() {
	program.Lock()
	defer program.Unlock()
	if program.end != nil {
		program.end()
		program.ctx, program.end = nil, nil
	}
}

// Open opens a tab of so many pixels, which shares no cookie and no store with others.
func Open(t testing.TB, width, height int) *Tab {
	t.Helper()
	ctx, end := chromedp.NewContext(started(t), chromedp.WithNewBrowserContext())
	t.Cleanup(end)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("browser: %v", err)
	}
	b := &Tab{t: t, ctx: ctx}
	messages := chromedp.Console(ctx)
	go func() {
		for m, err := range messages {
			if err != nil {
				return
			}
			if m.IsException() || m.Type == "error" || m.Type == "warning" && m.Source == "security" {
				b.mu.Lock()
				b.trouble = append(b.trouble, m.Text+" "+m.URL)
				b.mu.Unlock()
			}
		}
	}()
	b.Do(chromedp.EmulateViewport(int64(width), int64(height)))
	return b
}

// Do does what chromedp names, within a patience.
func (b *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	give(b, chromedp.Steps(steps...))
}

func give[T any](b *Tab, action chromedp.Action[T]) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		b.t.Fatalf("browser: %v; it complained of %q; the page says %q", err, b.Trouble(), b.says())
	}
	return value
}

// says is the page's text, for the words of a test that fails.
func (b *Tab) says() string {
	ctx, cancel := context.WithTimeout(b.ctx, 5*time.Second)
	defer cancel()
	text, _ := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body ? document.body.innerText.slice(0, 2000) : ''`))
	return text
}

// Go opens an address.
func (b *Tab) Go(address string) {
	b.t.Helper()
	b.Do(chromedp.Navigate(address))
}

// Click clicks an element, which a CSS selector names, when it is there to be seen.
func (b *Tab) Click(selector string) {
	b.t.Helper()
	b.Do(chromedp.WaitVisible(chromedp.CSS(selector)), chromedp.ScrollIntoView(chromedp.CSS(selector)), chromedp.Click(chromedp.CSS(selector)))
}

// Text is an element's text as it is seen, once the element is there.
func (b *Tab) Text(selector string) string {
	b.t.Helper()
	b.Do(chromedp.WaitVisible(chromedp.CSS(selector)))
	return strings.TrimSpace(give(b, chromedp.Text(chromedp.CSS(selector))))
}

// Type puts a text into a field, in the place of what stands there.
func (b *Tab) Type(selector, text string) {
	b.t.Helper()
	b.Do(chromedp.WaitVisible(chromedp.CSS(selector)))
	Value[bool](b, "(() => { const e = document.querySelector("+strconv.Quote(selector)+"); e.focus(); e.select(); return true; })()")
	b.Do(chromedp.SendKeys(chromedp.CSS(selector), text))
}

// Upload chooses files in a field for files.
func (b *Tab) Upload(selector string, paths ...string) {
	b.t.Helper()
	b.Do(chromedp.WaitReady(chromedp.CSS(selector)), chromedp.SetUploadFiles(chromedp.CSS(selector), paths))
}

// Value is what a script's expression gives; a promise is waited for.
func Value[T any](b *Tab, expression string) T {
	b.t.Helper()
	return give(b, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// Await waits until a script's expression is true, on whatever page there is then.
func (b *Tab) Await(expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	for ctx.Err() == nil {
		is, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		if is && err == nil { // an error is of a page that is left
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	b.t.Fatalf("browser: never %s; it complained of %q; the page says %q", expression, b.Trouble(), b.says())
}

// Trouble is what the browser complained of: errors of scripts, what a page's policy
// refused.
func (b *Tab) Trouble() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.trouble
}

// Picture is what is seen of an element.
func (b *Tab) Picture(selector string) image.Image {
	b.t.Helper()
	data := give(b, chromedp.Screenshot(chromedp.CSS(selector)))
	p, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		b.t.Fatal(err)
	}
	return p
}

// Seen is what is seen in the window.
func (b *Tab) Seen() image.Image {
	b.t.Helper()
	p, err := png.Decode(bytes.NewReader(give(b, chromedp.CaptureScreenshot())))
	if err != nil {
		b.t.Fatal(err)
	}
	return p
}

// Shot keeps what is seen, as PNG, in the folder for pictures that the environment names
// (HONGTOU_SHOTS), if it names one.
func (b *Tab) Shot(name string) {
	b.t.Helper()
	dir := os.Getenv("HONGTOU_SHOTS")
	if dir == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), give(b, chromedp.CaptureScreenshot()), 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// Page is where the how manieth page stands of pages one below the other, from 0.
func Page(n, width, height int) image.Rectangle {
	return image.Rect(0, n*height, width, (n+1)*height)
}

// Press presses keys one after the other, where the focus is: kb.ArrowDown, kb.Enter.
func (b *Tab) Press(keys ...string) {
	b.t.Helper()
	for _, key := range keys {
		b.Do(chromedp.KeyEvent(key))
	}
}

// Printed is the text of the page as it is printed, page by page.
func (b *Tab) Printed() []string {
	b.t.Helper()
	file := filepath.Join(b.t.TempDir(), "printed.pdf")
	if err := os.WriteFile(file, give(b, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4))), 0o600); err != nil {
		b.t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		b.t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
}
