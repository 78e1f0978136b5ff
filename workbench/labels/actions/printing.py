"""Making labels: one, a whole set, those of something that is no bag. What is made is proved and kept; sending it is another act."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workbench.batch.records import Bag
from workbench.documents.press import Press
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Done, Refused, refuse_if, stops
from workbench.kernel.ports import Change, Clock, Register
from workbench.kernel.values import Actor, Stored
from workbench.labels.content import LabelContent, content
from workbench.labels.drawing import draw
from workbench.labels.ending import ended
from workbench.labels.kept import lives_about
from workbench.labels.profiles import Profile
from workbench.labels.proof import prove
from workbench.labels.reckoning import TAG, LabelState, Life, lives
from workbench.labels.records import LabelPrint
from workbench.labels.rules import CONTROL, may_print, may_print_set, may_print_thing, same_place, supervisor_needed
from workbench.labels.signals import signal_texts
from workbench.labels.subjects import Made, content_of
from workbench.masters.approved import approved, profile_in, profiles_of, signals_in
from workbench.masters.records import LabelVersion
from workbench.people.records import Meaning, Signature
from workbench.people.rights import Act
from workbench.people.rules import day_of
from workbench.people.signing import SecondPerson, signature
from workbench.people.standing import authorise
from workbench.words.sentence import N_

OVERTAKEN = N_("the status changed")
"""Why a tag is printed again when nobody need say it."""
TOGETHER = N_("one of several printed together")
"""Why there is a second copy of a label that nobody prints again."""
REPRINT = "label"
"""Kind of what a supervisor signs: that a label may be printed again after release."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One label of a set: on which bag it goes, from which label file, for the dots of which printer. Without one its PDF is handed out."""

    bag: str
    profile: str
    dpi: int
    printer: str | None = None


def print_label(
    batch_id: str,
    bag_id: str,
    profile_name: str,
    why: str = "",
    *,
    dpi: int,
    printer: str | None = None,
    supervisor: SecondPerson | None = None,
    actor: Actor,
    register: Register,
    clock: Clock,
    press: Press,
) -> Done:
    """Makes a label from its newest approved version, reads every symbol back, and keeps it with its bytes: for ``printer``, or as a PDF that is handed out.

    A label that was printed before needs a reason, says DUPLICATE No. k, and voids the one before; once its batch is released it needs
    a supervisor's signature besides. A tag that is printed because the status changed replaces the one before without being a duplicate.
    """
    piece = Piece(bag_id, profile_name, dpi, printer)
    with register.transaction(actor, why.strip() or f"print label {profile_name}") as change:
        now = clock.now()
        authorise(change, actor, Act.PRINT_LABEL, now)
        changed = _made(change, batch_id, piece, why, supervisor, actor, now, press)
    return Done(changed)


def print_set(
    batch_id: str, pieces: Sequence[Piece], why: str = "", *, actor: Actor, register: Register, clock: Clock, press: Press
) -> Done:
    """Makes several labels of one batch in one act, all or none: a pair, the labels of all bags, a bag label with its tag.

    Each is made as ``print_label`` makes it. Refused besides where two of them would have the same place on a bag; a label that needs
    a supervisor's signature is printed by itself. The labels stand first in what was done, in the order of the set.
    """
    what = f"print label {pieces[0].profile}" if len(pieces) == 1 else "print a set of labels"
    with register.transaction(actor, why.strip() or what) as change:
        now = clock.now()
        authorise(change, actor, Act.PRINT_LABEL, now)
        profiles = profiles_of(change)
        refuse_if(may_print_set([(each.bag, profiles[each.profile]) for each in pieces if each.profile in profiles]))
        changed = [_made(change, batch_id, each, why, None, actor, now, press) for each in pieces]
    return Done((*(each[0] for each in changed), *(one for each in changed for one in each[1:])))


def _made(
    change: Change, batch_id: str, piece: Piece, why: str, supervisor: SecondPerson | None, actor: Actor, now: datetime, press: Press
) -> tuple[Stored, ...]:
    """The label, then what its making ended or signed; all of it is in the register."""
    dossier = assemble(change, batch_id)
    bag, version = _bag(dossier, piece.bag), approved(change, piece.profile)
    profile, profiles = profile_in(version), profiles_of(change)
    before = [each for each in lives(dossier, bag) if same_place(each, profile, profiles)]
    again = bool(before) and not _overtaken(dossier, before[-1], profile)
    refuse_if(may_print(dossier, bag, profile, before, again, why, piece.dpi))
    duplicate = again and any(each.paper is not LabelState.PROVED for each in before)
    copy = len(before) + 1
    serial = change.fresh("L")
    signals = _signals(change, press, now, actor)
    said = content(dossier, bag, profile, copy=copy if duplicate else 1, serial=serial, words=press.words, signals=signals)
    mine = _Kept(serial, batch_id, bag.id, None, copy, why.strip() or (OVERTAKEN if before else ""), piece.printer)
    label = _proved(profile, version, said, mine, piece.dpi, actor, now, press)
    changed = _voided(change, before, label.why or "", actor, now)
    change.add(label)
    signed = _allowed(change, label, supervisor, now) if supervisor_needed(dossier, profile, duplicate) else ()
    return (label, *changed, *signed)


def print_thing_label(
    kind: str,
    key: str,
    profile_name: str,
    why: str = "",
    *,
    copies: int = 1,
    dpi: int,
    printer: str | None = None,
    actor: Actor,
    register: Register,
    clock: Clock,
    press: Press,
) -> Done:
    """The label of something that is no bag: a collection, a sample taken, a lot, or a container in process (``<batch>/<step>``).

    ``copies`` of it are made together where the thing is several (tubes of one sample, vials of one lot): each a piece of paper with its
    own serial number, all with the identifier of the thing. A label that was printed before needs a reason, says DUPLICATE No. k and
    voids the ones before.
    """
    with register.transaction(actor, why.strip() or f"print label {profile_name}") as change:
        now = clock.now()
        authorise(change, actor, Act.PRINT_LABEL, now)
        version = approved(change, profile_name)
        profile, about = profile_in(version), f"{kind} {key}"
        if profile.identifier != kind:
            raise Refused((stops("labels.of-another-thing", CONTROL, where="label", label=profile.name, thing=kind),))
        before = [each for each in lives_about(change, about) if each.label.profile == profile.name]
        duplicate = any(each.paper is not LabelState.PROVED for each in before)
        signals, labels = _signals(change, press, now, actor), []
        for copy in range(len(before) + 1, len(before) + 1 + max(copies, 1)):
            serial = change.fresh("L")
            made = Made(copy if duplicate else 1, serial, now, press.words, signals)
            batch, said = content_of(change, kind, key, profile, made)
            refuse_if(may_print_thing(said, profile, before, why, dpi, copies))
            mine = _Kept(serial, batch, None, about, copy, why.strip() or (TOGETHER if copy > 1 else ""), printer)
            labels.append(_proved(profile, version, said, mine, dpi, actor, now, press))
        changed = _voided(change, before, why.strip(), actor, now)
        for each in labels:
            change.add(each)
    return Done((*labels, *changed))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a label is kept with beside its content and proof."""

    serial: str
    batch: str | None
    bag: str | None
    about: str | None
    copy: int
    why: str
    printer: str | None


def _proved(profile: Profile, version: LabelVersion, said: LabelContent, mine: _Kept, dpi: int, actor: Actor, now: datetime, press: Press) -> LabelPrint:
    """The label drawn, with every symbol read back."""
    artwork = draw(profile, said, press)
    proof = prove(artwork, dpi)
    return LabelPrint(
        mine.serial, mine.batch, mine.bag, profile.name, press.language, said.identifier, mine.copy, artwork.pdf, proof.digest, str(proof), now,
        actor.zone, actor.person, mine.why or None, mine.about, version.id, mine.printer, tuple(sorted({each.data for each in artwork.symbols})),
    )  # fmt: skip


def _signals(change: Change, press: Press, now: datetime, actor: Actor) -> dict[str, str]:
    """The signal texts that the site has approved and that hold today."""
    text = signals_in(change)
    return signal_texts(text, press.language, day_of(now, actor.zone)) if text else {}


def _bag(dossier: Dossier, key: str) -> Bag:
    found = next((each for each in dossier.bags if each.id == key), None)
    if found is None:
        raise Refused((stops("labels.no-such-bag", CONTROL, bag=key, batch=dossier.batch.id),))
    return found


def _overtaken(dossier: Dossier, last: Life, profile: Profile) -> bool:
    """Whether a tag was printed before the last decision or certificate: another one then says something else."""
    news = [each.at for each in dossier.decisions] + [each.at for each in dossier.documents]
    return profile.name.startswith(TAG) and bool(news) and last.label.at < max(news)


def _allowed(change: Change, label: LabelPrint, supervisor: SecondPerson | None, now: datetime) -> tuple[Signature, ...]:
    """The supervisor's signature under a label that is printed again after release."""
    if supervisor is None:
        raise Refused((stops("labels.supervisor-missing", CONTROL, where="supervisor", bag=label.thing),))
    authorise(change, supervisor.actor, Act.ALLOW_REPRINT, now)
    made = signature(change, supervisor.actor, supervisor.proof, Meaning.APPROVED, REPRINT, label.id, (label,), label.batch, now=now)
    change.add(made)
    return (made,)


def _voided(change: Change, before: Sequence[Life], why: str, actor: Actor, now: datetime) -> tuple[Stored, ...]:
    """Ends every label that a new one takes the place of."""
    return tuple(one for each in before if each.valid for one in ended(change, each, "voided", why, actor, now))
