// Package draft reads a draft: every figure in it with its place, its value and what it claims, and which figures belong
// together (a count and its change, a part and its whole, a rate and its counts). It judges nothing; package check does.
package draft
