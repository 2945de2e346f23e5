"""What a document *is*: file → clean text → heading tree → citable passages, with the card of who issued what and when.

No vectors, no language model, no page.
"""
