"""The case of a kept report as it leaves the site: joined from the register, written as a message, answered by the receiver."""
