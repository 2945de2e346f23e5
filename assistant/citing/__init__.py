"""From evidence to citations, and the locks that keep an answer to what its citations say."""
