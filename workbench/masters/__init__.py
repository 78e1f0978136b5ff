"""Master labels: label files as versions that are proved, approved by two, and withdrawn."""
