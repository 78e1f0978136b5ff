"""Batches: steps, entries, results, release."""
