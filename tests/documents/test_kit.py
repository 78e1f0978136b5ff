"""The kit of pages: every fault that a draft once had is a refusal; text is measured, broken or refused, never shrunk, never cut."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.paper_reading import opened, squeezed, text_of
from tests.papers_factory import press
from workbench.documents.blocks import Block, Chip, Column, Corrected, Setter, gap
from workbench.documents.checks import faults
from workbench.documents.flow import FLOOR, Flow
from workbench.documents.marks import Box, Face, Mark, Node, Page, Rule, Shape, Text
from workbench.documents.painting import About, printed
from workbench.documents.symbols import code128, data_matrix
from workbench.documents.tables import table
from workbench.kernel.findings import Refused
from workbench.words.sentences.documents import SENTENCES

P = press("en")
SET = Setter(P)
ABOUT = About("A paper", "for a test", "nobody")


def text(x: float, y: float, said: str = "Volume 54.0 mL", size: float = 8.0) -> Text:
    return SET.text(x, y, said, size=size)


def page(*marks: Mark, floor: float = 0.0) -> Page:
    return Page(100, 60, marks, 1.0, floor, len(marks))


def codes(*marks: Mark, floor: float = 0.0) -> set[str]:
    return {each.code for each in faults(page(*marks, floor=floor), "here")}


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ((text(10, 10), text(12, 11)), "paper.overlap"),
        ((text(10, 10), text(10, 10)), "paper.overlap"),
        ((text(10, 10), Rule(5, 9, 60, 9)), "paper.rule-through-text"),
        ((text(10, 10), Rule(20, 0, 20, 20)), "paper.rule-through-text"),
        ((text(10, 10), Box(15, 5, 50, 20)), "paper.rule-through-text"),
        ((text(90, 10),), "paper.off-page"),
        ((text(0.5, 10),), "paper.off-page"),
        ((text(10, 1.5),), "paper.off-page"),
        ((text(10, 60),), "paper.off-page"),
        ((data_matrix("%1-1", 10, 10, 0.5), text(16, 12)), "paper.quiet-zone"),
        ((data_matrix("%1-1", 10, 10, 0.5), Rule(5, 9.4, 30, 9.4)), "paper.quiet-zone"),
        ((data_matrix("%1-1", 10, 10, 0.5), data_matrix("%1-2", 16, 10, 0.5)), "paper.quiet-zone"),
        ((code128("%1-1", 10, 10, 8, 0.25), text(32, 14)), "paper.quiet-zone"),
        ((data_matrix("%1-1", 10, 10, 0.5), Box(5, 5, 20, 20, solid=True)), "paper.quiet-zone"),
        ((data_matrix("%1-1", 0.5, 10, 0.5),), "paper.off-page"),
        ((Box(8, 5, 40, 8, solid=True), text(10, 10)), "paper.unread"),
        ((text(10, 10)._replace(white=True),), "paper.unread"),
        ((Shape(((9, 7), (20, 7), (20, 12))), text(10, 10)), "paper.unread"),
    ],
)
def test_a_fault_is_found(marks: tuple[Mark, ...], code: str) -> None:
    assert code in codes(*marks)
    with pytest.raises(Refused):
        printed((page(*marks),), ABOUT, P)


@pytest.mark.parametrize(
    "marks",
    [
        (text(10, 10), text(10, 13.2)),
        (text(10, 10), Rule(5, 10.8, 60, 10.8)),
        (text(10, 10), Rule(5, 9, 60, 9, through=True)),
        (Box(8, 5, 40, 8, solid=True), text(10, 10)._replace(white=True)),
        (data_matrix("%1-1", 10, 10, 0.5), text(17, 12)),
        (code128("%1-1", 10, 10, 8, 0.25), text(10, 21.5)),
    ],
)
def test_what_is_no_fault_is_none(marks: tuple[Mark, ...]) -> None:
    assert codes(*marks) == set()


def test_the_body_stops_at_its_floor() -> None:
    assert codes(text(10, 30), floor=29) == {"paper.below-body"}
    assert codes(Box(10, 20, 5, 10), floor=29) == {"paper.below-body"}
    assert codes(text(10, 28), floor=29) == set()
    foot = Page(100, 60, (text(10, 20), text(10, 50)), 1.0, 29.0, body=1)
    assert faults(foot, "here") == ()


@pytest.mark.parametrize("place", [(10.1, 10, 8, 0.25), (10, 10.2, 8, 0.25), (10, 10, 8.1, 0.25), (10, 10, 8, 0.3)])
def test_a_symbol_off_the_grid_is_refused(place: tuple[float, float, float, float]) -> None:
    x, y, height, module = place
    with pytest.raises(Refused):
        code128("%1-1", x, y, height, module)
    if height == 8:
        with pytest.raises(Refused):
            data_matrix("%1-1", x, y, module)


@pytest.mark.parametrize("content", ["%1-260000147-01-82", "%2-260000147-01-1-07", "%3-260000147-1-001-01-44", "A" * 30])
def test_the_bars_of_a_symbol_are_its_modules(content: str) -> None:
    """Rectangles joined over rows cover exactly the dark modules, none twice."""
    import zxingcpp

    made = memoryview(zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.DataMatrix, forceSquare=True).to_image(scale=1, add_quiet_zones=False))
    dark = {(x, y) for y in range(made.shape[0]) for x in range(made.shape[1]) if made[y, x] < 128}
    bars = data_matrix(content, 0, 0, 1).bars
    covered = [(x, y) for a, b, w, h in bars for y in range(int(b), int(b + h)) for x in range(int(a), int(a + w))]
    assert sorted(covered) == sorted(dark)


@pytest.mark.parametrize("face", list(Face))
def test_every_sign_that_sheets_use_is_in_every_face(face: Face) -> None:
    for each in "✓✗○●▲├─┤→≤≥−×÷·≠☣°µ…“”«»–—№⟨⟩½\u00a0\u202fЁёЪъЩщ":
        assert P.width(each, face, 8) > 0


@pytest.mark.parametrize("said", ["a\u202eb", "a\u200bb", "a\tb", "日本", "אב", "عم", "e\u0301\u0302", "\x07", "\ue000", "👍", "\u00ad"])
def test_what_cannot_be_printed_exactly_is_refused_or_spelt(said: str) -> None:
    with pytest.raises(Refused):
        P.printable(said)
    spelt = P.evidence(said)
    assert "⟨U+" in spelt
    assert P.width(spelt.replace("\n", " "), Face.REGULAR, 8) > 0


@given(st.text(max_size=60))
def test_whatever_a_person_typed_can_be_printed(said: str) -> None:
    shown = P.evidence(said)
    lines = P.lines(shown, Face.REGULAR, 8, 30, anywhere=True)
    assert all(P.width(line, Face.REGULAR, 8) <= 30.001 for line in lines)
    assert squeezed("".join(lines)) == squeezed(shown)


@given(st.lists(st.text(st.sampled_from("абвгдежзи-"), min_size=1, max_size=9), min_size=1, max_size=12), st.floats(20, 80))
def test_breaking_keeps_every_word_in_its_order(said: list[str], width: float) -> None:
    lines = P.lines(" ".join(said), Face.BOLD, 9, width, hyphens=True, anywhere=True)
    assert "".join(lines).replace(" ", "") == "".join(said)
    assert all(P.width(line, Face.BOLD, 9) <= width + 0.001 for line in lines)


def test_a_word_wider_than_its_column_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        P.lines("Репликационно-компетентный", Face.BOLD, 8, 20)
    assert refusal.value.findings[0].code == "paper.word-too-wide"


@pytest.mark.parametrize("said", ["<b>x</b>", "&lt;", "<font size=99999>", "</para>", "{0}", "%s", "<img src='/etc/hostname'/>", "\\", "()"])
def test_markup_is_text(said: str) -> None:
    pdf = printed((page(text(10, 10, said)),), ABOUT, P)
    assert squeezed(said) in squeezed(text_of(pdf))


def test_a_table_goes_on_with_its_head_and_divides_no_row() -> None:
    flow = Flow(SET, 36)
    columns = (Column("Value", 90), Column("Entry", 90))
    flow.table(table(SET, columns, [[f"row {n}", "one\ntwo\nthree"] for n in range(60)]))
    assert len(flow.pages) > 1
    for body in flow.pages:
        said = [each.text for each in body if isinstance(each, Text)]
        assert said[:2] == ["Value", "Entry"]
        assert said.count("one") == said.count("two") == said.count("three")
        assert max(each.box[3] for each in body if isinstance(each, Text)) <= FLOOR
    assert sum([each.text for each in body if isinstance(each, Text)].count("one") for body in flow.pages) == 60


def test_what_is_put_together_stays_together() -> None:
    flow = Flow(SET, 36)
    flow.put(gap(230))
    flow.put(Block(10, (text(20, 5, "signed"),)), Block(10, (text(20, 5, "frame"),)))
    assert flow.page == 2
    assert [each.text for each in flow.pages[1] if isinstance(each, Text)] == ["signed", "frame"]


def test_a_block_taller_than_a_page_is_refused() -> None:
    with pytest.raises(Refused):
        Flow(SET, 36).put(Block(300))


def test_a_correction_is_said_in_words_and_fits_its_column() -> None:
    for was, now in (("54.0", "50.4"), ("1234567.89 mL of something", "7654321.98 mL of something")):
        drawn = table(SET, (Column("Result", 60), Column("x", 40)), [[Corrected(was, now, "C1"), "y"]])
        said = [each.text for each in drawn.rows[0].marks if isinstance(each, Text)]
        assert said[:4] == ["was", was, "now", now]
        assert "C1" in said


def test_the_pdf_is_tagged_in_reading_order() -> None:
    flow = Flow(SET, 36)
    flow.put(SET.title("A record", "of a test", Chip("HELD", solid=True)))
    flow.table(table(SET, (Column("Value", 90), Column("Entry", 90)), [["a", "b"], ["c", "d"]]), (SET.heading("Entered"),))
    symbol = data_matrix("%3-260000147-1-001-01-44", 189, 17.5, 0.5, Node("Figure", alt="%3-260000147-1-001-01-44"))
    pdf = opened(printed((Page(210, 297, (*flow.pages[0], symbol), 7, 280, len(flow.pages[0])),), ABOUT, P))
    document = pdf.Root.StructTreeRoot.K[0]
    tags = [str(each.S) for each in document.K]
    assert tags == ["/H1", "/P", "/H2", "/Table", "/Figure"]
    assert str(document.K[4].Alt) == "%3-260000147-1-001-01-44"
    rows = document.K[3].K
    assert [[str(cell.S) for cell in row.K] for row in rows] == [["/TH", "/TH"], ["/TD", "/TD"], ["/TD", "/TD"]]
    assert str(rows[0].K[0].A.Scope) == "/Column"
    assert pdf.Root.StructTreeRoot.ParentTree.Nums[1][0] is not None


def test_every_fault_has_its_sentence() -> None:
    from tests.papers_factory import ROOT

    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "workbench" / "documents").glob("*.py"))
    for room in ("paper", "documents"):
        said = {f"{room}.{part.split(chr(34))[0]}" for part in source.split(f'"{room}.')[1:]}
        assert said <= SENTENCES.keys(), said - SENTENCES.keys()


