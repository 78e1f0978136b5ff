"""Everything that shows a value in the reader's language, under one name."""
from __future__ import annotations

from workbench.words.names import (
    allergy_state,
    factor_name,
    initials_text,
    meaning_sentence,
    name_text,
    patient_name,
    purpose_mark,
    role_name,
    sex_name,
)
from workbench.words.numbers import MINUS, NBSP, THIN, figure_text, limit_text, number_text, quantity_text, unit_text
from workbench.words.times import (
    age_text,
    born_text,
    clock_text,
    date_text,
    duration_text,
    left_text,
    moment_text,
    offset_text,
    short_date_text,
    weekday_text,
)

__all__ = [
    "MINUS", "NBSP", "THIN", "age_text", "allergy_state", "born_text", "clock_text", "date_text", "duration_text", "factor_name",
    "figure_text", "initials_text", "left_text", "limit_text", "meaning_sentence", "moment_text", "name_text", "number_text", "offset_text",
    "patient_name", "purpose_mark", "quantity_text", "role_name", "sex_name", "short_date_text", "unit_text", "weekday_text",
]  # fmt: skip
