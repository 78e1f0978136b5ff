"""The site, its register and its number series."""
