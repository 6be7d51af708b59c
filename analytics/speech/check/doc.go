// Package check judges a draft. Without any data it does the arithmetic within the text: can the percentage be true, do the
// parts add up, does the share go with its counts. With a workspace it computes every figure that it understands, and says
// which are right, rounded, cut off, out of date or wrong, and which it cannot check, and why.
//
// A figure is called wrong only when every reading of its sentence that the wording leaves open makes it so.
package check
