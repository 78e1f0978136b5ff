"""Identifiers and scans."""
