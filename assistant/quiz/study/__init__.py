"""Studying: what a learner answered, when each item comes back, and which items a mode asks. No making of items."""
