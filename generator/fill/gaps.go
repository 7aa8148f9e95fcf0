package fill

import (
	"errors"
	"slices"
	"text/template"
	"text/template/parse"

	"hongtou/generator/model"
)

// A paper that lacks data is told all that it lacks at once. Once a text has met a gap
// it is filled again without the statement that failed, then without the next, to its
// end; nothing of what it gives is kept. Of a condition that can't be judged both
// branches are tried, so that what stands inside is told of too.

// gapRounds bounds how often a text is filled to find its gaps.
const gapRounds = 200

// gapsOf gives the gaps of err and those that stand behind it, each once. A statement
// that fails for want of one that was taken out is taken out too.
func gapsOf(text *template.Template, limits Limits, extra func(*run) template.FuncMap, data any, err error) error {
	r := newRun(limits)
	r.dot = data
	text, failed := bind(text, r, extra) // a copy, in which statements are replaced
	if failed != nil {
		return err
	}
	var all []error
	told := map[string]bool{}
	tainted := map[string]bool{}
	for range gapRounds {
		for _, gap := range model.Gaps(err) {
			if key := gap.Diagnostic().String(); !told[key] {
				told[key] = true
				all = append(all, gap)
			}
		}
		p := &pending{tainted: tainted, explore: true}
		if at := failedAt.FindStringSubmatch(err.Error()); at == nil || !p.replace(text, at[1]) {
			break
		}
		r.renew(limits)
		if err = text.Execute(r, data); err == nil {
			break
		}
	}
	return errors.Join(all...)
}

// open puts a condition's branches in its place.
func (p *pending) open(l *parse.ListNode, i int, b *parse.BranchNode) {
	for _, d := range b.Pipe.Decl {
		p.tainted[d.Ident[0]] = true
	}
	if b.NodeType == parse.NodeRange {
		unloop(b.List)
	}
	inside := slices.Clone(b.List.Nodes)
	if b.ElseList != nil {
		inside = append(inside, b.ElseList.Nodes...)
	}
	l.Nodes = slices.Concat(l.Nodes[:i], inside, l.Nodes[i+1:])
}

// unloop takes out what leaves a loop, from the body of one that is no more.
func unloop(l *parse.ListNode) {
	if l == nil {
		return
	}
	l.Nodes = slices.DeleteFunc(l.Nodes, func(n parse.Node) bool {
		switch n := n.(type) {
		case *parse.IfNode, *parse.WithNode:
			b := branchOf(n)
			unloop(b.List)
			unloop(b.ElseList)
		case *parse.BreakNode, *parse.ContinueNode:
			return true
		}
		return false
	})
}

// lacks tells of the gaps of an error; false if it has none.
func (f *filler) lacks(err error) bool {
	gaps := model.Gaps(err)
	for _, gap := range gaps {
		f.complaints.Add(gap.Diagnostic())
	}
	return len(gaps) > 0
}
