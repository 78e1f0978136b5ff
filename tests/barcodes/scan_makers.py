"""Scans made from a meaning, and what can happen to them between the symbol and the program. Nothing here knows the program's readers."""
from __future__ import annotations

import random
import string
from dataclasses import dataclass, field

ISO = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
HIBC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%"
UPPER = string.digits + string.ascii_uppercase
ANY = UPPER + string.ascii_lowercase
SERIAL = ANY + "!\"%&'()*+-./:;<>?_"
GS = "\x1d"
LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?@#$^&|"
RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,\"№;:?/"
KEYS = str.maketrans(LATIN, RUSSIAN)


@dataclass(frozen=True)
class Made:
    """A scan: what the symbol carries, its AIM identifier, standard and values, and the places that a travelling check covers.

    ``cased``: small and capital letters both mean something, and no check would notice a change of case.
    """

    text: str
    aim: str
    standard: str
    values: dict[str, str]
    covered: range = range(0)
    cased: bool = False
    parts: tuple[str, ...] = field(default=())


def weighed(text: str) -> int:
    """ISO 7064 MOD 37-2 by its weights: powers of two from the right."""
    return (38 - sum(ISO.index(each) * 2 ** (at + 1) for at, each in enumerate(reversed(text))) % 37) % 37


def digit(text: str) -> str:
    """The GS1 check digit: what is missing to the next ten."""
    odd, even = text[-1::-2], text[-2::-2]
    return str((10 - (3 * sum(map(int, odd)) + sum(map(int, even))) % 10) % 10)


def some(of: random.Random, characters: str, least: int, most: int | None = None) -> str:
    """Between ``least`` and ``most`` of ``characters``."""
    return "".join(of.choices(characters, k=of.randint(least, most or least)))


def number(of: random.Random) -> str:
    """The 13 characters of a donation identification number."""
    facility = of.choice("ABCDEFGHIJKLMNPQRSTUVWXYZ123456789") + some(of, "ABCDEFGHIJKLMNPQRSTUVWXYZ0123456789", 2) + some(of, string.digits, 2)
    return facility + some(of, string.digits, 8)


def _ordinal(of: random.Random) -> str:
    return f"0{of.randint(20, 35):02d}{of.randint(1, 365):03d}"


def _structure(of: random.Random, name: str) -> tuple[str, str]:
    """Data identifier and content of one structure."""
    clock = f"{of.randint(0, 23):02d}{of.randint(0, 59):02d}"
    day = f"{of.randint(1950, 2090)}{of.randint(1, 12):02d}{of.randint(1, 28):02d}"
    made = {
        "002": lambda: ("=%", of.choice(["95", "51", "Mq", "06", "P8"]) + "00"),
        "003": lambda: ("=<", of.choice(["S1295" + some(of, "0V14", 1) + of.choice(["00", "Aa", "Bz"]), "T" + some(of, string.digits, 4) + "003"])),
        "004": lambda: ("=>", _ordinal(of)),
        "005": lambda: ("&>", _ordinal(of) + clock),
        "006": lambda: ("=*", _ordinal(of)),
        "007": lambda: ("&*", _ordinal(of) + clock),
        "008": lambda: ("=}", _ordinal(of)),
        "009": lambda: ("&}", _ordinal(of) + clock),
        "010": lambda: ("&(", some(of, UPPER, 5)),
        "012": lambda: ("=\\", some(of, string.digits, 18)),
        "017": lambda: ("=)", some(of, string.digits + "yz", 1) + some(of, UPPER, 2) + some(of, ANY, 7)),
        "018": lambda: ("&)", some(of, ANY, 10)),
        "019": lambda: ("=;", number(of)[:5] + some(of, string.digits, 16)),
        "020": lambda: ("='", number(of)[:5] + some(of, UPPER, 6)),
        "021": lambda: ("=-", some(of, UPPER, 2) + some(of, ANY, 8)),
        "022": lambda: ("&-", some(of, ANY, 10)),
        "024": lambda: ("=#", some(of, string.digits, 2) + day),
        "026": lambda: ("=]", "20" + day[2:6]),
        "029": lambda: ("&$", "".join(["02", "01", "0001", some(of, string.digits, 5), "100", "0100080", some(of, string.digits, 4), "000"])),
        "031": lambda: ("=(", of.choice("12") + "00" + of.choice("123456") + day + clock),
        "032": lambda: ("=,", some(of, UPPER, 6)),
        "033": lambda: ("&+", number(of)[:5] + some(of, UPPER, 6)),
        "034": lambda: ("=/", number(of)[:5] + some(of, UPPER, 11)),
        "035": lambda: ("&,1", some(of, UPPER, 18)),
        "038": lambda: ("&,4", "PL001499" + number(of) + "A00T0416003" + day),
        "040": lambda: ("&/", "CH" + number(of)[:7] + some(of, UPPER, 6)),
    }
    if name == "001":
        din = number(of)
        return "=", din + of.choice(["00", "05", "13", "20", str(60 + weighed(din)), str(60 + weighed(din))])
    if name == "025":
        who = some(of, ANY, 1, 12)
        return "&#", f"01{len(who):02d}{who}"
    if name == "039":
        donor = str(of.randint(1000, 9999)) + some(of, UPPER, 13)
        return "&:", f"{donor}{weighed(donor):02d}"
    return made[name]()


SINGLE = ("001", "002", "003", "004", "005", "006", "007", "008", "009", "010", "012", "017", "018", "019", "020", "021", "022", "024", "025",
          "026", "029", "031", "032", "033", "034", "035", "038", "039", "040")  # fmt: skip
CASED = {"002", "003", "017", "018", "021", "022", "025", "038"}
PAIRED = (("001", "002"), ("001", "003"), ("001", "032"), ("003", "005"), ("017", "018"), ("021", "022"), ("024", "025"))


def isbt(of: random.Random) -> Made:
    """One structure, a concatenated pair or a compound message."""
    form = of.random()
    if form < 0.4:
        names: tuple[str, ...] = (of.choice((*SINGLE, "001", "001", "001")),)
    elif form < 0.65:
        names = of.choice(PAIRED)
    else:
        names = tuple(of.sample(SINGLE, of.randint(1, 6)))
    written = [(name, *_structure(of, name)) for name in names]
    head = f"=+{len(names):02d}000" if form >= 0.65 else ""
    values = ({"023": head[2:]} if head else {}) | {name: content for name, _, content in written}
    text = head + "".join(start + content for _, start, content in written)
    covered = range(0)
    if "001" in values and values["001"][13:] >= "60":
        at = text.index("=" + values["001"]) + 1
        covered = range(at, at + 13)
    aim = of.choice(["]C0", "]C4"]) if not head else of.choice(["]d1", "]d1", "]d1", "]Q1"])
    return Made(text, aim, "isbt128", values, covered, bool(CASED & set(names)))


def _day(of: random.Random, zero: bool = True) -> str:
    return f"{of.randint(0, 99):02d}{of.randint(1, 12):02d}{of.randint(0 if zero else 1, 28):02d}"


GS1_FORMS = (
    ("01", "17", "10"), ("01", "17", "10", "21"), ("01", "21", "17", "10"), ("01", "10", "17"), ("01", "11", "17", "10", "30"), ("01", "21"),
    ("01", "10", "7003"), ("01", "21", "10"), ("01",), ("01", "15", "10", "240"), ("8018", "8019"), ("8017",), ("01", "17", "21", "250"),
)  # fmt: skip
MARKING_FORMS = (("01", "21", "91", "92"), ("01", "21", "91", "92"), ("01", "21", "93"))
OPEN = {"10", "21", "30", "240", "250", "8017", "8018", "8019", "7003", "91", "92", "93"}


def gs1(of: random.Random) -> Made:
    """Element strings as medical goods carry them, or Russian mandatory marking."""
    marking = of.random() < 0.3
    form = of.choice(MARKING_FORMS if marking else GS1_FORMS)
    values = {}
    for ai in form:
        values[ai] = {
            "01": lambda: (body := some(of, string.digits, 13)) + digit(body),
            "8017": lambda: (body := some(of, string.digits, 17)) + digit(body),
            "8018": lambda: (body := some(of, string.digits, 17)) + digit(body),
            "11": lambda: _day(of), "15": lambda: _day(of), "17": lambda: _day(of),
            "10": lambda: some(of, UPPER, 1, 20), "21": lambda: some(of, SERIAL, 13) if marking else some(of, UPPER, 1, 20),
            "30": lambda: some(of, string.digits, 1, 8), "240": lambda: some(of, ANY, 1, 30), "250": lambda: some(of, ANY, 1, 30),
            "7003": lambda: _day(of, zero=False) + f"{of.randint(0, 23):02d}{of.randint(0, 59):02d}",
            "8019": lambda: some(of, string.digits, 1, 10),
            "91": lambda: some(of, UPPER, 4), "92": lambda: some(of, ANY + "+/", 43) + "=", "93": lambda: some(of, ANY, 4),
        }[ai]()  # fmt: skip
    parts = tuple(ai + value for ai, value in values.items())
    text = "".join(part + GS * (ai in OPEN) for part, ai in zip(parts, form, strict=True)).removesuffix(GS)
    covered = range(2, 16) if form[0] == "01" else range(4, 22)
    return Made(text, of.choice(["]d2", "]C1", "]Q3"]), "marking" if marking else "gs1", values, covered, True, parts)


def hibc(of: random.Random) -> Made:
    """A primary symbol, one with its secondary data, or both read in one go."""
    lic, product, unit = of.choice(string.ascii_uppercase) + some(of, UPPER, 3), some(of, UPPER, 1, 18), of.choice(string.digits)
    primary, values = f"+{lic}{product}{unit}", {"lic": lic, "product": product}
    form = of.random()
    if form < 0.2:
        text = primary + _sum43(primary)
        return Made(text, "]C0", "hibc", values, range(len(text)))
    lot, day = some(of, UPPER, 1, 18), f"{of.randint(10, 40):02d}{of.randint(1, 12):02d}{of.randint(1, 28):02d}"
    expiry = f"20{day[:2]}-{day[2:4]}-{day[4:]}"
    second, more = of.choice([
        (f"$${3}{day}{lot}", {"lot": lot, "expiry": expiry}), (f"$${2}{day[2:]}{day[:2]}{lot}", {"lot": lot, "expiry": expiry}),
        (f"$${4}{day}13{lot}", {"lot": lot, "expiry": expiry + "T13:00"}), (f"$$7{lot}", {"lot": lot}), (f"${lot}", {"lot": lot}),
        (f"$$812{3}{day}{lot}", {"lot": lot, "expiry": expiry}), (f"$$900100{7}{lot}", {"lot": lot}), (f"$$+{3}{day}{lot}", {"serial": lot, "expiry": expiry}),
        (f"$${day[2:4]}{day[:2]}{lot}", {"lot": lot, "expiry": expiry[:7]}), (f"$$7{lot}/14D20{day}/S{lot}", {"lot": lot, "expiry": expiry, "serial": lot}),
    ])  # fmt: skip
    if form < 0.7:
        text = f"{primary}/{second}"
        text += _sum43(text)
    else:
        first = primary + _sum43(primary)
        behind = f"+{second}{first[-1]}"
        text = first + behind + _sum43(behind)
    ordered = {name: (values | more)[name] for name in ("lic", "product", "lot", "expiry", "serial") if name in values | more}
    return Made(text, of.choice(["]d1", "]A0", "]C0"]), "hibc", ordered, range(len(text)))


def _sum43(text: str) -> str:
    return HIBC[sum(map(HIBC.index, text)) % 43]


OWN_FORMS = {"1": (9, 2), "2": (9, 2, 1), "3": (9, 1, 3, 2), "5": (9,), "6": (4,), "7": (6,), "8": (12,), "9": (9,)}


def own(of: random.Random) -> Made:
    """One of the workbench's own identifiers."""
    kind = of.choice(list(OWN_FORMS))
    numbers = [some(of, string.digits, length) for length in OWN_FORMS[kind]]
    body = kind + "".join(numbers)
    check = f"{98 - int(body) * 100 % 97:02d}"
    text = "-".join((f"%{kind}", *numbers, check))
    return Made(text, of.choice(["]C0", "]d1"]), "own", {"id": text}, range(len(text)))


MAKERS = (isbt, isbt, gs1, gs1, hibc, own)


def through(of: random.Random, text: str, aim: str, *, caps_told: bool) -> tuple[str, bool, bool]:
    """``text`` as it arrives: with or without its AIM identifier, through one of the layouts, with or without Caps Lock (only where the
    identifier tells it, or ``caps_told``). With it: whether the layout is Russian, and whether Caps Lock is on."""
    told = of.random() < 0.6
    russian, caps = of.random() < 0.3, of.random() < 0.2 and (told or caps_told)
    sent = (aim if told else "") + text
    sent = sent.translate(KEYS) if russian else sent
    return (sent.swapcase() if caps else sent), russian, caps
