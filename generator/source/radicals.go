package source

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Copies out of PDF files bring characters that look like Han characters and are
// none: Kangxi radicals (U+2F00), radicals of the supplement (U+2E80) and
// compatibility ideographs (U+F900, U+2F800). To a search, a comparison or
// another typeface they are different characters.

// supplement are the Han characters of the radicals from U+2E80 on (Unicode,
// property Equivalent_Unified_Ideograph); a blank where there is none.
var supplement = []rune(" 厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵 旡日月歺母民氵氺灬爫爫丬牛" +
	"犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑" +
	"钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟")

// unradical puts the Han characters in the place of their doubles.
func unradical(s string) string {
	if !strings.ContainsFunc(s, isDouble) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case !isDouble(r):
		case r < 0x2f00:
			if i := int(r - 0x2e80); i < len(supplement) && supplement[i] != ' ' {
				return supplement[i]
			}
		default:
			for _, same := range norm.NFKC.String(string(r)) {
				return same
			}
		}
		return r
	}, s)
}

func isDouble(r rune) bool {
	return r >= 0x2e80 && r < 0x2fe0 || r >= 0xf900 && r < 0xfb00 || r >= 0x2f800 && r < 0x2fa20
}
