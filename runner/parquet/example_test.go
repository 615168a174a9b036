package parquet_test

import (
	"bytes"
	"fmt"

	pq "github.com/parquet-go/parquet-go"

	"github.com/quickstep-go/quickstep/runner"
	"github.com/quickstep-go/quickstep/runner/parquet"
)

func ExampleRows() {
	type reading struct {
		Sensor  string  `parquet:"sensor"`
		Celsius float64 `parquet:"celsius"`
	}
	var file bytes.Buffer
	w := pq.NewGenericWriter[reading](&file)
	w.Write([]reading{{"attic", 31.5}, {"cellar", 12}})
	w.Close()

	for row, err := range parquet.Rows(bytes.NewReader(file.Bytes())) {
		fmt.Println(string(row), err)
	}
	_ = runner.Options{Parquet: parquet.Rows} // what lets distributed maps read such files
	// Output:
	// {"sensor":"attic","celsius":31.5} <nil>
	// {"sensor":"cellar","celsius":12} <nil>
}
