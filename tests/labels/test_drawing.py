"""Labels as they come out: every symbol decodes, nothing is cut, nothing is missing, the same content gives the same bytes."""
from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.paper_reading import fonts, millimetres, opened, squeezed, text_of
from tests.papers_factory import NOW, PATIENT, PROFILES, ROOT, RUSSIAN, ZONE, cart, fdg, press, profile, signals, words
from workbench.barcodes import own
from workbench.batch.records import BagStatus, Status
from workbench.documents.symbols import CODE128, DATA_MATRIX
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Refused
from workbench.labels.content import LabelContent, content
from workbench.labels.drawing import Artwork, draw
from workbench.labels.profiles import DPI
from workbench.labels.proof import prove
from workbench.orders.records import Infectious
from workbench.site.records import Purpose

LONG = replace(RUSSIAN, family="Константинопольская-Преображенская", given="Александра Владиславовна")
MARKED = (Infectious("I1", "P1", "not_evaluated", NOW, ZONE, "MD1"),)


def dossier(name: str, language: str = "en") -> Dossier:
    return (fdg if name.startswith("rp-") else cart)(patient=RUSSIAN if language == "ru" else PATIENT, markers=MARKED)


def said(of: Dossier, name: str, language: str = "en", copy: int = 1) -> LabelContent:
    return content(of, of.bags[0], profile(name), copy=copy, serial="L1204-3", words=words(language), signals=signals(language))


def art(of: Dossier, name: str, language: str = "en", copy: int = 1) -> Artwork:
    return draw(profile(name), said(of, name, language, copy), press(language))


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", PROFILES)
def test_every_symbol_reads_back_at_every_allowed_resolution(name: str, language: str) -> None:
    drawn = art(dossier(name, language), name, language)
    for dpi in DPI:
        if dpi >= profile(name).least_dpi:
            proof = prove(drawn, dpi)
            assert sorted(content for _, content in proof.decoded) == sorted(each.data for each in drawn.symbols)
            assert proof.digest == hashlib.sha256(drawn.pdf).digest()
            assert f"{dpi} dpi" in str(proof)


@pytest.mark.parametrize("name", PROFILES)
def test_the_page_is_the_label_to_a_hundredth_of_a_millimetre(name: str) -> None:
    mine = profile(name)
    ((width, height),) = millimetres(art(dossier(name), name).pdf)
    assert width == pytest.approx(mine.width, abs=0.01)
    assert height == pytest.approx(mine.height, abs=0.01)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", PROFILES)
def test_fonts_are_embedded_and_the_pdf_says_what_it_is(name: str, language: str) -> None:
    pdf = art(dossier(name, language), name, language).pdf
    found = fonts(pdf)
    assert found
    assert all(found.values()), found
    assert all("DejaVu" in each for each in found)
    read = opened(pdf)
    root = read.Root
    assert str(root.Lang) == {"en": "en-GB", "ru": "ru-RU"}[language]
    assert str(root.ViewerPreferences.PrintScaling) == "/None"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert bool(root.MarkInfo.Marked)
    assert "Lebedeva" not in str(read.docinfo["/Title"])


def test_a_bag_label_names_the_patient_twice_and_says_everything_it_must() -> None:
    for name in ("final-bag-100x60", "final-bag-60x40"):
        text = text_of(art(dossier(name), name).pdf)
        for each in ("LEBEDEVA, Anna", "14-Mar-2013", "004812771", "A9999267Q4M22", "CD19 CAR-T cells", "82.4 million", "CAR+ cells", "50 mL",
                     "Store below", "21-Nov-2026 13:31", "UTC+3 · 10:31 UTC", "CT-2026-0147", "Bag 1/2", "%1-260000147-01-", "L1204-3"):
            assert squeezed(each) in squeezed(text), (name, each)
        assert squeezed("FOR AUTOLOGOUS USE ONLY") in squeezed(text)


def test_a_syringe_and_its_shield_are_a_pair_with_two_identifiers() -> None:
    syringe, shield = (art(dossier(name), name) for name in ("rp-syringe", "rp-shield"))
    (one,), (other,) = syringe.symbols, shield.symbols
    assert own.read(one.data.encode()).numbers == ("260000147", "01", own.SYRINGE)
    assert own.read(other.data.encode()).numbers == ("260000147", "01", own.SHIELD)
    for pdf in (syringe.pdf, shield.pdf):
        for each in ("PAIR 147-1", "250.3 MBq", "1.31 mL", "21-Nov-2026 10:30", "21-Nov-2026 13:31", "RADIOACTIVE", "LEBEDEVA", "004812771"):
            assert squeezed(each) in squeezed(text_of(pdf)), each


def test_the_table_of_the_shield_follows_the_half_life_and_ends_with_the_expiry() -> None:
    rows = said(dossier("rp-shield"), "rp-shield").table
    assert rows == (("10:30", "250.3"), ("11:30", "171.4"), ("12:30", "117.3"), ("13:30", "80.3"))
    soon = dossier("rp-shield")
    soon = replace(soon, bags=(replace(soon.bags[0], expiry=NOW + timedelta(minutes=130)),))
    assert [clock for clock, _ in said(soon, "rp-shield").table] == ["10:30", "11:30"]


def test_the_infectious_status_is_chosen_by_the_markers_and_silence_is_not_negative() -> None:
    texts = {}
    for status in ("negative", "reactive", "not_evaluated", None):
        of = cart(markers=() if status is None else (Infectious("I1", "P1", status, NOW, ZONE, "MD1"),))
        texts[status] = squeezed(text_of(art(of, "final-bag-100x60").pdf))
    assert "NOTEVALUATED" in texts["not_evaluated"]
    assert "NOTEVALUATED" in texts[None]
    assert "BIOLOGICALHAZARD" in texts["reactive"]
    assert "BIOLOGICALHAZARD" not in texts["negative"]
    assert "NOTEVALUATED" not in texts["negative"]


STRIPS = [
    (Purpose.DEMO, 1, "SAMPLE – NOT FOR PATIENT USE – DEMO"),
    (Purpose.REHEARSAL, 1, "SAMPLE – NOT FOR PATIENT USE – REHEARSAL"),
    (Purpose.LIVE, 2, "DUPLICATE No. 2"),
    (Purpose.DEMO, 3, "DUPLICATE No. 3 – SAMPLE – NOT FOR PATIENT USE – DEMO"),
    (Purpose.REHEARSAL, 3, "DUPLICATE No. 3 – SAMPLE – NOT FOR PATIENT USE – REHEARSAL"),
    (Purpose.LIVE, 1, ""),
]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("copy", [1, 2, 12])
@pytest.mark.parametrize("purpose", list(Purpose))
def test_the_strip_fits_every_label(purpose: Purpose, copy: int, language: str) -> None:
    for name in PROFILES:
        of = dossier(name, language)
        drawn = art(replace(of, site=replace(of.site, purpose=purpose)), name, language, copy)
        assert (f"{copy}" in text_of(drawn.pdf)) or copy == 1


@pytest.mark.parametrize(("purpose", "copy", "strip"), STRIPS)
def test_the_strip_says_why_a_label_is_no_ordinary_one_and_never_a_status(purpose: Purpose, copy: int, strip: str) -> None:
    of = cart()
    of = replace(of, site=replace(of.site, purpose=purpose), batch=replace(of.batch, status=Status.RELEASED))
    of = replace(of, bags=(replace(of.bags[0], status=BagStatus.RELEASED),))
    for name in PROFILES:
        if name == "tie-on-tag":
            continue
        one = replace(fdg(), site=of.site, batch=of.batch) if name.startswith("rp-") else of
        text = squeezed(text_of(art(one, name, copy=copy).pdf))
        assert "RELEASED" not in text
        assert ("DUPLICATENo." in text) == (copy > 1)
        assert (purpose.value.upper() in text) == (purpose is not Purpose.LIVE)
        if name == "final-bag-100x60":
            assert squeezed(strip) in text
            assert ("SAMPLE" in text) == (purpose is not Purpose.LIVE)


@pytest.mark.parametrize(
    ("bag", "batch", "word"),
    [
        (BagStatus.RELEASED, Status.RELEASED, "✓ RELEASED"),
        (BagStatus.RELEASED, Status.PROVISIONAL, "PROVISIONALLY RELEASED"),
        (BagStatus.HELD, Status.HELD, "HELD – DO NOT USE"),
        (BagStatus.REJECTED, Status.REJECTED, "REJECTED – DO NOT USE"),
        (BagStatus.LABELLED, Status.QC_PENDING, "NOT RELEASED"),
        (BagStatus.RELEASED, Status.HELD, "NOT RELEASED"),
    ],
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_tag_carries_the_status(bag: BagStatus, batch: Status, word: str, language: str) -> None:
    of = cart()
    of = replace(of, batch=replace(of.batch, status=batch), bags=(replace(of.bags[0], status=bag),))
    text = squeezed(text_of(art(of, "tie-on-tag", language).pdf))
    if language == "en":
        assert squeezed(word) in text
    assert (squeezed("ВЫПУЩЕНО") in text) == (language == "ru" and "RELEASED" in word)


@pytest.mark.parametrize("count", [1, 2, 5, 12])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_tag_has_room_for_its_certificate_and_what_is_pending(language: str, count: int) -> None:
    of = cart(patient=RUSSIAN if language == "ru" else PATIENT)
    of = replace(of, batch=replace(of.batch, status=Status.PROVISIONAL), bags=(replace(of.bags[0], status=BagStatus.RELEASED),))
    pending = words(language).plural("{n} result pending", "{n} results pending", count).format(n=count)
    whole = said(of, "tie-on-tag", language)
    values = dict(whole.values) | {"certificate": "PC-2026-0147", "pending": pending}
    whole = replace(whole, values=tuple(sorted(values.items())))
    text = squeezed(text_of(draw(profile("tie-on-tag"), whole, press(language)).pdf))
    assert "PC-2026-0147" in text
    assert squeezed(pending) in text


@pytest.mark.parametrize("name", PROFILES)
def test_a_long_name_wraps_or_is_refused_and_is_never_cut(name: str) -> None:
    of = replace(dossier(name, "ru"), patient=LONG)
    mine = profile(name)
    if mine.width >= 100:
        assert squeezed(LONG.family.upper() + LONG.given) in squeezed(text_of(art(of, name, "ru").pdf))
        return
    with pytest.raises(Refused) as refusal:
        art(of, name, "ru")
    assert [(each.code, dict(each.facts)["zone"]) for each in refusal.value.findings] == [("labels.does-not-fit", "name")]


@pytest.mark.parametrize("given", ["An\u202ena", "An\x00na", "An\nna", "An\tna", "Анна\u0301", "אנה", "آنا", "An\u200bna", "安娜", "An\u00adna", "\ufeffAnna"])
def test_a_name_that_cannot_be_printed_exactly_is_refused(given: str) -> None:
    with pytest.raises(Refused) as refusal:
        art(cart(patient=replace(PATIENT, given=given)), "final-bag-100x60")
    assert {each.code for each in refusal.value.findings} == {"paper.glyph"}


@pytest.mark.parametrize("given", ["<b>Anna</b>", "An&amp;na", "</font>", "O'Neil-Ünal", "Łucja", "Ёлка", "{family}", "%s"])
def test_markup_in_a_name_is_printed_as_it_is(given: str) -> None:
    assert squeezed(given) in squeezed(text_of(art(cart(patient=replace(PATIENT, given=given)), "final-bag-100x60").pdf))


def test_a_name_in_decomposed_letters_prints_composed() -> None:
    assert "Сергей" in text_of(art(cart(patient=replace(PATIENT, given="Серге\u0438\u0306")), "final-bag-100x60").pdf)


@pytest.mark.parametrize("field", ["hospital_no", "coi", "family"])
def test_a_label_without_an_identifier_of_the_patient_is_refused(field: str) -> None:
    with pytest.raises(Refused) as refusal:
        said(cart(patient=replace(PATIENT, **{field: " "})), "final-bag-100x60")
    assert refusal.value.findings[0].code == "labels.missing"


def test_a_value_of_the_formula_that_is_not_known_yet_is_refused() -> None:
    of = fdg()
    of = replace(of, versions=(replace(of.versions[0], given=()),))
    with pytest.raises(Refused) as refusal:
        said(of, "rp-syringe")
    assert refusal.value.findings[0].code == "labels.no-value"


def test_a_label_that_does_not_read_back_is_refused() -> None:
    drawn = art(cart(), "final-bag-100x60")
    wrong = replace(drawn, symbols=tuple(replace(each, data="%1-260000147-02-55") for each in drawn.symbols))
    with pytest.raises(Refused) as refusal:
        prove(wrong, 300)
    assert refusal.value.findings[0].code == "labels.not-decoded"
    swapped = replace(drawn, symbols=tuple(replace(each, kind=DATA_MATRIX if each.kind == CODE128 else CODE128) for each in drawn.symbols[:1]))
    with pytest.raises(Refused):
        prove(swapped, 300)
    with pytest.raises(Refused) as refusal:
        prove(drawn, 204)
    assert refusal.value.findings[0].code == "labels.unknown-printer"


@pytest.mark.parametrize("name", PROFILES)
def test_the_same_content_gives_the_same_bytes_in_another_process(name: str) -> None:
    code = (
        "import hashlib; from tests.labels.test_drawing import art, dossier;"
        f"print(hashlib.sha256(art(dossier({name!r}, 'ru'), {name!r}, 'ru').pdf).hexdigest())"
    )
    digests = {hashlib.sha256(art(dossier(name, "ru"), name, "ru").pdf).hexdigest()}
    for seed, epoch in (("1", "0"), ("77", "1700000000")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": epoch}
        ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        digests.add(ran.stdout.strip())
    assert len(digests) == 1


def test_the_reserve_bag_says_so() -> None:
    of = cart()
    of = replace(of, bags=(replace(of.bags[0], kind="reserve"),))
    for name, word in (("final-bag-100x60", "RESERVE – ON A NEW ORDER ONLY"), ("final-bag-60x40", "RESERVE")):
        assert squeezed(word) in squeezed(text_of(art(of, name).pdf))
