package run

import (
	"maps"
	"slices"
)

// events puts events into the order of the plan: one whose predecessor is not done yet
// waits for it. What waits is bounded by how far the workers run ahead of their slowest.
type events struct {
	told    int           // the place of the last one told
	done    int           // jobs told of
	waiting map[int]Event // by their places
}

// in takes an event and tells it with those that waited for it. One without a place, of
// an output that is removed, is told at once.
func (e *events) in(event Event, tell func(Event)) {
	if event.Job.order == 0 {
		event.Done = e.done
		tell(event)
		return
	}
	if e.waiting == nil {
		e.waiting = map[int]Event{}
	}
	e.waiting[event.Job.order] = event
	for {
		next, ok := e.waiting[e.told+1]
		if !ok {
			return
		}
		delete(e.waiting, e.told+1)
		e.told++
		e.next(next, tell)
	}
}

func (e *events) next(event Event, tell func(Event)) {
	e.done++
	event.Done = e.done
	tell(event)
}

// rest tells what waits for jobs that were given up.
func (e *events) rest(tell func(Event)) {
	for _, place := range slices.Sorted(maps.Keys(e.waiting)) {
		e.told = place
		e.next(e.waiting[place], tell)
	}
	e.waiting = nil
}

func (e *executor) tellRest() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.options.Events != nil {
		e.events.rest(e.options.Events)
	}
}
