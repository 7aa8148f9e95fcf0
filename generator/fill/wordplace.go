package fill

import (
	"regexp"

	"hongtou/generator/diag"
)

// Places in an office's own Word file: 正文第3段, 页眉1表2第1行第3列, 模板设置表第2行.

// placeIn is such a place of a template's file, in both languages.
func placeIn(file, place string) diag.Place {
	return diag.Place{File: file, Key: place, KeyEn: englishPlace(place)}
}

var wordPlaces = []struct {
	form    func() *regexp.Regexp
	english string
}{
	{pattern(`^` + settingsSheet + `表第(\d+)行$`), "row $1 of the table " + settingsSheet},
	{pattern(`^正文`), "body"}, {pattern(`^页眉(\d+)`), "header $1"}, {pattern(`^页脚(\d+)`), "footer $1"},
	{pattern(`^脚注(\d+)`), "footnotes $1"}, {pattern(`^尾注(\d+)`), "endnotes $1"},
	{pattern(`^([a-z]+(?: \d+)?)表(\d+)第(\d+)行第(\d+)列`), "$1 table $2 row $3 column $4"},
	{pattern(`^([a-z]+(?: \d+)?)第(\d+)段`), "$1 paragraph $2"},
}

func englishPlace(place string) string {
	for _, p := range wordPlaces {
		place = p.form().ReplaceAllString(place, p.english)
	}
	return place
}
