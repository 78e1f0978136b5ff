"""Case reports as ICH E2B(R3) messages: the records of a case, the message that is written of them and read back, and its rules."""
