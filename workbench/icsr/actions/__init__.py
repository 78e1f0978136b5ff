"""What a person does about a case: sets up the sender, codes, writes a message, reads the answer."""
