"""Printers, jobs, and what became of each attempt to send a label."""
