"""What people do to a batch: one function, one transaction each. A refusal is raised and leaves nothing behind."""
