"""Master formulas: model, reading, checking, difference."""
