package sheet

// Own is an office's own file, filled.
type Own struct{}
