"""What must hold of a bedside sheet, of a decision about a grade, of a call, of a death, and of a report. Pure."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from workbench.kernel.findings import Finding, Severity, finding, stops
from workbench.vigilance.causality import QUESTIONS as NARANJO_QUESTIONS
from workbench.vigilance.causality import Causality
from workbench.vigilance.monitoring import Track
from workbench.vigilance.observed import ITEMS, LABORATORY, YES, Typed
from workbench.vigilance.records import (
    Alert,
    CausalityAssessment,
    CtcaeChoice,
    Death,
    Graded,
    ListStatus,
    Observation,
    Outcome,
    ReportClock,
    ReportFollowUp,
    ReportSent,
    SafetyListVersion,
    SafetyReport,
)
from workbench.vigilance.reporting import QUESTIONS, UMC_ASKED, Case, missing
from workbench.vigilance.scales import highest

SOURCE = "intensive monitoring (rules of this workbench)"
SAME = timedelta(minutes=1)
BASELINE = timedelta(days=30)
"""How long before the infusion a laboratory result is its baseline: a choice of ours."""
DUE_TO = ("crs", "icans", "other", "unknown")
MINIMUM = "ICH E2D, minimum criteria"
REPORTS = "spontaneous reports (issue 4, item 2)"
LISTS = "the product's dated safety list (issue 4, item 2)"
LONGEST = 2000
"""Letters of a reaction, or of what was learnt later."""


def may_observe(track: Track, at: datetime, typed: Sequence[Typed], now: datetime) -> tuple[Finding, ...]:
    """Stops a sheet from the future, from before the infusion, after death, the same one twice, with an item twice, and an empty one.

    A sheet of laboratory results alone may be from the 30 days before the infusion: it is the baseline.
    """
    found: list[Finding] = []
    if at > now:
        found.append(stops("vigilance.ahead", SOURCE, where="at"))
    if at < track.infusion.begun and not _baseline(track, at, typed):
        found.append(stops("vigilance.before-infusion", SOURCE, where="at", at=_iso(track.infusion.begun)))
    if track.death is not None and at > track.death.died:
        found.append(stops("vigilance.after-death", SOURCE, where="at", at=_iso(track.death.died)))
    items = [each.item for each in typed]
    there = {each.item for each in track.observations if abs(each.at - at) < SAME}
    found += [stops("vigilance.round-twice", SOURCE, where=each, field=_name(each), at=_iso(at)) for each in items if each in there]
    found += [stops("vigilance.item-twice", SOURCE, where=each, field=_name(each)) for each in sorted({one for one in items if items.count(one) > 1})]
    if not items:
        found.append(stops("vigilance.sheet-empty", SOURCE, where="at"))
    said = {each.item: each.raw for each in typed}
    if ("antigen" in said) != (said.get("relapse") == YES):
        found.append(stops("vigilance.antigen-of-relapse", SOURCE, where="antigen"))
    return tuple(found)


def _baseline(track: Track, at: datetime, typed: Sequence[Typed]) -> bool:
    return track.infusion.begun - at <= BASELINE and bool(typed) and all(each.item in LABORATORY for each in typed)


def may_correct(track: Track, wrong: Observation, raw: str, why: str) -> tuple[Finding, ...]:
    """Stops the correction of what was corrected already, one that changes nothing, and one without a reason."""
    found: list[Finding] = []
    if any(each.replaces == wrong.id for each in track.observations):
        found.append(stops("vigilance.corrected-before", SOURCE, where="value"))
    if raw == wrong.raw:
        found.append(stops("vigilance.nothing-changed", SOURCE, where="value"))
    if len(why) < 3:
        found.append(stops("vigilance.why-missing", SOURCE, where="why"))
    return tuple(found)


def may_decide(track: Track, graded: Graded, grade: int, why: str) -> tuple[Finding, ...]:
    """Stops a decision about what is no grade or has been graded anew, a grade that the scale has not, and another one without a reason."""
    found: list[Finding] = []
    most = highest(graded.scale)
    if most is None:
        return (stops("vigilance.no-grade", SOURCE, where="grade"),)
    if graded not in track.standing():
        found.append(stops("vigilance.graded-anew", SOURCE, where="grade"))
    if not 0 <= grade <= most:
        found.append(stops("vigilance.grade-range", SOURCE, where="grade", most=str(most)))
    if grade != graded.grade and len(why) < 3:
        found.append(stops("vigilance.why-missing", SOURCE, where="why"))
    return tuple(found)


def may_choose(new: CtcaeChoice, versions: Sequence[str], products: Sequence[str], known: Sequence[CtcaeChoice]) -> tuple[Finding, ...]:
    """Stops the choice of a version of CTCAE that is not here, for a product that is not known, without a reason, and one that changes nothing."""
    found: list[Finding] = []
    if new.version not in versions:
        found.append(stops("vigilance.no-such-word", SOURCE, where="version", field="CTCAE version", value=new.version[:40]))
    if new.product and new.product not in products:
        found.append(stops("vigilance.no-such-word", SOURCE, where="product", field="product", value=new.product[:40]))
    if len(new.why) < 3:
        found.append(stops("vigilance.why-missing", SOURCE, where="why"))
    last = [each for each in known if each.product == new.product]
    if last and last[-1].version == new.version:
        found.append(stops("vigilance.chosen-before", SOURCE, where="version"))
    return tuple(found)


def may_grade(track: Track, scale: str, at: datetime, grade: int | None, now: datetime) -> tuple[Finding, ...]:
    """Stops a clinician's grade from the future, from before the infusion, after death, twice for one minute, and one that is none."""
    found: list[Finding] = []
    if grade is None:
        found.append(stops("vigilance.grade-missing", SOURCE, where="grade"))
    if at > now:
        found.append(stops("vigilance.ahead", SOURCE, where="at"))
    if at < track.infusion.begun:
        found.append(stops("vigilance.before-infusion", SOURCE, where="at", at=_iso(track.infusion.begun)))
    if track.death is not None and at > track.death.died:
        found.append(stops("vigilance.after-death", SOURCE, where="at", at=_iso(track.death.died)))
    if any(each.scale == scale and abs(each.at - at) < SAME for each in track.graded):
        found.append(stops("vigilance.round-twice", SOURCE, where="at", field=scale, at=_iso(at)))
    return tuple(found)


def may_call(track: Track, alert: Alert, called: str, at: datetime, now: datetime) -> tuple[Finding, ...]:
    """Stops a call to nobody, from the future, or before what it is about was seen, and one about what was called and read back."""
    found: list[Finding] = []
    if not called:
        found.append(stops("vigilance.nobody-called", SOURCE, where="called"))
    if at > now:
        found.append(stops("vigilance.ahead", SOURCE, where="at"))
    if at < alert.at:
        found.append(stops("vigilance.call-early", SOURCE, where="at", at=_iso(alert.at)))
    if track.called(alert) is not None:
        found.append(stops("vigilance.called-before", SOURCE))
    return tuple(found)


def may_waive(track: Track, due: str, reason: str) -> tuple[Finding, ...]:
    """Stops "not applicable" without a reason, and twice."""
    found: list[Finding] = []
    if len(reason) < 3:
        found.append(stops("vigilance.why-missing", SOURCE, where="why"))
    if any(each.due == due for each in track.waived):
        found.append(stops("vigilance.waived-before", SOURCE, where="due"))
    return tuple(found)


def may_die(death: Death, known: Sequence[Death], seen: Sequence[Observation], now: datetime) -> tuple[Finding, ...]:
    """Stops a second death, one in the future, one before what was still observed, and a cause that nobody knows here."""
    found: list[Finding] = []
    if known:
        found.append(stops("vigilance.died-before", SOURCE, where="died", at=_iso(known[0].died)))
    if death.died > now:
        found.append(stops("vigilance.ahead", SOURCE, where="died"))
    if later := [each for each in seen if each.at > death.died]:
        found.append(stops("vigilance.seen-later", SOURCE, where="died", at=_iso(max(each.at for each in later))))
    if death.due_to not in DUE_TO:
        found.append(stops("vigilance.no-such-word", SOURCE, where="due_to", field="due_to", value=death.due_to))
    return tuple(found)


# ------------------------------------------------------------------------------------------------------ reports
def may_report(new: SafetyReport, begun: datetime | None, deaths: Sequence[Death], alike: Sequence[SafetyReport], now: datetime) -> tuple[Finding, ...]:
    """Stops a report without a reaction, with dates out of order, or whose seriousness was not asked; tells what is missing, and what it may repeat.

    ``begun`` is when the infusion of its bag began, if that is known.
    """
    found = [*_words(new.reaction, "reaction", "vigilance.reaction-missing"), *_dates(new, begun, deaths, now), *_serious(new.answers, new.outcome)]
    if absent := missing(new):
        found.append(finding("vigilance.report-incomplete", Severity.TELLS, MINIMUM, field=", ".join(absent)))
    found += [finding("vigilance.report-alike", Severity.TELLS, REPORTS, number=each.id, reaction=each.reaction) for each in alike]
    return tuple(found)


def _dates(new: SafetyReport, begun: datetime | None, deaths: Sequence[Death], now: datetime) -> list[Finding]:
    found: list[Finding] = []
    if new.received > now:
        found.append(stops("vigilance.ahead", REPORTS, where="received"))
    if new.onset is None:
        return found
    if new.onset > new.received:
        found.append(stops("vigilance.onset-late", REPORTS, where="onset", at=_iso(new.received)))
    if begun is not None and new.onset < begun:
        found.append(stops("vigilance.onset-early", REPORTS, where="onset", at=_iso(begun)))
    found += [stops("vigilance.after-death", REPORTS, where="onset", at=_iso(each.died)) for each in deaths if new.onset > each.died]
    return found


def _serious(answers: str, outcome: Outcome | None) -> list[Finding]:
    if not _letters(answers, QUESTIONS):
        return [stops("vigilance.seriousness-unasked", REPORTS, where="answers")]
    if outcome is Outcome.FATAL and answers[0] != "Y":
        return [stops("vigilance.fatal-no-death", REPORTS, where="outcome")]
    return []


def may_follow(case: Case, new: ReportFollowUp, filled: SafetyReport, now: datetime) -> tuple[Finding, ...]:
    """Stops new information on a report that is over, without words, from the future or older than the report, and contradictory answers."""
    found = [*_alive(case), *_words(new.said, "said", "vigilance.why-missing")]
    if new.received > now:
        found.append(stops("vigilance.ahead", REPORTS, where="received"))
    if new.received < case.report.received:
        found.append(stops("vigilance.follow-early", REPORTS, where="received", at=_iso(case.report.received)))
    found += _serious(new.answers or case.answers, new.outcome or case.outcome)
    if absent := missing(filled):
        found.append(finding("vigilance.report-incomplete", Severity.TELLS, MINIMUM, field=", ".join(absent)))
    return tuple(found)


def may_send(case: Case, clock: ReportClock, new: ReportSent, now: datetime) -> tuple[Finding, ...]:
    """Stops what was sent to nobody, from the future, before its clock began, and twice."""
    found = [*_alive(case), *_words(new.receiver, "receiver", "vigilance.receiver-missing")]
    if new.sent > now:
        found.append(stops("vigilance.ahead", REPORTS, where="sent"))
    if new.sent < clock.started:
        found.append(stops("vigilance.sent-early", REPORTS, where="sent", at=_iso(clock.started)))
    if any(each.clock == clock.id for each in case.sent):
        found.append(stops("vigilance.sent-before", REPORTS))
    return tuple(found)


def may_assess(case: Case, new: CausalityAssessment) -> tuple[Finding, ...]:
    """Stops an assessment of a report that is over, in a category that WHO-UMC has not, half of Naranjo's questions, and one without words."""
    found = [*_alive(case), *_words(new.why, "why", "vigilance.why-missing")]
    if new.category not in {each.value for each in Causality}:
        found.append(stops("vigilance.no-such-word", REPORTS, where="category", field="category", value=new.category))
    if not _letters(new.asked, UMC_ASKED) or "U" in new.asked[:2]:
        found.append(stops("vigilance.who-unasked", REPORTS, where="asked"))
    elif new.category != new.proposed and len(new.otherwise) < 3:
        found.append(stops("vigilance.otherwise-missing", REPORTS, where="otherwise"))
    if new.naranjo and not _letters(new.naranjo, NARANJO_QUESTIONS):
        found.append(stops("vigilance.naranjo-unasked", REPORTS, where="naranjo"))
    return tuple(found)


def may_close(case: Case, person: str, rejected: str = "") -> tuple[Finding, ...]:
    """Stops the closing of what was not assessed since the newest significant information, of what still has to be sent, and by whoever entered it.

    ``rejected`` is the number of the newest message where its receiver rejected it.
    """
    found = [*_alive(case), *_other(case, person)]
    if not case.assessments:
        found.append(stops("vigilance.not-assessed", REPORTS))
    elif not case.judged:
        found.append(stops("vigilance.assessed-before", REPORTS))
    found += [stops("vigilance.not-sent", REPORTS, at=_iso(each.until)) for each in case.open_clocks]
    if rejected:
        found.append(stops("icsr.rejected-open", REPORTS, number=rejected))
    return tuple(found)


def may_nullify(case: Case, person: str, why: str) -> tuple[Finding, ...]:
    """Stops nullifying without a reason, of what is over, and by whoever entered it."""
    return (*_alive(case), *_other(case, person), *_words(why, "why", "vigilance.why-missing"))


def _alive(case: Case) -> list[Finding]:
    return [stops("vigilance.report-over", REPORTS, status=case.report.status.value)] if case.over else []


def _other(case: Case, person: str) -> list[Finding]:
    return [stops("vigilance.own-report", REPORTS)] if person in case.entered_by else []


def _words(text: str, where: str, code: str) -> list[Finding]:
    if len(text) < 3:
        return [stops(code, REPORTS, where=where)]
    return [stops("vigilance.text-long", REPORTS, where=where, field=where, most=str(LONGEST))] if len(text) > LONGEST else []


def _letters(answers: str, many: int) -> bool:
    return len(answers) == many and set(answers) <= set("YNU")


def _name(item: str) -> str:
    return ITEMS[item].name if item in ITEMS else item


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


# ------------------------------------------------------------------------------------------------------ safety lists
def list_storable(name: str, text: str, kept: Sequence[SafetyListVersion], known: bool) -> tuple[Finding, ...]:
    """Stops the list of a product that is not ``known`` as a formula, and a version that says what the newest one says."""
    if not known:
        return (stops("vigilance.list-product", LISTS, where="product", product=name),)
    newest = kept[-1] if kept else None
    if newest is not None and newest.text == text and newest.status is not ListStatus.WITHDRAWN:
        return (stops("vigilance.list-same", LISTS, where="text", version=newest.id),)
    return ()


def list_approvable(version: SafetyListVersion, approved_by: Sequence[str], person: str) -> tuple[Finding, ...]:
    """Stops a signature under a version that waits for none, and the second by the person of the first."""
    if version.status is not ListStatus.PROPOSED:
        return (stops("vigilance.list-not-waiting", LISTS, where=version.id, version=version.id),)
    return (stops("vigilance.list-approved-twice", LISTS, where=version.id, version=version.id),) if person in approved_by else ()


def list_withdrawable(version: SafetyListVersion) -> tuple[Finding, ...]:
    """Stops withdrawing twice."""
    gone = version.status is ListStatus.WITHDRAWN
    return (stops("vigilance.list-not-waiting", LISTS, where=version.id, version=version.id),) if gone else ()
