"""Charts, one definition for screen and paper: frozen records in, SVG out. Matplotlib is imported here alone, when the first chart is drawn."""
