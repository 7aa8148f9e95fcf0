package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"
)

// Called where no workspace is, serve opens a page that lets one be chosen.
func TestServeWithoutWorkspace(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("HOME", t.TempDir())
	ctx, end := context.WithCancel(context.Background())
	read, write := io.Pipe()
	done := make(chan int)
	go func() { done <- Main(ctx, []string{"hongtou", "serve", "--no-browser"}, write, io.Discard) }()
	link, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := (&http.Client{Jar: jar}).Get(strings.TrimSpace(link))
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(response.Body)
	response.Body.Close()
	if err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(page), "新建一个") {
		t.Errorf("%s: %v %s\n%s", link, err, response.Status, page)
	}
	end()
	if code := <-done; code != exitMade {
		t.Errorf("it ends with %d", code)
	}
}

// Serve says that it ends with its pages, and with --stay that it doesn't.
func TestServeSaysHowItEnds(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	for _, c := range []struct {
		options string
		ends    bool
	}{{"", true}, {" --stay", false}} {
		t.Chdir(t.TempDir())
		ctx, end := context.WithCancel(t.Context())
		read, write := io.Pipe()
		var talk strings.Builder
		done := make(chan int)
		go func() {
			done <- Main(ctx, strings.Fields("hongtou serve --no-browser"+c.options), write, &talk)
		}()
		if _, err := bufio.NewReader(read).ReadString('\n'); err != nil {
			t.Fatal(err)
		}
		end()
		<-done
		if said := talk.String(); !strings.Contains(said, "按 Ctrl-C 结束") || strings.Contains(said, "自行结束") != c.ends {
			t.Errorf("serve%s says %q", c.options, said)
		}
	}
}
