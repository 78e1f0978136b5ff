"""ISBT 128 is off until the site enters its number and confirms its licence; product codes are the site's own."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.desk import Desk, codes
from workbench.kernel.findings import Refused
from workbench.site.actions import Licence, enter_licence, enter_product_codes
from workbench.site.records import ProductCodes, SiteCodes

GOOD = Licence("Z5499", "ICCBBA 70123", confirmed=True, country="PL", establishment="001499")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.formula("text", "PROBE")
    return desk


def test_the_administrator_turns_it_on_and_who_confirmed_is_kept(desk: Desk) -> None:
    enter_licence(GOOD, "registered since 2024", **desk.doing("AD1"))
    (kept,) = desk.kept(SiteCodes)
    assert kept == SiteCodes("codes", "Z5499", "ICCBBA 70123", "AD1", desk.clock.at, desk.zone, "PL", "001499")
    enter_licence(replace(GOOD, facility="A9999", country="", establishment=""), "moved to the demonstration number", **desk.doing("AD1"))
    assert desk.kept(SiteCodes)[0].facility == "A9999"


@pytest.mark.parametrize(
    ("licence", "code"),
    [
        (replace(GOOD, confirmed=False), "site.licence-unconfirmed"),
        (replace(GOOD, number=" "), "site.licence-number"),
        (replace(GOOD, facility="O5499"), "barcodes.isbt-facility"),
        (replace(GOOD, country="pl"), "site.establishment"),
        (replace(GOOD, country=""), "site.establishment"),
        (replace(GOOD, establishment="1499"), "site.establishment"),
    ],
)
def test_without_licence_or_with_a_wrong_number_it_stays_off(desk: Desk, licence: Licence, code: str) -> None:
    with pytest.raises(Refused) as refused:
        enter_licence(licence, "because", **desk.doing("AD1"))
    assert codes(refused.value) == {code}
    assert not desk.kept(SiteCodes)


def test_only_the_administrator_with_a_reason(desk: Desk) -> None:
    for who, why, code in (("PH1", "because", "people.act-not-allowed"), ("AD1", " ", "people.reason-missing")):
        with pytest.raises(Refused) as refused:
            enter_licence(GOOD, why, **desk.doing(who))
        assert codes(refused.value) == {code}


def test_product_codes(desk: Desk) -> None:
    def refused(isbt: str, gtin: str, formula: str = "PROBE") -> set[str]:
        with pytest.raises(Refused) as no:
            enter_product_codes(formula, isbt, gtin, "from the licensed list", **desk.doing("AD1"))
        return codes(no.value)

    assert refused("S1295100", "") == {"site.isbt-off"}
    enter_product_codes("PROBE", "", "04600439931256", "own GTIN", **desk.doing("AD1"))
    enter_licence(GOOD, "registered since 2024", **desk.doing("AD1"))
    assert refused("S129510", "") == {"barcodes.isbt-product"}
    assert refused("S1295100", "04600439931257") == {"barcodes.gs1-gtin"}
    assert refused("S1295100", "", "NOBODY") == {"site.formula-unknown"}
    enter_product_codes("PROBE", "S1295100", "04600439931256", "from the licensed list", **desk.doing("AD1"))
    assert desk.kept(ProductCodes) == (ProductCodes("PROBE", "S1295100", "04600439931256"),)
