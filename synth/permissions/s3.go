package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/diag"
)

// s3Prefix binds a listing to the prefix that it asks for.
func s3Prefix(c *call) (Condition, bool) {
	t := c.at("Prefix")
	switch {
	case !t.given || t.known == "" || c.whole != "":
		return nil, true
	case t.exact:
		return Condition{"StringEquals": {"s3:prefix": {t.known}}}, true
	}
	return Condition{"StringLike": {"s3:prefix": {t.known + "*"}}}, true
}

// copySource is the object that a copy reads: CopySource holds BUCKET/KEY.
func copySource(c *call) found {
	t := c.at("CopySource")
	source := strings.TrimPrefix(t.known, "/")
	name, key, ok := strings.Cut(source, "/")
	if !ok {
		return c.named(inBuckets, text{given: true, from: t.from})
	}
	key, _, _ = strings.Cut(key, "?versionId=")
	if !t.exact {
		key += "*"
	}
	return found{arns: []string{c.object(name, key)}}
}

// deletedObjects are the objects that a deletion lists.
func deletedObjects(c *call) found {
	b := c.at("Bucket")
	if !b.given || !b.exact {
		return c.objects("", "")
	}
	objects, ok := c.in("Delete").items("Objects")
	if !ok || len(objects) == 0 {
		return found{arns: []string{c.object(b.known, "*")}}
	}
	var f found
	for _, o := range objects {
		f.arns = append(f.arns, c.object(b.known, orElse(o.at("Key"), "*")))
	}
	return f
}

// s3Object is the object that an S3 URI names; none where the call has no such
// argument.
func s3Object(path ...string) target {
	return func(c *call) found {
		t := c.at(path...)
		if c.whole != "" || !t.given {
			return found{}
		}
		if bucket, key, ok := s3URI(t.known); ok && (t.exact || strings.Contains(t.known[len("s3://"):], "/")) {
			if !t.exact {
				key += "*"
			}
			return found{arns: []string{c.object(bucket, key)}}
		}
		if arns := c.choose(shape{"", "the object", "@:s3:::{}", false, FormName}); len(arns) > 0 {
			return found{arns: arns}
		}
		c.report(diag.Error, CodeDynamic, "only the run knows the S3 object in "+strings.Join(path, ".")+", from "+t.from,
			`state what it may be, as in AllowedOn("arn:${AWS::Partition}:s3:::BUCKET/PREFIX/*")`)
		return found{}
	}
}

func s3URI(uri string) (bucket, key string, ok bool) {
	rest, ok := strings.CutPrefix(uri, "s3://")
	bucket, key, _ = strings.Cut(rest, "/")
	return bucket, key, ok && bucket != ""
}

// object is the ARN of an object, or of several for a key with an asterisk.
func (d *deriver) object(name, key string) string { return d.arn(bucket, name) + "/" + key }
