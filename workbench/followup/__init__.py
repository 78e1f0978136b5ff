"""Long-term follow-up: what an infusion makes due for fifteen years and for life, whom to contact, second malignancies."""
