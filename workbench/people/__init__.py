"""Persons, roles, credentials and signatures with a meaning."""
