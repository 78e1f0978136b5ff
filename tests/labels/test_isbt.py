"""Labels under the site's own codes: off until they are entered, SAMPLE for demonstration numbers, flagged when printed again."""
from __future__ import annotations

from pathlib import Path

import pytest

from tests.batch.probe import Probe
from tests.desk import Desk, codes
from tests.paper_reading import squeezed, text_of
from tests.papers_factory import GTIN, press
from workbench.batch.records import Bag, BagStatus
from workbench.kernel.findings import Refused
from workbench.labels.actions.fates import scan_back
from workbench.labels.actions.printing import print_label
from workbench.labels.records import LabelPrint
from workbench.site.actions import Licence, enter_licence, enter_product_codes
from workbench.site.records import Purpose, Site

ISBT, GS1 = "final-bag-isbt-100x60", "final-bag-gs1-100x60"


class Codes:
    """A filled bag whose site may have codes."""

    def __init__(self, folder: Path) -> None:
        self.probe = Probe(folder)
        self.desk: Desk = self.probe.desk
        self.desk.label(ISBT, GS1)
        patient = self.probe.dossier.patient
        self.desk.change(patient, coi="260000007")
        self.probe.prepare()
        self.probe.fill(1)

    def turn_on(self, facility: str = "Z5499") -> None:
        enter_licence(Licence(facility, "ICCBBA 70123", confirmed=True), "registered since 2024", **self.desk.doing("AD1"))

    def enter(self, isbt: str = "S1295100", gtin: str = GTIN) -> None:
        enter_product_codes("PROBE", isbt, gtin, "from the licensed list", **self.desk.doing("AD1"))

    def print(self, name: str, why: str = "") -> LabelPrint:
        bag = self.desk.kept(Bag, batch=self.probe.batch)[0]
        done = print_label(self.probe.batch, bag.id, name, why, dpi=300, press=press("en"), **self.desk.doing("PH1"))
        assert isinstance(done.changed[0], LabelPrint)
        return done.changed[0]

    def refused(self, name: str) -> set[str]:
        with pytest.raises(Refused) as refused:
            self.print(name)
        return codes(refused.value)


@pytest.fixture
def site(tmp_path: Path) -> Codes:
    return Codes(tmp_path)


def test_it_is_off_until_number_licence_and_product_code_are_there(site: Codes) -> None:
    assert site.refused(ISBT) == {"site.isbt-off"}
    assert site.refused(GS1) == {"labels.no-code"}
    site.turn_on()
    assert site.refused(ISBT) == {"labels.no-code"}
    site.enter()
    label = site.print(ISBT)
    din, message = sorted(label.carried, key=len)
    assert din == "=Z54992600000100"
    assert message.startswith(f"=+04000{din}=<S12951A0&>0")
    assert message.endswith("&/CHZ549926000007")
    assert squeezed("Z5499 26 000001") in squeezed(text_of(label.content))


def test_a_second_print_is_flagged_for_every_reader(site: Codes) -> None:
    site.turn_on()
    site.enter()
    site.print(ISBT)
    again = site.print(ISBT, "label got wet")
    assert min(again.carried, key=len) == "=Z54992600000105"
    assert "DUPLICATE" in text_of(again.content)


def test_a_demonstration_number_says_sample_even_in_a_live_register(site: Codes) -> None:
    site.desk.change(site.desk.one(Site, "site"), purpose=Purpose.LIVE)
    site.enter(isbt="")
    site.turn_on("A9999")
    site.enter()
    assert "SAMPLE – NOT FOR PATIENT USE" in text_of(site.print(ISBT).content)


def test_a_number_of_its_own_says_nothing_in_a_live_register(site: Codes) -> None:
    site.desk.change(site.desk.one(Site, "site"), purpose=Purpose.LIVE)
    site.turn_on()
    site.enter()
    assert "SAMPLE" not in text_of(site.print(ISBT).content)


def test_the_label_is_scanned_back_by_what_it_carries(site: Codes) -> None:
    site.turn_on()
    site.enter()
    label = site.print(ISBT)
    scan_back(site.probe.batch, b"]d1" + max(label.carried, key=len).encode(), **site.desk.doing("PH1"))
    assert site.desk.kept(Bag, batch=site.probe.batch)[0].status is BagStatus.LABELLED


def test_the_symbol_of_another_bag_is_refused(site: Codes) -> None:
    site.turn_on()
    site.enter()
    label = site.print(ISBT)
    with pytest.raises(Refused):
        scan_back(site.probe.batch, max(label.carried, key=len).replace("000001", "000002").encode(), **site.desk.doing("PH1"))
    assert site.desk.kept(Bag, batch=site.probe.batch)[0].status is BagStatus.FILLED


def test_a_bag_under_the_sites_own_gtin(site: Codes) -> None:
    site.enter(isbt="")
    label = site.print(GS1)
    (raw,) = [each for each in label.carried if each.startswith("01")]
    assert raw.startswith(f"01{GTIN}7003")
    assert f"\x1d21{label.id}" in raw
    scan_back(site.probe.batch, b"]d2" + raw.encode(), **site.desk.doing("PH1"))
    assert site.desk.kept(Bag, batch=site.probe.batch)[0].status is BagStatus.LABELLED
