"""Patients, orders and collections."""
