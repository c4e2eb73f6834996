// Package filling is the page that completes a superior's blank form: the form as it looks, what each of its columns
// will hold, whom it is for, and what stays blank.
package filling
