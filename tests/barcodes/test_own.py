"""Our own identifiers: what is written is read, and nothing else."""
from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.barcodes import own
from workbench.barcodes.own import FORMS, Kind, Own
from workbench.batch.records import Batch, Status
from workbench.kernel.findings import Refused

ALPHABET = "0123456789%-= ]*A"
LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?~@#$^&|"
RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё\"№;:?/"
LAYOUT = str.maketrans(LATIN, RUSSIAN)


@st.composite
def owns(draw: st.DrawFn) -> Own:
    kind = draw(st.sampled_from(Kind))
    digit = st.sampled_from("0123456789")
    return Own(kind, tuple(draw(st.text(digit, min_size=least, max_size=most)) for _, least, most in FORMS[kind]))


def _code(raw: str) -> str:
    with pytest.raises(Refused) as refusal:
        own.read(raw.encode())
    return refusal.value.findings[0].code


@given(owns())
def test_read_gives_back_what_text_wrote(each: Own) -> None:
    assert own.read(own.text(each).encode()) == each


@given(owns(), st.data())
def test_every_single_wrong_character_is_refused(each: Own, data: st.DataObject) -> None:
    right = own.text(each)
    at = data.draw(st.integers(0, len(right) - 1))
    for other in ALPHABET:
        if other != right[at]:
            assert _code(right[:at] + other + right[at + 1:]).startswith("barcodes.")


@given(owns())
def test_every_swap_of_neighbours_is_refused(each: Own) -> None:
    right = own.text(each)
    for at in range(len(right) - 1):
        swapped = right[:at] + right[at + 1] + right[at] + right[at + 2:]
        if swapped != right:
            assert _code(swapped).startswith("barcodes.")


@given(owns(), st.sampled_from("%- \r]"))
def test_nothing_before_between_or_after(each: Own, more: str) -> None:
    right = own.text(each)
    for at in range(len(right) + 1):
        with pytest.raises(Refused):
            own.read((right[:at] + more + right[at:]).encode())


@given(owns().filter(lambda each: each.kind in (Kind.BAG, Kind.PAIR)), st.sampled_from("0123456789"))
def test_a_digit_too_many_or_too_few_is_refused_where_the_length_is_fixed(each: Own, more: str) -> None:
    right = own.text(each)
    for at in range(len(right) + 1):
        with pytest.raises(Refused):
            own.read((right[:at] + more + right[at:]).encode())
    for at in range(len(right)):
        with pytest.raises(Refused):
            own.read((right[:at] + right[at + 1:]).encode())


@given(owns())
def test_a_russian_layout_and_caps_lock_change_nothing(each: Own) -> None:
    right = own.text(each)
    assert right.translate(LAYOUT) == right
    assert right.swapcase() == right


@pytest.mark.parametrize("prefix", ["]C0", "]d1"])
@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("russian", [False, True])
def test_the_prefix_of_a_scanner_is_taken_off_whatever_the_layout(prefix: str, caps: bool, russian: bool) -> None:
    sent = prefix.translate(LAYOUT) if russian else prefix
    right = own.text(Own(Kind.BADGE, ("1042",)))
    assert own.read(((sent.swapcase() if caps else sent) + right).encode()) == Own(Kind.BADGE, ("1042",))


@pytest.mark.parametrize("raw", [b"", b"%", b"%1", b"\xff\xfe", b"]Q1%6-1042-00", "%6-١٠٤٢-00".encode(), b"%6-1042-00\r", b"%6--42-11"])
def test_what_is_not_ours_is_refused(raw: bytes) -> None:
    with pytest.raises(Refused) as refusal:
        own.read(raw)
    assert refusal.value.findings[0].code in {"barcodes.not-ours", "barcodes.check"}


def test_a_very_long_scan_is_not_read() -> None:
    with pytest.raises(Refused):
        own.read(b"%5-" + b"1" * 10_000_000)


def test_an_unknown_kind_says_so() -> None:
    assert _code("%4-1-00") == "barcodes.kind"


def test_too_many_digits_are_refused_when_written() -> None:
    with pytest.raises(Refused):
        own.text(Own(Kind.BAG, ("260000147", "100")))
    with pytest.raises(Refused):
        own.text(Own(Kind.BAG, ("260000147",)))


def test_the_year_is_that_of_the_batch_zone() -> None:
    batch = Batch("CT-2027-0001", 1, "OR-1", 1, "P1", "CART19-AUTO.1", "CUSTOM", Status.READY,
                  datetime(2026, 12, 31, 22, 30, tzinfo=UTC), "Europe/Moscow")
    assert own.text(own.bag(batch, 3)).startswith("%1-270000001-03-")


def test_the_published_example_of_the_standard() -> None:
    """ISO 7064 gives 794 with the check characters 44 for MOD 97-10."""
    assert own.text(Own(Kind.LOT, ("94",))).endswith("-44")
