package fill

import "hongtou/generator/model"

// change and compare put a figure's move into words by the model's rules.

func change(now, last any, measure string) (string, error) {
	a, b, err := both(now, last)
	return model.Change(a, b, measure), err
}

func compare(now, last any) (string, error) {
	a, b, err := both(now, last)
	return model.Compare(a, b), err
}

func comparePrevious(now, last any) (string, error) {
	a, b, err := both(now, last)
	return model.ComparePrevious(a, b), err
}

func both(a, b any) (x, y float64, err error) {
	if x, err = floatOf(a); err == nil {
		y, err = floatOf(b)
	}
	return x, y, err
}
