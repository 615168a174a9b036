package asl

import (
	"math"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// yamlTags are the tags that a definition may have, with what each of them stands
// before. CloudFormation's own, such as !Ref, are those of templates.
var yamlTags = map[string]yaml.Kind{
	"!!map": yaml.MappingNode, "!!set": yaml.MappingNode,
	"!!seq": yaml.SequenceNode, "!!omap": yaml.SequenceNode, "!!pairs": yaml.SequenceNode,
	"!!str": yaml.ScalarNode, "!!binary": yaml.ScalarNode, "!!timestamp": yaml.ScalarNode,
	"!!null": yaml.ScalarNode, "!!bool": yaml.ScalarNode, "!!int": yaml.ScalarNode, "!!float": yaml.ScalarNode,
}

func (r *yamlReader) checkTag(n *yaml.Node) error {
	if n.Style&yaml.TaggedStyle == 0 || yamlTags[n.Tag] == n.Kind {
		return nil
	}
	if _, known := yamlTags[n.Tag]; known {
		return r.refuse(n, "the tag %s does not fit this value", n.Tag)
	}
	return r.refuse(n, "the tag %s says nothing in a definition", n.Tag)
}

// scalar reads a value that is neither object nor array. What YAML takes for a date
// is text, as JSON has no dates.
func (r *yamlReader) scalar(n *yaml.Node) (jsonvalue.Value, error) {
	tag := n.Tag
	if n.Style&yaml.TaggedStyle != 0 {
		plain := (&yaml.Node{Kind: yaml.ScalarNode, Value: n.Value}).ShortTag()
		switch {
		case plain == tag, plain == "!!int" && tag == "!!float":
		case tag == "!!null", tag == "!!bool", tag == "!!int", tag == "!!float":
			return jsonvalue.Value{}, r.refuse(n, "%q is no %s", n.Value, tag)
		}
	}
	switch tag {
	case "!!null":
		return jsonvalue.NullValue(), nil
	case "!!bool":
		return jsonvalue.BoolOf(strings.EqualFold(n.Value, "true")), nil
	case "!!int", "!!float":
		if v := yamlNumber(n.Value); v.Exists() {
			return v, nil
		}
		return jsonvalue.Value{}, r.refuse(n, "JSON has no such value as %s", n.Value)
	}
	return jsonvalue.StringOf(n.Value), nil
}

// yamlNumber reads a number, or gives no value for one that JSON has not.
func yamlNumber(text string) jsonvalue.Value {
	if v, ok := jsonvalue.NumberOf(text); ok {
		return v
	}
	text = strings.TrimPrefix(strings.ReplaceAll(text, "_", ""), "+")
	if i, err := strconv.ParseInt(text, 0, 64); err == nil {
		return jsonvalue.IntOf(i)
	}
	if u, err := strconv.ParseUint(text, 0, 64); err == nil {
		text = strconv.FormatUint(u, 10)
	}
	if v, ok := jsonvalue.NumberOf(text); ok {
		return v
	}
	if strings.Trim(strings.TrimPrefix(text, "-"), "0123456789") == "" {
		return jsonvalue.StringOf(text) // 0123456789 is no octal number: the zero belongs to a text, as that of an account's ID
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && !math.IsInf(f, 0) {
		return jsonvalue.FloatOf(f)
	}
	return jsonvalue.Value{}
}
