"""What a formula must not say: one spoilt place each, refused for its own reason, at its own place."""
from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from workbench.formula.checking import check
from workbench.kernel.findings import Severity

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "formulas"
CART = (FOLDER / "CART19-AUTO.toml").read_text("utf-8")
FDG = (FOLDER / "FDG18-DOSE.toml").read_text("utf-8")
TC = (Path(__file__).parent / "data" / "TC99M-ELUATE.toml").read_text("utf-8").replace("given = 1", "given = 2")

# what is spoilt, in which file, what stood there, what stands there now, the reason, and (part of) the place
SPOILT = [
    # units and denominators
    ("copies per cell limited per transduced cell", CART, 'accept = "<= 10.00"', 'accept = "<= 5 copy/car_cell"', "calculation.kinds-differ", "test.vcn"),
    ("EU/mL limited per kg and hour", CART, 'accept = "<= 0.50"', 'accept = "<= 5 EU/kg/h"', "calculation.kinds-differ", "test.endotoxin"),
    ("a dilution with a unit", CART, 'dilution       = { action', 'dilution       = { unit = "mL", action', "formula.kind-differs", "count_harvest"),
    ("a bare number beside a percentage", CART, "survival < 70.0 % or", "survival < 70.0 or", "calculation.percent-bare", "test.potency"),
    ("a file compared", CART, 'freeze_curve   = { type = "file"', 'freeze_curve   = { type = "file", action = "> 0"', "formula.keys-together", "freeze_curve"),
    ("arithmetic with a temperature", CART, 'unit = "degC", action = "<= -90"', 'unit = "degC", action = "<= freeze_end - 1 degC"', "calculation.temperature-arithmetic", "freeze_end"),
    ("materials that do not add up", CART, 'uses = { medium = "70 mL" }', 'uses = { medium = "1 piece" }', "formula.uses-differ", "wash_vector"),
    ("a container without its volume", CART, 'makes = { kind = "dose", dose = "bag_cells", volume = "bag_volume" }', 'makes = { kind = "dose", dose = "bag_cells", volume = "share" }', "formula.makes-wrong", "fill_bag"),
    ("a dose that is no dose", FDG, 'made_dose = "at_injection"', 'made_dose = "drawn"', "formula.doses-differ", "made_dose"),
    ("a dose with several values", CART, 'made_dose = "dose_made"', 'made_dose = "bag_cells"', "formula.dose-series", "formula"),
    ("history in another unit", CART, 'from = "history"                              # what this patient was already given of this product, per kg\nunit = "car_cell/kg"', 'from = "history"\nunit = "viable_cell/kg"', "calculation.kinds-differ", "given_before"),
    ("the weight from elsewhere", CART, '[given.weight]\nfrom = "order"', '[given.weight]\nfrom = "collection"', "formula.weight-wrong", "given.weight"),
    ("history in a unit of its own", TC, "[constant]", 'before = { from = "history", unit = "mL", action = "> 0", decimals = 0, en = "b", ru = "b" }\n[constant]', "formula.history-unit", "given.before"),
    ("history per kg without a weight", TC, "[constant]", 'before = { from = "history", unit = "MBq/kg", action = "> 0", decimals = 0, en = "b", ru = "b" }\n[constant]', "formula.history-weight", "given.before"),
    ("a constant that divides by zero", CART, 'value = "82.5 mg/mL"', 'value = "82.5 mg/mL / 0"', "calculation.divided-by-zero", "dmso_content"),
    # limits, decimals, sources
    ("aim outside alert", CART, 'alert = "36 .. 38", aim = "37"', 'alert = "36 .. 38", aim = "38.5"', "formula.limits-order", "thaw_temperature"),
    ("relative ends reversed", CART, 'action = "0.95 * bag_aim .. 1.05 * bag_aim"', 'action = "1.05 * bag_aim .. 0.95 * bag_aim"', "formula.limits-order", "bag_volume"),
    ("an alert that passes what is refused", CART, 'alert = "is go"', 'alert = "is stop"', "formula.limits-order", "go_decision"),
    ("a specification rounded coarser than shown", CART, 'accept = "<= 10.00"', 'accept = "<= 10"', "formula.decimals-differ", "test.vcn"),
    ("a result without decimals", CART, 'accept = ">= 5.0"\ndecimals = 1', 'accept = ">= 5.0"', "formula.decimals-missing", "day5_car"),
    ("more decimals than can be shown", CART, "decimals = 3, source = \"C6\"", "decimals = 40, source = \"C6\"", "formula.decimals-many", "doublings"),
    ("a limit without a source", CART, 'action = "4.5 .. 5.5", decimals = 1, source = "ASSUMPTION"', 'action = "4.5 .. 5.5", decimals = 1', "formula.source-missing", "sampled_volume"),
    ("a limit that compares nothing", CART, 'action = "80 .. 120"', 'action = "80"', "calculation.limit-without-comparison", "feed_volume"),
    ("a test that is both judged and reported", CART, 'report = true\ndecimals = 1\ndue = "7 d"', 'report = true\naccept = "< 70.0"\ndecimals = 1\ndue = "7 d"', "formula.accept-or-report", "survival"),
    ("a result promised in millilitres", CART, 'due = "2 d"', 'due = "2 mL"', "formula.due-wrong", "day10_sterility"),
    ("an unknown way to end a miss", CART, 'action = "is passed"\nmiss = "stop"', 'action = "is passed"\nmiss = "halt"', "formula.word-unknown", "integrity"),
    # persons and how they check
    ("a dose that one person fills", CART, 'kind = "measure"\ncritical = true\nequipment = ["cabinet", "balance", "sealer"]', 'kind = "measure"\nequipment = ["cabinet", "balance", "sealer"]', "formula.must-be-critical", "fill_bag"),
    ("the patient's cells received by one", CART, 'critical = true\nscans = ["apheresis"]', 'scans = ["apheresis"]', "formula.must-be-critical", "receive"),
    ("two readings without agreement", CART, 'alert = "40 .. 120", agree = "2 %", decimals', 'alert = "40 .. 120", decimals', "formula.agree-missing", "harvest_volume"),
    ("an agreement in another unit", CART, 'alert = "40 .. 120", agree = "2 %"', 'alert = "40 .. 120", agree = "2 kg"', "formula.agree-wrong", "harvest_volume"),
    ("an agreement where nobody reads twice", CART, 'feed_volume    = { unit = "mL",', 'feed_volume    = { unit = "mL", agree = "2 %",', "formula.agree-idle", "feed_volume"),
    ("a check on an ordinary step", CART, 'kind = "instruct"\nday = 3\n', 'kind = "instruct"\nday = 3\ncheck = "witnessed"\n', "formula.check-idle", "wash_vector"),
    ("an own reading of nothing", CART, 'kind = "verify"\ncritical = true\nen = "Check the whole', 'kind = "verify"\ncritical = true\ncheck = "independent"\nen = "Check the whole', "formula.nothing-to-read", "final_check"),
    ("the releaser at work", CART, 'done_by = "physician"', 'done_by = "responsible person"', "formula.word-unknown", "go_decision"),
    ("an administrator who verifies", CART, 'verified_by = "supervisor"', 'verified_by = "administrator"', "formula.word-unknown", "go_decision"),
    # things
    ("the patient's cells from a lot", CART, 'class = "patient", scan = "identity"', 'class = "patient", scan = "lot"', "formula.identity-scan", "apheresis"),
    ("the patient's cells counted as stock", CART, 'scans = ["apheresis"]', 'uses = { apheresis = "1 piece" }', "formula.identity-used", "receive"),
    ("a value of a lot that nobody scans", CART, 'from = "lot vector"\nunit = "TU/mL"', 'from = "lot vektor"\nunit = "TU/mL"', "formula.origin-unknown", "vector_titre"),
    ("a value from nowhere", CART, 'from = "collection"\ntype = "moment"\nen = "Collection ended"', 'from = "memory"\ntype = "moment"\nen = "Collection ended"', "formula.origin-unknown", "collected_at"),
    ("a question about the patient", CART, "[given.markers]", "[given.blood_group]", "formula.patient-given", "blood_group"),
    ("an instrument that is not at the step", CART, 'equipment = ["processor", "balance"]\nuses = { wash_buffer = "200 mL" }', 'equipment = ["processor"]\nuses = { wash_buffer = "200 mL" }', "formula.instrument-unknown", "washed_volume"),
    ("a sample of the lot taken in a step", FDG, 'kind = "scan"\ncritical = true\nscans = ["vial"]', 'kind = "scan"\ncritical = true\nsamples = ["vial_qc"]\nscans = ["vial"]', "formula.sample-of-lot-taken", "vial_qc"),
    ("a sample that serves nothing", CART, "retain = true, ", "", "formula.sample-untested", "retained"),
    ("a sample taken several times", CART, 'each = "watch_day 8 d, 9 d, 11 d"', 'each = "watch_day 8 d, 9 d, 11 d"\nsamples = ["day5_ipc"]', "formula.sample-repeated", "watch_culture"),
    ("a scan of nothing", CART, 'scans = ["cryo_medium"]                       # identified now, used up later\n', "", "formula.kind-needs", "issue_cryo_materials"),
    ("a calculation with a typed value", CART, 'fed            = { unit = "mL", is = "sum(feed_volume) + sum(extra_volume)",', 'fed            = { unit = "mL",', "formula.calculate-typed", "reconcile_bags"),
    ("a label in passing", CART, 'kind = "choose"\nwhen = "markers is not negative"', 'kind = "choose"\nlabels = ["biohazard"]\nwhen = "markers is not negative"', "formula.labels-elsewhere", "mark_biohazard"),
    ("a label on nothing", CART, 'makes = { kind = "reserve", dose = "reserve_cells", volume = "reserve_volume" }\n', "", "formula.label-without-container", "label_reserve"),
    ("a shelf life of no container", CART, 'of = "reserve"\nwhen = "reserve_bags > 0 piece"\nat = "formulate.done', 'of = "syringe"\nwhen = "reserve_bags > 0 piece"\nat = "formulate.done', "formula.container-unknown", "shelf_life.reserve"),
    ("a step outside every stage", CART, '[step.thaw_bag]\nstage = "thaw"', '[step.thaw_bag]\nstage = "thawing"', "formula.stage-unknown", "thaw_bag"),
    ("equipment that is not listed", CART, 'equipment = ["thawer"]', 'equipment = ["water_bath"]', "formula.thing-unknown", "thaw_bag"),
    # names, repeats, texts
    ("the same name twice", CART, "take_volume    = { unit", "car_conc       = { unit", "formula.name-twice", "car_conc"),
    ("a unit as a name", CART, "gram_stain", "g", "formula.name-taken", "test.g"),
    ("the pathway as a name of one's own", CART, "[given.dosing]", "[given.regime]", "formula.name-twice", "given.regime"),
    ("a capital letter", CART, "[step.store]", "[step.Store]", "formula.name-wrong", "Store"),
    ("a round hidden by a value", CART, 'each = "bag 1 piece .. bags"', 'each = "weight 1 piece .. bags"', "formula.name-twice", "stage.filling"),
    ("repeats inside repeats", CART, '[step.inspect_bag]\nstage = "filling"', '[step.inspect_bag]\neach = "look 1 .. 2"\nstage = "filling"', "formula.each-twice", "inspect_bag"),
    ("a repeat of nothing", CART, 'each = "extra 1 .. 3"', 'each = "extra"', "formula.each-unreadable", "extra_feed"),
    ("day zero done twice", CART, 'day_zero = "start_culture"', 'day_zero = "feed"', "formula.day-zero-repeated", "feed"),
    ("a title that shows a value", CART, 'en = "Add the vector"\nru = "Добавить вектор"', 'en = "Add {vector_volume}"\nru = "Добавить {vector_volume}"', "formula.title-shows", "add_vector"),
    ("a material that shows a value", CART, 'en = "Wash buffer", ru = "Промывочный буфер"', 'en = "Wash buffer {bag}", ru = "Промывочный буфер {bag}"', "formula.placeholder-here", "wash_buffer"),
    ("a brace that does not close", CART, "This cannot be undone.", "This {cannot be undone.", "formula.braces", "add_vector"),
    ("a text that reaches into the program", CART, "This cannot be undone.", "{vector_volume.__class__} cannot be undone.", "formula.braces", "add_vector"),
    ("a text that shows a series", CART, "Squeeze, look against black and white.\"\ndo.ru = \"Сожмите, осмотрите на чёрном", "Squeeze {feed_volume}.\"\ndo.ru = \"{feed_volume} Сожмите, осмотрите на чёрном", "formula.placeholder-unknown", "inspect_bag"),
    # what is in the file
    ("a key of another section", CART, 'kind = "time"\ncritical = true\nequipment = ["thawer"]', 'kind = "time"\ncritical = true\nminutes = 10\nequipment = ["thawer"]', "formula.key-unknown", "thaw_bag"),
    ("a number where a text belongs", CART, 'action = "> 0.5e6", decimals = 0, source = "S5"', 'action = 500000, decimals = 0, source = "S5"', "formula.value-wrong", "car_per_kg"),
    ("an option without its Russian", CART, 'option.ru = ["начинать", "ждать", "не начинать"]', 'option.ru = ["начинать", "ждать"]', "formula.option-texts", "go_decision"),
    ("one option", CART, 'options = ["attached", "missing"]\noption.en = ["attached", "missing"]\noption.ru = ["прикреплён", "отсутствует"]', 'options = ["attached"]\noption.en = ["attached"]\noption.ru = ["прикреплён"]', "formula.options-few", "biohazard_mark"),
    ("another form of file", CART, "schema = 1", "schema = 2", "formula.schema-unknown", "formula.schema"),
    ("a section of its own", CART, "[end]", "[script]\n[end]", "formula.section-unknown", "script"),
    ("no end", CART, "\n[end]\n", "\n", "formula.no-end", "end"),
    ("nothing but text", CART, CART, "a formula", "formula.not-toml", "file"),
    ("a file of many brackets", CART, CART, "a = " + "[" * 5000, "formula.not-toml", "file"),
    ("an endless number", CART, "version = 1\n", f"version = {'9' * 5000}\n", "formula.not-toml", "file"),
    ("an expression without end", CART, 'is = "ordered_dose / car_conc"', f'is = "{"(" * 60}ordered_dose{")" * 60} / car_conc"', "calculation.too-deep", "take_volume"),
    ("a power without end", CART, 'value = "82.5 mg/mL"', 'value = "9^9^9^9 * 1 mg/mL"', "calculation.out-of-range", "dmso_content"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "old", "new", "code", "place"), [each[1:] for each in SPOILT], ids=[each[0] for each in SPOILT])
def test_one_spoilt_place_is_refused_for_its_reason(base: str, old: str, new: str, code: str, place: str) -> None:
    assert old in base
    found = [each for each in check(base.replace(old, new, 1), "spoilt.toml") if each.severity is Severity.STOPS]
    assert code in {each.code for each in found}
    assert any(place in each.where for each in found if each.code == code), [each.where for each in found]


def test_what_nothing_uses_is_told_and_does_not_stop() -> None:
    spoilt = FDG.replace("do.en = \"{prescribed} at {inject_at}, {weight}.\"", 'do.en = "{prescribed} at {inject_at}."')
    spoilt = spoilt.replace("do.ru = \"{prescribed} в {inject_at}, {weight}.\"", 'do.ru = "{prescribed} в {inject_at}."')
    (found,) = check(spoilt, "spoilt.toml")
    assert (found.code, found.severity, found.where) == ("formula.given-unused", Severity.TELLS, "given.weight")


def test_the_line_is_the_line_of_the_mistake() -> None:
    spoilt = CART.replace('action = "<= -90"', 'action = "<= -90 mL"')
    (found,) = check(spoilt, "spoilt.toml")
    assert "freeze_end" in spoilt.split("\n")[int(dict(found.facts)["line"]) - 1]


def test_whatever_is_changed_the_check_answers() -> None:
    """Words put in each other's places: the answer is findings or a proof, never a crash."""
    chance = random.Random(20261124)
    pieces = re.compile(r'[A-Za-z_][\w.]*|"[^"\n]*"|[-+*/^<>=]+|\d+')
    words = sorted(set(pieces.findall(FDG)))
    answers = set()
    for _ in range(300):
        at = chance.choice(list(pieces.finditer(FDG)))
        text = FDG[: at.start()] + chance.choice([*words, "", at.group() * 2]) + FDG[at.end() :]
        answers.add(bool(check(text, "changed.toml")))
    assert answers == {True, False}
