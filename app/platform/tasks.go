package platform

// Task is something that the program can be started for from its button in the task bar.
type Task struct {
	Title     string
	Arguments string // of this program's command line
}
