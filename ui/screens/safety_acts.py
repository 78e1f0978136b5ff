"""Acts about one monitored patient: a decision about a grade, a call, a correction, an observation that does not apply, a death."""
from __future__ import annotations

from PySide6.QtCore import QTimer

from ui.desk import Desk
from ui.kit.field import ChoiceField, NoteField, TextField
from ui.kit.moment_field import MomentField
from ui.kit.sheet import Veil
from ui.kit.text import reveal
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.asking import AskSheet, reason_field
from ui.screens.safety_forms import limit_text
from ui.screens.safety_reading import editions, mark
from ui.screens.safety_words import reason_text, scale_text, seen_text
from workbench.people.rights import Act
from workbench.vigilance.actions.deciding import call_about_alert, decide_grade, record_death, waive_observation
from workbench.vigilance.actions.rounds import correct_observation
from workbench.vigilance.monitoring import Due, Track
from workbench.vigilance.observed import ITEMS, ONE, Sort, Typed
from workbench.vigilance.records import Alert, Graded, Observation
from workbench.vigilance.rules import DUE_TO
from workbench.vigilance.scales import MOST as MOST_GRADE
from workbench.vigilance.scales import highest
from workbench.vigilance.wording import answer_text, named, unit_of
from workbench.words.formats import moment_text
from workbench.words.sentence import N_

MOST = 30
"""Grades and observations that are offered, the newest first."""
WIDE = 560
"""Pixels of a list of grades or observations in its sheet."""
CAUSES = {"crs": "CRS", "icans": "ICANS", "other": N_("another cause"), "unknown": N_("not known")}


def ask_decision(desk: Desk, track: Track) -> None:
    """A physician confirms a grade or gives another one; its inputs and reasons stand in the list."""
    words = look.words
    known = {each.id: each for each in reversed(track.standing()) if highest(each.scale) is not None}
    which = ChoiceField("graded", words("Grade of the rule"), [(key, _graded(track, each)) for key, each in list(known.items())[:MOST]], width=WIDE)
    if known:
        which.choose(next(iter(known)))
    grade = ChoiceField("grade", words("Grade that counts"), [(str(level), str(level)) for level in range(MOST_GRADE + 1)])
    why = NoteField("why", words("Reason"), source=words("needed where it is another grade than that of the rule"))

    def explain() -> None:
        of = known.get(which.code)
        if of is not None:
            reasons = " ".join(reason_text(each, words, track.zone) for each in of.reasons)
            which.say("info", f"{reasons} ({of.rule})")
            grade.choose("" if of.grade is None else str(of.grade))

    def act(sheet: AskSheet) -> bool:
        doing = in_right(desk, Act.DECIDE_GRADE)
        done = desk.act(lambda: decide_grade(sheet.value("graded"), int(sheet.value("grade")), sheet.value("why"), **doing), sheet.notice)
        return done is not None

    which.changed.connect(explain)
    explain()
    note = words("The grade of the rule stays beside it, with its inputs and the version of the rule.")
    title = words("Confirm or override a grade")
    desk.sheet(AskSheet("decide-grade", title, [which, grade, why], words("Decide"), "do.decide-grade-now", act, note, optional={"why"}))


def _graded(track: Track, graded: Graded) -> str:
    words = look.words
    at = moment_text(graded.at, track.zone, words)
    decided = track.decision(graded)
    said = words("{scale} {grade}, {at}").format(scale=scale_text(graded.scale, words), grade=mark(graded.grade), at=at)
    if decided is None:
        return said
    return words("{said}: confirmed").format(said=said) if decided.confirms else words("{said}: now {grade}").format(said=said, grade=decided.grade)


def ask_call(desk: Desk, track: Track, alert: Alert) -> None:
    """Who was called about an alert, when, and whether it was read back."""
    words = look.words
    who = TextField("called", words("Who was called"))
    at = MomentField("at", words("When"), zone=desk.zone, value=desk.clock.now())
    back = ChoiceField("read_back", words("Read back"), [("yes", words("yes, it was repeated")), ("no", words("no"))])
    said = NoteField("said", words("What was said"))

    def act(sheet: AskSheet) -> bool:
        when = at.value
        if when is None:
            return False
        doing = in_right(desk, Act.CALL_ABOUT_ALERT)
        read_back, text = sheet.value("read_back") == "yes", sheet.value("said")
        call = desk.act(lambda: call_about_alert(alert.id, sheet.value("called"), when, read_back=read_back, said=text, **doing), sheet.notice)
        return call is not None

    why = "; ".join(reason_text(each, words, track.zone) for each in alert.reasons)
    note = words("{alert} An alert stays open until the call was read back. This list is no bedside alarm.").format(alert=why)
    desk.sheet(AskSheet("call", words("Call about an alert"), [who, at, back, said], words("Record the call"), "do.call-now", act, note, optional={"said"}))


def ask_correction(desk: Desk, track: Track) -> None:
    """Another value in the place of a wrong one, with the reason."""
    words = look.words
    known: dict[str, Observation] = {}
    for seen in reversed(list(track.rounds().values())):
        known |= {each.id: each for each in seen.values()}
    which = ChoiceField("observation", words("Observation"), [(key, _seen(track, each)) for key, each in list(known.items())[:MOST]], width=WIDE)
    value = TextField("value", words("Right value"))
    answer = ChoiceField("answer", words("Right answer"))
    unit = ChoiceField("unit", words("Unit"))
    limits = [TextField("lower", words("Normal from")), TextField("upper", words("Normal to"))]

    def offer() -> None:
        of = known.get(which.code)
        item = ITEMS.get(of.item) if of is not None else None
        choice = item is not None and item.sort is Sort.CHOICE
        reveal(value, item is not None and not choice)
        reveal(answer, choice)
        reveal(unit, item is not None and bool(item.units and item.units[0][0]))
        for field, limit in zip(limits, (None, None) if of is None else (of.lower, of.upper), strict=True):
            reveal(field, item is not None and item.laboratory)
            field.show_text(limit_text(limit, ONE))
        if item is not None:
            answer.offer([(code, answer_text(code, words)) for code in item.options])
            unit.offer([(name, unit_of(name, words)) for name, _ in item.units if name])
            if item.units and item.units[0][0] and (len(item.units) == 1 or item.laboratory):
                unit.choose(item.units[0][0])

    def act(sheet: AskSheet) -> bool:
        item = ITEMS[known[sheet.value("observation")].item]
        raw = sheet.value("answer") if item.sort is Sort.CHOICE else sheet.value("value")
        key, chosen, why = sheet.value("observation"), sheet.value("unit") if item.units and item.units[0][0] else "", sheet.value("reason")
        right = Typed(item.code, raw, chosen, *((sheet.value("lower"), sheet.value("upper")) if item.laboratory else ("", "")))
        return desk.act(lambda: correct_observation(key, right, why, editions(desk), **in_right(desk, Act.OBSERVE)), sheet.notice) is not None

    def in_unit() -> None:
        of = known.get(which.code)
        factor = dict(ITEMS[of.item].units).get(unit.code) if of is not None and of.item in ITEMS else None
        if of is not None and factor is not None:
            for field, limit in zip(limits, (of.lower, of.upper), strict=True):
                field.show_text(limit_text(limit, factor))

    unit.changed.connect(in_unit)
    which.changed.connect(offer)
    note = words("The wrong value stays; the sheet is graded again, and the old grade stays beside the new one.")
    fields = [which, value, answer, unit, *limits, reason_field()]
    optional = {"value", "answer", "unit", "lower", "upper"}
    offer()
    sheet = AskSheet("correct", words("Correct an observation"), fields, words("Correct"), "do.correct-now", act, note, optional=optional)
    which.changed.connect(lambda: QTimer.singleShot(0, sheet, lambda: _place(sheet)))
    desk.sheet(sheet)


def _place(sheet: AskSheet) -> None:
    """The sheet grows with the fields that are asked for."""
    veil = sheet.parentWidget()
    if isinstance(veil, Veil):
        veil.place()


def _seen(track: Track, each: Observation) -> str:
    return f"{named(each.item, look.words)}: {seen_text(each, look.words)}, {moment_text(each.at, track.zone, look.words)}"


def ask_waiver(desk: Desk, track: Track, due: Due) -> None:
    """A due observation that will not be made."""
    words = look.words
    name = due.item.name.ru if words.language == "ru" else due.item.name.en

    def act(sheet: AskSheet) -> bool:
        doing = in_right(desk, Act.OBSERVE)
        return desk.act(lambda: waive_observation(track.infusion.id, due.key, sheet.value("reason"), **doing), sheet.notice) is not None

    title = words("This observation does not apply")
    desk.sheet(AskSheet("waive", title, [reason_field()], words("Does not apply"), "do.waive-now", act, name))


def ask_death(desk: Desk, track: Track) -> None:
    """The patient died."""
    words = look.words
    died = MomentField("died", words("Died at"), zone=desk.zone)
    cause = ChoiceField("due_to", words("Due to"), [(code, words.marked(CAUSES[code])) for code in DUE_TO])
    remark = NoteField("remark", words("Remark"))

    def act(sheet: AskSheet) -> bool:
        when = died.value
        if when is None:
            return False
        doing = in_right(desk, Act.RECORD_DEATH)
        return desk.act(lambda: record_death(track.patient.id, when, sheet.value("due_to"), sheet.value("remark"), **doing), sheet.notice) is not None

    note = words("Nothing is given to or observed of this patient afterwards. Where it was due to CRS or ICANS, that scale has grade 5.")
    desk.sheet(AskSheet("death", words("Record a death"), [died, cause, remark], words("Record the death"), "do.death-now", act, note, optional={"remark"}))
