"""Precision pharmacovigilance: monitoring, grading, causality, case reports, signals."""
