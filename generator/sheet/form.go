package sheet

// Form and Own: see formout.go, own.go
type Own struct{}
type Form struct{}
