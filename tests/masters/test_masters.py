"""Label files are proved, approved by two, withdrawn; nothing is printed from a version that two have not approved."""
from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest

from tests.batch.probe import Probe
from tests.desk import Desk, codes
from tests.papers_factory import LABELS, NOW, press
from workbench.kernel.findings import Refused
from workbench.labels.actions.printing import print_label
from workbench.labels.records import LabelPrint
from workbench.labels.signals import SIGNALS
from workbench.masters.actions import approve_label, propose_label, withdraw_label
from workbench.masters.approved import counting, first_versions
from workbench.masters.checking import check
from workbench.masters.records import LabelStatus, LabelVersion
from workbench.people.records import Signature

PRESSES = {language: press(language) for language in ("en", "ru")}
NAME = "qc-sample-38x13"
TAG = "tie-on-tag"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def propose(desk: Desk, text: str, name: str = NAME, who: str = "PH1") -> LabelVersion:
    (version,) = propose_label(name, text, presses=PRESSES, **desk.doing(who)).changed
    assert isinstance(version, LabelVersion)
    return version


def approve(desk: Desk, key: str, *who: str) -> None:
    for each in who:
        approve_label(key, presses=PRESSES, **desk.signing(each))


@pytest.mark.parametrize("name", LABELS)
def test_every_label_of_the_project_may_be_approved(name: str) -> None:
    """Drawn in both languages with each example, decoded at every resolution that it allows."""
    assert check(name, LABELS[name], tuple(PRESSES.values()), LABELS[SIGNALS], NOW.date()) == ()


def test_a_version_is_proposed_and_approved_by_two(desk: Desk) -> None:
    version = propose(desk, LABELS[NAME])
    assert (version.id, version.status, version.digest) == (f"{NAME}.1", LabelStatus.PROPOSED, hashlib.sha256(LABELS[NAME].encode()).digest())
    done = approve_label(version.id, presses=PRESSES, **desk.signing("PH1"))
    assert {each.code for each in done.findings} == {"masters.waits-for-another"}
    with pytest.raises(Refused) as twice:
        approve(desk, version.id, "PH1")
    assert codes(twice.value) == {"masters.approved-twice"}
    approve(desk, version.id, "RP1")
    assert desk.one(LabelVersion, version.id).status is LabelStatus.APPROVED
    assert [each.person for each in desk.kept(Signature)] == ["PH1", "RP1"]
    with pytest.raises(Refused) as over:
        approve(desk, version.id, "SU1")
    assert codes(over.value) == {"masters.not-waiting"}


def test_the_same_text_is_no_new_version_and_an_older_one_counts_again_after_a_withdrawal(desk: Desk) -> None:
    approve(desk, propose(desk, LABELS[NAME]).id, "PH1", "SU1")
    with pytest.raises(Refused) as same:
        propose(desk, LABELS[NAME])
    assert codes(same.value) == {"masters.same"}
    second = propose(desk, LABELS[NAME].replace("Sample tube, 38", "Sample tube (QC), 38"))
    approve(desk, second.id, "PH1", "SU1")
    with desk.register.reading() as reader:
        assert counting(reader)[NAME].version == 2
    withdraw_label(second.id, "prints too light", **desk.signing("SU1"))
    with desk.register.reading() as reader:
        assert counting(reader)[NAME].version == 1
    with pytest.raises(Refused) as again:
        withdraw_label(second.id, "prints too light", **desk.signing("SU1"))
    assert codes(again.value) == {"masters.withdrawn"}


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("[end]", "", "labels.file-cut"),
        ("module = 0.5", "module = 0.25", "paper.off-page"),
        ('en = "{batch}"\nru = "{batch}"', 'en = "{batch} RETAINED SAMPLE FOR LATER"\nru = "{batch} ОБРАЗЕЦ ДЛЯ БУДУЩЕГО"', "labels.does-not-fit"),
        ('en = "{batch}"\nru = "{batch}"', 'en = "{signal_care}"\nru = "{signal_care}"', "labels.signal-unknown"),
        ("at = [12.6, 1.05, 24.3, 2.1]", "at = [9.6, 1.05, 24.3, 2.1]", "paper.quiet-zone"),
        ("at = [12.6, 3.2, 24.3, 4]", "at = [12.6, 1.6, 24.3, 4]", "paper.overlap"),
        ("least_dpi = 300", "least_dpi = 203", "labels.small-at-203"),
    ],
)
def test_what_cannot_be_printed_is_not_even_proposed(desk: Desk, before: str, after: str, code: str) -> None:
    text = LABELS[NAME]
    assert before in text
    if code == "paper.off-page":
        before, after = "at = [1.25, 1.25]", "at = [0.5, 1.25]"
    with pytest.raises(Refused) as refused:
        propose(desk, text.replace(before, after, 1))
    assert code in codes(refused.value)
    assert not desk.kept(LabelVersion)


@pytest.mark.parametrize("who", ["TE1", "IN1", "AD1", "QC1"])
def test_who_may_not(desk: Desk, who: str) -> None:
    with pytest.raises(Refused) as refused:
        propose(desk, LABELS[NAME], who=who)
    assert codes(refused.value) == {"people.act-not-allowed"}


def test_a_signal_text_is_used_when_its_table_is_approved(desk: Desk) -> None:
    name = "cytotoxic-bag-100x60"
    with pytest.raises(Refused) as unknown:
        propose(desk, LABELS[name], name)
    assert codes(unknown.value) == {"labels.signal-unknown"}
    table = propose(desk, LABELS[SIGNALS], SIGNALS)
    approve(desk, table.id, "PH1")
    with pytest.raises(Refused):
        propose(desk, LABELS[name], name)
    approve(desk, table.id, "RP1")
    assert propose(desk, LABELS[name], name).status is LabelStatus.PROPOSED


def test_a_signal_that_is_not_valid_yet_is_not_known() -> None:
    name, early = "cytotoxic-bag-100x60", date(1990, 1, 1)
    found = check(name, LABELS[name], tuple(PRESSES.values()), LABELS[SIGNALS], early)
    assert {each.code for each in found} == {"labels.signal-unknown"}


def test_only_what_two_have_approved_is_printed_and_the_print_names_its_version(tmp_path: Path) -> None:
    probe = Probe(tmp_path)
    desk = probe.desk
    probe.prepare()
    probe.fill(1)
    bag = probe.dossier.bags[0]
    desk.put(*first_versions({NAME: LABELS[NAME], "cassette-50x25": LABELS["cassette-50x25"]}, "SU1", desk.clock.at, desk.zone))

    def printed(name: str) -> LabelPrint:
        done = print_label(probe.batch, bag.id, name, dpi=300, press=press("en"), **desk.doing("PH1"))
        assert isinstance(done.changed[0], LabelPrint)
        return done.changed[0]

    with pytest.raises(Refused) as unapproved:
        printed("cassette-50x25")
    assert codes(unapproved.value) == {"masters.none-approved"}
    approve(desk, "cassette-50x25.1", "PH1", "SU1")
    first = printed("cassette-50x25")
    assert (first.version, first.carried) == ("cassette-50x25.1", (first.identifier,))
    assert printed(TAG).version == f"{TAG}.1"
    approve(desk, f"{NAME}.1", "PH1", "SU1")
    with pytest.raises(Refused) as no_bag:
        printed(NAME)
    assert "labels.not-of-a-bag" in codes(no_bag.value)
