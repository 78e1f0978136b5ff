"""Labels made from a dossier, and their proof."""
