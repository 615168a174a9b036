// Package s3objects lets distributed maps read from and write to Amazon S3, or
// whatever a client of the AWS SDK for Go v2 has as its endpoint.
//
//	client := s3.NewFromConfig(config)
//	options := runner.Options{Objects: s3objects.New(client)}
//
// Goals: listings page by page, objects as streams in both directions, versions,
// and errors that the runner makes into the workflow's. Non-goals: choosing
// credentials or endpoints, which are the client's, and an emulator of S3 (package
// runner has objects in memory and in a folder).
//
// An object of more than [PartBytes] is written as a multipart upload. One that
// cannot be completed is aborted, so that no part is left behind.
package s3objects
