"""One editor per kind of step."""
