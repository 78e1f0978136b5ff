"""What is done with signals."""
