"""The rules that two persons must share an act, held by the database itself, whatever program writes.

The same rules judge in ``people/rules.py``, where they can say more; these are the last wall. Each answers with its code, for
which the catalogue has the sentence. ``NEW`` is the row about to be written. The ``+`` keeps SQLite from searching by person,
who may have thousands of rows, where the batch has a few hundred.
"""

from __future__ import annotations

from dataclasses import dataclass

APART = "PIC/S PE 010-4 6.5; draft EU GMP Annex 11 12.6"
CHECKED = "21 CFR 211.188(b)(11)"
TESTED = "21 CFR 211.194(a)(8)"
MASTER = "21 CFR 211.186(a)"
DESTROYED = "21 CFR 211.125"
CLOSING = "a report is closed by another person than whoever entered it (issue 4, item 2)"
SIGNALS = "whoever detected or assessed a signal does not alone close it (issue 4, item 7)"
SUMMARIES = "a summary is approved by another person than whoever prepared it (issue 4, item 8)"
BEDSIDE = "two staff at the bedside, rows 20 and 21 of the workflow"

PART = "('performed', 'verified', 'witnessed', 'tested', 'checked')"
SECOND = "('verified', 'witnessed')"
DECIDES = "('reviewed', 'released provisionally', 'certified')"
PERFORMS = "('started', 'taken over', 'performed')"
VERIFIES = "('verified')"
FIRST, TESTS, CHECKS, APPROVES = "('performed')", "('tested')", "('checked')", "('approved')"


@dataclass(frozen=True, slots=True)
class TwoPerson:
    """A row that the database refuses to take: ``refuses`` is the condition under which it does."""

    name: str
    table: str
    code: str
    source: str
    refuses: str


def _in_batch(table: str, more: str = "") -> str:
    return f"EXISTS (SELECT 1 FROM {table} t WHERE t.batch = NEW.batch AND +t.person = NEW.person{more})"


def _signed(meanings: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM signature g WHERE g.subject = NEW.subject AND g.kind = NEW.kind"
        f" AND +g.person = NEW.person AND g.meaning IN {meanings})"
    )


def _marked(turn: str, kinds: str) -> str:
    return f"EXISTS (SELECT 1 FROM step_mark m WHERE m.batch = NEW.batch AND +m.person = NEW.person AND {turn} AND m.kind IN {kinds})"


TURN_SIGNED = "NEW.subject = m.batch || '/' || m.step || '/' || m.round"
TURN_MARKED = "m.step = NEW.step AND m.round = NEW.round"
ENTERED_SIGNED = (
    "EXISTS (SELECT 1 FROM entry e WHERE e.batch = NEW.batch AND +e.person = NEW.person AND e.reading = 'first'"
    " AND NEW.subject = e.batch || '/' || e.step || '/' || e.round)"
)
LOT_RESULT = (
    "EXISTS (SELECT 1 FROM scan_fact s JOIN test_result r ON r.lot = s.lot WHERE s.batch = NEW.batch AND s.accepted = 1"
    " AND (r.person = NEW.person OR EXISTS (SELECT 1 FROM signature g WHERE g.subject = r.id AND g.kind = 'result'"
    f" AND +g.person = NEW.person AND g.meaning IN {PART})))"
)
TOOK_PART = " OR ".join(
    (
        *(_in_batch(table) for table in ("step_mark", "entry", "scan_fact", "label_scan", "test_result")),
        _in_batch("signature", f" AND t.meaning IN {PART}"),
        LOT_RESULT,
    )
)

DECIDED = f"EXISTS (SELECT 1 FROM signature g WHERE g.batch = NEW.batch AND +g.person = NEW.person AND g.meaning IN {DECIDES})"


def _decided_of_lot(lot: str) -> str:
    """Who has decided about a batch that used the lot."""
    return (
        "EXISTS (SELECT 1 FROM scan_fact s JOIN signature g ON g.batch = s.batch"
        f" WHERE s.lot = {lot} AND s.accepted = 1 AND +g.person = NEW.person AND g.meaning IN {DECIDES})"
    )


CHECKS_LOT = f"EXISTS (SELECT 1 FROM test_result r WHERE r.id = NEW.subject AND {_decided_of_lot('r.lot')})"

RULES = (
    TwoPerson("step_mark_apart", "step_mark", "register.decided-before", APART, DECIDED),
    TwoPerson("entry_apart", "entry", "register.decided-before", APART, DECIDED),
    TwoPerson("test_result_apart", "test_result", "register.decided-before", APART, f"{DECIDED} OR {_decided_of_lot('NEW.lot')}"),
    TwoPerson(
        "signature_hand",
        "signature",
        "register.decided-before",
        APART,
        f"NEW.kind IN ('step', 'result') AND NEW.meaning IN {PART} AND ({DECIDED} OR {CHECKS_LOT})",
    ),
    TwoPerson("signature_apart", "signature", "register.took-part", APART, f"NEW.meaning IN {DECIDES} AND ({TOOK_PART})"),
    TwoPerson(
        "signature_second",
        "signature",
        "register.verifies-own",
        CHECKED,
        f"NEW.meaning IN {SECOND} AND ({_signed(FIRST)} OR {_marked(TURN_SIGNED, PERFORMS)} OR {ENTERED_SIGNED})",
    ),
    TwoPerson(
        "signature_first",
        "signature",
        "register.performs-verified",
        CHECKED,
        f"NEW.meaning = 'performed' AND ({_signed(SECOND)} OR {_marked(TURN_SIGNED, VERIFIES)})",
    ),
    TwoPerson(
        "step_mark_second",
        "step_mark",
        "register.verifies-own",
        CHECKED,
        f"NEW.kind = 'verified' AND {_marked(TURN_MARKED, PERFORMS)}",
    ),
    TwoPerson(
        "step_mark_first",
        "step_mark",
        "register.performs-verified",
        CHECKED,
        f"NEW.kind = 'performed' AND {_marked(TURN_MARKED, VERIFIES)}",
    ),
    TwoPerson(
        "entry_second",
        "entry",
        "register.reads-twice",
        CHECKED,
        "EXISTS (SELECT 1 FROM entry e WHERE e.batch = NEW.batch AND +e.person = NEW.person AND e.step = NEW.step"
        " AND e.round = NEW.round AND e.field = NEW.field AND e.reading <> NEW.reading)",
    ),
    TwoPerson(
        "signature_checked",
        "signature",
        "register.checks-own",
        TESTED,
        f"NEW.meaning = 'checked' AND ({_signed(TESTS)}"
        " OR EXISTS (SELECT 1 FROM test_result r WHERE r.id = NEW.subject AND r.person = NEW.person))",
    ),
    TwoPerson(
        "signature_tested",
        "signature",
        "register.checks-own",
        TESTED,
        f"NEW.meaning = 'tested' AND {_signed(CHECKS)}",
    ),
    TwoPerson(
        "signature_approved",
        "signature",
        "register.approves-twice",
        MASTER,
        f"NEW.meaning = 'approved' AND {_signed(APPROVES)}",
    ),
    TwoPerson(
        "signature_order",
        "signature",
        "register.verifies-own-order",
        APART,
        "NEW.kind = 'order' AND NEW.meaning = 'verified'"
        " AND EXISTS (SELECT 1 FROM order_version v WHERE v.id = NEW.subject AND v.entered_by = NEW.person)",
    ),
    TwoPerson(
        "signature_infusion",
        "signature",
        "register.checks-own-infusion",
        BEDSIDE,
        "NEW.kind = 'infusion' AND NOT EXISTS (SELECT 1 FROM infusion i WHERE i.id = NEW.subject AND i.person <> NEW.person"
        " AND NOT EXISTS (SELECT 1 FROM infusion_correction c WHERE c.infusion = i.id AND c.person = NEW.person))",
    ),
    TwoPerson(
        "signature_report",
        "signature",
        "register.closes-own-report",
        CLOSING,
        "NEW.kind = 'report' AND (NOT EXISTS (SELECT 1 FROM safety_report r WHERE r.id = NEW.subject AND r.person <> NEW.person)"
        " OR (NEW.meaning = 'checked' AND EXISTS (SELECT 1 FROM report_follow_up f WHERE f.report = NEW.subject AND +f.person = NEW.person)))",
    ),
    TwoPerson(
        "signal_step_apart",
        "signal_step",
        "register.closes-own-signal",
        SIGNALS,
        "(NEW.state IN ('validated', 'refuted', 'closed') AND EXISTS (SELECT 1 FROM signal s WHERE s.id = NEW.signal AND s.person = NEW.person))"
        " OR (NEW.state = 'closed' AND EXISTS (SELECT 1 FROM signal_step t WHERE t.signal = NEW.signal AND t.state = 'assessed' AND +t.person = NEW.person))",
    ),
    TwoPerson(
        "summary_approval_apart",
        "summary_approval",
        "register.approves-own-summary",
        SUMMARIES,
        "EXISTS (SELECT 1 FROM safety_summary s WHERE s.id = NEW.summary AND s.person = NEW.person)",
    ),
    TwoPerson(
        "label_disposal_second",
        "label_disposal",
        "register.witnesses-own",
        DESTROYED,
        "NEW.witness = NEW.person",
    ),
    TwoPerson(
        "signature_witness",
        "signature",
        "register.witnesses-own",
        DESTROYED,
        "NEW.kind = 'label disposal' AND NEW.meaning = 'witnessed'"
        " AND NOT EXISTS (SELECT 1 FROM label_disposal d WHERE d.id = NEW.subject AND d.witness = NEW.person AND d.person <> NEW.person)",
    ),
    TwoPerson(
        "hand_entry_second",
        "hand_entry",
        "register.confirms-own",
        CHECKED,
        "NEW.second = NEW.person",
    ),
    TwoPerson(
        "signature_hand_entry",
        "signature",
        "register.confirms-own",
        CHECKED,
        "NEW.kind = 'hand entry' AND NEW.meaning = 'verified'"
        " AND NOT EXISTS (SELECT 1 FROM hand_entry h WHERE h.id = NEW.subject AND h.second = NEW.person AND h.person <> NEW.person)",
    ),
    TwoPerson(
        "label_send_once",
        "label_send",
        "register.sent-before",
        DESTROYED,
        "EXISTS (SELECT 1 FROM label_send s WHERE s.label = NEW.label"
        " AND NOT EXISTS (SELECT 1 FROM send_outcome o WHERE o.send = s.id AND o.outcome = 'not sent'))",
    ),
)
SOURCES = {each.code: each.source for each in RULES}
