"""Sentences, dates and numbers in the languages of the site."""
