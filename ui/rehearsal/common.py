"""What every act of the window hand needs: who is signed in, the way to a screen, signatures, and what became of an act."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ui.kit.theme import look
from ui.rehearsal.finger import Finger, NotOffered
from ui.rehearsal.reading import read_finding, read_findings
from workbench.batch.progress import Turn, progress
from workbench.dossier.assemble import assemble
from workbench.dossier.dossier import Dossier
from workbench.kernel.findings import Refused, stops
from workbench.kernel.ports import Register
from workbench.rehearsal.acts import Act, OnStep
from workbench.rehearsal.case import Case
from workbench.rehearsal.clock import CaseClock
from workbench.rehearsal.hands import Hand, Told, by_hand
from workbench.rehearsal.known import Known
from workbench.words.times import date_text, moment_text


@dataclass
class WindowPlay:
    """The case, what it is played on, and what it is played with. ``desk`` asks the rule itself where the window offers no way to it."""

    case: Case
    known: Known
    register: Register
    clock: CaseClock
    desk: Hand
    finger: Finger
    files: Path
    pictures: Path
    played: int = 0

    # ------------------------------------------------------------------------------------------------ pictures
    def keep(self, act: Act, moment: str = "") -> None:
        """A picture of the window at this act: ``019-step-draw-typed.png`` with what was typed, ``019-step-draw.png`` when it was done."""
        where = f"-{act.step}" if isinstance(act, OnStep) else ""
        self.finger.picture(self.pictures / f"{self.played:03d}-{act.name}{where}{moment}.png")

    # ------------------------------------------------------------------------------------------------ one act
    def do(self, act: Act, touches: Callable[[], object], *, asks: Callable[[], Act] | None = None) -> Told:
        """Has ``touches`` done, and reads from the window what it says besides, or that it refuses.

        What the window does not even offer, although the case expects a rule to refuse it, is asked of the rule itself (``asks``: the
        act without what was done already).
        """
        self.finger.put_away()
        try:
            touches()
        except NotOffered as missing:
            raise self._refused(act, asks() if asks else act, missing) from missing
        texts = self.finger.said() if act.tells else ()
        return tuple(found for code in act.tells if (found := read_finding(code, texts, look.words)) is not None)

    def _refused(self, act: Act, asks: Act, missing: NotOffered) -> Refused:
        texts = self.finger.said()
        if act.expected:
            said = read_finding(act.expected, texts, look.words)
            if said is not None:
                return Refused([said])
            self.finger.put_away()
            try:
                by_hand(self.desk, asks)
            except Refused as refused:
                return refused
        found = read_findings(texts, look.words)
        return Refused(found or [stops("rehearsal.not-shown", "the rehearsal", what=str(missing))])

    # ------------------------------------------------------------------------------------------------ committing
    def head(self) -> int:
        """The number of the last journal entry."""
        with self.register.reading() as reader:
            return reader.head()[0]

    def commit(self, button: str, signer: str = "") -> None:
        """Presses ``button`` and has ``signer`` sign, if there is one; ``NotOffered`` unless something stands in the register now."""
        before = self.head()
        self.finger.press(button)
        if signer:
            self.sign(signer)
        if self.head() == before:
            raise NotOffered(f"{button}: nothing was entered")

    def sign(self, who: str) -> None:
        """Signs in the sheet that is open: badge, then PIN or password, whichever it asks for."""
        person = self.case.people[who]
        self.finger.scan(self.known.scanned(f"badge:{who}"))
        chosen = self.finger.find("field.signer")
        if getattr(chosen, "currentData", lambda: "")() != who:
            raise NotOffered(f"the signature of {who}")
        asked = self.finger.find("field.secret").accessibleName()
        self.finger.fill("secret", person.pin if asked == look.words("PIN") else person.password)
        self.finger.press("do.sign")

    # ------------------------------------------------------------------------------------------------ getting there
    def as_person(self, who: str) -> None:
        """Has ``who`` at the workstation: locks it and signs in by badge and PIN, unless they are there already."""
        window = self.finger.window
        if window.signed_in and window.desk.person is not None and window.desk.person.id == who:
            return
        if window.signed_in:
            self.finger.press("do.lock")
        self.finger.scan(self.known.scanned(f"badge:{who}"))
        self.finger.fill("secret", self.case.people[who].pin)
        self.finger.press("do.sign_in")
        if not window.signed_in:
            raise NotOffered(f"the sign-in of {who}")

    def go(self, place: str) -> None:
        """By the rail."""
        self.finger.press(f"do.go.{place}")

    # ------------------------------------------------------------------------------------------------ reading the register
    def dossier(self, batch: str) -> Dossier:
        """The batch of this key as the register holds it."""
        with self.register.reading() as reader:
            return assemble(reader, self.known.batch(batch))

    def turn(self, dossier: Dossier, step: str, round_: str) -> tuple[int, Turn | None, int]:
        """Place and turn of a step in the list of steps, and how many there are; the place is -1 where it is the one shown anyway."""
        stand = progress(dossier)
        for place, each in enumerate(stand.turns):
            if (each.step.name, each.round) == (step, round_):
                return -1 if each is stand.current else place, each, len(stand.turns)
        return -1, None, len(stand.turns)

    def day(self, day: date) -> str:
        """A day as a person types it."""
        return date_text(day, look.words)

    def moment(self, moment: datetime) -> str:
        """A time as a person types it, on the clocks of the site."""
        return moment_text(moment, self.case.zone, look.words).replace("\u00a0", " ")

    def typed(self, kind: str, raw: str) -> str:
        """What is typed into a field of this kind: a time of the case stands on the clocks of the site."""
        if kind == "moment":
            try:
                return self.moment(datetime.fromisoformat(raw))
            except ValueError:
                return raw
        return raw
