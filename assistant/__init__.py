"""Understanding a question, answering, citing, refusing, remembering, quizzing; settings and the command line."""
