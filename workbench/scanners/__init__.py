"""What a site has shown of its scanners with the sheet of test symbols, and codes that were entered by hand."""
