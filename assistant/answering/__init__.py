"""One answerer for each kind of question. Every statement they make is a slice of a document, with its evidence."""
