package generator_test

import (
	"bytes"
	"context"
	"fmt"
	"log"

	"hongtou/generator"
	"hongtou/generator/fill"
	"hongtou/generator/run"
)

// One paper, as a PDF and as a Word file, in memory.
func ExampleOutput_Render() {
	w, err := generator.Open("../examples/anlan")
	if err != nil {
		log.Fatal(err)
	}
	batches, err := w.Plan(generator.Request{Targets: []string{"agreement-county"}, Period: "2026", Unit: "990104"})
	if err != nil {
		log.Fatal(err)
	}
	for output := range batches[0].Outputs() {
		for _, format := range []fill.Format{fill.PDF, fill.DOCX} {
			var file bytes.Buffer
			complaints, err := output.Render(context.Background(), &file, format)
			if err != nil {
				log.Fatal(err)
			}
			fmt.Printf("%s %s: %d complaints, begins with %q\n", output.Target, output.Unit, complaints.Len(), file.Bytes()[:4])
		}
	}
	// Output:
	// agreement-county 990104: 0 complaints, begins with "%PDF"
	// agreement-county 990104: 0 complaints, begins with "PK\x03\x04"
}

// The papers of a job, into a folder: whole or not at all, with a manifest.
func ExampleWorkspace_Run() {
	w, err := generator.Open("../examples/anlan")
	if err != nil {
		log.Fatal(err)
	}
	report, err := w.Run(context.Background(), generator.Request{Targets: []string{"agreement-town"}, Period: "2026", Unit: "990104001",
		Out: "testdata/none", Formats: []fill.Format{fill.OFD}, Options: run.Options{DryRun: true}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(report.Wanted, "to be made")
	// Output: 1 to be made
}
