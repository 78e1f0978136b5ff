"""The demo register: a batch in each state, its last act just now, everybody's secrets as shown, nothing left half made."""
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from db.opening import open_register
from db.register import SqlRegister
from tests.db.replay import sound
from tests.ui.manual_pictures import make_pictures
from workbench.batch.records import Bag, Batch, Status
from workbench.cli import demo as demo_command
from workbench.cli.demo import PASSWORD, PIN, make_demo
from workbench.custody.records import Infusion
from workbench.journal.records import JournalEntry
from workbench.kernel.findings import Unavailable
from workbench.kernel.ports import Register
from workbench.orders.records import Order, OrderStatus, Patient
from workbench.people.actions import prove
from workbench.people.records import Factor, Person
from workbench.rehearsal.player import Played
from workbench.rehearsal.shifting import shifted
from workbench.site.records import Purpose, Site
from workbench.vigilance.monitoring import track_of
from workbench.vigilance.records import ReportClock, ReportSource, SafetyReport

PICTURES = Path(__file__).parents[2] / "resources/manual/pictures"
NOW = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
"""The night in which the clocks of Europe go forward."""


class Now:
    def now(self) -> datetime:
        return NOW


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.sqlite"
    make_demo(path, NOW)
    assert [each.name for each in path.parent.iterdir()] == ["demo.sqlite"]
    return path


@pytest.fixture(scope="module")
def demo(made: Path) -> SqlRegister:
    return open_register(made, Now())


def test_its_tables_hold_what_its_journal_tells(demo: SqlRegister) -> None:
    sound(demo.path)


def test_there_is_a_batch_in_each_state(demo: Register) -> None:
    with demo.reading() as reader:
        assert {each.status for each in reader.find(Batch)} == set(Status)
        assert {OrderStatus.ENTERED, OrderStatus.VERIFIED, OrderStatus.IN_BATCH} <= {each.status for each in reader.find(Order)}
        assert reader.get(Site, "site").purpose is Purpose.DEMO
        assert {each.family for each in reader.find(Patient)} == {"DEMO"}


def test_one_bag_was_given_and_followed(demo: Register) -> None:
    """An infusion that was checked, fever at night that was graded and called about, one alert that waits, and one report with its clocks."""
    with demo.reading() as reader:
        (infusion,) = reader.find(Infusion)
        track, (report,) = track_of(reader, infusion.id), reader.find(SafetyReport)
        bag, clocks = reader.get(Bag, infusion.bag), reader.find(ReportClock, {"report": report.id})
    assert track.checks
    assert track.patient.family == "DEMO"
    assert [each.grade for each in track.standing() if each.scale == "crs"] == [0, 0, 1, 2]
    assert [each.kind for each in track.open_alerts()] == ["alerts.grade CRS 2"]
    assert (report.bag, report.batch, report.source) == (bag.id, bag.batch, ReportSource.MONITORING)
    assert clocks


def test_its_last_act_was_just_now(demo: Register) -> None:
    with demo.reading() as reader:
        last = reader.find(JournalEntry, sort="-seq", limit=1)[0]
    assert timedelta(0) <= NOW - last.at < timedelta(minutes=5)


def test_everybody_has_the_secrets_that_are_shown(demo: Register) -> None:
    with demo.reading() as reader:
        people = reader.find(Person, sort="id")
    assert len(people) >= 12
    for secret, factor in ((PIN, Factor.PIN), (PASSWORD, Factor.PASSWORD)):
        proof = prove(people[-1].id, secret, factor, register=demo, clock=Now(), workstation="DEMO", zone="UTC")
        assert (proof.person, proof.provisional) == (people[-1].id, False)


def test_a_demo_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "mine.sqlite").write_text("mine", encoding="utf-8")
    with pytest.raises(Unavailable, match="mine"):
        make_demo(tmp_path / "mine.sqlite", NOW)
    assert (tmp_path / "mine.sqlite").read_text(encoding="utf-8") == "mine"


def test_everything_moves_but_birth() -> None:
    case = {"at": "2026-11-24T11:00:00+01:00", "born": "1980-01-01", "until": "2026-11-30", "x": ["2026-11-24T11:00:00+01:00", "70"]}
    moved = {"at": "2026-11-26T12:00:00+01:00", "born": "1980-01-01", "until": "2026-12-02", "x": ["2026-11-26T12:00:00+01:00", "70"]}
    assert shifted(case, timedelta(days=2, hours=1)) == moved


def test_the_pictures_of_the_manual_are_taken_of_it(made: Path, tmp_path: Path, qapp: QApplication) -> None:
    pictures = make_pictures(made, NOW, tmp_path)
    assert set(pictures) == {"today", "step", "release", "label", "safety", "reports", "followup", "signals"}
    for name, path in pictures.items():
        image = QImage(str(path))
        assert path.stat().st_size < 200_000, f"{name} makes a clone large"
        assert len({image.pixel(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)}) > (1 if name == "label" else 20)
        if name != "label":
            assert (image.width(), image.height()) == (1366, 768)
    assert {path.name for path in PICTURES.glob("*.png")} == {f"{name}.png" for name in pictures}, "python -m tests.ui.manual_pictures resources/manual/pictures"


def test_a_demo_that_breaks_off_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a disk that fills while it is made."""
    monkeypatch.setattr(demo_command, "prepare", lambda *given, **named: None)
    monkeypatch.setattr(demo_command, "play", lambda *given, **named: Played((), ("12 step fill could not be done: register.disk-full",), ()))
    with pytest.raises(Unavailable) as told:
        make_demo(tmp_path / "demo.sqlite", NOW)
    assert told.value.code == "rehearsal.demo-broke-off"
    assert "register.disk-full" in str(told.value)
    assert list(tmp_path.iterdir()) == []
