// Package parquet reads the rows of Parquet files for distributed maps. It is a
// plug-in: package runner does not link it, and [Rows] is what its
// Options.Parquet takes.
//
//	options := runner.Options{Objects: objects, Parquet: parquet.Rows}
//
// Goals: rows one by one, in memory that does not grow with the file; the limits
// of Step Functions (256 MB to a row group, 5 MB to a footer: Developer Guide,
// "ItemReader (Map)"); compression by GZIP, ZSTD, Snappy and whatever else
// parquet-go knows. Non-goals: writing files, encrypted files, and reading some
// of the columns only.
//
// # Values
//
// AWS does not say how it writes the values of a row as JSON. Here numbers are
// numbers, decimals with all their digits; texts, enumerations and JSON are texts;
// dates, times and timestamps are texts of ISO 8601, timestamps in UTC; UUIDs are
// texts; other bytes are a text where they are UTF-8 and base64 where they are
// not. Lists are arrays and maps are objects. Null, NaN and infinities are null.
package parquet
