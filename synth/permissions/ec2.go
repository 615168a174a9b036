package permissions

// newImage is what CreateImage is checked against: the instance, and the image
// and its snapshots, whose ids AWS chooses.
func newImage(c *call) found {
	instance := shape{"", "the instance", "@:ec2:~:instance/{}", false, FormName}
	f := argument(instance, "InstanceId")(c)
	f.arns = append(f.arns, newImageParts(c).arns...)
	return f
}

func newImageParts(c *call) found {
	image := c.choose(shape{"", "", "@:ec2:${AWS::Region}::image/{}", false, FormName})
	snapshot := c.choose(shape{"", "", "@:ec2:${AWS::Region}::snapshot/{}", false, FormName})
	if len(image) == 0 {
		image = []string{expand("@:ec2:${AWS::Region}::image/*")}
	}
	if len(snapshot) == 0 {
		snapshot = []string{expand("@:ec2:${AWS::Region}::snapshot/*")}
	}
	return found{arns: append(image, snapshot...)}
}

// profileRole is the role in an instance profile, which only its author knows.
func profileRole(c *call) found {
	return c.named(role, text{given: true, from: "the instance profile"})
}
