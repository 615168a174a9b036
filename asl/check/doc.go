// Package check says what is wrong with a definition in the Amazon States
// Language before AWS does, at the right place, and what to write instead.
//
// Each rule is one file that holds its code, severity and title, and beside it
// one txtar file of the same name with its prose and its good and bad examples.
// [Explain] gives both, so that a command, the documentation and the tests say
// the same.
//
// An error is what AWS refuses, or what cannot work. A warning is likely a
// mistake; what AWS does about it is not on record, or it lets it pass. A hint is
// good practice, and can be switched off. Where AWS's own words for a problem are
// on record, the diagnostic carries them.
//
// Goals: what AWS accepts is never an error here; one cause gives one diagnostic.
// Non-goals: limits of an account, whether resources exist, and permissions.
//
// # Known gaps
//
//   - The fields of an SDK call's payload are not checked, and calls newer than this
//     version are warned of. Of optimised integrations the needed fields are known
//     where AWS's answer, or its documentation, is plain.
//   - In a definition of more than some ten thousand states with as many variables,
//     far more than AWS takes, nobody asks whether variables have a value.
//   - AWS refuses machines that nest too deep (TOO_DEEPLY_NESTED); how deep is not on
//     record, and not checked.
//   - Where AWS's words for an error are not on record, the diagnostic has none, or
//     has those of the same problem elsewhere.
//   - What a ${Substitution} will become is not known, and so not checked.
package check
