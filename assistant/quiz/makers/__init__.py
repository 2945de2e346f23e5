"""Makers: each file turns the lines of the documents into drafts of one kind of question. Proving happens elsewhere."""
