"""Periodic safety summaries of a product: what the register knew at the data lock, frozen, prepared by one person and approved by another."""
