package fill

// Layout is a document template's layout: document, letter, agreement …; "" of a
// workbook.
func (t *Template) Layout() string { return t.ready().layout }

// SafePath is the path of an output that no template names: a name within a
// folder, such that every file system takes it.
func SafePath(folder, name string) string { return cleanPath(folder + "/" + pathValue(name)) }
