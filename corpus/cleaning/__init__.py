"""From raw text to stored text: invisible characters, odd spaces, torn lines; website furniture found and marked.

The stored text is the raw text with deletions and one-for-one substitutions, so every code point has its raw place.
"""
