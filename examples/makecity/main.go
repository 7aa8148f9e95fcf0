// Makecity writes the tables of 安澜市, the invented city of examples/anlan.
//
//	go run ./examples/makecity            # from the module's root
//	go run ./examples/makecity DIR        # into another folder
//
// It rewrites everything below examples/anlan/data and nothing else:
//
//	units.xlsx              市, 县区, 乡镇街道 and 企业 (title row above the header)
//	units-departments.yaml  部门, the same table in YAML
//	units-layers.csv        村社区, 车间, 班组 and 岗位, the same table in CSV
//	targets.csv             control figures of 2026, GB 18030 with CRLF
//	accidents.csv           24 months of accidents, UTF-8 with a byte order mark
//	items-2026Q1.xlsx       findings of the first quarter's supervision and of other checks
//	tasks.json              tasks that the year's meeting decided
//	meetings/2026-01-15.yaml  that meeting
//	meetings/2026-01-22.yaml  the committee's plenary meeting after it
//	hazards.xlsx            hazards that checks found from December 2025 to March 2026
//	listings.csv …          the year's other ledgers, of the ledger_….go
//
// Chance comes only from fixed seeds, one for each table, and every time stamp
// inside a file is fixed, so that a rerun gives the same bytes. What must be
// so (which county is over its control figure, which names have rare
// characters, how scores tie) stands in plain tables in the source; chance only
// fills what lies between. No person, firm, telephone or place is real: the
// province-level prefix 99 is not in GB/T 2260 and the area code 0980 is not
// in use.
package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

const defaultDir = "examples/anlan/data"

func main() {
	dir := defaultDir
	if len(os.Args) > 1 {
		dir = os.Args[1]
	} else if _, err := os.Stat("go.mod"); err != nil {
		fmt.Fprintln(os.Stderr, "makecity: run it from the module's root, or name a folder")
		os.Exit(2)
	}
	if err := write(dir); err != nil {
		fmt.Fprintln(os.Stderr, "makecity:", err)
		os.Exit(1)
	}
}

func write(dir string) error {
	files, err := makeFiles()
	if err != nil {
		return err
	}
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// file is one table as it lies in the data folder.
type file struct {
	name string // slashes, relative to the data folder
	data []byte
}

// makeFiles builds the city and encodes its tables.
func makeFiles() ([]file, error) {
	c := newCity()
	steps := []struct {
		name   string
		encode func(*city) ([]byte, error)
	}{
		{"units.xlsx", unitsWorkbook},
		{"units-departments.yaml", departmentsYAML},
		{"units-layers.csv", layersCSV},
		{"targets.csv", targetsCSV},
		{"accidents.csv", accidentsCSV},
		{"items-2026Q1.xlsx", itemsWorkbook},
		{"tasks.json", tasksJSON},
		{"meetings/2026-01-15.yaml", meetingYAML},
		{"meetings/2026-01-22.yaml", plenaryYAML},
		{"hazards.xlsx", hazardsWorkbook},
	}
	for _, name := range slices.Sorted(maps.Keys(c.ledgers)) {
		steps = append(steps, struct {
			name   string
			encode func(*city) ([]byte, error)
		}{name + ".csv", func(c *city) ([]byte, error) { return c.ledgers[name].csv() }})
	}
	var files []file
	for _, s := range steps {
		data, err := s.encode(c)
		if err != nil {
			return nil, fmt.Errorf("make %s: %w", s.name, err)
		}
		files = append(files, file{s.name, data})
	}
	return files, nil
}

// city is everything that the tables say.
type city struct {
	units     []*unit // 市, 县区, 乡镇街道, 部门, 企业, in this order
	layers    []*unit // 村社区, 车间, 班组, 岗位: what lies below
	byCode    map[string]*unit
	targets   []target
	accidents []accident
	private   []accident // no 生产安全事故, but registered
	items     []item
	tasks     []task
	checked   []checked
	ledgers   map[string]*ledger // by table, the CSV files
	fillers   map[*unit]string   // who fills in a member unit's reports
}

func newCity() *city {
	c := &city{byCode: map[string]*unit{}}
	people := newPeople(source(1))
	c.addUnits(people, source(2))
	c.addTargets()
	c.addAccidents(source(3))
	c.addItems(people, source(4))
	c.addTasks()
	c.addLayers(people, source(6))
	c.addLayerTargets()
	c.addSignatures(source(7))
	c.addLedgers(people)
	c.addProgress()
	return c
}

// source is the chance of one table; a change in one leaves the others alone.
func source(table uint64) *rand.Rand {
	return rand.New(rand.NewPCG(990100, table))
}

// tier lists the units of a tier in table order.
func (c *city) tier(name string) []*unit {
	var list []*unit
	for _, u := range c.units {
		if u.tier == name {
			list = append(list, u)
		}
	}
	return list
}

// below lists the units of a tier right under a parent.
func (c *city) below(parent, tier string) []*unit {
	var list []*unit
	for _, u := range c.tier(tier) {
		if u.parent == parent {
			list = append(list, u)
		}
	}
	return list
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// between is a whole number from lo to hi, both included.
func between(r *rand.Rand, lo, hi int) int { return lo + r.IntN(hi-lo+1) }
