"""The register: the only place that speaks SQL."""
