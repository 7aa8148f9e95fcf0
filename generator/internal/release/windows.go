package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// winres writes resources that the Go linker takes into a program for Windows.
const winres = "github.com/tc-hib/go-winres@v0.3.3"

// manifest says to Windows: names and text are UTF-8, paths may be long, no scaling of
// pictures, no administrator's rights.
const manifest = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <assemblyIdentity type="win32" name="hongtou" version="%s"/>
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">
    <security><requestedPrivileges><requestedExecutionLevel level="asInvoker" uiAccess="false"/></requestedPrivileges></security>
  </trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1">
    <application><supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/></application>
  </compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3">
    <windowsSettings>
      <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
      <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
      <dpiAware xmlns="http://schemas.microsoft.com/SMI/2005/WindowsSettings">true/pm</dpiAware>
    </windowsSettings>
  </application>
</assembly>
`

var digits = regexp.MustCompile(`^\d+\.\d+\.\d+`)

// resources puts icon, manifest and version for each processor of Windows beside the
// program's sources, where go build looks for them; tidy takes them away.
func (v *version) resources() (tidy func(), err error) {
	into := filepath.Join(v.root, "cmd", "hongtou", "rsrc")
	tidy = func() {
		left, _ := filepath.Glob(into + "_windows_*.syso")
		for _, f := range left {
			os.Remove(f)
		}
	}
	dir, err := v.scratch("winres")
	if err != nil {
		return tidy, err
	}
	number := digits.FindString(v.name) + ".0"
	picture, err := icon()
	if err != nil {
		return tidy, err
	}
	const neutral, chinese = "0000", "0804"
	words := map[string]string{
		"CompanyName": "hongtou", "ProductName": "红头", "FileDescription": "红头：安全生产责任制文书和工作簿", "ProductVersion": v.name, "FileVersion": v.name,
		"InternalName": "hongtou", "OriginalFilename": "hongtou.exe", "LegalCopyright": "Apache-2.0；自带字体各依其许可",
	}
	described, err := json.Marshal(map[string]any{
		"RT_GROUP_ICON": map[string]any{"APP": map[string]any{neutral: "icon.png"}},
		"RT_MANIFEST":   map[string]any{"#1": map[string]any{"0409": "hongtou.manifest"}},
		"RT_VERSION": map[string]any{"#1": map[string]any{neutral: map[string]any{
			"fixed": map[string]string{"file_version": number, "product_version": number},
			"info":  map[string]any{chinese: words},
		}}},
	})
	if err != nil {
		return tidy, err
	}
	files := tree{"icon.png": text(picture), "hongtou.manifest": text(fmt.Appendf(nil, manifest, number)), "winres.json": text(described)}
	if err := files.write(dir, v.time); err != nil {
		return tidy, err
	}
	_, err = command(dir, []string{"GOFLAGS="}, "go", "run", winres, "make", "--in", "winres.json", "--arch", "amd64,386,arm64", "--out", into)
	return tidy, err
}
