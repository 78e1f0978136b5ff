"""The batch record and the certificates of one batch in which something of every sort went otherwise than planned."""
from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.paper_reading import fonts, millimetres, opened, squeezed, text_of
from tests.papers_factory import ROOT, press
from tests.papers_story import Story, story
from workbench.batch.moves import Move
from workbench.documents.batch_record import batch_record
from workbench.documents.certificates import final_certificate, provisional_certificate
from workbench.documents.frame import Printing
from workbench.documents.press import Press
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Refused
from workbench.kernel.values import Role
from workbench.labels.actions.printing import TOGETHER
from workbench.orders.records import Allergies
from workbench.site.records import Purpose

Paper = Callable[[Dossier, Press, Printing], bytes]
LONG_FAMILY, LONG_GIVEN = "Константинопольская-Преображенская", "Александра Владиславовна"


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The story, provisionally released."""
    mine = story(tmp_path_factory.mktemp("story"))
    mine.assess()
    mine.release(Move.RELEASE_PROVISIONALLY, "clinical need, see request R-12")
    return mine


@pytest.fixture(scope="module")
def provisional(told: Story) -> Dossier:
    return told.dossier


@pytest.fixture(scope="module")
def final(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Another batch of the same story with every result, certified."""
    mine = story(tmp_path_factory.mktemp("final"))
    mine.assess()
    mine.result("sterility", "no_growth", why="read again on the last day")
    mine.result("look_of_it", "clear")
    mine.release(Move.CERTIFY)
    return mine.dossier


def printing(of: Dossier, number: str = "BR-2026-0001", copy: int = 1, reason: str = "release review") -> Printing:
    at = max(each.at for each in of.decisions) + timedelta(minutes=3)
    return Printing(number, copy, at, of.batch.zone, "Kim, Anna", Role.PHARMACIST, reason, of.site.purpose)


def said(paper: Paper, of: Dossier, language: str = "en", **more: object) -> str:
    return squeezed(text_of(paper(of, press(language), printing(of, **more))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "passage",
    [
        "LEBEDEVA, Anna", "14-Mar-2013", "004812771", "PB-2026-0001", "PROBE v1", "PROVISIONALLY RELEASED",
        "To decide before release", "4 exceptions · none hidden", "DEVIATION", "CORRECTION", "LATE ENTRY", "CLOSE CALL",
        "Volume drawn: was 2.30, now 2.50. Reason: digits swapped while typing; the balance print says so",
        "Entered 41 min after it was done", "both hands in the isolator; noted on the glove", "piston moved at the end; weighed twice",
        "✓ complies", "10.0 mg/mL", "9.5 to 10.5 mg/mL", "Marti, Eva", "Responsible person", "Journal",
        "Fill bag 1", "Fill 2.5 mL into the bag.", "CRITICAL STEP", "SECOND PERSON", "1 CORRECTION", "Equipment: Balance",
        "C1  Correction of “Volume drawn”", "Was 2.3 mL", "Now 2.5 mL", "L1  Late entry", "2.25 ├──────●──────┤ 2.75", "✗ outside DEV-2026-0001",
        "in_bag = drawn * stock_conc", "drawn = 2.5 mL; stock_conc = 10 mg/mL", "own reading 2.5 mL",
        "I did this step as it is recorded here.", "badge 1005", "signed content", "LAPSED", "What was signed has changed since.",
        "voided: first one torn", "on its bag", "printed 3 = applied 2 + destroyed 1 + returned 0 + retained 0; missing 0", "destroyed: cut up, sharps bin", "witness MS", "26K-01", "calibration: 31-Jan-2027",
        "assessed: continue", "dose within 10 % of the order", "clinical need, see request R-12", "no growth, to day 5", "41,2", "41.2 kg",
        "Page 1 of", "Copy 1 · printed 20-Nov-2026", "by Kim, Anna, Pharmacist · reason: release review", "REHEARSAL – SAMPLE – NOT FOR PATIENT USE",
    ],
)  # fmt: skip
def test_the_batch_record_says(passage: str, provisional: Dossier) -> None:
    assert squeezed(passage) in _once(provisional)


def test_labels_of_samples_are_listed_and_counted_by_themselves(provisional: Dossier) -> None:
    label, scan = provisional.labels[0], provisional.label_scans[0]
    tubes = [replace(label, id=f"L9-{n}", bag=None, about="sample N1", profile="qc-sample-38x13", copy=n, why=TOGETHER if n > 1 else None) for n in (1, 2)]
    of = replace(provisional, thing_labels=tuple(tubes), label_scans=(*provisional.label_scans, replace(scan, id="B9", label="L9-1")))
    text = said(batch_record, of)
    for passage in ("Labels of samples and containers", "printed 2 = applied 1 + destroyed 0 + returned 0 + retained 0; missing 1", TOGETHER, "qc-sample-38x13"):
        assert squeezed(passage) in text
    assert squeezed("printed 3 = applied 2 + destroyed 1") in text


_TEXTS: dict[int, str] = {}


def _once(of: Dossier) -> str:
    if id(of) not in _TEXTS:
        _TEXTS[id(of)] = said(batch_record, of)
    return _TEXTS[id(of)]


def test_the_journal_number_and_digest_stand_on_the_record(provisional: Dossier) -> None:
    number, digest = provisional.head
    text = _once(provisional)
    assert squeezed(f"up to entry {number}") in text
    assert digest.hex().upper()[:32] in text
    assert digest.hex().upper() in said(provisional_certificate, provisional)


def test_pages_count_and_carry_the_patient_and_a_symbol_each(provisional: Dossier) -> None:
    import pypdfium2
    import zxingcpp

    pdf = batch_record(provisional, press("en"), printing(provisional))
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        text = squeezed(text_of(pdf, number))
        assert f"Page{number + 1}of{len(document)}" in text
        assert "LEBEDEVA,Anna" in text
        assert "004812771" in text
        image = document[number].render(scale=300 / 72).to_pil().convert("L")
        found = zxingcpp.read_barcodes(image, formats=[zxingcpp.BarcodeFormat.DataMatrix])
        assert [each.text for each in found][0].startswith(f"%3-260000001-1-{number + 1:03d}-01-")


def test_the_contents_tell_the_pages_on_which_things_stand(provisional: Dossier) -> None:
    pdf = batch_record(provisional, press("en"), printing(provisional))
    cover = text_of(pdf, 0)
    lines = cover.splitlines()
    pages = len(opened(pdf).pages)
    page = next(int(line.split()[-1]) for line in lines if line.startswith("Attachments"))
    assert "Attachments" in text_of(pdf, page - 1)
    drawn = next(line for line in lines if "DEV-2026-0001" in line)
    assert drawn
    fill_bag_2 = next(n for n in range(pages) if "Fill bag 2" in text_of(pdf, n) and n > 1)
    assert str(fill_bag_2 + 1) in cover


def test_signatures_stand_on_the_page_of_the_last_part_of_their_step(provisional: Dossier) -> None:
    pdf = batch_record(provisional, press("en"), printing(provisional))
    for number in range(len(opened(pdf).pages)):
        text = text_of(pdf, number)
        first = text.find("Performed")
        if first >= 0:
            assert any(word in text[:first] for word in ("Fill bag", "Label bag", "Check the order", "Sum up")), number


@pytest.mark.parametrize(
    "passage",
    [
        "Provisional release certificate PC-2026-0001", "PROVISIONAL", "2 results are pending; the final certificate follows.",
        "Results that allow the release", "Results still pending", "not tested is not passed", "no growth, to day 5", "04-Dec-2026", "21-Nov-2026",
        "If a pending result fails", "Exceptions considered in this decision", "read by NB", "Reason of the decision", "clinical need",
        "Reviewed", "Released, provisional", "Received", "NOT SIGNED", "signs at issue",
    ],
)  # fmt: skip
def test_the_provisional_certificate_says(passage: str, provisional: Dossier) -> None:
    assert squeezed(passage) in said(provisional_certificate, provisional, number="PC-2026-0001")


def test_the_final_certificate_says_that_everything_complies(final: Dossier) -> None:
    text = said(final_certificate, final, number="FC-2026-0001")
    for passage in ("Final certificate FC-2026-0001", "RELEASED", "Every result of the specification is known", "Sterility", "no growth", "Released"):
        assert squeezed(passage) in text
    assert "pending" not in text
    assert "PROVISIONAL" not in text


def test_a_certificate_without_its_release_is_refused(provisional: Dossier, final: Dossier) -> None:
    for paper, of in ((final_certificate, provisional), (provisional_certificate, final)):
        with pytest.raises(Refused) as refusal:
            paper(of, press("en"), printing(of))
        assert refusal.value.findings[0].code == "documents.no-decision"


def test_a_release_that_has_lapsed_gives_no_certificate(provisional: Dossier) -> None:
    result = next(each for each in provisional.results if each.test == "content")
    corrected = replace(result, id="R-new", raw="9.9", supersedes=result.id)
    with pytest.raises(Refused):
        provisional_certificate(replace(provisional, results=(*provisional.results, corrected)), press("en"), printing(provisional))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_paper_in_both_languages(language: str, provisional: Dossier, final: Dossier) -> None:
    for paper, of in ((batch_record, provisional), (provisional_certificate, provisional), (final_certificate, final), (batch_record, final)):
        pdf = paper(of, press(language), printing(of))
        assert all(fonts(pdf).values())
        assert {(round(w, 2), round(h, 2)) for w, h in millimetres(pdf)} == {(210.0, 297.0)}
        read = opened(pdf)
        assert str(read.Root.Lang) == {"en": "en-GB", "ru": "ru-RU"}[language]
        assert bool(read.Root.MarkInfo.Marked)
        assert str(read.docinfo["/CreationDate"]).startswith("D:20261120")
        assert "Lebedeva" not in str(read.docinfo["/Title"])
        assert str(read.Root.ViewerPreferences.PrintScaling) == "/None"


def test_a_russian_record_has_no_english_of_ours(provisional: Dossier) -> None:
    text = text_of(batch_record(provisional, press("ru"), printing(provisional)))
    for word in ("Page", "Performed", "Verified", "Signature", "Reason", "Limit", "Copy", "Entered", "Result", "Deviation", "SIGNED", "✓ within"):
        assert word not in text


def test_a_duplicate_says_so_and_why_and_a_copy_of_the_record_is_counted(provisional: Dossier) -> None:
    again = said(provisional_certificate, provisional, copy=2, reason="the ward lost the first one")
    assert "DUPLICATENo.2" in again
    assert squeezed("Why this copy was printed") in again
    assert squeezed("the ward lost the first one") in again
    record = said(batch_record, provisional, copy=2)
    assert "DUPLICATE" not in record
    assert squeezed("Copy 2 · printed") in record


@pytest.mark.parametrize(("purpose", "mark"), [(Purpose.LIVE, ""), (Purpose.DEMO, "DEMO – SAMPLE – NOT FOR PATIENT USE")])
def test_only_a_live_register_prints_without_a_mark(purpose: Purpose, mark: str, provisional: Dossier) -> None:
    of = replace(provisional, site=replace(provisional.site, purpose=purpose))
    text = said(provisional_certificate, of)
    assert squeezed(mark) in text
    assert ("SAMPLE" in text) == bool(mark)


def test_a_long_name_and_many_allergies_make_the_banner_grow(provisional: Dossier) -> None:
    allergies = "пенициллины, латекс, йодсодержащие контрастные вещества, диметилсульфоксид, мурамил, пластырь, " * 3
    patient = replace(provisional.patient, family=LONG_FAMILY, given=LONG_GIVEN, allergies=Allergies.KNOWN, allergy_text=allergies)
    text = said(batch_record, replace(provisional, patient=patient), "ru")
    assert squeezed(LONG_FAMILY.upper()) in text
    assert squeezed(LONG_GIVEN) in text
    assert squeezed(allergies) in text


@pytest.mark.parametrize("given", ["An\u202ena", "An\nna", "אנה", "安娜"])
def test_a_name_that_cannot_be_printed_exactly_is_refused(given: str, provisional: Dossier) -> None:
    with pytest.raises(Refused) as refusal:
        batch_record(replace(provisional, patient=replace(provisional.patient, given=given)), press("en"), printing(provisional))
    assert refusal.value.findings[0].code == "paper.glyph"


HOSTILE = "<b>x</b> &amp; \u202e\x07 日本 " + "W" * 200 + "\nsecond line\ttab </para>{0}%s"


def test_whatever_people_typed_is_printed_whole_and_exact_or_spelt(provisional: Dossier) -> None:
    entries = tuple(replace(each, why=HOSTILE) if each.supersedes else each for each in provisional.entries)
    deviations = tuple(replace(each, reason=HOSTILE, cause=HOSTILE) for each in provisional.deviations)
    marks = tuple(replace(each, why=HOSTILE) if each.why else each for each in provisional.marks)
    scans = tuple(replace(each, raw=b"\xff\x00<i>\xe2\x80\xae") if not each.accepted else each for each in provisional.scans)
    of = replace(provisional, entries=entries, deviations=deviations, marks=marks, scans=scans)
    text = said(batch_record, of)
    for part in ("<b>x</b>&amp;", "⟨U+202E⟩⟨U+0007⟩", "⟨U+65E5⟩⟨U+672C⟩", "W" * 20, "secondline⟨U+0009⟩tab</para>{0}%s"):
        assert part in text
    assert text.count("W") >= 600


def test_the_same_dossier_gives_the_same_bytes_in_another_process(provisional: Dossier, tmp_path: Path) -> None:
    kept = tmp_path / "dossier.pickle"
    kept.write_bytes(pickle.dumps((provisional, printing(provisional))))
    code = (
        "import hashlib, pickle, sys; from pathlib import Path; from tests.papers_factory import press;"
        "from workbench.documents.batch_record import batch_record; from workbench.documents.certificates import provisional_certificate;"
        f"of, how = pickle.loads(Path({str(kept)!r}).read_bytes());"
        "print([hashlib.sha256(make(of, press(lang), how)).hexdigest() for make in (batch_record, provisional_certificate) for lang in ('en', 'ru')])"
    )
    mine = [
        hashlib.sha256(make(provisional, press(language), printing(provisional))).hexdigest()
        for make in (batch_record, provisional_certificate)
        for language in ("en", "ru")
    ]
    for seed in ("0", "4711"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1", "TZ": "Asia/Tokyo"}
        ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        assert ran.stdout.strip() == str(mine)


def test_times_on_one_paper_are_in_order(provisional: Dossier) -> None:
    """No signature is later than the printing that shows it."""
    how = printing(provisional)
    assert all(each.at <= how.at for each in provisional.signatures)


def test_an_unfinished_batch_prints_as_far_as_it_is(tmp_path: Path) -> None:
    mine = Story(tmp_path)
    of = mine.dossier
    empty = Printing("BR-2026-0001", 1, mine.desk.clock.at, of.batch.zone, "Kim, Anna", Role.PHARMACIST, "", of.site.purpose)
    assert squeezed("READY") in squeezed(text_of(batch_record(of, press("en"), empty)))
    mine.begin()
    mine.start("draw", "1 piece")
    text = squeezed(text_of(batch_record(mine.dossier, press("en"), replace(empty, at=mine.desk.clock.at))))
    assert "NOTFINISHED" in text
    assert squeezed("IN PROCESS") in text
