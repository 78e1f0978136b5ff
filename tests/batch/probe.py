"""A batch of the probe formula, worked step by step: what the tests of the batch room begin with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from tests.desk import Desk
from workbench.barcodes import own
from workbench.barcodes.own import Kind, Own
from workbench.batch.actions.opening import open_batch
from workbench.batch.actions.results import Subject, check_result, record_result
from workbench.batch.actions.scanning import scan_in_step
from workbench.batch.actions.steps import record_step, start_step, verify_step
from workbench.batch.progress import Progress, progress
from workbench.batch.records import Bag, Batch
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.values import Quantity, Role
from workbench.labels.records import LabelPrint, LabelScan
from workbench.orders.records import Channel, Given, Order, OrderStatus, OrderVersion, Patient
from workbench.people.records import Factor
from workbench.premises.records import Due, Equipment
from workbench.regimes.records import Regime
from workbench.stock.records import Lot, LotStatus, Property

TEXT = (Path(__file__).parent / "data" / "PROBE.toml").read_text()
STOCK, BAGS = "000101", "000102"

REGIMES = {"CUSTOM": Regime("CUSTOM", "a basis", "основание", "documented by the site", verified=True)}


class Probe:
    """A desk with a verified order for the probe formula and lots to make it from."""

    def __init__(self, folder: Path, dose: str = "50", text: str = TEXT) -> None:
        self.desk = desk = Desk(folder)
        desk.formula(text, "PROBE")
        desk.label("final-bag-100x60", "final-bag-60x40", "tie-on-tag")
        now, zone = desk.clock.at, desk.zone
        far = now + timedelta(days=200)
        desk.put(
            Patient("P1", "004812771", "Lebedeva", "Anna", date(2013, 3, 14), "female", "7041220"),
            Order("OR-2026-0001", "P1", "PROBE", "CUSTOM", 1, OrderStatus.VERIFIED, now),
            OrderVersion(
                "OR-2026-0001.1",
                "OR-2026-0001",
                1,
                (Given("dose", dose, dose, "mg"), Given("weight", "41,2", "41.2", "kg")),
                "MD1",
                Channel.PAPER,
                "PH1",
                now,
                zone,
            ),
            Lot(
                "L1",
                "stock",
                "Stock solution",
                "26K-01",
                STOCK,
                far,
                zone,
                Quantity(Decimal(20), "mL"),
                LotStatus.RELEASED,
                (Property("stock_conc", "10", "mg/mL"),),
            ),
            Lot("L2", "bag", "Bag", "26K-02", BAGS, far, zone, Quantity(Decimal(9), "piece"), LotStatus.RELEASED),
            Equipment("EQ1", "balance", "Balance BAL-07", "PH-2", (Due("calibration", date(2027, 1, 31)),)),
        )
        (batch,) = open_batch("OR-2026-0001", regimes=REGIMES, **desk.doing("PH1")).changed
        assert isinstance(batch, Batch)
        self.batch = batch.id

    @property
    def dossier(self) -> Dossier:
        with self.desk.register.reading() as reader:
            return assemble(reader, self.batch)

    @property
    def stand(self) -> Progress:
        return progress(self.dossier)

    def start(self, step: str, round_key: str = "", who: str = "PH1", **more: object) -> None:
        start_step(self.batch, step, round_key, **self.desk.doing(who), **more)

    def scan(self, step: str, code: str, round_key: str = "", who: str = "PH1") -> None:
        scan_in_step(self.batch, step, round_key, str(Own(Kind.LOT, (code,))).encode(), **self.desk.doing(who))

    def record(self, step: str, typed: Mapping[str, str], round_key: str = "", who: str = "PH1", **more: object) -> None:
        record_step(self.batch, step, round_key, typed, **self.desk.signing(who, factor=Factor.PIN), **more)

    def verify(self, step: str, readings: Mapping[str, str], round_key: str = "", who: str = "PH2") -> None:
        verify_step(self.batch, step, round_key, readings, **self.desk.signing(who, Role.VERIFIER, Factor.PIN))

    def prepare(self) -> None:
        """Everything up to the first bag."""
        self.start("check_order")
        self.record("check_order", {})
        self.verify("check_order", {})
        self.start("scan")
        self.scan("scan", STOCK)
        self.record("scan", {"room": "clean"})
        self.start("plan")
        self.record("plan", {})

    def fill(self, number: int, drawn: str = "2.50", own: str | None = None) -> None:
        """One bag filled and verified."""
        key = f"{number} piece"
        self.start("draw", key)
        self.scan("draw", STOCK, key)
        self.scan("draw", BAGS, key)
        self.record("draw", {"drawn": drawn}, key)
        self.verify("draw", {"drawn": own or drawn}, key)

    def label(self, number: int) -> None:
        """The label of one bag, printed and scanned back, as the labels room would leave it."""
        key, desk = f"{number} piece", self.desk
        self.start("label_bag", key)
        bag = next(each for each in desk.kept(Bag, batch=self.batch) if each.round == key)
        mark = (desk.clock.at, desk.zone, "PH1")
        desk.put(
            LabelPrint(f"LP{number}", self.batch, bag.id, "final-bag-100x60", "en", str(own.bag(self.dossier.batch, number)), 1, b"pdf", b"d" * 32, "proof", *mark)
        )
        desk.put(LabelScan(f"LS{number}", self.batch, f"LP{number}", b"%1", *mark))
        self.record("label_bag", {}, key)
        self.verify("label_bag", {}, key)

    def close(self) -> None:
        """The last steps."""
        self.start("sample_final")
        self.record("sample_final", {})
        self.start("sum_up")
        self.record("sum_up", {})
        self.verify("sum_up", {})

    def result(self, test: str, raw: str, lot: str | None = None, *, check: bool = True, **more: object) -> str:
        """A result entered by one analyst and checked by another."""
        of = Subject(lot=lot, formula="PROBE.1") if lot else Subject(batch=self.batch)
        result = record_result(of, test, raw, **self.desk.signing("QC1", factor=Factor.PIN), **more).changed[0]
        key = str(getattr(result, "id", ""))
        if check:
            check_result(key, **self.desk.signing("QC2", factor=Factor.PIN))
        return key

    def made(self) -> None:
        """The whole batch, with every gating result."""
        self.prepare()
        for number in (1, 2):
            self.fill(number)
            self.label(number)
        self.close()
        self.result("stock_ph", "6.5", lot="L1")
        self.result("content", "10.0")
        self.result("endotoxin", "0.1")
