"""A label file is read whole or refused with file, line, place and reason."""
from __future__ import annotations

import pytest

from tests.papers_factory import EVERY, ROOT, profile
from workbench.kernel.findings import Refused
from workbench.labels.reading import profile_of
from workbench.words.sentences.labels import SENTENCES

TEXT = (ROOT / "resources" / "labels" / "final-bag-100x60.toml").read_text(encoding="utf-8")


def refused(text: str) -> list[tuple[str, dict[str, str]]]:
    with pytest.raises(Refused) as refusal:
        profile_of(text, "changed.toml")
    return [(each.code, dict(each.facts)) for each in refusal.value.findings]


@pytest.mark.parametrize("name", EVERY)
def test_every_label_of_the_project_is_read(name: str) -> None:
    mine = profile(name)
    assert mine.name == name
    assert mine.symbols
    assert mine.least_dpi in (203, 300, 600)


def test_the_labels_that_the_first_products_need_are_here() -> None:
    assert {"final-bag-100x60", "final-bag-60x40", "rp-syringe", "rp-shield", "tie-on-tag"} <= set(EVERY)


@pytest.mark.parametrize(
    ("before", "after", "code", "fact"),
    [
        ("sizes = [13, 11, 10, 9, 8, 7]", "sises = [13]", "labels.key-unknown", "sises"),
        ("sizes = [13, 11, 10, 9, 8, 7]", "sizes = [9, 13]", "labels.value-wrong", "sizes, lines, align"),
        ("at = [52, 26.4, 46, 8.1]", "at = [52, 26.4, 46]", "labels.value-wrong", "at"),
        ("at = [52, 26.4, 46, 8.1]", "at = [52, 26.4, 56, 8.1]", "labels.zone-off-label", "zone.name"),
        ('en = "{family}, {given}"', 'en = "{family}"', "labels.languages-differ", "zone.name"),
        ('"{family}, {given}"', '"{family}, {given} {weight}"', "labels.value-unknown", "weight"),
        ('"{family}, {given}"', '"{family.upper}, {given}"', "labels.value-unknown", "{family.upper}, {given}"),
        ("module = 0.75", "module = 0.6", "labels.off-grid", "symbol.matrix"),
        ("at = [3.5, 2]", "at = [3.6, 2]", "labels.off-grid", "symbol.linear"),
        ("size = [100, 60]", 'size = "100 x 60"', "labels.value-wrong", "size"),
        ('when = "autologous"', 'when = "allogenic"', "labels.flag-unknown", "allogenic"),
        ("sizes = [13, 11, 10, 9, 8, 7]", "sizes = [13, 6]", "labels.too-small-for-printer", "zone.name"),
        ("[zone.born]", "[zones.born]", "labels.section-unknown", "zones"),
        ("least_dpi = 203", "least_dpi = 200", "labels.value-wrong", "identifier, least_dpi"),
        ('identifier = "bag"', 'identifier = "din"', "labels.value-wrong", "identifier, least_dpi"),
        ("[end]", "", "labels.file-cut", "end"),
        ("solid = true", "solid = 1", "labels.value-wrong", "solid"),
        ("[label]", "[label", "labels.not-toml", "file"),
        ('kind = "code128"', 'kind = "code39"', "labels.value-wrong", "kind"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(before: str, after: str, code: str, fact: str) -> None:
    assert before in TEXT
    found = refused(TEXT.replace(before, after, 1))
    assert any(each == code and fact in facts.values() for each, facts in found), found
    assert all(facts["file"] == "changed.toml" and int(facts["line"]) >= 1 for _, facts in found)


def test_a_file_cut_anywhere_is_refused() -> None:
    lines = TEXT.splitlines(keepends=True)
    for keep in range(len(lines) - 1):
        with pytest.raises(Refused):
            profile_of("".join(lines[:keep]), "cut.toml")


def test_a_huge_file_is_refused_unread() -> None:
    assert refused("# " + "x" * 50_000)[0][0] == "labels.file-too-long"


def test_every_finding_has_its_sentence() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "workbench" / "labels").glob("*.py"))
    said = {part.split('"')[0] for part in source.split('"labels.')[1:]}
    assert {f"labels.{each}" for each in said} <= SENTENCES.keys()
