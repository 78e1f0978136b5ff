"""What people do about a patient after an infusion."""
