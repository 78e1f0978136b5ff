"""From infused bags to a signal, and from a signal to a signed decision that stops something."""
