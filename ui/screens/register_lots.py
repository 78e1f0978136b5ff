"""What is done with lots on the register: entered, decided, sampled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from ui.desk import Desk
from ui.kit.field import ChoiceField, Field, NoteField, TextField
from ui.kit.moment_field import MomentField
from ui.kit.notice import Notice
from ui.kit.sign import SignRow
from ui.kit.theme import look
from ui.screens.asking import AskSheet, reason_field
from ui.screens.register_rows import LOT_LOOKS
from ui.steps.scans import separator_proved
from ui.steps.signing import SignatureRequest, Signed, ask_signature
from workbench.barcodes.meaning import article, expiry, printed_lot
from workbench.barcodes.reading import read
from workbench.formula.reading import formula_of
from workbench.formula.records import Field as FormulaField
from workbench.formula.records import FormulaStatus, FormulaVersion, MasterFormula
from workbench.kernel.findings import Refused
from workbench.kernel.ports import Reader
from workbench.kernel.values import Role
from workbench.people.digests import content_digest
from workbench.people.records import Meaning
from workbench.people.rights import Act, roles_for
from workbench.stock.actions import Delivery, decide_lot, enter_lot, take_sample
from workbench.stock.records import Lot, LotStatus, Property
from workbench.words.formats import moment_text, quantity_text, role_name

DECISIONS = (LotStatus.RELEASED, LotStatus.HELD, LotStatus.REJECTED)


class LotSheet(AskSheet):
    """The sheet for a new lot. The maker's symbol fills lot number, article and expiry, for the person to compare with the print: no symbol says
    which of the formula's materials it is, so that stays a choice."""

    def fill_from(self, desk: Desk) -> LotSheet:
        """Takes scans, by the clock and zone of ``desk``."""
        self._desk = desk
        return self

    def scanned(self, code: bytes) -> bool:
        number, day, maker = self.fields["number"], self.fields["expiry"], self.fields["article"]
        assert isinstance(number, TextField) and isinstance(day, MomentField) and isinstance(maker, TextField)
        self.notice.clear()
        try:
            proved = separator_proved(self._desk)
            lot, until = on_pack(code, self._desk.clock.now().year, self._desk.zone, proved=proved)
            number_of_article = article(read(code, separator_proved=proved))
        except Refused as refused:
            self.notice.refused(refused, self._desk.zone)
            return True
        if lot:
            number.show_text(lot)
        if until:
            day.show_value(until)
        if number_of_article:
            maker.show_text(number_of_article)
        self._look()
        return True


class LotActs:
    """The acts on lots. A refusal appears in the sheet that asked."""

    def __init__(self, desk: Desk, notice: Notice, then: Callable[[], None]) -> None:
        self.desk, self.notice, self._then = desk, notice, then

    def enter(self) -> None:
        """Chooses the material, then asks for what the formulas want to know of it."""
        words = look.words
        with self.desk.register.reading() as reader:
            materials = known_materials(reader, words.language)
        which = ChoiceField("material", words("Material"), materials)

        def done(sheet: AskSheet) -> bool:
            self._enter(sheet.value("material"), dict(materials)[sheet.value("material")])
            return True

        self.desk.sheet(AskSheet("lot-material", words("New lot: which material?"), [which], words("Go on"), "do.lot-material", done))

    def _enter(self, material: str, name: str) -> None:
        words = look.words
        with self.desk.register.reading() as reader:
            asked = wanted_of(reader, material)
        until = MomentField("expiry", words("Expiry"), zone=self.desk.zone)
        unit = TextField("unit", words("Unit of the amount"), text="mL" if asked else "piece", width=140)
        fields: list[Field] = [
            TextField("name", words("Name"), text=name),
            TextField("number", words("Lot number"), ident=True),
            TextField("article", words("Article number of the maker (GTIN, HIBC), so that its symbol can be scanned"), ident=True),
            until,
            TextField("received", words("Amount received"), width=140),
            unit,
        ]
        own: dict[str, Field] = {}
        for each in asked:
            label = each.text[words.language] + (f", {each.unit}" if each.unit else "")
            own[each.name] = MomentField(each.name, label, zone=self.desk.zone) if each.kind == "moment" else TextField(each.name, label)
        kinds = {each.name: each for each in asked}

        def done(sheet: AskSheet) -> bool:
            properties = tuple(Property(key, _raw(field), kinds[key].unit) for key, field in own.items())
            when = until.value or datetime.min.replace(tzinfo=self.desk.clock.now().tzinfo)
            named = (sheet.value("name"), sheet.value("number"), when, sheet.value("received"), sheet.value("unit"))
            delivery = Delivery(material, *named, properties, article=sheet.value("article"))
            return self.desk.act(lambda: enter_lot(delivery, **self.desk.doing()), sheet.notice, lambda _done: self._then()) is not None

        title = words("New lot of {name}").format(name=name)
        note = words("It stays in quarantine until a supervisor or the responsible person releases it.")
        sheet = LotSheet("lot", title, [*fields, *own.values()], words("Enter in quarantine"), "do.enter-lot", done, note, ("article",))
        self.desk.sheet(sheet.fill_from(self.desk))

    def decide(self, lot_id: str) -> None:
        """Releases, holds or rejects a lot by signature, with the reason."""
        words = look.words
        which = ChoiceField("decision", words("Decision"), [(each.value, words.marked(LOT_LOOKS[each][1])) for each in DECISIONS])

        def done(sheet: AskSheet) -> bool:
            self._sign(lot_id, LotStatus(sheet.value("decision")), sheet.value("reason"))
            return True

        self.desk.sheet(AskSheet("decide-lot", words("Decide this lot"), [which, reason_field()], words("Go on to sign"), "do.decide-lot-now", done))

    def _sign(self, lot_id: str, to: LotStatus, reason: str) -> None:
        words = look.words
        with self.desk.register.reading() as reader:
            lot = reader.get(Lot, lot_id)
        roles = roles_for(Act.DECIDE_LOT)
        rows = [
            SignRow(words("Material"), lot.name),
            SignRow(words("Lot number"), lot.number),
            SignRow(words("Received"), quantity_text(lot.received, words)),
            SignRow(words("Expiry"), moment_text(lot.expiry, self.desk.zone, words)),
            SignRow(words("Decision"), words.marked(LOT_LOOKS[to][1]), reason),
        ]
        request = SignatureRequest(
            title=words("Decide this lot"),
            note=f"{lot.name} · {lot.number}",
            rows=rows,
            meaning=Meaning.LOT_DECIDED,
            digest=content_digest((lot,)),
            roles=roles,
            role_label=role_name(roles[0], words),
            button=words("Sign the decision"),
        )

        def signed(given: Signed) -> None:
            doing = self.desk.doing()
            doing["actor"] = given.actor
            act = lambda: decide_lot(lot_id, to, reason, proof=given.proof, **doing)  # noqa: E731 - one act, named where it is handed on
            self.desk.act(act, self.notice, lambda _done: self._then())

        ask_signature(self.desk, request, signed)

    def sample(self, lot_id: str) -> None:
        """Takes a sample out of a lot."""
        words = look.words
        fields: list[Field] = [
            TextField("amount", words("Amount"), width=140),
            TextField("unit", words("Unit"), text="mL", width=140),
            ChoiceField("purpose", words("Sample"), self._samples(lot_id)),
        ]

        def done(sheet: AskSheet) -> bool:
            doing = self.desk.doing(Role.ANALYST, Role.PHARMACIST, Role.TECHNICIAN)
            act = lambda: take_sample(lot_id, sheet.value("amount"), sheet.value("unit"), sheet.value("purpose"), **doing)  # noqa: E731 - one act
            return self.desk.act(act, sheet.notice, lambda _done: self._then()) is not None

        self.desk.sheet(AskSheet("sample", words("Take a sample of this lot"), fields, words("Take it"), "do.take-sample-now", done))

    def _samples(self, lot_id: str) -> list[tuple[str, str]]:
        with self.desk.register.reading() as reader:
            found = samples_of(reader, reader.get(Lot, lot_id).material, look.words.language)
        return list(found.items()) or [("sample", look.words("Sample"))]


def on_pack(code: bytes, year: int, zone: str, *, proved: bool = False) -> tuple[str | None, datetime | None]:
    """Lot number and expiry in the symbol of a pack. A day ends at 23:59 in ``zone``; a time whose zone the symbol does not say is not taken.

    ``proved``: the scanner sends separators. Refused as ``barcodes.reading.read`` says.
    """
    scan = read(code, separator_proved=proved)
    until = expiry(scan, year)
    if until is not None and not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59), ZoneInfo(zone))
    return printed_lot(scan), until if until is not None and until.tzinfo else None


def _raw(field: Field) -> str:
    if isinstance(field, MomentField):
        return field.value.isoformat() if field.value else field.text
    return field.text if isinstance(field, (TextField, NoteField)) else ""


def _approved(reader: Reader) -> list[MasterFormula]:
    return [formula_of(each.text) for each in reader.find(FormulaVersion, {"status": FormulaStatus.APPROVED}, sort="id")]


def known_materials(reader: Reader, language: str) -> list[tuple[str, str]]:
    """Every material that an approved formula uses and that comes in lots, by name."""
    found: dict[str, str] = {}
    for version in reader.find(FormulaVersion, {"status": FormulaStatus.APPROVED}, sort="id"):
        found |= {each.name: each.text[language] for each in formula_of(version.text).materials if each.sort != "patient"}
    return sorted(found.items(), key=lambda pair: pair[1])


def samples_of(reader: Reader, material: str, language: str) -> dict[str, str]:
    """The samples that approved formulas take out of a lot of this material, by name."""
    return {each.name: each.text[language] for formula in _approved(reader) for each in formula.samples if each.of == material}


def wanted_of(reader: Reader, material: str) -> list[FormulaField]:
    """What approved formulas want to know of a lot of this material; what is left of it is reckoned, never entered."""
    found: dict[str, FormulaField] = {}
    for version in reader.find(FormulaVersion, {"status": FormulaStatus.APPROVED}, sort="id"):
        found |= {each.name: each for each in formula_of(version.text).givens if each.origin == f"lot {material}" and each.name != f"{material}_left"}
    return list(found.values())
