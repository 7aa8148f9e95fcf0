package standard

import "testing"

// The red is #E8382B in every format; every ink has a name of its own.
func TestInks(t *testing.T) {
	if r, g, b := Red.RGB(); r != 0xE8 || g != 0x38 || b != 0x2B {
		t.Errorf("the red is %02X%02X%02X, want E8382B (6.2)", r, g, b)
	}
	names := map[string]bool{"": true}
	for _, i := range Inks() {
		if names[i.String()] {
			t.Errorf("ink %d has the name %q", i, i)
		}
		names[i.String()] = true
	}
	if len(names) != len(inks) {
		t.Errorf("Inks lists %d of %d inks", len(names)-1, len(inks)-1)
	}
}

// 22 lines of 28 characters fill the type area from em box to em box.
func TestGrid(t *testing.T) {
	if got := RowTop(LinesPerPage-1) + SizeBody; got != AreaHeight {
		t.Errorf("the 22nd line ends at %d, want %d (5.2.3)", got, AreaHeight)
	}
	if got := Cell*Length(CharsPerLine-1) + SizeBody; got > AreaWidth || got < AreaWidth-Mm(1) {
		t.Errorf("the 28th character ends at %d, want %d (5.2.3)", got, AreaWidth)
	}
	if Mm(2540) != 72*Pt {
		t.Errorf("an inch is %d", Mm(2540))
	}
}
