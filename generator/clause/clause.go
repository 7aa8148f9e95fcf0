// Package clause is the library of what agreements ask of each kind of unit:
// departments, institutions, enterprises by trade, posts; and of the laws that
// clauses stand on. It reads the files of templates/clauses, tells which kinds a
// unit is of by its name, and lays an office's own clauses over the library. It
// knows no unit, no period and no template: package model asks it.
package clause

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"hongtou/templates"
)

// Sort is what the kinds of one file are kinds of.
type Sort string

// The sorts, as tables name them.
const (
	Department  Sort = "部门"
	Institution Sort = "事业单位"
	Trade       Sort = "行业"
	Post        Sort = "岗位"
)

// Sorts lists them in the order of the library.
var Sorts = []string{string(Department), string(Institution), string(Trade), string(Post)}

var files = map[Sort]string{Department: "departments", Institution: "institutions", Trade: "trades", Post: "posts"}

// Kind is one kind of unit with what its agreement asks. Texts have places such as
// {安委办} that the office's words take.
type Kind struct {
	Name     string
	Names    []string // words of a unit's name that tell the kind
	Fields   []string // 行业领域 or 类别 that do
	Industry []string // of posts: the kind is of these trades only; empty: of any

	Class string // of departments 综合监管, 行业监管, 行业管理, 支持保障; of posts 作业, 管理, 公职
	Power string // of departments, to enforce the law: 有, 部分, 无
	Scope string // what 部分 is limited to

	Objects     string // whom a department supervises
	Head        string // what an institution's leader is called
	Patrol      string // how often an institution looks for fire hazards
	Certificate string // that a post needs
	Gear        string // 劳动防护用品
	Stops       string // when work stops at once

	Targets, Duties, Checks, Bans []string
	Shop, Team                    []string // of trades, what workshops and teams do
	Laws                          []string // keys of the laws that the clauses stand on
}

// Library reads the kinds of a sort, once. They are shared: clone before changing.
func Library(s Sort) []*Kind { return libraries[s]() }

var libraries = map[Sort]func() []*Kind{}

func init() {
	for s := range files {
		libraries[s] = sync.OnceValue(func() []*Kind {
			var kinds []*Kind
			read("clauses/"+files[s]+".yaml", &kinds)
			return kinds
		})
	}
}

// read decodes an embedded file; a wrong one is a broken build, which the tests show.
func read(name string, into any) {
	b, err := fs.ReadFile(templates.Clauses, name)
	if err == nil {
		err = yaml.NewDecoder(bytes.NewReader(b), yaml.Strict()).Decode(into)
	}
	if err != nil {
		panic(fmt.Sprintf("package clause: %s: %v", name, err))
	}
}

// Clone is a copy that shares no list with the kind.
func (k *Kind) Clone() *Kind {
	c := *k
	for _, list := range []*[]string{&c.Names, &c.Fields, &c.Industry, &c.Targets, &c.Duties, &c.Checks, &c.Bans, &c.Shop, &c.Team, &c.Laws} {
		*list = slices.Clone(*list)
	}
	return &c
}

// Parts are what a kind's clauses are called in tables, of each sort.
var Parts = map[Sort][]string{
	Department:  {"职责", "工作目标", "检查重点", "监管对象", "执法权", "执法范围"},
	Institution: {"职责", "工作目标", "负责人称谓", "巡查频次"},
	Trade:       {"职责", "工作目标", "车间要求", "班组要求"},
	Post:        {"职责", "工作目标", "禁止行为", "停止作业", "上岗证书", "防护用品"},
}

// AllParts lists the parts of all sorts, each once.
func AllParts() []string {
	var all []string
	for _, s := range Sorts {
		for _, p := range Parts[Sort(s)] {
			if !slices.Contains(all, p) {
				all = append(all, p)
			}
		}
	}
	return all
}

// List is the list that a part of several clauses fills; nil for a part of one text.
func (k *Kind) List(part string) *[]string {
	return map[string]*[]string{"职责": &k.Duties, "工作目标": &k.Targets, "检查重点": &k.Checks, "禁止行为": &k.Bans, "车间要求": &k.Shop, "班组要求": &k.Team}[part]
}

// Text is the text that a part of one text fills; nil for a part of several clauses.
func (k *Kind) Text(part string) *string {
	return map[string]*string{"监管对象": &k.Objects, "执法权": &k.Power, "执法范围": &k.Scope, "负责人称谓": &k.Head, "巡查频次": &k.Patrol,
		"停止作业": &k.Stops, "上岗证书": &k.Certificate, "防护用品": &k.Gear}[part]
}

// Places are the words in braces that a clause may hold.
var Places = []string{"安委办", "下级", "月报日", "演练评估", "通报期限"}

// Unplaced is the first word in braces of a text that is none of Places, "" if all are.
func Unplaced(text string) string {
	for rest := text; ; {
		i := strings.Index(rest, "{")
		if i < 0 {
			return ""
		}
		rest = rest[i+1:]
		word, after, ok := strings.Cut(rest, "}")
		if !ok || !slices.Contains(Places, word) {
			return "{" + word
		}
		rest = after
	}
}
