package draw_test

import (
	"fmt"

	"github.com/quickstep-go/quickstep/asl"
	"github.com/quickstep-go/quickstep/draw"
)

func Example() {
	m, _ := asl.Parse([]byte(`{
		"StartAt": "Charge",
		"States": {
			"Charge": {
				"Type": "Task",
				"Resource": "arn:aws:states:::lambda:invoke",
				"Parameters": {"FunctionName": "${Charge}", "Payload.$": "$"},
				"Catch": [{"ErrorEquals": ["CardDeclined"], "Next": "Declined"}],
				"End": true
			},
			"Declined": {"Type": "Fail", "Error": "Declined"}
		}
	}`))
	fmt.Print(draw.Mermaid(m, draw.Options{Title: "Checkout"}))
	// Output:
	// ---
	// title: "Checkout"
	// ---
	// stateDiagram-v2
	//     direction TB
	//     state "Charge" as Charge
	//     Charge : lambda#58;invoke Charge
	//     state "Declined" as Declined
	//     [*] --> Charge
	//     state "catch CardDeclined" as ChargeCaught
	//     Charge --> ChargeCaught
	//     ChargeCaught --> Declined
	//     Charge --> [*]
	//     Declined --> [*]
	//     classDef task fill:#eef4ff,stroke:#3b6fd4,color:#12284f
	//     class Charge task
	//     classDef fail fill:#fdecec,stroke:#d64545,color:#5c1111
	//     class Declined fail
	//     classDef caught fill:none,stroke:#d64545,color:#d64545,stroke-dasharray:4 3
	//     class ChargeCaught caught
}
