// Package problem is the problem analysis (问题分析): it puts a fixed catalogue of questions to the data, judges every answer
// against chance, merges what says the same thing, and ranks what is left by harm and certainty.
//
// Each question is a file of its own. It asks the engine for few frames (all towns and sectors at once), makes a trial for
// every unit that could answer (a sector, a town, a sector in a town), and attaches a finding to those that are worth a
// sentence. All trials of an analysis are adjusted together, by Benjamini and Hochberg's procedure with the weights of
// Genovese, Roeder and Wasserman (2006): each question has a share of the false alarms that are allowed in all, so that a
// question about thousands of cells does not silence one about thirty towns.
//
// A finding states facts, how sure it is that they are more than chance, and what it does not prove. It never names a cause.
package problem
