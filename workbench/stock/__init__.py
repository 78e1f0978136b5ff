"""Lots of materials and what was used of them."""
