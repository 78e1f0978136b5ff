"""What of a lot or a product was not given yet: finished batches, and their bags in stock."""

from __future__ import annotations

from workbench.batch.records import Bag, BagStatus, Batch, Status
from workbench.custody.records import Infusion
from workbench.formula.records import FormulaVersion
from workbench.kernel.ports import Among, Reader
from workbench.stock.records import Lot, LotUse

FINISHED = (Status.QC_PENDING, Status.PROVISIONAL, Status.RELEASED)
"""Batches whose bags lie in stock: the same that a late failure holds."""


def batches_of(reader: Reader, subject: str) -> tuple[Batch, ...]:
    """Every batch made from a lot, or of a product by its code."""
    if lots := reader.find(Lot, {"id": subject}):
        keys = dict.fromkeys(each.batch for each in reader.find(LotUse, {"lot": lots[0].id}, sort="seq"))
        return tuple(reader.get(Batch, key) for key in keys if key is not None)
    versions = tuple(each.id for each in reader.find(FormulaVersion, {"code": subject}))
    return reader.find(Batch, {"formula": Among(versions)}, sort="id") if versions else ()


def bags_left(reader: Reader, batch: str) -> tuple[Bag, ...]:
    """Bags of a batch that were neither given nor rejected; some may have been handed out."""
    given = {each.bag for each in reader.find(Infusion, {"batch": batch})}
    return tuple(each for each in reader.find(Bag, {"batch": batch}, sort="id") if each.id not in given and each.status is not BagStatus.REJECTED)


def batches_to_hold(reader: Reader, subject: str) -> tuple[Batch, ...]:
    """Those of them that are finished, and neither held nor wholly given."""
    return tuple(each for each in batches_of(reader, subject) if each.status in FINISHED and bags_left(reader, each.id))


def bags_not_given(reader: Reader, subject: str) -> tuple[tuple[Batch, Bag], ...]:
    """Their bags that were not given, those that are held or handed out too."""
    return tuple((batch, bag) for batch in batches_of(reader, subject) for bag in bags_left(reader, batch.id))
