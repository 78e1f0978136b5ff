"""Tests of units, expressions, limits and named calculations."""
