"""Units, expressions, limits and rounding."""
