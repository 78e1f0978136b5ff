"""The frozen sum of one batch."""
