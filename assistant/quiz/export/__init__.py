"""Items on their way out: a printable paper with its key, an Anki deck, JSON lines."""
