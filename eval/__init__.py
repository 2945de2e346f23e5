"""Measures the product from outside; never imported by it."""
