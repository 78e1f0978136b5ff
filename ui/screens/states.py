"""How the states of orders, batches and bags look and are called: one state, one look (kit.md 9.6)."""

from __future__ import annotations

from ui.kit.chip import Chip
from workbench.batch.records import BagStatus, Status
from workbench.orders.records import OrderStatus
from workbench.words.sentence import N_
from workbench.words.translation import Words

BATCH: dict[Status, tuple[str, str]] = {
    Status.READY: ("ready", N_("Ready to start")),
    Status.IN_PROCESS: ("progress", N_("In progress")),
    Status.PAUSED: ("draft", N_("Paused")),
    Status.QC_PENDING: ("await", N_("Awaiting check")),
    Status.PROVISIONAL: ("released", N_("Released, results pending")),
    Status.RELEASED: ("released", N_("Released")),
    Status.HELD: ("hold", N_("On hold")),
    Status.STOPPED: ("rejected", N_("Stopped")),
    Status.REJECTED: ("rejected", N_("Rejected")),
    Status.CANCELLED: ("closed", N_("Cancelled")),
}
ORDER: dict[OrderStatus, tuple[str, str]] = {
    OrderStatus.ENTERED: ("await", N_("To verify")),
    OrderStatus.VERIFIED: ("ready", N_("Verified")),
    OrderStatus.IN_BATCH: ("progress", N_("In batch")),
    OrderStatus.HELD: ("hold", N_("On hold")),
    OrderStatus.CANCELLED: ("closed", N_("Cancelled")),
}
BAG: dict[BagStatus, tuple[str, str]] = {
    BagStatus.FILLED: ("progress", N_("Filled")),
    BagStatus.LABELLED: ("await", N_("Labelled")),
    BagStatus.RELEASED: ("released", N_("Released")),
    BagStatus.ISSUED: ("closed", N_("Handed out")),
    BagStatus.HELD: ("hold", N_("On hold")),
    BagStatus.REJECTED: ("rejected", N_("Rejected")),
}
ICONS = {Status.PAUSED: "player-pause", Status.STOPPED: "ban", Status.CANCELLED: "x"}


def batch_look(status: Status, words: Words) -> tuple[str, str]:
    """State and word of a batch."""
    state, word = BATCH[status]
    return state, words.marked(word)


def order_look(status: OrderStatus, words: Words) -> tuple[str, str]:
    """State and word of an order."""
    state, word = ORDER[status]
    return state, words.marked(word)


def bag_look(status: BagStatus, words: Words) -> tuple[str, str]:
    """State and word of a bag."""
    state, word = BAG[status]
    return state, words.marked(word)


def status_chip(chip: Chip, status: Status, words: Words) -> None:
    """Shows the status of a batch on ``chip``."""
    state, word = batch_look(status, words)
    chip.show_state(state, word, icon=ICONS.get(status, ""))
