"""Which bag a code at the bedside names."""
from __future__ import annotations

from workbench.barcodes import own
from workbench.barcodes import reading as standards
from workbench.batch.records import Bag, Batch
from workbench.custody.records import BagIssue
from workbench.kernel.findings import Refused, stops
from workbench.kernel.ports import Reader
from workbench.labels.records import LabelPrint
from workbench.scanners.entering import ByHand

SOURCE = "the label on the bag"
HANDED_OUT = 200
"""Bags, the newest handed out, among whose labels a code of ISBT 128 or GS1 is looked for."""


def bag_typed(reader: Reader, hand: ByHand) -> Bag:
    """The bag whose label carries what was typed by hand: one of the forms that a scanner would have sent of it."""
    first: Refused | None = None
    for sent in hand.code.sent:
        try:
            return bag_scanned(reader, sent.decode())
        except Refused as refused:
            first = first or refused
    raise first or Refused((stops("custody.bag-not-read", SOURCE, where="bag"),))


def bag_scanned(reader: Reader, read: str) -> Bag:
    """The bag whose label carries ``read``: our own identifier, or a symbol of ISBT 128 or GS1 on the label of a bag that was handed out."""
    text = read.strip()
    if not text:
        raise Refused((stops("custody.bag-not-read", SOURCE, where="bag"),))
    try:
        named = own.read(text.encode())
    except Refused as refused:
        found = _by_standard(reader, text)
        if found is None:
            raise Refused(refused.findings) from None
        return found
    if named.kind in (own.Kind.BAG, own.Kind.PAIR):
        for batch in reader.find(Batch, {"number": int(named.numbers[0][2:])}):
            if own.batch_digits(batch) == named.numbers[0]:
                for bag in reader.find(Bag, {"batch": batch.id, "number": int(named.numbers[1])}):
                    return bag
    raise Refused((stops("custody.no-such-bag", SOURCE, where="bag", read=text[:40]),))


def _by_standard(reader: Reader, text: str) -> Bag | None:
    try:
        # compared with the whole content of a symbol that we drew: a separator that was lost would make another text
        symbol = standards.read(text.encode(), separator_proved=True).text
    except Refused:
        return None
    for issue in reader.find(BagIssue, sort="-seq", limit=HANDED_OUT):
        if any(symbol in each.carried for each in reader.find(LabelPrint, {"bag": issue.bag})):
            return _only(reader, issue, symbol, text)
    return None


def _only(reader: Reader, issue: BagIssue, symbol: str, text: str) -> Bag:
    """A symbol that several bags of a batch carry, such as the number of their donation, names none of them."""
    named = {each.bag for each in reader.find(LabelPrint, {"batch": issue.batch}) if each.bag and symbol in each.carried}
    if len(named) > 1:
        raise Refused((stops("custody.bag-of-several", SOURCE, where="bag", read=text[:40]),))
    return reader.get(Bag, issue.bag)
