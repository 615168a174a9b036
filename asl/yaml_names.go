package asl

import (
	"go.yaml.in/yaml/v3"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// isMerge tells the name under which a mapping takes over the members of others.
func isMerge(key *yaml.Node) bool { return key.Tag == "!!merge" }

// named gives what a name's alias stands for, or the name itself.
func named(key *yaml.Node) *yaml.Node {
	if key.Kind == yaml.AliasNode {
		return key.Alias
	}
	return key
}

// names gives a mapping's own names; a name is a text, whatever it would be as a value.
func (r *yamlReader) names(n *yaml.Node) (map[string]bool, error) {
	own := make(map[string]bool, len(n.Content)/2)
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		if isMerge(key) {
			continue
		}
		switch {
		case isUnwritten(named(key)):
			return nil, r.refuse(key, "the name of a field is missing")
		case named(key).Kind != yaml.ScalarNode:
			return nil, r.refuse(key, "the name of a field is a text, and this is %s", article(kindOf(named(key))))
		}
		if err := r.checkTag(key); err != nil {
			return nil, err
		}
		own[named(key).Value] = true
	}
	return own, nil
}

func kindOf(n *yaml.Node) jsonvalue.Kind {
	if n.Kind == yaml.MappingNode {
		return jsonvalue.Object
	}
	return jsonvalue.Array
}

// merge adds the members of an object that "<<" names, or of several, which do not
// replace those that are there.
func (r *yamlReader) merge(inner []node, from *node, key *yaml.Node, there map[string]bool) ([]node, error) {
	sources := []node{*from}
	if from.value.Kind() == jsonvalue.Array {
		sources = from.inner
	}
	for i := range sources {
		if kind := sources[i].value.Kind(); kind != jsonvalue.Object {
			return nil, r.refuse(key, "<< takes over the members of an object or of a list of objects, and this is %s", article(kind))
		}
		for _, m := range sources[i].inner {
			if !there[m.name] {
				there[m.name] = true
				inner = append(inner, m)
			}
		}
	}
	return inner, nil
}
