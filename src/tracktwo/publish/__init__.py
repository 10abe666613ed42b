"""One module a format, each a function from a record to bytes."""
