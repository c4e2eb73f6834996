package roster

import "io"

// Replace writes the file at path by write. What stood there is replaced only when the new file is whole; refusals are
// those of Write.
func Replace(path string, write func(io.Writer) error) error { return replaceFile(path, write) }
