// Package s3 reads the items of a distributed map from Amazon S3, and writes its
// results there.
//
// Goals: every reader with typed items, and the result writer. Non-goals: S3's own
// API, for which there is dsl/awssdk, and buckets themselves, which the
// infrastructure declares. In the definition a bucket is ${Name}, to which CDK or
// SAM gives its name. Buckets are in the account and the region of the workflow.
package s3

import "github.com/quickstep-go/quickstep/dsl"

// A Bucket is one S3 bucket.
type Bucket struct {
	name string // of the substitution
	val  dsl.Val[string]
	on   []string
}

// Declare names a bucket by its substitution.
func Declare(name string) Bucket {
	return Bucket{name, dsl.Named(dsl.Resource{Name: name, Kind: "bucket"}), nil}
}

// Existing is a bucket by its own name.
func Existing(name string) Bucket { return Bucket{val: dsl.Lit(name)} }

// Computed is a bucket whose name the workflow computes. Which ones it may be is
// stated, as ARNs of buckets or of objects; permissions are scoped to them.
func Computed(name dsl.Val[string], on ...string) Bucket { return Bucket{val: name, on: on} }

// Name gives the name of the bucket's substitution; "" where it has none.
func (b Bucket) Name() string { return b.name }

// An Object is one object of a bucket.
type Object struct {
	bucket Bucket
	key    dsl.Val[string]
	// Version is that of an object in a versioned bucket. Optional: the latest.
	Version string
}

// Object is the object with a key.
func (b Bucket) Object(key string) Object { return Object{bucket: b, key: dsl.Lit(key)} }

// ObjectVal is the object with a key that the workflow computes.
func (b Bucket) ObjectVal(key dsl.Val[string]) Object { return Object{bucket: b, key: key} }

func (o Object) arguments() []dsl.Setting {
	made := []dsl.Setting{{Name: "Bucket", Value: o.bucket.val}, {Name: "Key", Value: o.key}}
	if o.Version != "" {
		made = append(made, dsl.Setting{Name: "VersionId", Value: dsl.Lit(o.Version)})
	}
	return made
}

// A Prefix is the objects of a bucket whose keys begin alike.
type Prefix struct {
	bucket Bucket
	prefix dsl.Val[string]
	all    bool
}

// All are all objects of the bucket.
func (b Bucket) All() Prefix { return Prefix{bucket: b, all: true} }

// Prefix are the objects whose keys begin with a text.
func (b Bucket) Prefix(prefix string) Prefix { return Prefix{bucket: b, prefix: dsl.Lit(prefix)} }

// PrefixVal are the objects whose keys begin with a text that the workflow
// computes.
func (b Bucket) PrefixVal(prefix dsl.Val[string]) Prefix { return Prefix{bucket: b, prefix: prefix} }

func (p Prefix) arguments() []dsl.Setting {
	made := []dsl.Setting{{Name: "Bucket", Value: p.bucket.val}}
	if !p.all {
		made = append(made, dsl.Setting{Name: "Prefix", Value: p.prefix})
	}
	return made
}
