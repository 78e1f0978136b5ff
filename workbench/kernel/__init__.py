"""Values, plain forms, findings and ports that every room uses."""
