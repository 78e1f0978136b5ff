"""Legal pathways: read, refused, in force on a day; and those that come with the workbench."""
from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.desk import codes
from workbench.kernel.findings import Refused, Severity
from workbench.regimes.reading import regime_of, regimes_of
from workbench.regimes.records import Regime
from workbench.regimes.rules import SOON, in_force

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "resources/regimes").glob("*.toml")}
GOOD = 'code = "XX-YY"\nsource = "a law"\nverified = true\nname.en = "a"\nname.ru = "б"\nvalid_from = 2025-01-01\nvalid_until = 2026-11-30\n'
REGIME = regime_of(GOOD, "x.toml")


def refusal(text: str) -> set[str]:
    with pytest.raises(Refused) as caught:
        regime_of(text, "x.toml")
    assert all(each.where.startswith("x.toml") for each in caught.value.findings)
    return codes(caught.value)


def test_a_file_is_read() -> None:
    assert Regime("XX-YY", "a", "б", "a law", True, "", date(2025, 1, 1), date(2026, 11, 30)) == REGIME


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", {"regimes.key-missing"}),
        (GOOD.replace('code = "XX-YY"\n', ""), {"regimes.key-missing"}),
        (GOOD.replace("source", "sorce"), {"regimes.key-missing", "regimes.key-unknown"}),
        (GOOD.replace("true", '"yes"'), {"regimes.key-kind"}),
        (GOOD.replace("2026-11-30", '"2026-11-30"'), {"regimes.key-kind"}),
        (GOOD.replace("2026-11-30", "2026-11-30T10:00:00"), {"regimes.key-kind"}),
        (GOOD.replace("2026-11-30", "2024-11-30"), {"regimes.dates-backward"}),
        (GOOD.replace('"XX-YY"', '"xx yy"'), {"regimes.key-form"}),
        (GOOD.replace('"a law"', '" "'), {"regimes.key-form"}),
        (GOOD.replace('name.ru = "б"\n', ""), {"regimes.text-languages"}),
        (GOOD.replace('"б"', '" "'), {"regimes.text-languages"}),
        (GOOD[:20], {"regimes.unreadable"}),
        (GOOD + GOOD, {"regimes.unreadable"}),
    ],
)
def test_a_bad_file_is_refused_with_its_place(text: str, wanted: set[str]) -> None:
    assert refusal(text) == wanted


def test_a_code_stands_in_one_file() -> None:
    with pytest.raises(Refused) as caught:
        regimes_of({"a.toml": GOOD, "b.toml": GOOD})
    assert codes(caught.value) == {"regimes.code-twice"}


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2024, 12, 31), ["regimes.not-yet"]),
        (date(2025, 1, 1), []),
        (date(2026, 11, 30) - SOON - timedelta(days=1), []),
        (date(2026, 11, 30) - SOON, ["regimes.lapses-soon"]),
        (date(2026, 11, 30), ["regimes.lapses-soon"]),
        (date(2026, 12, 1), ["regimes.lapsed"]),
    ],
)
def test_a_basis_carries_from_its_first_to_its_last_day(day: date, wanted: list[str]) -> None:
    found = in_force({"XX-YY": REGIME}, "XX-YY", day)
    assert [each.code for each in found] == wanted
    assert codes(Refused(found)) == set(wanted)


def test_an_unknown_pathway_stops_and_an_unverified_one_says_so() -> None:
    unknown = in_force({}, "XX-YY", date(2026, 1, 1))
    assert [(each.code, each.severity) for each in unknown] == [("regimes.unknown", Severity.STOPS)]
    bare = regime_of('code = "XX"\nsource = "x"\nverified = false\nname = { en = "a", ru = "б" }\n', "x.toml")
    found = in_force({"XX": bare}, "XX", date(1900, 1, 1))
    assert [(each.code, each.severity) for each in found] == [("regimes.not-verified", Severity.TELLS)]
    assert codes(Refused((*unknown, *found)))


def test_the_pathways_that_come_with_the_workbench() -> None:
    shipped = regimes_of(SHIPPED)
    assert set(shipped) == {"RU-iBMCP", "EU-HE", "UK-POC", "RU-RPH", "CUSTOM"}
    assert not any(each.verified for each in shipped.values()), "nobody has compared them with the law"
    assert {file.removesuffix(".toml") for file in SHIPPED} == set(shipped)
    for code, last in (("RU-RPH", date(2026, 12, 31)), ("RU-iBMCP", date(2030, 8, 31))):
        assert {each.code for each in in_force(shipped, code, last)} == {"regimes.lapses-soon", "regimes.not-verified"}
        assert "regimes.lapsed" in {each.code for each in in_force(shipped, code, last + timedelta(days=1))}


def test_every_formula_names_pathways_that_there_are() -> None:
    import tomllib

    shipped = set(regimes_of(SHIPPED))
    for path in (ROOT / "resources/formulas").glob("*.toml"):
        assert set(tomllib.loads(path.read_text(encoding="utf-8"))["formula"]["regimes"]) <= shipped
