"""What people do in the long-term follow-up."""
