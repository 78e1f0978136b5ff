"""Rooms and equipment."""
