"""The periodic safety summary of a product on paper."""
