"""Legal pathways as dated data."""
