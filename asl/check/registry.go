package check

// rules holds every rule, in the order in which they are asked.
var rules = []*Rule{
	// The text.
	syntax, noObject, duplicates, wrongKind, tooMuch, encoding, tooLong,
	// Structure.
	required, empty, unknownField, stateType, nextEnd, target, reachable, terminal, uniqueName, stateName,
	exclusive, enum, number, mixing, languageField, timestamp, heartbeat, longWait,
	// Data.
	path, reference, template, intrinsic, looksLikePath, halfExpression, payloadKind,
	jsonataSyntax, contextRead, statesMember, variableName, unknownFunction, variable, outerName, largeValue, contextMember,
	// Choices and errors.
	choiceRule, operand, statesAll, errorName, shadowed, retryDelay,
	// Tasks.
	resource, sdkCall, express, payload, credentials, token,
	// Maps.
	mapMode, label, itemReader, resultWriter, itemBatcher,
	// Good practice.
	deprecated, lambdaRetry, tokenTimeout, toleratedFailure, choiceDefault,
}
