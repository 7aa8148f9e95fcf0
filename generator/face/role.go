package face

import "fmt"

// Role is what a face is for. GB/T 9704-2012 names faces, not files.
type Role uint8

// The roles, in the order in which they are embedded.
const (
	FangSong     Role = iota // 仿宋: body (5.2.2)
	XiaoBiaoSong             // 小标宋: titles and 发文机关标志 (7.2.4, 7.3.1)
	HeiTi                    // 黑体: first level, labels
	KaiTi                    // 楷体: second level, names of 签发人
	SongTi                   // 宋体: folio (7.5); the fallback of all others
	Latin                    // Latin and digits in running text
	LatinBold                // Latin and digits beside 小标宋 and 黑体
	Roles                    // the number of roles

	// The face of characters that the embedded 仿宋 lacks: no role of its own.
	fangSongSupplement = Roles
	embeddedFaces      = Roles + 1
)

var roleNames = [embeddedFaces]string{"fangsong", "xiaobiaosong", "heiti", "kaiti", "songti", "latin", "latin-bold", "fangsong-supplement"}

// families are what offices call the faces of the roles: for readers of a format that
// take a font of the system.
var families = [embeddedFaces]string{"仿宋", "方正小标宋简体", "黑体", "楷体", "宋体", "Times New Roman", "Times New Roman", "仿宋"}

// RoleNames are the names of the roles, in order.
func RoleNames() []string { return roleNames[:Roles] }

// String is the role's name in hongtou.yaml and in the text print of pages.
func (r Role) String() string { return roleNames[r] }

// ParseRole reads a role's name.
func ParseRole(s string) (Role, error) {
	for r, name := range RoleNames() {
		if s == name {
			return Role(r), nil
		}
	}
	return 0, fmt.Errorf("unknown font role %q: want one of %v", s, RoleNames())
}

// latin is the face that sets digits and Latin letters in text of role r.
func (r Role) latin() Role {
	switch r {
	case XiaoBiaoSong, HeiTi:
		return LatinBold
	case SongTi:
		return SongTi
	}
	return Latin
}
