package check

// rules holds every rule, in the order in which they are asked.
var rules = []*Rule{
	syntax, noObject, duplicates, wrongKind, tooMuch, encoding, tooLong,
	required, empty, unknownField, stateType, nextEnd, target, reachable, terminal, uniqueName, stateName,
	exclusive, enum, number, mixing, languageField, timestamp, heartbeat,
}
