package fill

import "hongtou/generator/diag"

// File is the output's path for root, without filling the rest: enough to plan
// a run.
func (t *Template) File(root Root) (string, *diag.List) {
	t.ready()
	f := &filler{t: t, root: root, complaints: &diag.List{}}
	for _, m := range t.meta {
		if m.key == "file" {
			f.wanted()
			f.t = &Template{path: t.path, limits: t.limits, meta: []metaTemplate{m}}
			file, _ := f.meta()
			return file, f.complaints
		}
	}
	return "", f.complaints
}
