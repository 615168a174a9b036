package runner

import (
	"net/url"
	"strings"

	"github.com/quickstep-go/quickstep/internal/jsonvalue"
)

// An HTTPRequest is what a tested HTTP task sends, as its own fields tell (AWS Step
// Functions API Reference, "InspectionDataRequest"). What the connection and the
// service add to it is unknown here.
type HTTPRequest struct {
	Protocol string `json:"protocol,omitempty"`
	Method   string `json:"method,omitempty"`
	URL      string `json:"url,omitempty"`
	Headers  string `json:"headers,omitempty"` // such as [Accept: text/plain, X-Trace: 1]
	Body     string `json:"body,omitempty"`
}

// An HTTPResponse is what a tested HTTP task gets (AWS Step Functions API Reference,
// "InspectionDataResponse").
type HTTPResponse struct {
	Protocol      string `json:"protocol,omitempty"`
	StatusCode    string `json:"statusCode,omitempty"`
	StatusMessage string `json:"statusMessage,omitempty"`
	Headers       string `json:"headers,omitempty"`
	Body          string `json:"body,omitempty"`
}

// trace shows what an HTTP task sends and gets.
func (p *probe) trace(r *run, i *Inspection) {
	task, ok := r.machine.start.node.(*taskNode)
	if !ok || !task.resource.optimized("http", "invoke") {
		return
	}
	sent := p.seen[afterArguments]
	if !sent.Exists() {
		sent = p.seen[afterParameters]
	}
	if !sent.Exists() {
		return
	}
	i.Request = httpRequest(sent)
	if got := p.seen[rawResult]; got.Exists() {
		i.Response = &HTTPResponse{
			Protocol: i.Request.Protocol, StatusCode: asText(got.Get("StatusCode")), StatusMessage: asText(got.Get("StatusText")),
			Headers: headerText(got.Get("Headers")), Body: asText(got.Get("ResponseBody")),
		}
	}
}

func httpRequest(sent jsonvalue.Value) *HTTPRequest {
	q := &HTTPRequest{Method: asText(sent.Get("Method")), URL: asText(sent.Get("ApiEndpoint")), Headers: headerText(sent.Get("Headers"))}
	if query := form(sent.Get("QueryParameters"), ""); query != "" {
		q.URL += "?" + query
	}
	q.Protocol, _, _ = strings.Cut(q.URL, ":")
	body := sent.Get("RequestBody")
	transform := sent.Get("Transform")
	if transform.Get("RequestBodyEncoding").Text() == "URL_ENCODED" {
		q.Body = form(body, transform.Path("RequestEncodingOptions", "ArrayFormat").Text())
	} else {
		q.Body = asText(body)
	}
	return q
}

// asText is a text as it is, and any other value as JSON.
func asText(v jsonvalue.Value) string {
	switch v.Kind() {
	case jsonvalue.Absent:
		return ""
	case jsonvalue.String:
		return v.Text()
	}
	return v.JSON()
}

// headerText writes headers in one line.
func headerText(headers jsonvalue.Value) string {
	var parts []string
	for _, m := range headers.Members() {
		values := []jsonvalue.Value{m.Value}
		if m.Value.Kind() == jsonvalue.Array {
			values = m.Value.Items()
		}
		for _, v := range values {
			parts = append(parts, m.Name+": "+asText(v))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

// form writes an object URL-encoded, its lists in one of the formats INDICES (or
// none), REPEAT, COMMAS and BRACKETS (Developer Guide, "Call HTTPS APIs in Step
// Functions workflows").
func form(v jsonvalue.Value, format string) string {
	var parts []string
	var add func(name string, v jsonvalue.Value)
	add = func(name string, v jsonvalue.Value) {
		switch v.Kind() {
		case jsonvalue.Object:
			for _, m := range v.Members() {
				add(name+"["+url.QueryEscape(m.Name)+"]", m.Value)
			}
		case jsonvalue.Array:
			for i, item := range v.Items() {
				add(name+index(format, i), item)
			}
		default:
			parts = append(parts, name+"="+url.QueryEscape(asText(v)))
		}
	}
	for _, m := range v.Members() {
		name := url.QueryEscape(m.Name)
		if m.Value.Kind() == jsonvalue.Array && format == "COMMAS" {
			var all []string
			for _, item := range m.Value.Items() {
				all = append(all, url.QueryEscape(asText(item)))
			}
			parts = append(parts, name+"="+strings.Join(all, ","))
			continue
		}
		add(name, m.Value)
	}
	return strings.Join(parts, "&")
}

// index is what comes after a list's name.
func index(format string, i int) string {
	switch format {
	case "REPEAT":
		return ""
	case "BRACKETS":
		return "[]"
	}
	return "[" + itoa(i) + "]"
}
