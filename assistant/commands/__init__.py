"""The command line, one file for each group of commands. Nothing here answers, finds or reads documents itself."""
