// Package workspace keeps a city's data in one .anlan file, a DuckDB database: schema and migrations, the lock, import
// batches and their undoing, quarantine, dictionaries. It is the only package that knows DuckDB.
//
// A Workspace is safe for concurrent use. All writing happens in one transaction at a time (Write), on a connection of
// its own, so that the window's queries are never queued behind an import.
package workspace
