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
