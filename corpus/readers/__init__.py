"""From the bytes of a file to its raw text and what the format says about it; one file for each format."""
