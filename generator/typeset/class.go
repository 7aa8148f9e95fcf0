package typeset

import "strings"

// class is what line breaking knows of a character (GB/T 15834-2011; W3C clreq,
// 禁则): a set of the traits below.
type class uint16

const (
	opener    class = 1 << iota
	closer          // has its blank at the right
	notAtHead       // never begins a line
	notAtTail       // never ends one
	unit            // goes with the number before it
	datePart        // 2026年|3月|5日
	paired          // two make one mark: ——, ……
	inNumber        // joins digits: 98.5%, 3,500, 1-2 (14:30 is whole by Unicode's rules)
	digit
	letter // Latin, digits too
	han
	cjk // Han and the marks of Chinese text
)

func (c class) is(any class) bool { return c&any != 0 }

const (
	openers = "“‘（《〈【〖〔「『([{"
	closers = "。．，、；：？！”’）》〉】〗〕」』)]}"
)

// cjkMarks are the marks beside which a line may end where no rule forbids it.
const cjkMarks = "“”‘’（）《》〈〉【】〖〗〔〕「」『』。．，、；：？！—…·℃％‰～№￥　"

// traits are the characters of each class that are listed one by one.
var traits = map[class]string{
	opener:    openers,
	closer:    closers,
	notAtHead: closers + "·％‰℃°′″％,.;:?!%～-/",
	notAtTail: openers + "№¥￥$§#",
	unit:      "年月日号时分秒人名起件项个次家份条款章期届天岁元角万亿吨米度所辆台处倍周种类级学课户位批组层套支页公平立毫千百余多小",
	datePart:  "年月",
	paired:    "—…",
	inNumber:  ".,%-/",
}

// pairUnits are units of two characters, and the beginnings of longer ones: they stay
// with each other and with their number.
var pairUnits = func() map[[2]rune]bool {
	set := map[[2]rune]bool{}
	for _, u := range strings.Fields("学时 课时 小时 分钟 个月 周岁 人次 户次 家次 万元 亿元 万人 万吨 万户 万次 公里 公斤 公顷 千克 千米 千瓦 毫米 毫克 平方 立方 百分") {
		r := []rune(u)
		set[[2]rune{r[0], r[1]}] = true
	}
	return set
}()

// classes are the classes of the characters below U+10000; all beyond are Han.
var classes = func() *[0x10000]class {
	t := &[0x10000]class{}
	for c, text := range traits {
		for _, r := range text {
			t[r] |= c
		}
	}
	for r := range rune(0x10000) {
		switch {
		case r >= '0' && r <= '9':
			t[r] |= digit | letter
		case r >= 'A' && r <= 'Z', r >= 'a' && r <= 'z', r >= 0xC0 && r < 0x250:
			t[r] |= letter
		case r >= 0x3400 && r <= 0x9FFF, r == '〇', r >= 0xF900 && r <= 0xFAFF:
			t[r] |= han | cjk
		}
	}
	for _, r := range cjkMarks {
		t[r] |= cjk
	}
	return t
}()

func classOf(r rune) class {
	if r < 0x10000 {
		return classes[r]
	}
	if r >= 0x20000 && r <= 0x3FFFF {
		return han | cjk
	}
	return 0
}
