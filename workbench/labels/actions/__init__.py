"""What people do with labels: make one or a set, scan it on what it labels, write one off, say what became of its paper."""
