"""Severity scales as pure functions: what was observed in, a grade with its reason out. One module a scale."""
