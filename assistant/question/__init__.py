"""What was asked: spelling, scope, kind, terms, and what a follow-up leaves out. Nothing here looks for answers."""
