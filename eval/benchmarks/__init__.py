"""Public Chinese benchmarks, read from a folder that the user names. No data is copied into the project."""
