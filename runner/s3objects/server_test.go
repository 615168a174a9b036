package s3objects_test

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// server answers as S3 does, as far as the tests ask it: keys in buckets, pages of
// two keys, multipart uploads. The bucket "closed" forbids everything.
type server struct {
	mu      sync.Mutex
	objects map[string]string            // by bucket/key, old versions as bucket/key?version
	parts   map[string]map[string]string // by upload
	calls   []string
	fails   string // a call that is refused
}

func start(t *testing.T) (*server, *s3.Client) {
	s := &server{objects: map[string]string{}, parts: map[string]map[string]string{}}
	h := httptest.NewServer(s)
	t.Cleanup(h.Close)
	return s, s3.New(s3.Options{
		Region: "us-east-1", BaseEndpoint: aws.String(h.URL), UsePathStyle: true, RetryMaxAttempts: 1,
		Credentials: aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
			return aws.Credentials{AccessKeyID: "a", SecretAccessKey: "b"}, nil
		}),
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired,
		ResponseChecksumValidation: aws.ResponseChecksumValidationWhenRequired,
	})
}

func refuse(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	fmt.Fprintf(w, "<Error><Code>%s</Code><Message>%s</Message></Error>", code, message)
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	bucket, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	q, call := r.URL.Query(), r.Method
	switch {
	case q.Has("uploads"):
		call = "Begin"
	case q.Has("partNumber"):
		call = "Part" + q.Get("partNumber")
	case q.Has("uploadId"):
		call += "Upload"
	case q.Has("list-type"):
		call = "List"
	}
	s.calls = append(s.calls, call)
	body, _ := io.ReadAll(r.Body)
	switch {
	case bucket == "closed" || call == s.fails:
		refuse(w, http.StatusForbidden, "AccessDenied", "Access Denied")
	case bucket == "none":
		refuse(w, http.StatusNotFound, "NoSuchBucket", "The specified bucket does not exist")
	case call == "List":
		s.list(w, bucket, q.Get("prefix"), q.Get("continuation-token"))
	case call == "Begin":
		s.parts["u1"] = map[string]string{}
		fmt.Fprint(w, "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>")
	case strings.HasPrefix(call, "Part"):
		s.parts["u1"][q.Get("partNumber")] = string(body)
		w.Header().Set("ETag", `"p`+q.Get("partNumber")+`"`)
	case call == "POSTUpload":
		s.complete(w, bucket+"/"+key, body)
	case call == "DELETEUpload":
		delete(s.parts, q.Get("uploadId"))
		w.WriteHeader(http.StatusNoContent)
	case call == http.MethodPut:
		s.objects[bucket+"/"+key] = string(body)
	default:
		name := bucket + "/" + key
		if q.Has("versionId") {
			name += "?" + q.Get("versionId")
		}
		content, ok := s.objects[name]
		if !ok {
			refuse(w, http.StatusNotFound, "NoSuchKey", "The specified key does not exist.")
			return
		}
		io.WriteString(w, content)
	}
}

func (s *server) complete(w http.ResponseWriter, name string, body []byte) {
	var want struct {
		Part []struct {
			PartNumber int
			ETag       string
		}
	}
	if err := xml.Unmarshal(body, &want); err != nil {
		refuse(w, http.StatusBadRequest, "MalformedXML", err.Error())
		return
	}
	var whole strings.Builder
	for _, p := range want.Part {
		whole.WriteString(s.parts["u1"][strconv.Itoa(p.PartNumber)])
	}
	s.objects[name] = whole.String()
	delete(s.parts, "u1")
	fmt.Fprint(w, "<CompleteMultipartUploadResult></CompleteMultipartUploadResult>")
}

func (s *server) list(w http.ResponseWriter, bucket, prefix, after string) {
	var keys []string
	for name := range s.objects {
		if key, ok := strings.CutPrefix(name, bucket+"/"); ok && strings.HasPrefix(key, prefix) && key > after {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	fmt.Fprint(w, "<ListBucketResult>")
	for _, key := range keys[:min(2, len(keys))] {
		fmt.Fprintf(w, `<Contents><Key>%s</Key><Size>%d</Size><ETag>"e"</ETag><LastModified>2026-01-02T03:04:05.000Z</LastModified><StorageClass>GLACIER_IR</StorageClass></Contents>`, key, len(s.objects[bucket+"/"+key]))
	}
	if len(keys) > 2 {
		fmt.Fprintf(w, "<IsTruncated>true</IsTruncated><NextContinuationToken>%s</NextContinuationToken>", keys[1])
	}
	fmt.Fprint(w, "</ListBucketResult>")
}
