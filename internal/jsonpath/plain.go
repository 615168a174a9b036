package jsonpath

// parsePlain compiles a path as Jayway itself does, without the twists of the
// service: the root may be @ or left out, and paths that find nothing fail. It
// is there to be compared with Jayway.
func parsePlain(text string) (*Path, error) {
	p := &parser{text: text, plain: true}
	return p.path()
}

// plainStart reads a root as Jayway does.
func (p *parser) plainStart(path *Path) error {
	if p.pos < p.end && (p.text[p.pos] == '$' || p.text[p.pos] == '@') {
		p.pos++
		return nil
	}
	if p.pos == p.end {
		return p.fail(0, "the path is empty")
	}
	p.text = "$." + p.text
	p.end += 2
	p.pos++
	return nil
}
