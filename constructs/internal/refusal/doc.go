// Package refusal words what keeps a construct from being made as it was meant: a
// panic of CDK, an id that is missing or taken.
//
// Goals: the same words and remedies for every construct of this module.
// Non-goals: keeping what was found, or writing it on a construct.
package refusal
