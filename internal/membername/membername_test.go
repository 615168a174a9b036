package membername_test

import (
	"fmt"
	"testing"

	"github.com/quickstep-go/quickstep/internal/membername"
)

func ExampleOf() {
	fmt.Println(membername.Of("DBInstanceIdentifier"))
	// Output: DbInstanceIdentifier
}

func TestOf(t *testing.T) {
	for name, want := range map[string]string{
		"MD5OfMessageBody": "Md5OfMessageBody", "ImageId": "ImageId", "imageArn": "ImageArn", "S": "S", "s": "S", "BOOL": "Bool", "EC2": "Ec2",
		"KMSKeyID": "KmsKeyId", "SSEAlgorithm": "SseAlgorithm", "VPCConfig": "VpcConfig", "": "", "NULL": "Nul",
	} {
		if got := membername.Of(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}
