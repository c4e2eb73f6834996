// Package settings is the page of what the office chooses: appearance, its name, copies of its records.
package settings
