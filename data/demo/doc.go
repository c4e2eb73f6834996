// Package demo makes the demonstration office: the invented town 容城镇, whose ledgers add up to every figure of the
// county report that the program is measured by, and rosters of any size for benchmarks.
//
// Everything is computed from a fixed seed: two runs give the same ids, contents and times. All people, numbers and
// addresses are invented; the area code 450999 and the phone numbers 1390000… and …-00001… belong to nobody.
package demo
