"""What a scanner does to a code whose content is known is told by name, or not at all."""
from __future__ import annotations

import random
import string

import pytest

from workbench.barcodes.layout import RUSSIAN
from workbench.barcodes.reading import read
from workbench.kernel.findings import Refused, Severity
from workbench.scanners.records import ScannerCheck
from workbench.scanners.rules import ALT, CODES, SPELLED, UNDONE, Arrival, explain, judge, newest, recognised, separator_proved, summary
from workbench.scanners.symbols import GS, SYMBOLS, TestSymbol
from workbench.words.sentences import all_sentences

BY_NAME = {each.name: each for each in SYMBOLS}
GS1 = [each for each in SYMBOLS if each.gs1]


def codes(symbol: TestSymbol, text: str, *, framed: bool = True, ended: bool = True) -> list[str]:
    return [each.code for each in judge(symbol, Arrival(text.encode(), framed, ended))]


def russian(text: str) -> str:
    return "".join(RUSSIAN[each] for each in text)


@pytest.mark.parametrize("symbol", SYMBOLS, ids=lambda each: each.name)
def test_a_scanner_that_is_set_right_is_told_nothing(symbol: TestSymbol) -> None:
    assert codes(symbol, symbol.drawn.value + symbol.carries) == []
    assert codes(symbol, symbol.carries) == ["scanner.aim-off"]
    assert codes(symbol, symbol.carries, framed=False, ended=False) == ["scanner.suffix-missing", "scanner.aim-off", "scanner.prefix-missing"]


def test_a_port_that_has_to_wait_for_the_end_is_told() -> None:
    symbol = BY_NAME["own"]
    found = judge(symbol, Arrival(("]C0" + symbol.carries).encode(), silence=True))
    assert [(each.code, each.severity) for each in found] == [("scanner.end-missing", Severity.TELLS)]


@pytest.mark.parametrize(("name", "change", "told"), [
    ("letters", russian, ["scanner.russian-layout"]),
    ("signs", russian, ["scanner.russian-layout"]),
    ("letters", str.swapcase, ["scanner.caps-lock"]),
    ("letters", lambda text: russian(text).swapcase(), ["scanner.russian-layout", "scanner.caps-lock"]),
    ("letters", str.upper, ["scanner.one-case"]),
    ("letters", str.lower, ["scanner.one-case"]),
    ("matrix", lambda text: text.replace(GS, ""), ["scanner.separator-lost"]),
    ("linear", lambda text: russian(text.replace(GS, "")), ["scanner.separator-lost", "scanner.russian-layout"]),
    ("matrix", lambda text: text.replace(GS, "<GS>"), ["scanner.separator-spelled"]),
    ("matrix", lambda text: text.replace(GS, ALT[0]), ["scanner.separator-alt"]),
    ("linear", lambda text: text.replace(GS, "|"), ["scanner.separator-other"]),
    ("matrix", lambda text: text.replace(GS, " "), ["scanner.separator-other"]),
    ("own", lambda text: text * 2, ["scanner.doubled"]),
    ("long", lambda text: text[:100], ["scanner.cut"]),
    ("long", lambda text: text[60:], ["scanner.cut"]),
    ("own", lambda text: text[:8], ["scanner.cut"]),
    ("own", lambda text: f"*{text}*", ["scanner.added"]),
    ("letters", lambda text: f"C{text}", ["scanner.added"]),
    ("signs", lambda text: text.replace("/", "-").replace("-", "/").replace("Z", "Y"), ["scanner.other-layout"]),
    ("letters", lambda text: text.translate(str.maketrans("YZyz", "ZYzy")), ["scanner.other-layout"]),
])  # fmt: skip
@pytest.mark.parametrize("aim", [True, False], ids=["with AIM", "without"])
def test_each_fault_is_told_by_its_name(name: str, change, told: list[str], aim: bool) -> None:
    symbol = BY_NAME[name]
    if told == ["scanner.doubled"] or told == ["scanner.added"]:
        arrived = change((symbol.drawn.value if aim else "") + symbol.carries)
    elif told == ["scanner.cut"] and aim and name == "long":
        arrived = change(symbol.carries)
    else:
        arrived = change((symbol.drawn.value if aim else "") + symbol.carries)
    found = judge(symbol, Arrival(arrived.encode()))
    assert [each.code for each in found if each.severity is not Severity.TELLS] == told


@pytest.mark.parametrize("aim", ["]C0", "]d1", "]C1"])
def test_a_gs1_symbol_that_is_told_as_another_kind(aim: str) -> None:
    assert codes(BY_NAME["matrix"], aim + BY_NAME["matrix"].carries) == ["scanner.aim-wrong"]


def test_a_separator_at_the_front_stands_for_the_aim_identifier() -> None:
    assert codes(BY_NAME["linear"], GS + BY_NAME["linear"].carries) == ["scanner.aim-off"]


@pytest.mark.parametrize("mark", SPELLED)
def test_every_spelling_of_the_separator_is_shown(mark: str) -> None:
    for symbol in GS1:
        found = judge(symbol, Arrival((symbol.drawn.value + symbol.carries.replace(GS, mark)).encode()))
        assert [(each.code, dict(each.facts)["detail"]) for each in found] == [("scanner.separator-spelled", mark)]


@pytest.mark.parametrize("text", ["", "4600439931256", "%7-0001-12", "Hello", "]d2", GS, "�" * 20, "ABC"])
def test_another_code_is_no_fault_of_the_scanner(text: str) -> None:
    assert recognised(text) is None
    assert codes(SYMBOLS[0], text)[0] == "scanner.another-code"


def test_symbols_are_told_apart_whatever_happens_to_them() -> None:
    for symbol in SYMBOLS:
        for aim in ("", symbol.drawn.value):
            for change in (str, str.upper, str.swapcase, russian, lambda text: text * 2, lambda text: text.replace(GS, "")):
                assert recognised(change(aim + symbol.carries)) is symbol


def test_noise_is_never_taken_for_a_proof() -> None:
    """The separators count as proved only where every character of both GS1 symbols is in its place."""
    random.seed(41)
    alphabet = string.printable + GS + "йъЁ№"
    for _ in range(400):
        symbol = random.choice(GS1)
        text = list(random.choice((symbol.drawn.value, "")) + symbol.carries)
        at = random.randrange(len(text))
        change = random.choice(("drop", "put", "swap"))
        if change == "drop":
            del text[at]
        elif change == "put":
            text.insert(at, random.choice(alphabet))
        else:
            text[at] = random.choice([each for each in alphabet if each != text[at]])
        arrived = "".join(text)
        found = [(each, judge(each, Arrival(arrived.encode() if each is symbol else each.carries.encode()))) for each in GS1]
        assert not separator_proved(found) or arrived == GS + symbol.carries, arrived


def test_separators_are_proved_by_both_symbols_and_by_the_newest_check() -> None:
    from tests.db.examples import AT, LATER

    good = [(each, judge(each, Arrival(each.carries.encode(), framed=False))) for each in SYMBOLS]
    assert separator_proved(good)
    assert separator_proved([(each, judge(each, Arrival(russian(each.carries).encode()))) for each in SYMBOLS]), "a layout keeps the separator"
    assert not separator_proved([each for each in good if each[0].name != "linear"])
    lost = [(each, judge(each, Arrival(each.carries.replace(GS, "").encode()))) for each in SYMBOLS]
    assert not separator_proved(lost)
    checks = [ScannerCheck("C1", "W", "", True, (), AT, "UTC", "P1"), ScannerCheck("C2", "W", "", False, (), LATER, "UTC", "P1")]
    assert (newest(checks), newest(reversed(checks)), newest(())) == (checks[1], checks[1], None)


def test_a_fault_is_said_once_the_gravest_first() -> None:
    every = [one for each in SYMBOLS for one in judge(each, Arrival(russian(each.carries.replace(GS, "")).encode(), framed=False))]
    assert [each.code for each in summary(every)] == ["scanner.separator-lost", "scanner.russian-layout", "scanner.aim-off", "scanner.prefix-missing"]


def test_every_fault_has_its_sentence() -> None:
    assert set(CODES.values()) | {"scanner.another-code"} <= all_sentences().keys()
    assert UNDONE.keys() <= CODES.keys()


def test_what_the_check_lets_pass_the_reader_reads() -> None:
    """A GS1 symbol without a fault is read whole, under either layout with its AIM identifier; one with a lost separator is refused."""
    for symbol in GS1:
        sent = symbol.drawn.value + symbol.carries
        for arrived in (sent, russian(sent)):
            assert read(arrived.encode(), separator_proved=True).text == symbol.carries
        with pytest.raises(Refused):
            read(sent.replace(GS, "").encode())


def test_nothing_is_explained_that_is_right() -> None:
    explained = explain(BY_NAME["own"], BY_NAME["own"].carries)
    assert explained is not None
    assert explained.faults == ()
