// Package draw makes pictures of state machines: Mermaid text, which GitHub,
// GitLab and most editors show as a diagram.
//
// [Mermaid] draws a machine: where it starts and ends, what its choices ask,
// which errors are caught and where they lead, branches side by side and what is
// done for each item of a map. [MermaidRun] draws the same picture with the
// states of one run standing out.
//
// Goals: a picture that a reader who never saw the workflow understands, text
// that reads well in a diff and is the same for the same machine, and a diagram
// that no state name can break. A machine with mistakes is drawn as far as it
// goes: a transition to a state that is not there leads to a box that says so.
//
// Non-goals: judging a machine (package asl/check), pixels, and layout, which is
// Mermaid's. A viewer takes 50,000 characters of text unless its setting
// maxTextSize says otherwise, which is about a thousand plain states; [Options]
// has Plain for less. Mermaid cannot style a single edge, so a caught error is a
// dashed box on its way, and a run shows the states it entered and not the edges
// it took.
//
// The syntax is that of stateDiagram-v2, see
// https://mermaid.js.org/syntax/stateDiagram.html.
package draw
