package catalog_test

import (
	"testing"

	"anlan/analytics/catalog"
)

func TestDefaultIsValid(t *testing.T) {
	if err := catalog.Default().Validate(); err != nil {
		t.Error(err)
	}
}
