"""The GS1 application identifiers that this program reads: their form, what each asks for and what it excludes.

Facts of the GS1 General Specifications and the GS1 syntax dictionary, in a notation of our own, one identifier (or a range) a line:
``identifier components +needed !excluded``. A component is ``N`` (digits), ``X`` (character set 82), ``Y`` (39) or ``Z`` (64) with its length
(``14``, ``..20``) and the checks of ``gs1_lints.py``; one in brackets may be missing. ``+a|b&c`` asks for a, or for b and c; ``n`` is any digit.

Left out, and refused: coupons (8110 to 8112) and amounts in a currency (391n, 393n), which nothing in a pharmacy carries.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

PREDEFINED = frozenset({"00", "01", "02", "03", "04", *(str(each) for each in (*range(11, 21), *range(31, 37), 41))})
"""First two digits of the identifiers whose length is fixed for ever: no separator follows them (General Specifications, figure 7.8.5-2)."""

CSET82 = "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"

_ITEM = "+01|02|8006|8026"
_TRADE = "+01|02"
_LOGISTIC = "+00|01"
_MEASURE = "+30|31nn|32nn|35nn|36nn"

_TABLE = f"""
00 N18:csum
01 N14:csum !02 !255 !37
02 N14:csum +37
10 X..20 {_ITEM}
11 N6:yymmd0 {_ITEM}
12 N6:yymmd0 +8020
13 N6:yymmd0 {_ITEM}
15 N6:yymmd0 {_ITEM}
16 N6:yymmd0 {_ITEM}
17 N6:yymmd0 +01|02|255|8006|8026
20 N2 {_ITEM}
21 X..20 +01|8006 !235
22 X..20 +01
235 X..28 +01
240 X..30 {_ITEM}
241 X..30 {_ITEM}
242 N..6 {_ITEM}
243 X..20 +01
250 X..30 +01|8006 +21
251 X..30 +01|8006
253 N13:csum [X..17]
254 X..20 +414
255 N13:csum [N..12] !01 !02 !415 !8006 !8020 !8026
30 N..8 {_TRADE}
37 N..8 +00 +02|8026
3900-3909 N..15 +255|8020 !390n !391n !394n !8111
3920-3929 N..15 +01 {_MEASURE} !392n !393n
3940-3943 N4 +255 !394n !8111
3950-3955 N6 {_MEASURE} !392n !393n !395n !8005
400 X..30
401 X..30:gcp
402 N17:csum
403 X..30 +00
410-417 N13:csum
420 X..20 !421
421 N3:country X..9 !4307
422 N3:country {_ITEM} !426
423 N3:country [N3:country] [N3:country] [N3:country] [N3:country] {_TRADE} !426
424 N3:country {_TRADE} !426
425 N3:country [N3:country] [N3:country] [N3:country] [N3:country] {_TRADE} !426
426 N3:country {_TRADE}
427 X..3 {_TRADE} +422
4300-4301 X..35:percent +00
4302 X..70:percent +00
4303 X..70:percent +4302
4304-4306 X..70:percent +00
4307 X2:land +00
4308 X..30 +00
4309 N10:latitude N10:longitude +00
4310-4311 X..35:percent +00
4312 X..70:percent +00
4313 X..70:percent +4312
4314-4316 X..70:percent +00
4317 X2:land +00
4318 X..20 +00
4319 X..30 +00
4320 X..35:percent +00
4321-4323 N1:yesno +00
4324-4325 N6:yymmd0 N4:hhmi9 +00
4326 N6:yymmdd +00
4330 N6 [X1:hyphen] +00 !4331
4331 N6 [X1:hyphen] +00 !4330
4332 N6 [X1:hyphen] +00 !4333
4333 N6 [X1:hyphen] +00 !4332
7001 N13 {_ITEM}
7002 X..30 {_TRADE}
7003 N6:yymmdd N4:hhmi {_TRADE}
7004 N..4 +01 +10
7005 X..12 {_TRADE}
7006 N6:yymmdd {_TRADE}
7007 N6:yymmdd [N6:yymmdd] {_TRADE}
7008 X..3 {_TRADE}
7009 X..10 {_TRADE}
7010 X..2 {_TRADE}
7011 N6:yymmdd [N4:hhmi] {_TRADE}
7020 X..20 +01|8006 +416
7021 X..20 +01|8006
7022 X..20 +7021
7023 X..30:gcp
7030-7039 N3:processor X..27 {_TRADE}
7040 N1 X1 X1 X1:importer
7041 X..4 +00
710-716 X..20 +01
7230-7239 X2 X..28 +01|8004
7240 X..20 +01|8006
7241 N2:media +8017|8018
7242 X..25 +8017|8018
7250 N8:yyyymmdd +8018 !7251
7251 N8:yyyymmdd N4:hhmi +8018 !7250
7252 N1:sex +8018
7253-7254 X..40:percent +8017|8018 !7256 !7259
7255 X..10 +8017|8018 !7256 !7259
7256 X..90:percent +8017|8018
7257 X..70:percent +8018
7258 X3:birth +8018&7259
7259 X..40:percent +8018 !7256
8001 N4:nonzero N5:nonzero N3:nonzero N1:winding N1 +01
8002 X..20
8003 N1:zero N13:csum [X..16]
8004 X..30:gcp
8005 N6 {_TRADE}
8006 N14:csum N4:piece !01 !37
8007 X..34:iban +415
8008 N6:yymmdd N2:hh [N2:mi] [N2:ss] {_TRADE}
8009 X..50 {_LOGISTIC}
8010 Y..30:gcp
8011 N..12:nozeroprefix +8010
8012 X..20 +01|8006
8013 X..25:csumalpha
8017 N18:csum !8018
8018 N18:csum !8017
8019 N..10 +8017|8018
8020 X..25 +415
8026 N14:csum N4:piece +37 !02 !8006
8030 Z..90:padding +00|01&21|253|255|8003|8004|8006&21|8010&8011|8017|8018
8200 X..70 +01
90 X..30
91-99 X..90
"""
_TRADE_MEASURES = (*range(310, 317), *range(320, 330), 350, 351, 352, 356, 357, 360, 361, 364, 365, 366)
_LOGISTIC_MEASURES = (*range(330, 337), *range(340, 350), 353, 354, 355, 362, 363, 367, 368, 369)

_CHARACTERS = {"N": "[0-9]", "X": f"[{re.escape(CSET82)}]", "Y": "[#\\-/0-9A-Z]", "Z": "[0-9A-Za-z_=-]"}
_COMPONENT = re.compile(r"(\[?)([NXYZ])(\.\.)?([0-9]+)(?::(\w+))?\]?")


@dataclass(frozen=True, slots=True)
class Rule:
    """One identifier. ``form`` has a group for each component, ``checks`` the name of each component's check ("" for none).

    ``needs``: every member must be met by one of its alternatives, each of them identifiers that must all be there. ``excludes``: none of
    them may be there; a pattern that fits the identifier itself does not exclude it.
    """

    ai: str
    form: re.Pattern[str]
    checks: tuple[str, ...]
    open: bool
    needs: tuple[tuple[tuple[re.Pattern[str], ...], ...], ...]
    excludes: tuple[re.Pattern[str], ...]


@cache
def rules() -> dict[str, Rule]:
    """Every identifier in use, by its digits."""
    return {each.ai: each for each in _all()}


def _all() -> Iterator[Rule]:
    measures = [f"{each}0-{each}5 N6 {_TRADE} !{each}n" for each in _TRADE_MEASURES]
    logistic = [f"{each}0-{each}5 N6 {_LOGISTIC} !{each}n" for each in _LOGISTIC_MEASURES]
    surface = ["3370-3375 N6 +01 !337n"]
    for line in (*_TABLE.strip().splitlines(), *measures, *(each for each in logistic if not each.startswith("337")), *surface):
        written, *rest = line.split()
        first, _, last = written.partition("-")
        for number in range(int(first), int(last or first) + 1):
            yield _rule(f"{number:0{len(first)}d}", rest)


def _rule(ai: str, rest: list[str]) -> Rule:
    components = [found for each in rest if each[0] not in "+!" and (found := _COMPONENT.fullmatch(each))]
    parts = [_part(*each.group(1, 2, 3, 4)) for each in components]
    needs = tuple(tuple(tuple(map(_pattern, way.split("&"))) for way in each[1:].split("|")) for each in rest if each[0] == "+")
    excludes = tuple(_pattern(each[1:]) for each in rest if each[0] == "!" and _pattern(each[1:]) is not None)
    varies = any(each[1] or each[3] for each in components)
    return Rule(ai, re.compile("".join(parts)), tuple(each[5] or "" for each in components), varies, needs, excludes)


def _part(optional: str, sort: str, upto: str | None, length: str) -> str:
    return f"({_CHARACTERS[sort]}{{{'1,' if upto else ''}{length}}}){'?' if optional else ''}"


def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written.replace("n", "[0-9]"))
