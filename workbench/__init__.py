"""Compounding Workbench: what is decided about a patient's batch. No Qt, no SQL."""
