"""Jobs: begun before the first byte, its outcome after; whatever breaks, never two valid labels and never a print that is not recorded."""
from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from db.opening import open_register
from db.register import SqlRegister
from tests.desk import StandingClock
from tests.labels.test_actions import Bench, refusal
from tests.labels.test_life import dispose, witness
from tests.papers_factory import LABELS, press, profile
from workbench.batch.records import Batch, Status
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Done, Refused
from workbench.kernel.values import Actor, Role
from workbench.labels.actions.fates import dispose_label, scan_back, spoil_label
from workbench.labels.actions.printing import print_label
from workbench.labels.profiles import Profile
from workbench.labels.proof import Dots
from workbench.labels.reading import profile_of
from workbench.labels.reckoning import LabelState, Life, lives
from workbench.labels.records import Fate, LabelPrint
from workbench.labels.rules import reconciled
from workbench.masters.approved import made
from workbench.masters.records import LabelStatus
from workbench.people.records import Factor, Proof
from workbench.people.signing import SecondPerson
from workbench.printing.actions.jobs import open_job, send_job
from workbench.printing.actions.printers import choose_printer, set_up_printer
from workbench.printing.network import Delivery, Limits, deliver
from workbench.printing.outlets import zpl_of
from workbench.printing.records import LabelSend, Outcome, Printer, PrinterChoice, PrinterKind, PrintJob, SendOutcome, SymbolsBy
from workbench.printing.standin import Behaviour, StandIn
from workbench.printing.zpl import bitmap

QUICK = Limits(connect=0.5, send=0.5, answer=0.3, finish=0.5)


def delivery(outcome: Outcome, code: str = "printing.cut") -> Delivery:
    return Delivery(outcome, {Outcome.SENT: "printing.sent", Outcome.NOT_SENT: "printing.refused"}.get(outcome, code), "")


class Sender(Bench):
    """A bench with two filled bags and a printer; ``set`` are the labels of both bags."""

    def __init__(self, folder: Path, address: str = "127.0.0.1:9100") -> None:
        super().__init__(folder)
        done = set_up_printer("Bench 1", PrinterKind.ZPL, address, 300, **self.desk.doing("AD1", Role.ADMINISTRATOR))
        assert isinstance(done.changed[0], Printer)
        self.printer = done.changed[0]
        self.sent: list[str] = []

    def made(self, why: str = "", name: str = "final-bag-60x40") -> LabelPrint:
        return self.print(name, why, printer=self.printer.id)

    def job(self, *labels: LabelPrint) -> str:
        done = open_job(self.probe.batch, self.printer.id, [each.id for each in labels], **self.desk.doing("PH1"))
        assert isinstance(done.changed[0], PrintJob)
        return done.changed[0].id

    def outlet(self, *outcomes: Outcome | BaseException) -> Callable[[Printer, LabelPrint, Profile | None], Callable[[], Delivery]]:
        """An outlet that does these things one after the other."""
        left = list(outcomes)

        def ready(printer: Printer, label: LabelPrint, profile: Profile | None) -> Callable[[], Delivery]:
            def go() -> Delivery:
                self.sent.append(label.id)
                what = left.pop(0)
                if isinstance(what, BaseException):
                    raise what
                return delivery(what)

            return go

        return ready

    def send(self, job: str, *outcomes: Outcome | BaseException, who: str = "PH1", place: str = "") -> Done:
        doing = self.desk.doing(who)
        if place:
            doing["actor"] = replace(doing["actor"], workstation=place)
        return send_job(job, self.outlet(*outcomes), **doing)

    def life(self, label: LabelPrint) -> Life:
        return next(each for each in lives(self.probe.dossier) if each.label.id == label.id)


@pytest.fixture
def bench(tmp_path: Path) -> Sender:
    return Sender(tmp_path)


def test_a_label_is_begun_before_it_leaves_and_ended_after(bench: Sender) -> None:
    label = bench.made()
    job = bench.job(label)
    assert bench.life(label).state is LabelState.PROVED
    seen = []

    def ready(printer: Printer, of: LabelPrint, profile: Profile | None) -> Callable[[], Delivery]:
        def go() -> Delivery:
            seen.append((bench.desk.kept(LabelSend), bench.desk.kept(SendOutcome), bench.life(label).state))
            return delivery(Outcome.SENT)

        return go

    done = send_job(job, ready, **bench.desk.doing("PH1"))
    ((begun, ended, state),) = seen
    assert ([each.label for each in begun], ended, state) == ([label.id], (), LabelState.UNKNOWN)
    assert [type(each) for each in done.changed] == [LabelSend, SendOutcome]
    assert bench.life(label).state is LabelState.SENT


AFTER: dict[Outcome | None, tuple[LabelState, list[str]]] = {
    Outcome.SENT: (LabelState.SENT, []),
    Outcome.NOT_SENT: (LabelState.PROVED, ["again"]),
    Outcome.UNKNOWN: (LabelState.UNKNOWN, []),
    None: (LabelState.UNKNOWN, []),
}


@pytest.mark.parametrize("outcome", AFTER)
def test_a_job_sends_again_only_what_is_certain_not_to_have_left(bench: Sender, outcome: Outcome | None) -> None:
    label = bench.made()
    job = bench.job(label)
    if outcome is None:
        with pytest.raises(KeyboardInterrupt):
            bench.send(job, KeyboardInterrupt())
    else:
        bench.send(job, outcome)
    state, again = AFTER[outcome]
    assert bench.life(label).state is state
    assert bench.sent == [label.id]
    for place in ("BENCH-1", "BENCH-2"):
        bench.send(job, Outcome.NOT_SENT, place=place)
    assert len(bench.sent) == 1 + 2 * len(again)
    numbers = [each.number for each in bench.desk.kept(LabelSend)]
    assert numbers == list(range(1, 2 + 2 * len(again)))


def test_an_unknown_label_stops_its_job_and_the_next_label_waits(bench: Sender) -> None:
    one, tag = bench.made(), bench.made(name="tie-on-tag")
    job = bench.job(one, tag)
    done = bench.send(job, Outcome.UNKNOWN)
    assert ([each.code for each in done.findings], bench.sent) == (["printing.cut"], [one.id])
    done = bench.send(job, Outcome.SENT)
    assert bench.sent == [one.id, tag.id]
    assert [each.code for each in done.findings] == ["printing.unknown"]


def test_another_label_only_when_a_person_has_looked(bench: Sender) -> None:
    label = bench.made()
    bench.send(bench.job(label), Outcome.UNKNOWN)
    assert refusal(bench.made, "try again") == {"labels.unknown-first"}
    assert refusal(bench.job, label) == {"printing.unknown"}
    bench.scan(label.identifier, label.id)
    assert bench.life(label).state is LabelState.APPLIED


def test_what_did_not_come_out_is_written_off_before_a_witness_and_printed_anew(bench: Sender) -> None:
    label = bench.made()
    bench.send(bench.job(label), Outcome.UNKNOWN)
    spoil_label(bench.probe.batch, label.id, "nothing in the printer", **bench.desk.doing("PH1"))
    assert refusal(dispose, bench, label, Fate.NOT_PRINTED, "looked in the printer") == {"labels.witness-missing"}
    second = bench.made("nothing came out")
    bench.send(bench.job(second), Outcome.SENT)
    assert refusal(bench.scan, second.identifier, second.id) == {"labels.void-about"}
    dispose(bench, label, Fate.NOT_PRINTED, "looked in the printer", witness(bench.desk))
    bench.scan(second.identifier, second.id)
    assert reconciled(bench.probe.dossier) == ()


def test_two_workstations_with_one_job_send_it_once(bench: Sender) -> None:
    label = bench.made()
    job = bench.job(label)

    def ready(printer: Printer, of: LabelPrint, profile: Profile | None) -> Callable[[], Delivery]:
        def go() -> Delivery:
            bench.sent.append(of.id)
            if len(bench.sent) == 1:
                bench.send(job, Outcome.SENT, place="BENCH-2")
            return delivery(Outcome.SENT)

        return go

    send_job(job, ready, **bench.desk.doing("PH1"))
    assert bench.sent == [label.id]


def test_the_register_itself_takes_no_second_sending(bench: Sender) -> None:
    label = bench.made()
    job = bench.job(label)
    bench.send(job, Outcome.UNKNOWN)
    mark = (bench.desk.clock.at, bench.desk.zone, "PH1")
    with pytest.raises(Refused) as refused:
        bench.desk.put(LabelSend("T9", bench.probe.batch, job, label.id, 2, *mark))
    assert [each.code for each in refused.value.findings] == ["register.sent-before"]


def test_a_label_voided_while_it_waits_is_not_sent(bench: Sender) -> None:
    first = bench.made()
    job = bench.job(first)
    second = bench.made("another size", "final-bag-100x60")
    assert (bench.life(first).state, second.copy, b"DUPLICATE" in second.content) == (LabelState.NOT_PRINTED, 2, False)
    assert bench.send(job).changed == ()
    assert bench.sent == []
    assert refusal(bench.job, first) == {"printing.void"}


def test_no_bag_label_of_a_batch_that_is_over(bench: Sender) -> None:
    label = bench.made()
    job = bench.job(label)
    bench.desk.change(bench.desk.one(Batch, bench.probe.batch), status=Status.STOPPED)
    assert refusal(bench.send, job, Outcome.SENT) == {"printing.batch-over"}
    assert not bench.sent


def test_a_coarser_printer_than_the_label_allows(bench: Sender) -> None:
    label = bench.made()
    job = bench.job(label)
    bench.desk.change(bench.printer, dpi=203)
    assert profile("final-bag-60x40").least_dpi == 300
    assert refusal(bench.send, job, Outcome.SENT) == {"labels.printer-too-coarse"}
    assert bench.life(label).state is LabelState.PROVED


def test_symbols_are_left_to_the_printer_where_the_version_says_from_which_the_label_was_drawn(bench: Sender) -> None:
    label = bench.made()
    job = bench.job(label)
    text = LABELS["final-bag-60x40"].replace("module = 0.5", "module = 0.25")
    assert profile_of(text, "moved").symbols != profile("final-bag-60x40").symbols
    bench.desk.put(replace(made("final-bag-60x40", 2, text, "SU1", bench.desk.clock.at, bench.desk.zone), status=LabelStatus.APPROVED))
    bench.desk.change(bench.printer, symbols=SymbolsBy.NATIVE)
    gone: list[bytes] = []

    def ready(printer: Printer, of: LabelPrint, profile: Profile | None) -> Callable[[], Delivery]:
        gone.append(zpl_of(of, printer, profile))
        return lambda: delivery(Outcome.SENT)

    send_job(job, ready, **bench.desk.doing("PH1"))
    assert label.version == "final-bag-60x40.1"
    printer = replace(bench.printer, symbols=SymbolsBy.NATIVE)
    assert gone == [zpl_of(label, printer, profile("final-bag-60x40"))]
    assert gone != [zpl_of(label, printer, profile_of(text, "moved"))]
    assert len(re.findall(rb"\^B[CX]", gone[0])) == 2


def test_a_printer_is_set_up_changed_and_remembered(bench: Sender) -> None:
    admin, me = bench.desk.doing("AD1", Role.ADMINISTRATOR), bench.desk.doing("PH1")
    assert refusal(set_up_printer, "Bench 1", PrinterKind.ZPL, "10.0.0.9", 300, **admin) == {"printing.name-taken"}
    assert refusal(set_up_printer, "", PrinterKind.SYSTEM, "", 301, **admin) == {"printing.name", "printing.address", "labels.unknown-printer"}
    assert refusal(set_up_printer, "B", PrinterKind.ZPL, "a b", 300, **admin) == {"printing.address"}
    assert refusal(set_up_printer, "B", PrinterKind.ZPL, "10.0.0.9", 300, **me) == {"people.act-not-allowed"}
    office = set_up_printer("Office", PrinterKind.SYSTEM, "HP LaserJet", 600, SymbolsBy.NATIVE, **admin).changed[0]
    assert isinstance(office, Printer)
    assert (office.symbols, office.answers) == (SymbolsBy.BITMAP, False)
    choose_printer("final-bag", bench.printer.id, **me)
    choose_printer("final-bag", office.id, **me)
    (kept,) = bench.desk.kept(PrinterChoice)
    assert (kept.id, kept.printer) == ("BENCH-1/final-bag", office.id)
    set_up_printer("Office", PrinterKind.SYSTEM, "HP LaserJet", 600, active=False, printer_id=office.id, **admin)
    assert refusal(choose_printer, "final-bag", office.id, **me) == {"printing.out-of-use"}
    assert refusal(choose_printer, "final-bag", "R99", **me) == {"printing.no-such-printer"}


# ------------------------------------------------------------------------------------------------ dropped at every byte
WHOLE = bool(os.environ.get("WORKBENCH_EVERY_BYTE"))


class Hand:
    """A person at the printer of a register that was copied for one cut."""

    def __init__(self, register: SqlRegister, clock: StandingClock) -> None:
        self.register, self.clock = register, clock
        with register.reading() as reader:
            (self.batch,) = [each.id for each in reader.find(Batch)]
            (self.job,) = [each.id for each in reader.find(PrintJob)]
            (self.printer,) = reader.find(Printer)

    @property
    def dossier(self) -> Dossier:
        with self.register.reading() as reader:
            return assemble(reader, self.batch)

    def doing(self, who: str = "PH1", role: Role = Role.PHARMACIST) -> dict[str, Any]:
        return {"actor": Actor(who, role, "BENCH-1", "Europe/Moscow"), "register": self.register, "clock": self.clock}

    def plug(self, address: str) -> None:
        given = self.printer
        set_up_printer(given.name, given.kind, address, given.dpi, printer_id=given.id, **self.doing("AD1", Role.ADMINISTRATOR))

    def check(self, jobs: list[bytes]) -> None:
        """No bag has two valid labels; whatever came out was begun in the register, is not called unsent, and came out once."""
        dossier = self.dossier
        for bag in dossier.bags:
            assert sum(each.valid for each in lives(dossier, bag)) <= 1
        printed = serials(jobs)
        assert len(printed) == len(set(printed))
        for each in lives(dossier):
            if each.label.id in printed:
                assert each.paper in (LabelState.SENT, LabelState.UNKNOWN)

    def look(self, jobs: list[bytes]) -> None:
        """Takes what came out and scans it on its bag; what did not come out is written off before a witness and printed anew."""
        for each in lives(self.dossier):
            if each.state not in (LabelState.UNKNOWN, LabelState.SENT):
                continue
            if each.label.id in serials(jobs):
                scan_back(self.batch, each.label.identifier.encode(), each.label.id, **self.doing())
                continue
            spoil_label(self.batch, each.label.id, "nothing in the printer", **self.doing())
            seen = SecondPerson(Actor("PH2", Role.VERIFIER, "BENCH-1", "Europe/Moscow"), Proof("PH2", Factor.PIN, self.clock.now()))
            dispose_label(self.batch, each.label.id, Fate.NOT_PRINTED, "looked", seen, **self.doing())
            how: dict[str, Any] = {"dpi": 300, "printer": self.printer.id, "press": press("en")}
            made = print_label(self.batch, each.label.thing, each.label.profile, "nothing came out", **how, **self.doing()).changed[0]
            assert isinstance(made, LabelPrint)
            (job,) = open_job(self.batch, self.printer.id, [made.id], **self.doing()).changed
            assert isinstance(job, PrintJob)
            send_job(job.id, _tiny(QUICK), **self.doing())
            scan_back(self.batch, made.identifier.encode(), made.id, **self.doing())


def serials(jobs: list[bytes]) -> list[str]:
    return [SERIAL.search(each)[1].decode() for each in jobs]  # type: ignore[index]


def _tiny(limits: Limits) -> Callable[[Printer, LabelPrint, Profile | None], Callable[[], Delivery]]:
    """The way to the stand-in with a label of a few bytes, so that it can be cut off at each of them."""

    def ready(printer: Printer, label: LabelPrint, profile: Profile | None) -> Callable[[], Delivery]:
        return partial(deliver, printer.address, bitmap(Dots(16, 2, b"\x00\xff" * 16), label.id), answers=printer.answers, limits=limits)

    return ready


SERIAL = re.compile(rb"\^FX([^\^]+)\^FS")
SET = 3
ONE = len(bitmap(Dots(16, 2, b"\x00\xff" * 16), "L000-1")) + 2 * 5
"""About the bytes of one label with its two questions."""
STEPS = range(1, SET * (ONE + 2) + 8, 1 if WHOLE else 29)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a set of three proved labels and their job, to be copied for each cut."""
    bench = Sender(tmp_path_factory.mktemp("set"))
    bag = bench.bags[0]
    bench.desk.put(*(replace(bag, id=f"{bag.id[:-2]}{number:02d}", number=number, of=SET) for number in (2, 3)))
    labels = [bench.print("final-bag-60x40", bag=number, printer=bench.printer.id) for number in (1, 2, 3)]
    bench.job(*labels)
    bench.desk.register.close()
    return bench.desk.folder / "register.sqlite"


@pytest.mark.parametrize("after", STEPS)
def test_dropped_at_this_byte_of_a_set_no_two_valid_labels_and_no_unrecorded_print(after: int, ready: Path, tmp_path: Path) -> None:
    shutil.copy(ready, tmp_path / "register.sqlite")
    clock = StandingClock()
    register = open_register(tmp_path / "register.sqlite", clock)
    hand = Hand(register, clock)
    with StandIn(behaviour=Behaviour(reset_after=after)) as printer:
        hand.plug(printer.address)
        send_job(hand.job, _tiny(QUICK), **hand.doing())
        hand.check(printer.jobs)
        hand.look(printer.jobs)
        send_job(hand.job, _tiny(QUICK), **hand.doing())
        hand.check(printer.jobs)
        hand.look(printer.jobs)
        assert {each.state for each in lives(hand.dossier)} <= {LabelState.APPLIED, LabelState.NOT_PRINTED}
        assert [each.code for each in reconciled(hand.dossier)] == []
        assert len(printer.jobs) == len(hand.dossier.labels) - sum(1 for each in lives(hand.dossier) if each.state is LabelState.NOT_PRINTED)
    register.close()
