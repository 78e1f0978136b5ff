"""PDF documents made from a dossier."""
