"""The scales on typed observations: limits, what is kept with a grade, and what is never graded."""
from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.cli.resources import Resources
from workbench.kernel.findings import Refused
from workbench.kernel.values import Quantity
from workbench.vigilance.grading import crs, ctcae, icaht, icaht_series, icans, ice, tls
from workbench.vigilance.grading.clinical import Looked, checklist_of, grade, unread
from workbench.vigilance.grading.crs import CrsObservation, Oxygen
from workbench.vigilance.grading.ctcae import LabResult
from workbench.vigilance.grading.ctcae_reading import edition_of, editions_of
from workbench.vigilance.grading.grade import one_version
from workbench.vigilance.grading.icans import Awakens, IcansObservation, Oedema, Seizure
from workbench.vigilance.grading.tls import Arrhythmia, Definition, TlsObservation
from workbench.words.findings import told
from workbench.words.translation import ENGLISH, load_words

FEVER = CrsObservation(Quantity(Decimal("38.5"), "degC"), False, False, False, 0, False, Oxygen.ROOM_AIR, None, False)
WELL = IcansObservation(Decimal(45), 10, None, Awakens.SPONTANEOUSLY, Seizure.NONE, False, Oedema.NONE, False, False, False)
EDITIONS = editions_of(Resources().grading)
TENTHS = st.decimals("30", "44", places=1)


def celsius(value: str) -> Quantity:
    return Quantity(Decimal(value), "degC")


def test_a_grade_keeps_its_rule_and_inputs() -> None:
    given = crs.grade(FEVER)
    assert (given.scale, given.grade, given.rule) == ("crs", 1, "CRS ASTCT 2019, rule 1")
    assert dict(given.inputs)["temperature"] == "38.5 degC" and dict(given.inputs)["oxygen"] == "room_air" and dict(given.inputs)["death"] == "no"
    assert "oxygen_flow" not in dict(given.inputs)


@given(TENTHS)
def test_fever_begins_at_38(degrees: Decimal) -> None:
    assert crs.grade(replace(FEVER, temperature=Quantity(degrees, "degC"))).grade == (1 if degrees >= 38 else 0)


@given(st.decimals("0.1", "60", places=1))
def test_low_flow_goes_to_6(flow: Decimal) -> None:
    seen = replace(FEVER, oxygen=Oxygen.NASAL_CANNULA, oxygen_flow=Quantity(flow, "L/min"))
    assert crs.grade(seen).grade == (2 if flow <= 6 else 3)


@given(st.sampled_from(Oxygen), st.integers(0, 3), st.booleans(), st.booleans(), st.integers(1, 30))
def test_what_is_worse_never_lowers_a_grade(device: Oxygen, vasopressors: int, vasopressin: bool, hypotension: bool, flow: int) -> None:
    litres = None if device is Oxygen.ROOM_AIR else Quantity(Decimal(flow), "L/min")
    seen = replace(FEVER, oxygen=device, vasopressors=vasopressors, vasopressin=vasopressin, hypotension=hypotension, oxygen_flow=litres)
    here = crs.grade(seen).grade
    if here is None:
        assert device is Oxygen.HIGH_FLOW and flow <= 6
        return
    more = crs.grade(replace(seen, vasopressors=vasopressors + 1)).grade
    air = crs.grade(replace(seen, oxygen=Oxygen.ROOM_AIR, oxygen_flow=None)).grade
    assert more is not None and air is not None and more >= here >= air


@pytest.mark.parametrize(
    ("temperature", "code"),
    [("97 degC", "grading.impossible"), ("38.5 ", "grading.unit-missing"), ("101 degF", "grading.unit-other"), ("38.5 mmol/L", "grading.unit-other")],
)
def test_a_temperature_that_cannot_be_is_not_graded(temperature: str, code: str) -> None:
    number, _, unit = temperature.partition(" ")
    given = crs.grade(replace(FEVER, temperature=Quantity(Decimal(number), unit)))
    assert (given.grade, given.reasons[0].code) == (None, code)


def test_a_temperature_in_another_unit_of_the_table_is_converted() -> None:
    assert crs.grade(replace(FEVER, temperature=Quantity(Decimal("311.15"), "K"))).grade == 1


@given(st.integers(0, 10))
def test_ice_bands(points: int) -> None:
    assert icans.grade(replace(WELL, ice=points)).grade == (0 if points == 10 else 1 if points >= 7 else 2 if points >= 3 else 3)


@given(st.integers(0, 32), st.decimals("0", "11.9", places=1))
def test_capd_bands(points: int, age: Decimal) -> None:
    assert icans.grade(replace(WELL, age=age, ice=None, capd=points)).grade == (0 if not points else 1 if points < 9 else 3)


def test_delay_and_the_setting_of_the_site_ask_for_the_capd() -> None:
    adult = replace(WELL, capd=9)
    assert [icans.grade(each).grade for each in (adult, replace(adult, developmental_delay=True), replace(adult, capd_below=Decimal(46)))] == [0, 3, 3]


def test_who_cannot_be_tested() -> None:
    lost = replace(WELL, ice=None, test_impossible=True, awakens=Awakens.NOT)
    assert icans.grade(lost).grade == 4
    assert icans.grade(replace(lost, other_cause=True)).grade is None
    assert icans.grade(replace(WELL, ice=None, test_impossible=True)).grade == 3


def test_a_part_of_ice_that_was_not_asked() -> None:
    assert ice.score(ice.IceParts(4, 3, 1, 1, 1)).grade == 10
    assert ice.score(ice.IceParts(4, 3, 1, 1, None)).grade is None
    assert ice.score(ice.IceParts(11, 3, 1, 1, 1)).reasons[0].code == "grading.impossible"


def test_counts_of_days() -> None:
    assert icaht.grade(icaht.EarlyNeutrophils(6, 0, False)).grade == 1
    assert icaht.grade(icaht.EarlyNeutrophils(7, None, False)).grade is None
    assert icaht.grade(icaht.EarlyNeutrophils(6, None, False)).grade == 1
    assert icaht.grade(icaht.Platelets(icaht.Kind.LATE_PLATELETS, 20, 0, None)).grade == 1
    assert icaht.grade(icaht.EarlyNeutrophils(6, None, None)).grade is None
    assert icaht.grade(icaht.EarlyNeutrophils(31, None, None)).grade == 4
    assert icaht.grade(icaht.LateNeutrophils(900, None)).grade == 2
    assert icaht.grade(icaht.Platelets(icaht.Kind.LATE_PLATELETS, 20, 1, 0)).grade == 2
    assert icaht.grade(icaht.Platelets(icaht.Kind.EARLY_PLATELETS, None, 32, 0)).grade is None


@pytest.mark.parametrize(
    ("known", "filled"),
    [
        ([100, None, 300], [100, 200, 300]), ([None, 100], [100, 100]), ([100, *[None] * 7], [100] * 8), ([100, *[None] * 8], [100, *[None] * 8]),
        ([0, None, None, 100], [0, 30, 70, 100]), ([505, 515], [500, 520]), ([504], [500]), ([506], [510]),
    ],
)  # fmt: skip
def test_days_between_are_filled_as_the_source_does(known: list[int | None], filled: list[int | None]) -> None:
    assert icaht_series.filled(known) == filled


def test_a_run_that_may_have_gone_on_is_not_graded() -> None:
    low = tuple((day, 400) for day in range(5, 11))
    after = icaht_series.early(icaht_series.Series((*low, (30, 2000)), 300))
    assert (after.grade, after.reasons[0].code) == (None, "grading.icaht-run-open")
    assert icaht_series.early(icaht_series.Series((*low, (15, 2000), (30, 2000)), 300)).grade == 2
    assert icaht_series.early(icaht_series.Series(((0, 2000), *low, (15, 2000)), 300)).grade == 1
    assert icaht_series.early(icaht_series.Series((), 300)).grade is None


LYSIS = TlsObservation(
    Definition.CAIRO_BISHOP, 2, False, Quantity(Decimal(480), "umol/L"), Quantity(Decimal("6.1"), "mmol/L"), Quantity(Decimal("1.2"), "mmol/L"),
    Quantity(Decimal("2.3"), "mmol/L"), None, None, None, None, Decimal("1.0"), Arrhythmia.NONE, tls.Seizure.NONE, False,
)  # fmt: skip


@given(st.decimals("0.1", "20", places=2))
def test_creatinine_bands(times: Decimal) -> None:
    expected = 4 if times > 6 else 3 if times > 3 else 2 if times > Decimal("1.5") else 1 if times == Decimal("1.5") else 0
    assert tls.grade(replace(LYSIS, creatinine=times)).grade == expected


def test_levels_from_memory_say_so() -> None:
    assert [each.code for each in tls.grade(replace(LYSIS, arrhythmia=Arrhythmia.NOT_URGENT)).reasons] == ["grading.tls-clinical", "grading.tls-from-memory"]
    both = tls.grade(replace(LYSIS, arrhythmia=Arrhythmia.NOT_URGENT, creatinine=Decimal(2)))
    status = tls.grade(replace(LYSIS, seizure=tls.Seizure.STATUS))
    assert all(each.code == "grading.tls-clinical" for given in (both, status) for each in given.reasons)


def test_ionised_calcium_is_never_graded() -> None:
    seen = replace(LYSIS, uric_acid=Quantity(Decimal(300), "umol/L"), calcium=None, ionised_calcium=Quantity(Decimal("0.3"), "mmol/L"))
    given = tls.grade(seen)
    assert given.grade is None and given.reasons[-1].code == "grading.tls-ionised"


def test_lysis_in_another_unit() -> None:
    assert tls.grade(replace(LYSIS, uric_acid=Quantity(Decimal("0.48"), "mmol/L"))).grade == 0
    assert tls.grade(replace(LYSIS, uric_acid=Quantity(Decimal(8), "mg/L"))).grade is None


def test_a_child_by_howard_needs_the_limit_of_the_laboratory() -> None:
    child = replace(LYSIS, definition=Definition.HOWARD, child=True, uric_acid=Quantity(Decimal(400), "umol/L"))
    assert tls.grade(child).grade is None
    assert tls.grade(replace(child, uric_acid_limit=Quantity(Decimal(350), "umol/L"))).grade == 0
    assert tls.grade(replace(child, uric_acid_limit=Quantity(Decimal(350), "umol/L"), creatinine=Decimal(2))).grade == 2


def test_a_version_of_ctcae_stays_with_its_grade_and_is_not_mixed() -> None:
    result = LabResult("Neutrophil count decreased", Decimal("0.3"), "10^9/L", lower=Decimal(2))
    five, six = (ctcae.grade(result, EDITIONS[version]) for version in "56")
    assert [(each.grade, each.ctcae_version) for each in (five, six)] == [(4, "5"), (3, "6")]
    assert one_version((five, five)) == ()
    assert [each.code for each in one_version((five, six))] == ["grading.rules-mixed"]


def test_a_state_of_the_baseline_that_nobody_knows() -> None:
    enzyme = LabResult("Alanine aminotransferase increased", Decimal(200), "", upper=Decimal(40), base_state="odd")
    assert ctcae.grade(enzyme, EDITIONS["5"]).reasons[0].code == "grading.word-unknown"
    assert ctcae.grade(replace(enzyme, base_state="normal"), EDITIONS["5"]).grade == 2


def test_symptoms_change_what_they_should() -> None:
    salt = LabResult("Hyponatremia", Decimal(127), "mmol/L", lower=Decimal(135))
    assert [ctcae.grade(replace(salt, consequences=each), EDITIONS["5"]).grade for each in (True, False, None)] == [3, 2, 2]
    acid = LabResult("Hyperuricemia", Decimal(500), "umol/L", upper=Decimal(400))
    assert [ctcae.grade(replace(acid, consequences=each), EDITIONS["6"]).grade for each in (True, False, None)] == [3, 1, 3]


@given(st.sampled_from(sorted(EDITIONS)), st.data())
def test_a_worse_value_is_never_a_lower_grade(version: str, data: st.DataObject) -> None:
    term = data.draw(st.sampled_from(list(EDITIONS[version].terms.values())))
    unit = data.draw(st.sampled_from(term.units or ("",)))
    sheet = term.sheets[ctcae.unit_key(unit)]
    values = sorted(data.draw(st.lists(st.decimals(sheet.low, min(sheet.high, Decimal(10_000)), places=2), min_size=2, max_size=2)))
    limits = {"lower": Decimal(50), "upper": Decimal(90), "base": Decimal(60)}
    grades = [ctcae.grade(LabResult(term.name, each, unit, **limits), EDITIONS[version]).grade for each in values]
    falls = any(term.name.startswith(each) for each in ("Anemia", "CD4", "Fib", "Lymph", "Neu", "Plat", "Throm", "White", "Hypoa", "Hypoc", "Hypon"))
    assert None not in grades
    assert grades == sorted(grades, key=int, reverse=falls)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("grade = 5, above_uln = 1", "X"), ("grade = 1, above_uln = 1, below_lln = 1", "X"), ("grade = 1, above = 3", "X"), ("grade = 1, over = 3", "X"),
        ('grade = 1, above_uln = 1, baseline = "odd"', "X"), ('grade = 1, above_uln = "1"', "X"), ("grade = 1, above_uln = true", "X"),
    ],
)  # fmt: skip
def test_a_table_that_is_wrong_is_refused_with_its_place(line: str, place: str) -> None:
    text = f'version = "7"\nsource = "s"\nstatus = "read"\n[[term]]\nname.en = "X"\nname.ru = "Х"\nunits = ["g/L"]\nplausible = {{ "g/L" = [0, 9] }}\ncriteria = [{{ {line} }}]\n'
    with pytest.raises(Refused) as refused:
        edition_of(text, "ctcae-v7")
    assert refused.value.findings[0].where == f"ctcae-v7: {place}"


@pytest.mark.parametrize("name", ["infusion-reaction", "iec-hs"])
def test_a_checklist_from_memory_grades_nothing_by_itself(name: str) -> None:
    checklist = checklist_of(Resources().grading[name], name)
    assert [each.code for each in unread(checklist)] == ["grading.checklist-unread"]
    found = {each.key: True for each in checklist.items}
    assert grade(checklist, Looked(found, None, "", "")).grade is None
    assert grade(checklist, Looked(found, 2, "Dr. Petrova", "needed tocilizumab")).grade == 2
    for wrong in (Looked(found, 6, "Dr. Petrova", "x"), Looked(found, 2, "", "x"), Looked(found, 2, "Dr. Petrova", " "), Looked({"y": True}, None, "", "")):
        with pytest.raises(Refused):
            grade(checklist, wrong)


def test_reasons_are_told_in_both_languages() -> None:
    given = ctcae.grade(LabResult("Anemia", Decimal(90), "g/L", lower=Decimal(130)), EDITIONS["5"])
    russian = load_words(Resources().locale, "ru")
    assert told(given.reasons[0], ENGLISH).what == "Anemia, CTCAE v5: < 100 g/L."
    assert told(given.reasons[0], russian).what == "Анемия, CTCAE v5: < 100 g/L."
    assert told(crs.grade(replace(FEVER, temperature=None)).reasons[0], russian).what == "Степень не определить без этого: температура."
