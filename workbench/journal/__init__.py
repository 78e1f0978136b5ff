"""The chained journal of the register."""
