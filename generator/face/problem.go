package face

import (
	"errors"

	"hongtou/generator/diag"
)

// Unusable is the error of a font that can't be used, and what would help.
type Unusable struct{ Problem, Remedy diag.Text }

func (u *Unusable) Error() string { return u.Problem.En }

func unusable(problem, remedy diag.Text) error { return &Unusable{problem, remedy} }

var (
	errCFF = unusable(
		diag.T("字体为 CFF（PostScript）轮廓，没有 TrueType 轮廓（glyf 表）", "the font has CFF (PostScript) outlines and no TrueType outlines (table glyf)"),
		diag.T("向字体厂商取得 TrueType 版（.ttf），或用字体编辑软件另存为 .ttf", "get the TrueType version (.ttf) from its maker, or save it as .ttf with a font editor"))
	errPacked = unusable(
		diag.T("是网页字体（WOFF）", "this is a web font (WOFF)"),
		diag.T("改用同一字体的 .ttf 文件", "use the .ttf file of the same font"))
	errRestricted = unusable(
		diag.T("字体的许可不允许嵌入文件（OS/2 表 fsType 为“受限许可”）", "its licence does not allow embedding (OS/2 fsType: restricted licence)"),
		diag.T("向字体厂商取得可嵌入的授权和字体文件，或换用其他字体", "get a licence and a file that allow it from the font's maker, or use another font"))
	errBitmapOnly = unusable(
		diag.T("字体只允许嵌入点阵（OS/2 表 fsType 第9位）", "it allows embedding of bitmaps only (OS/2 fsType bit 9)"),
		diag.T("向字体厂商取得可嵌入轮廓的字体文件，或换用其他字体", "get a file that allows outlines from the font's maker, or use another font"))
	errNoSubset = unusable(
		diag.T("字体不允许只嵌入用到的字（OS/2 表 fsType 第8位）", "it does not allow embedding of a subset (OS/2 fsType bit 8)"),
		diag.T("向字体厂商取得可作子集嵌入的字体文件，或换用其他字体", "get a file that allows subsets from the font's maker, or use another font"))
)

func broken(err error) error {
	return unusable(
		diag.T("字体文件已损坏或不是字体文件：%v", "the font file is broken or is no font: %v", err),
		diag.T("重新取得该字体文件", "get the file anew"))
}

// refusal is err if it says what to do, else that the file is broken.
func refusal(err error) error {
	var u *Unusable
	if errors.As(err, &u) {
		return err
	}
	return broken(err)
}
