"""The desk hand: plays a case by calling the actions themselves, without a window."""

from __future__ import annotations

from workbench.rehearsal.desk.before import BeforeTheBatch
from workbench.rehearsal.desk.bench import AtTheBench
from workbench.rehearsal.desk.decisions import Deciding
from workbench.rehearsal.desk.ward import OnTheWard

__all__ = ["DeskHand"]


class DeskHand(BeforeTheBatch, AtTheBench, Deciding, OnTheWard):
    """Every act by its action: the quick check of a case, and the hand that makes a demo register."""
