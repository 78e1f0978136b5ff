"""Acts about one patient in the long run: whom to ask, who was tried, who is lost, what does not apply, second malignancies and their samples."""
from __future__ import annotations

from ui.desk import Desk
from ui.kit.field import ChoiceField, NoteField, TextField
from ui.kit.moment_field import DateField, MomentField
from ui.kit.text import reveal
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.asking import AskSheet, reason_field
from ui.screens.followup_form import FollowUpSheet
from ui.screens.followup_reading import Years
from ui.screens.followup_words import KINDS, RESULTS, SAMPLES, STANDINGS, T_CELL, item_name, visit_text
from ui.screens.reports_reading import calendar
from ui.screens.safety_reading import schedules
from workbench.followup.actions.contacting import Person, decide_standing, keep_contact, record_attempt, set_yearly_window
from workbench.followup.actions.malignancies import Illness, Step, correct_malignancy, record_malignancy, record_sample
from workbench.followup.actions.visiting import waive_follow_up
from workbench.followup.records import Contact, ContactKind, Known, Malignancy, Reached, Sample, SampleStep, Standing
from workbench.followup.rules import ATTEMPTS, ORDER, alike
from workbench.followup.timeline import OVER, WANTED, State, Trail
from workbench.kernel.findings import Done
from workbench.people.rights import Act
from workbench.words.times import date_text

WIDE = 540
MOST = 30
WAIVABLE = (*WANTED, State.MISSED)


def ask_contact(desk: Desk, trail: Trail) -> None:
    """Somebody new who can be asked, or other words for somebody who stands on the list."""
    words = look.words
    known = {each.id: each for each in trail.contacts_now}
    options = [("", words("somebody new")), *((key, _whom(each)) for key, each in known.items())]
    which = ChoiceField("which", words("Who"), options, width=WIDE, hint=words("somebody new"))
    kind = ChoiceField("kind", words("Who it is to the patient"), [(each.value, words.marked(text)) for each, text in KINDS.items()])
    name = TextField("name", words("Full name"), longest=200)
    reach = TextField("reach", words("Telephone or address"), longest=200)
    language = TextField("language", words("Language"), longest=60)
    stays = ChoiceField("stays", words("Is to be asked"), [("yes", words("yes")), ("no", words("no more"))], chosen="yes")
    why = NoteField("why", words("Reason"), source=words("needed where it is a change"))

    def fill() -> None:
        of = known.get(which.code)
        for field in (stays, why):
            reveal(field, of is not None)
        if of is not None:
            kind.choose(of.kind.value)
            for text, value in ((name, of.name), (reach, of.reach), (language, of.language)):
                text.show_text(value)
        sheet.grow()

    def act(sheet: AskSheet) -> bool:
        typed = Person(ContactKind(sheet.value("kind")), name.text, reach.text, language.text, gone=sheet.value("stays") == "no")
        doing, replaces = in_right(desk, Act.FOLLOW_UP), which.code or None
        return desk.act(lambda: keep_contact(trail.infusion.id, typed, replaces=replaces, why=why.text, **doing), sheet.notice) is not None

    note = words("Personal data: shown only to those who follow patients up.")
    fields = [which, kind, name, reach, language, stays, why]
    sheet = AskSheet("contact", words("Whom to ask"), fields, words("Keep it"), "do.contact-now", act, note, optional={"which", "stays", "why"})
    which.changed.connect(fill)
    desk.sheet(sheet)
    fill()


def _whom(each: Contact) -> str:
    return f"{each.name} ({look.words.marked(KINDS[each.kind])}) · {each.reach} · {each.language}"


def ask_attempt(desk: Desk, trail: Trail) -> None:
    """Somebody was tried."""
    words = look.words
    known = trail.contacts_now
    who = ChoiceField("contact", words("Who was tried"), [(each.id, _whom(each)) for each in known], chosen=known[0].id if len(known) == 1 else "", width=WIDE)
    result = ChoiceField("result", words("Result"), [(each.value, words.marked(text)) for each, text in RESULTS.items()])
    at = MomentField("tried", words("When"), zone=desk.zone, value=desk.clock.now())
    said = NoteField("said", words("What was said"))

    def act(sheet: AskSheet) -> bool:
        when, how = at.value, Reached(sheet.value("result"))
        if when is None:
            return False
        doing = in_right(desk, Act.FOLLOW_UP)
        return desk.act(lambda: record_attempt(trail.infusion.id, sheet.value("contact"), how, when, said.text, **doing), sheet.notice) is not None

    count = words.plural("{n} attempt since somebody was reached last.", "{n} attempts since somebody was reached last.", len(trail.tried))
    note = count.format(n=len(trail.tried))
    title, button = words("Record an attempt"), words("Record it")
    desk.sheet(AskSheet("attempt", title, [who, result, at, said], button, "do.attempt-now", act, note, optional={"said"}))


def ask_standing(desk: Desk, trail: Trail) -> None:
    """Lost, found again, or not to be asked any more."""
    words = look.words
    options = [(each.value, words.marked(text)) for each, text in STANDINGS.items() if each is not trail.standing]
    which = ChoiceField("standing", words("From now on"), options, width=WIDE)

    def act(sheet: AskSheet) -> bool:
        standing = Standing(sheet.value("standing"))
        doing = in_right(desk, Act.DECIDE_LOST if standing is Standing.LOST else Act.FOLLOW_UP)
        return desk.act(lambda: decide_standing(trail.infusion.id, standing, sheet.value("reason"), **doing), sheet.notice) is not None

    note = words("A physician decides that somebody is lost, after {least} attempts that reached nobody ({n} so far). Who is lost can be found again.")
    note = note.format(least=ATTEMPTS, n=len(trail.tried))
    title = words("Lost, found again, withdrew")
    desk.sheet(AskSheet("standing", title, [which, reason_field()], words("Decide"), "do.standing-now", act, note))


def ask_not_due(desk: Desk, each: Years) -> None:
    """A due follow-up that will not be made."""
    words = look.words
    items = [(one.key, item_name(one, words)) for one in each.dues if one.state in WAIVABLE]
    which = ChoiceField("due", words("Which"), items, chosen=items[0][0] if items else "", width=WIDE)

    def act(sheet: AskSheet) -> bool:
        doing, key, why = in_right(desk, Act.FOLLOW_UP), sheet.value("due"), sheet.value("reason")
        return desk.act(lambda: waive_follow_up(each.trail.infusion.id, key, why, schedules(desk), **doing), sheet.notice) is not None

    title = words("This follow-up does not apply")
    desk.sheet(AskSheet("not-due", title, [which, reason_field()], words("Does not apply"), "do.not-due-now", act))


def ask_which_visit(desk: Desk, each: Years) -> None:
    """Which follow-up is wrong; then its form."""
    words = look.words
    known = {one.id: one for one in reversed(each.trail.visits_now)}
    options = [(key, f"{date_text(one.seen, words)} · {visit_text(one, words)}"[:120]) for key, one in list(known.items())[:MOST]]
    which = ChoiceField("visit", words("Follow-up"), options, width=WIDE)

    def act(sheet: AskSheet) -> bool:
        desk.sheet(FollowUpSheet(desk, each.trail, each.dues, known[sheet.value("visit")]))
        return False

    note = words("The wrong one stays, and the right one stands in its place.")
    desk.sheet(AskSheet("which-visit", words("Correct a follow-up"), [which], words("Go on"), "do.which-visit-now", act, note))


def ask_malignancy(desk: Desk, trail: Trail) -> None:
    """A second malignancy, new or corrected."""
    words = look.words
    known = {each.id: each for each in trail.malignancies_now}
    options = [("", words("a new one")), *((key, each.kind) for key, each in known.items())]
    which = ChoiceField("which", words("Which"), options, width=WIDE, hint=words("a new one"))
    kind = NoteField("kind", words("What kind, in the words of the pathologist"), height=48)
    t_cell = ChoiceField("t_cell", words("Origin"), [(each.value, words.marked(text)) for each, text in T_CELL.items()], width=WIDE)
    day = DateField("diagnosed", words("Diagnosed on (empty: not known)"))
    at = MomentField("told", words("Heard of at"), zone=desk.zone, value=desk.clock.now())
    remark = NoteField("remark", words("Remark"), height=48)
    why = NoteField("why", words("Reason"), source=words("needed where it is a change"), height=48)

    def fill() -> None:
        of = known.get(which.code)
        reveal(why, of is not None)
        if of is not None:
            kind.show_text(of.kind)
            t_cell.choose(of.t_cell.value)
            day.show_value(of.diagnosed)
            at.show_value(of.told)
            remark.show_text(of.remark)
        sheet.grow()

    def act(sheet: AskSheet) -> bool:
        when = at.value
        if when is None:
            return False
        ill, doing, wrong = Illness(kind.text, Known(t_cell.code), day.value, when, remark.text), in_right(desk, Act.FOLLOW_UP), which.code

        def enter() -> Done:
            if wrong:
                return correct_malignancy(wrong, ill, why.text, calendar(desk), **doing)
            return record_malignancy(trail.infusion.id, ill, calendar(desk), **doing)

        return desk.act(enter, sheet.notice) is not None

    note = words("It opens a report at once, with its clocks, and stands on Today until it was notified. A sample for the transgene test becomes a task.")
    optional = {"which", "diagnosed", "remark", "why"}
    fields = [which, kind, t_cell, day, at, remark, why]
    reveal(which, bool(known))
    sheet = AskSheet("malignancy", words("Second malignancy"), fields, words("Enter it"), "do.malignancy-now", act, note, optional=optional)
    which.changed.connect(fill)
    desk.sheet(sheet)
    fill()


def ask_sample(desk: Desk, trail: Trail) -> None:
    """The next step of a sample."""
    words = look.words
    known = {each.id: each for each in trail.malignancies_now}
    first = next((key for key, each in known.items() if _last(trail, each) not in OVER), next(iter(known), ""))
    which = ChoiceField("malignancy", words("Of"), [(key, each.kind) for key, each in known.items()], chosen=first, width=WIDE)
    corrects = ChoiceField("corrects", words("Instead of"), width=WIDE)
    step = ChoiceField("step", words("Step"), width=WIDE)
    day = DateField("on", words("On"), value=desk.today)
    place = TextField("place", words("Laboratory, or who took it"), longest=200)
    why = NoteField("why", words("Reason"), source=words("needed where it is not tested, and for a correction"), height=48)

    def offer() -> None:
        of = known.get(which.code)
        steps = {each.id: each for each in trail.sample(of)} if of is not None else {}
        corrects.offer([("", words("nothing: it is the next step")), *((key, _step(each)) for key, each in steps.items())])
        wrong, last = steps.get(corrects.code), _last(trail, of) if of is not None else None
        fits = [each for each in SAMPLES if (each in alike(wrong.step) if wrong is not None else last in ORDER[each])]
        step.offer([(each.value, words.marked(SAMPLES[each])) for each in fits])

    def act(sheet: AskSheet) -> bool:
        on = day.value
        if on is None:
            return False
        taken = Sample(step.code)
        made, doing, wrong = Step(taken, on, place.text, why.text, words.marked(SAMPLES[taken])), in_right(desk, Act.FOLLOW_UP), corrects.code or None
        return desk.act(lambda: record_sample(which.code, made, calendar(desk), replaces=wrong, **doing), sheet.notice) is not None

    which.changed.connect(offer)
    corrects.changed.connect(offer)
    offer()
    note = words("Taken, sent, then found or not found; or not tested, with the reason. The result is news of the report, and starts its clocks again.")
    fields = [which, corrects, step, day, place, why]
    title, optional = words("Sample for the transgene test"), {"place", "why", "on", "corrects"}
    desk.sheet(AskSheet("sample", title, fields, words("Record it"), "do.sample-now", act, note, optional=optional))


def _step(each: SampleStep) -> str:
    return f"{look.words.marked(SAMPLES[each.step])} · {date_text(each.on, look.words)}"


def _last(trail: Trail, malignancy: Malignancy) -> Sample | None:
    steps = trail.sample(malignancy)
    return steps[-1].step if steps else None


def ask_window(desk: Desk, window: tuple[int, int] | None) -> None:
    """The days around an anniversary within which a yearly contact is in time at this hospital."""
    words = look.words
    before = TextField("before", words("Days before the anniversary"), longest=3)
    after = TextField("after", words("Days after it"), longest=3)
    if window is not None:
        before.show_text(str(window[0]))
        after.show_text(str(window[1]))

    def act(sheet: AskSheet) -> bool:
        if not (before.text.isdecimal() and after.text.isdecimal()):
            (after if before.text.isdecimal() else before).say("error", words("Write a whole number of days."))
            return False
        days, doing = (int(before.text), int(after.text)), in_right(desk, Act.SET_FOLLOW_UP)
        return desk.act(lambda: set_yearly_window(*days, sheet.value("reason"), **doing), sheet.notice) is not None

    note = words("The registry leaves the yearly window to the hospital. What was answered before keeps the version by which it was due.")
    desk.sheet(AskSheet("window", words("Yearly window"), [before, after, reason_field()], words("Set it"), "do.window-now", act, note))
