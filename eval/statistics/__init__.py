"""What a measured difference is worth: intervals, paired tests, and the smallest difference a set can show."""
