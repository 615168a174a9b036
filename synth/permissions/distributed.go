package permissions

import (
	"strings"

	"github.com/quickstep-go/quickstep/asl"
)

// mapState adds what a distributed map needs to run its children, which are
// executions of the machine itself, and takes note of its reader and writer
// (Developer Guide, "IAM policies for using Distributed Map states").
func (d *deriver) mapState(place *asl.Place, m *asl.Map) {
	if !m.Distributed() {
		return
	}
	name := d.options.Machine.executions()
	label := m.Label
	if label == "" {
		label = "*" // AWS makes one up when the machine is created
	}
	for _, n := range []need{
		{action: "states:StartExecution", resource: d.options.Machine.arn(), why: "starts the map's child executions"},
		{action: "states:DescribeExecution", resource: name + ":*", why: "follows the map's child executions"},
		{action: "states:StopExecution", resource: name + ":*", why: "stops the map's child executions"},
		{action: "states:RedriveExecution", resource: name + "/" + label + ":*", why: "redrives the map's child executions"},
	} {
		n.state = place.Name
		d.add(n)
	}
	if r := m.ItemReader; r != nil {
		args := payload(d.machine.LanguageOf(m), r.Parameters, r.Arguments)
		c, _ := d.newCall(place, r.Resource, r.At("Resource"), args)
		c.extra = func(c *call) { c.readItems(r.ReaderConfig) }
		d.calls = append(d.calls, c)
	}
	if w := m.ResultWriter; w != nil && (w.Parameters.Exists() || w.Arguments.Exists()) {
		args := payload(d.machine.LanguageOf(m), w.Parameters, w.Arguments)
		c, _ := d.newCall(place, w.Resource, w.At("Resource"), args)
		c.extra = (*call).writeResults
		d.calls = append(d.calls, c)
	}
}

// readItems adds what an ItemReader needs: the object, or the list of objects.
func (c *call) readItems(config *asl.ReaderConfig) {
	if config == nil {
		config = new(asl.ReaderConfig)
	}
	if strings.HasSuffix(c.name, ":listObjectsV2") {
		c.listItems(config)
		return
	}
	c.need("s3:GetObject", c.objects("Key", ""), nil, "reads the map's items")
	if c.has("VersionId") {
		c.need("s3:GetObjectVersion", c.objects("Key", ""), nil, "reads the map's items")
	}
	if config.InputType == "MANIFEST" || config.ManifestType != "" {
		c.need("s3:GetObject", c.manifestData(), nil, "reads the files in the manifest")
	}
	c.needKey("kms:Decrypt", "decrypts the map's items")
}

// listItems adds what a reader needs that lists objects, and reads them where it
// flattens what is in them.
func (c *call) listItems(config *asl.ReaderConfig) {
	var where Condition
	if t := c.at("Prefix"); t.given && (t.exact || t.known != "") {
		operator, value := "StringEquals", t.known
		if !t.exact {
			operator, value = "StringLike", t.known+"*"
		}
		where = Condition{operator: {"s3:prefix": {value}}}
	}
	c.need("s3:ListBucket", c.bucketOf(), where, "lists the map's items")
	if config.Transformation == "LOAD_AND_FLATTEN" {
		c.need("s3:GetObject", c.objects("Prefix", "*"), nil, "reads the objects it lists")
		c.needKey("kms:Decrypt", "decrypts the map's items")
	}
}

// writeResults adds what a ResultWriter needs: a multipart upload below its prefix.
func (c *call) writeResults() {
	c.need("s3:AbortMultipartUpload s3:GetObject s3:ListMultipartUploadParts s3:PutObject", c.objects("Prefix", "/*"), nil, "writes the map's results")
	c.needKey("kms:Decrypt kms:GenerateDataKey", "encrypts the map's results")
}

func (c *call) needKey(actions, why string) {
	c.need(actions, keyOf("Bucket")(c), nil, why)
}

// inBuckets is any object; it tells stated objects from stated buckets.
var inBuckets = shape{"", "the objects", "@:s3:::{}", false, FormName}

// bucketOf is the bucket that the arguments name.
func (c *call) bucketOf() found { return argument(bucket, "Bucket")(c) }

// objects are those whose key, or the prefix of it, an argument holds, in the
// bucket that the arguments name. What only the run knows of a key is an
// asterisk; a bucket that only the run knows is stated, with keys.
func (c *call) objects(name, suffix string) found {
	b := c.at("Bucket")
	if !b.exact {
		stated := c.choose(inBuckets)
		if len(stated) == 0 {
			c.unknown(inBuckets, b)
		}
		return found{arns: keysIn(stated)}
	}
	t := c.at(name)
	key := "*"
	switch {
	case t.given && t.exact:
		key = strings.TrimSuffix(t.known, strings.TrimSuffix(suffix, "*")) + suffix
		if t.known == "" {
			key = "*"
		}
	case t.given:
		key = t.known + "*"
	}
	return found{arns: []string{c.object(b.known, key)}}
}

// keysIn makes all objects of stated buckets, and leaves stated objects.
func keysIn(arns []string) []string {
	var keys []string
	for _, arn := range arns {
		if _, resource, ok := arnParts(arn); (!ok && !strings.Contains(arn, "/")) || (ok && !strings.Contains(resource, "/")) {
			arn = inside(arn, "/*")
		}
		keys = append(keys, arn)
	}
	return keys
}

// manifestData are the files that a manifest lists: in the manifest's own
// bucket, as far as the text tells, and wherever the author states.
func (c *call) manifestData() found {
	f := found{arns: keysIn(c.choose(inBuckets))}
	if b := c.at("Bucket"); len(f.arns) == 0 && b.exact {
		f.arns = []string{c.object(b.known, "*")}
	}
	return f
}
