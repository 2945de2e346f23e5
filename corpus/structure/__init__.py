"""From clean lines to the heading tree: frame (letterhead, titles, sign-off), labels, headings, series, tables."""
