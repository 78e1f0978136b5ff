"""Bags from hand to hand."""
