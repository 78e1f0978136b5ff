"""What can be said in an expression, and that nothing else can."""
from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calculation.typing_in import code_of, facts_of
from workbench.calculation.evaluating import evaluate
from workbench.calculation.nodes import Bin, Call, Cmp, If, Is, Logic, Name, Neg, Node, Num, kids, names, walk
from workbench.calculation.parsing import aim, is_name, limit, parse
from workbench.kernel.findings import Refused

NINE = (Num, Name, Call, Neg, Bin, Cmp, Is, Logic, If)


def num(text: str, unit: str = "", decimals: int | None = 0) -> Num:
    return Num(Decimal(text), unit, decimals)


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("250 MBq", num("250", "MBq")),
        ("0.15 kBq/MBq", num("0.15", "kBq/MBq", 2)),
        ("10.0 %", num("10.0", "%", 1)),
        ("26 % car_cell/viable_cell", num("26", "% car_cell/viable_cell")),
        ("3.5e6 car_cell/mL", num("3.5e6", "car_cell/mL", None)),
        ("5mL", num("5", "mL")),
        ("-120 degC", num("-120", "degC")),
        ("2 m**2", num("2", "m**2")),
        ("car", Name("car")),
        ("this.started", Name("this.started")),
        ("island", Name("island")),
        ("not_yet", Name("not_yet")),
        ("-x", Neg(Name("x"))),
        ("a - b - c", Bin("-", Bin("-", Name("a"), Name("b")), Name("c"))),
        ("a / b * c", Bin("*", Bin("/", Name("a"), Name("b")), Name("c"))),
        ("a + b * c", Bin("+", Name("a"), Bin("*", Name("b"), Name("c")))),
        ("2 ^ -x", Bin("^", num("2"), Neg(Name("x")))),
        ("2 ^ 3 ^ 4", Bin("^", num("2"), Bin("^", num("3"), num("4")))),
        ("-2 ^ 2", Neg(Bin("^", num("2"), num("2")))),
        ("sum(bag_volume)", Call("sum", (Name("bag_volume"),))),
        ("round(x, 0.1 mL)", Call("round", (Name("x"), num("0.1", "mL", 1)))),
        ("175 EU / vial_volume", Bin("/", num("175", "EU"), Name("vial_volume"))),
        ("1 cell/viable_cell * x", Bin("*", num("1", "cell/viable_cell"), Name("x"))),
        ("final is cryopreserved", Is(Name("final"), "cryopreserved", False)),
        ("markers is not negative", Is(Name("markers"), "negative", True)),
        ("regime is EU-HE", Is(Name("regime"), "EU-HE", False)),
        ("x is notable", Is(Name("x"), "notable", False)),
        ("not a is b", Logic("not", Is(Name("a"), "b", False), None)),
        ("a < b or c > q and e == f", Logic("or", Cmp("<", Name("a"), Name("b")),
                                            Logic("and", Cmp(">", Name("c"), Name("q")), Cmp("==", Name("e"), Name("f"))))),
        ("if a is b then 1 else 2", If(Is(Name("a"), "b", False), num("1"), num("2"))),
        ("if bag == 1 piece then 10 % else 60 %", If(Cmp("==", Name("bag"), num("1", "piece")), num("10", "%"), num("60", "%"))),
    ],
)
def test_reads(text: str, node: Node) -> None:
    assert parse(text) == node
    assert all(isinstance(each, NINE) for each in walk(node))


@pytest.mark.parametrize(
    ("text", "unit", "node"),
    [
        (">= 70", "%", Cmp(">=", Name("me"), num("70", "%"))),
        ("<= 10.0", "copy/cell", Cmp("<=", Name("me"), num("10.0", "copy/cell", 1))),
        ("<= 120 min", "h", Cmp("<=", Name("me"), num("120", "min"))),
        ("8 .. 12", "mL", Logic("and", Cmp(">=", Name("me"), num("8", "mL")), Cmp("<=", Name("me"), num("12", "mL")))),
        ("-12 .. 12", "h", Logic("and", Cmp(">=", Name("me"), num("-12", "h")), Cmp("<=", Name("me"), num("12", "h")))),
        ("<= -120", "degC", Cmp("<=", Name("me"), num("-120", "degC"))),
        ("is negative", "", Is(Name("me"), "negative", False)),
        ("is not stop", "", Is(Name("me"), "stop", True)),
        ("> 0.5e6", "car_cell/kg", Cmp(">", Name("me"), num("0.5e6", "car_cell/kg", None))),
        ("0.9 * v .. 1.1 * v", "mL", Logic("and", Cmp(">=", Name("me"), Bin("*", num("0.9", "", 1), Name("v"))),
                                           Cmp("<=", Name("me"), Bin("*", num("1.1", "", 1), Name("v"))))),
        ("<= a - b", "mL", Cmp("<=", Name("me"), Bin("-", Name("a"), Name("b")))),
        ("a < 70 % or b > 50 %", "", Logic("or", Cmp("<", Name("a"), num("70", "%")), Cmp(">", Name("b"), num("50", "%")))),
        ("me > 0 and me <= 100", "%", Logic("and", Cmp(">", Name("me"), num("0", "%")), Cmp("<=", Name("me"), num("100", "%")))),
    ],
)
def test_reads_limits(text: str, unit: str, node: Node) -> None:
    assert limit(text, "me", unit) == node


def test_an_aim_that_is_a_bare_number_has_the_unit_of_its_field() -> None:
    assert aim("37", "degC") == num("37", "degC")
    assert aim("seed_volume", "mL") == Name("seed_volume")
    assert aim("0.5 * v", "mL") == Bin("*", num("0.5", "", 1), Name("v"))


@pytest.mark.parametrize("text", ["5", "-5 mL", "a + b", "sum(x)"])
def test_a_limit_compares(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        limit(text, "me", "mL")
    assert code_of(refusal) == "limit-without-comparison"


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("", "unreadable", 1),
        ("   ", "unreadable", 1),
        ("a +", "unreadable", 4),
        ("a b", "unreadable", 3),
        ("a $ b", "unreadable", 3),
        ("(a", "unreadable", 3),
        ("a)", "unreadable", 2),
        ("1,5", "unreadable", 2),
        ("a < b < c", "unreadable", 7),
        ("if a is b then c", "unreadable", 17),
        ("a.b.c", "unreadable", 4),
        ("x[0]", "unreadable", 2),
        ("'text'", "unreadable", 1),
        ("x is not", "unreadable", 3),
        ("x = 3", "unreadable", 3),
        ("a; b", "unreadable", 2),
        ("5.", "unreadable", 2),
        ("٣ + 1", "unreadable", 1),
        ("± 5 %", "unreadable", 1),
        ("sum()", "unreadable", 5),
        ("Car", "unreadable", 1),
        ("getattr(x, y)", "no-function", 1),
        ("1 + factor(2)", "no-function", 5),
        ("175 EU / mL", "unit-apart", 10),
        ("h * 3", "unit-apart", 1),
    ],
)
def test_a_refusal_names_the_column(text: str, code: str, column: int) -> None:
    with pytest.raises(Refused) as refusal:
        parse(text)
    assert code_of(refusal) == code
    assert facts_of(refusal)["column"] == str(column)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("3 cups", "cups"), ("2 mLL", "mLL"), ("5 U", "U"), ("1 kMBq", "kMBq"), ("7 x", "x"), ("5 µL", "µL")],
)
def test_an_unknown_unit_is_named(text: str, unit: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse(text)
    assert code_of(refusal) == "unknown-unit"
    assert facts_of(refusal)["unit"] == unit


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("(" * 20 + "1" + ")" * 20, ""),
        ("(" * 21 + "1" + ")" * 21, "too-deep"),
        ("(" * 140 + "1" + ")" * 140, "too-deep"),
        ("-" * 20 + "x", ""),
        ("-" * 21 + "x", "too-deep"),
        ("not " * 25 + "a is b", "too-deep"),
        ("^".join("2" * 40), "too-deep"),
        ("if a is b then 1 else " * 13 + "2", ""),
        ("+".join("1" * 50), ""),
        ("+".join("1" * 140), "too-deep"),
        ("x" * 300, ""),
        ("x" * 301, "too-long"),
        ("(" * 5000 + "1" + ")" * 5000, "too-long"),
        ("max(" * 30 + "1, 2" + ")" * 30, "too-deep"),
    ],
)
def test_length_and_depth_are_capped(text: str, code: str) -> None:
    if not code:
        parse(text)
        return
    with pytest.raises(Refused) as refusal:
        parse(text)
    assert code_of(refusal) == code


ATTACKS = (
    "__import__('os').getpid()", "().__class__.__mro__[1].__subclasses__()", "9**9**9**9", "9^9^9^9", "'a'*10**9", "[0]*10**9",
    "[i for i in range(10**9)]", "(" * 140 + "1" + ")" * 140, "-" * 299 + "1", "open('/etc/passwd').read(9)", "(lambda: 1)()",
    "'{0.__class__}'.format(1)", "while True: pass", "1/0", "0/0", "ln(0)", "ln(-1)", "sqrt(-1)", "0^0", "0^-1", "(-8)^0.5", "exp(9e9)",
    "exp(-9e9)", "log2(0)", "1e99^11", "inf", "nan", "1e999",
    "1e+99 * 1e+99 * 1e+99 * 1e+99 * 1e+99 * 1e+99 * 1e+99 * 1e+99 * 1e+99 * 1e+99 * 1e+99", "round(1, 0)", "round(1, -1)",
    "round_up(1, 0)", "min(1)", "sum(1)", "count(2, 3)", "expiry(1)", "expiry(x)", "last()", "round(1e99, 1e-99) * 1e99 ^ 10",
    "if 1 then 2 else 3", "not 1", "1 and 2", "1 is x", "2 * 37 degC", "37 degC + 1 degC", "5 degC / 5 degC", "1 mL + 1 cell",
    "1 mL < 1 cell", "max(1 mL, 1 cell)", "2 ^ 1 mL", "(1 mL) ^ 2", "ln(5 MBq)", "x\x00y", "a\nb", "\ufeffx", "x; drop table batch",
)


@pytest.mark.parametrize("text", ATTACKS)
def test_what_should_not_be_asked_is_refused_and_nothing_else(text: str) -> None:
    with pytest.raises(Refused):
        evaluate(parse(text), {})
    with pytest.raises(Refused):
        evaluate(limit(text, "me", "mL"), {})


def attempt(text: str) -> None:
    for read in (parse, lambda each: limit(each, "me", "mL")):
        try:
            evaluate(read(text), {})
        except Refused:
            continue


@given(st.text(max_size=320))
def test_no_text_raises_anything_else(text: str) -> None:
    attempt(text)


PIECES = st.sampled_from([
    "if ", " then ", " else ", " and ", " or ", "not ", " is ", " is not ", "(", ")", ",", "..", "<", "<=", "==", "+", "-", "*", "/", "^",
    "x", "me", "me.done", "1", "0", "2.5", "1e99", "1e-99", " mL", " %", " degC", " cell/viable_cell", "ln(", "exp(", "sum(", "round(",
    "max(", "expiry(", " ", "9^9",
])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_sentence_of_the_grammar_raises_anything_else(text: str) -> None:
    attempt(text)


def test_a_name_is_no_unit_function_or_word() -> None:
    assert is_name("harvest_viable")
    assert not any(is_name(each) for each in ("g", "gram mar", "sum", "if", "min", "Car", "2x", "", "x.done", "cell", "naïve"))


def test_names_of_an_expression() -> None:
    assert names(parse("if a is b then c else sum(q) + 2 mL")) == {"a", "c", "q"}
    assert names(parse("expiry(final_bag)")) == {"expiry(final_bag)"}


def test_kids_are_everything_below() -> None:
    for text in ("a + b", "-a", "not a is b", "if a < b then c else q", "max(a, b)", "a is b"):
        node = parse(text)
        assert {each.id for each in walk(node) if isinstance(each, Name)} == names(node)
        assert all(kid in tuple(walk(node)) for kid in kids(node))


def test_the_drafts_can_be_read(shared: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (shared / "design" / "formulas").glob("*.toml")]
    if not texts:
        pytest.skip("no drafts here")
    found = 0
    for text in texts:
        for key, said in re.findall(r'\b(is|when|at|until|action|alert|accept) = "([^"]*)"', text):
            limit(said, "me", "mL") if key in ("action", "alert", "accept") else parse(said)
            found += 1
    assert found > 150
