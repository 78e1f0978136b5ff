"""Recording an infusion at the bedside, and the check by a second person."""
from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from ui.desk import Desk
from ui.kit.button import Button, Confirm
from ui.kit.choose import Segmented
from ui.kit.field import NoteField
from ui.kit.layout import Part, col, row, spread
from ui.kit.moment_field import MomentField
from ui.kit.notice import Notice
from ui.kit.number_field import NumberField
from ui.kit.sheet import Sheet
from ui.kit.sign import SignRow
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right
from ui.screens.bedside import BAG, BAND, Codes
from ui.screens.release_signed import signing
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.custody.actions import Bedside, check_infusion, correct_infusion, record_infusion
from workbench.custody.rules import BEDSIDE
from workbench.kernel.findings import Done, Refused, stops
from workbench.people.digests import content_digest
from workbench.people.records import Meaning
from workbench.people.rights import Act, roles_for
from workbench.scanners.entering import ByHand
from workbench.vigilance.monitoring import Track
from workbench.words.findings import told
from workbench.words.formats import moment_text, number_text, patient_name, quantity_text
from workbench.words.names import role_name


class InfusionSheet(Sheet):
    """Bag and wristband are scanned (or typed with a second person), then times, volume and remark. A refusal is said at its field.

    ``of`` is an infusion to be corrected: its bag and patient stay, and the reason is asked for.
    """

    def __init__(self, desk: Desk, of: Track | None = None) -> None:
        super().__init__("infusion", width=700)
        self.desk, self.of = desk, of
        words, zone = look.words, desk.zone
        self.codes = Codes(desk, self._look)
        self.bag, self.band = self.codes.bag, self.codes.band
        self.begun = MomentField("begun", words("Infusion began"), zone=zone)
        self.ended = MomentField("ended", words("Infusion ended"), zone=zone)
        self.given = NumberField("given", words("Volume given"), unit="mL" if words.language == "en" else "мл", size="form")
        self.whole = Segmented("whole", (("yes", words("yes")), ("no", words("no"))), label=words("All of the bag was given"))
        self.remark = NoteField("remark", words("Remark"), source=words("needed where not all was given, or something went otherwise"), height=56)
        self.notice = Notice(name="notice.infusion")
        self.why = NoteField("why", words("Reason"), height=56)
        self.go = Confirm(words("Correct") if of else words("Record infusion"), "check", name="do.record-infusion-now")
        self.go.pressed.connect(self._done)
        whole = col(Text(words("All of the bag was given"), "value"), self.whole, None, gap=4)
        title = words("Correct the infusion") if of else words("Record an infusion")
        read: Part = Text(words("Bag and patient stay as they were read; another person checks again."), "note", "text2", wrap=True)
        self.set_body(
            col(
                Text(title, "page"), read if of else spread((self.bag, 3), (self.band, 2), gap=14), *([] if of else [self.codes.why]),
                spread(self.begun, self.ended, None, gap=14),
                spread(self.given, whole, None, gap=24), self.remark, *([self.why] if of else []), self.notice,
                row(Button(words("Cancel"), name="do.cancel", act=self.cancel), None, self.go, gap=12), gap=12,
            )
        )  # fmt: skip
        self._fields = {
            "bag": self.bag, "patient": self.band, "begun": self.begun, "ended": self.ended, "given": self.given, "remark": self.remark, "why": self.why,
        }  # fmt: skip
        if of is not None:
            self._fill(of)
        for name, each in self._fields.items():
            if name not in self.codes.fields:
                each.changed.connect(self._look)
        self.whole.chosen.connect(lambda _code: self._look())
        self._look()

    def _fill(self, of: Track) -> None:
        infusion = of.infusion
        self.bag.show_text(infusion.bag_read)
        self.band.show_text(infusion.patient_read)
        self.begun.show_value(infusion.begun)
        self.ended.show_value(infusion.ended)
        self.given.show_raw(number_text(infusion.given.value, look.words))
        self.whole.choose("yes" if infusion.whole else "no")
        self.remark.show_text(infusion.remark)

    def scanned(self, code: bytes) -> bool:
        """A wristband or a bag fills its field; a damaged symbol of ours is refused."""
        if self.of is not None:
            return False
        self.codes.scanned(code, self.notice)
        return True

    def confirm(self) -> None:
        self.go.press()

    def _look(self) -> None:
        words = look.words
        left = [each.label.text() for each in (self.bag, self.band) if not each.text]
        left += [each.label.text() for each in (self.begun, self.ended) if each.value is None]
        if not self.given.raw:
            left.append(self.given.label.text())
        if not self.whole.code:
            left.append(words("All of the bag was given"))
        if self.of is not None and not self.why.text:
            left.append(self.why.label.text())
        self.go.left([*left, *self.codes.left])
        self.grow()

    def _done(self) -> None:
        for each in self._fields.values():
            each.say("")
        if self.of is not None:
            self._enter({})
        else:
            self.codes.hands(look.words("Record an infusion"), Act.CHECK_INFUSION, self._enter)

    def _enter(self, hands: Mapping[str, ByHand]) -> None:
        if self.begun.value is None or self.ended.value is None:
            return
        seen = Bedside(
            self.bag.text, self.band.text, self.begun.value, self.ended.value, f"{self.given.raw} mL", self.whole.code == "yes", self.remark.text,
            hands.get(BAG), hands.get(BAND),
        )  # fmt: skip
        if self.desk.act(partial(self._record, seen), self.notice) is not None:
            self.close_sheet()

    def _record(self, seen: Bedside) -> Done:
        try:
            doing = in_right(self.desk, Act.RECORD_INFUSION)
            return correct_infusion(self.of.infusion.id, seen, self.why.text, **doing) if self.of is not None else record_infusion(seen, **doing)
        except Refused as refused:
            for each in refused.findings:
                if each.where in self._fields:
                    self._fields[each.where].say("error", told(each, look.words, self.desk.zone).what)
            raise


def check_of(desk: Desk, track: Track, people: dict[str, str], notice: Notice) -> None:
    """Asks another person than the one who entered the infusion to compare and sign."""
    words, infusion = look.words, track.infusion
    by_hand = words("typed by hand")
    whose, which = f"{patient_name(track.patient)} · {track.patient.hospital_no}", words("{batch}, bag {n}").format(batch=infusion.batch, n=track.bag.number)
    rows = [
        SignRow(words("Patient"), f"{whose} ({by_hand})" if infusion.patient_by_hand else whose),
        SignRow(words("Bag"), f"{which} ({by_hand})" if infusion.bag_by_hand else which),
        SignRow(words("Began, ended"), f"{moment_text(infusion.begun, desk.zone, words)} – {moment_text(infusion.ended, desk.zone, words)}"),
        SignRow(words("Volume given"), quantity_text(infusion.given, words), words("all of it") if infusion.whole else words("a part"), infusion.whole),
        SignRow(words("Entered by"), people.get(infusion.person, infusion.person)),
    ]
    if infusion.remark:
        rows.append(SignRow(words("Remark"), infusion.remark))
    roles = roles_for(Act.CHECK_INFUSION)
    own = {each: stops("custody.own-infusion", BEDSIDE, person=people.get(each, each)) for each in track.given.entered}

    def signed(given: Signed) -> None:
        desk.act(lambda: check_infusion(infusion.id, **signing(desk, given)), notice)

    request = SignatureRequest(
        words("Second person: check the infusion and sign"), words("Bag and wristband, times and volume, as they were at the bedside"), rows, Meaning.CHECKED,
        content_digest(track.given.content), roles, ", ".join(role_name(each, words) for each in roles), words("Sign the check"),
        sentence=words("I compared bag, wristband, times and volume with what was at the bedside, and they agree."), excluded=own,
    )  # fmt: skip
    ask_signature(desk, request, signed)
