package awsclient

import (
	"context"
	"errors"
	"fmt"
	"path"
	"reflect"
	"strings"

	"github.com/quickstep-go/quickstep/runner"
)

// An Option says how a client serves.
type Option func(*settings) error

type settings struct{ unions []reflect.Type }

// Serve lets a client of the AWS SDK for Go v2, such as a *sqs.Client, serve its
// operations: it adds them to options.Services, by names such as
// "aws-sdk:sqs:sendMessage" and "sqs:sendMessage". What is there already stays, so
// a mock of one operation goes before it, or after it by plain assignment. Several
// clients are several calls.
//
// The error is about the client: it has no operations, or an option is wrong.
func Serve(options *runner.Options, client any, with ...Option) error {
	if options == nil {
		return errors.New("awsclient.Serve needs the runner.Options to add to; write awsclient.Serve(&options, client)")
	}
	var s settings
	var problems []error
	for _, option := range with {
		problems = append(problems, option(&s))
	}
	operations := operationsOf(client, &s)
	if len(operations) == 0 {
		problems = append(problems, fmt.Errorf("%T has no operation of the AWS SDK for Go v2; give a client such as *sqs.Client, or a type with methods such as SendMessage(context.Context, *sqs.SendMessageInput, ...func(*sqs.Options)) (*sqs.SendMessageOutput, error)", client))
	}
	if err := errors.Join(problems...); err != nil {
		return err
	}
	if options.Services == nil {
		options.Services = map[string]runner.Service{}
	}
	for _, o := range operations {
		key := o.style.prefix + lowerFirst(o.name)
		if options.Services[key] == nil {
			options.Services[key] = o
		}
	}
	return nil
}

// An operation is a method of a client, in one of the two ways Step Functions
// calls it.
type operation struct {
	name     string // such as GetItem
	method   reflect.Value
	settings *settings
	style    style
}

// operationsOf finds the methods that are operations, each once for every way.
func operationsOf(client any, s *settings) (all []*operation) {
	v := reflect.ValueOf(client)
	if !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		return nil
	}
	for i := range v.NumMethod() {
		name, method := v.Type().Method(i).Name, v.Method(i)
		pkg, ok := operationPackage(name, method.Type())
		if !ok {
			continue
		}
		all = append(all, &operation{name, method, s, sdkStyle(pkg)})
		if older, ok := optimised[pkg]; ok && older.operations[name] {
			all = append(all, &operation{name, method, s, older})
		}
	}
	return all
}

const services = "github.com/aws/aws-sdk-go-v2/service/"

var (
	contextType = reflect.TypeFor[context.Context]()
	errorType   = reflect.TypeFor[error]()
)

// operationPackage gives the service's package, if a method has the shape of an
// operation: the types of input and output are called after it.
func operationPackage(name string, t reflect.Type) (string, bool) {
	if t.NumIn() < 2 || t.NumOut() != 2 || t.In(0) != contextType || t.Out(1) != errorType {
		return "", false
	}
	if t.NumIn() > 3 || t.NumIn() == 3 && !t.IsVariadic() {
		return "", false
	}
	in, out := t.In(1), t.Out(0)
	if in.Kind() != reflect.Pointer || out.Kind() != reflect.Pointer {
		return "", false
	}
	in, out = in.Elem(), out.Elem()
	ok := in.Name() == name+"Input" && out.Name() == name+"Output" && in.PkgPath() == out.PkgPath() &&
		in.Kind() == reflect.Struct && out.Kind() == reflect.Struct && strings.HasPrefix(in.PkgPath(), services)
	return path.Base(in.PkgPath()), ok
}

// Call implements runner.Service.
func (o *operation) Call(ctx context.Context, task *runner.Task) ([]byte, error) {
	if strings.HasSuffix(task.Resource, ".sync") || strings.HasSuffix(task.Resource, ".sync:2") {
		return nil, o.fault(task, "a client cannot wait for a job; answer the state itself: write Options.States: map[string]runner.Service{%q: …}", task.State)
	}
	in := reflect.New(o.method.Type().In(1).Elem())
	d := decoder{unions: o.settings.unions}
	d.decode(in.Elem(), task.Value(), "")
	if len(d.problems) > 0 {
		return nil, o.fault(task, "%s does not take these parameters: %s", o.name, strings.Join(d.problems, "; "))
	}
	results := o.method.Call([]reflect.Value{reflect.ValueOf(ctx), in})
	if err, _ := results[1].Interface().(error); err != nil {
		return nil, o.failure(task, err)
	}
	if results[0].IsNil() {
		return []byte("{}"), nil
	}
	e := encoder{spell: o.style.member}
	out, err := e.encode(results[0])
	if err != nil {
		return nil, o.fault(task, "the result of %s: %v", o.name, err)
	}
	return out.AppendJSON(nil), nil
}

func (o *operation) fault(task *runner.Task, format string, args ...any) error {
	return &runner.Fault{State: task.State, Resource: task.Resource, Message: fmt.Sprintf(format, args...)}
}
