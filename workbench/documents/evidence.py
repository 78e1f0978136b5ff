"""The parts of a batch record beside its steps: order and identity, materials, results, bags and labels, deviations, decisions, files."""
from __future__ import annotations

from collections.abc import Sequence

from workbench.batch.progress import Progress, checked
from workbench.batch.records import Decision, TestResult
from workbench.documents import bits, notices
from workbench.documents.blocks import Block, Cell, Column, Content, Corrected, Setter, stacked
from workbench.documents.marks import Face
from workbench.documents.passages import BAG_KINDS, BAG_STATUSES, MEANINGS, Passages
from workbench.documents.standing import superseded
from workbench.documents.step_pages import Numbers
from workbench.documents.summary import ASSESSED
from workbench.documents.tables import Table, table
from workbench.kernel.values import Quantity
from workbench.labels.reckoning import count, counted, lives, thing_lives
from workbench.orders.records import Channel, Given
from workbench.words.findings import fact_text
from workbench.words.formats import date_text
from workbench.words.sentence import N_

Part = Block | tuple[Block, Table]
CHANNELS = {Channel.PAPER: N_("on paper"), Channel.SCREEN: N_("on screen"), Channel.TELEPHONE: N_("by telephone")}
MARKERS = {"negative": N_("negative"), "reactive": N_("reactive"), "not_evaluated": N_("not evaluated")}
LOT_STATUSES = {"quarantine": N_("quarantine"), "released": N_("released"), "held": N_("held"), "rejected": N_("rejected")}
KINDS = {
    "batch record": N_("Batch record"), "provisional release certificate": N_("Provisional release certificate"), "final certificate": N_("Final certificate"),
}  # fmt: skip


class Evidence:
    """Sets the evidence of a batch."""

    def __init__(self, passages: Passages, setter: Setter, stand: Progress, numbers: Numbers) -> None:
        self.say, self.set, self.stand, self.numbers = passages, setter, stand, numbers
        self.dossier, self.words = passages.dossier, passages.words

    def _part(self, heading: str, columns: Sequence[Column], rows: Sequence[Sequence[Content]], right: str = "") -> Part:
        """A table under its heading, or one sentence where there is nothing to list."""
        if rows:
            return self.set.heading(heading, right), table(self.set, columns, rows)
        return stacked((self.set.heading(heading, right), self.set.paragraph(self.words("Nothing recorded."))))

    def order(self) -> list[Part]:
        """Every version of the order with what was typed, the collections, the infectious markers."""
        words, say, dossier = self.words, self.say, self.dossier
        parts: list[Part] = []
        for version in dossier.versions:
            counts = words("this batch is made for it") if version.number == dossier.batch.order_version else ""
            heading = words("Order {order}, version {n}").format(order=version.order, n=version.number)
            rows = [self._given(each) for each in version.given]
            columns = (Column(words("Value"), 70), Column(words("Typed"), 50, face=Face.MONO), Column(words("Read as"), 60, face=Face.BOLD))
            parts.append(self._part(heading, columns, rows, counts))
            told = [
                words("Prescriber {who}, {channel}.").format(who=say.person(version.prescriber), channel=words.marked(CHANNELS[version.channel])),
                words("Entered by {who}, {when}.").format(who=say.person(version.entered_by), when=say.moment(version.at, offset=True)),
            ]
            if version.told_by:
                read_back = words("read back and confirmed") if version.read_back else words("not read back")
                told.append(words("Told by {who}, {read_back}.").format(who=version.told_by, read_back=read_back))
            if version.weighed_on:
                told.append(words("Weighed on {day}.").format(day=date_text(version.weighed_on, words)))
            if version.why:
                told.append(words("Reason of the change: {why}").format(why=version.why))
            told += [self._short(each.meaning.value, each.id) for each in dossier.signatures if each.subject in (version.id, version.order)]
            parts.append(self.set.paragraph(" ".join(told), typed=True))
        if not say.formula.autologous and not dossier.collections and not dossier.markers:
            return parts
        parts.append(self._collections())
        rows = [
            [words.marked(MARKERS.get(each.status, each.status)), say.moment(each.at), Cell(say.person(each.person), typed=True)] for each in dossier.markers
        ]
        kinds = (Column(words("Status"), 60, face=Face.BOLD), Column(words("Recorded"), 50), Column(words("By"), 70))
        parts.append(self._part(words("Infectious markers"), kinds, rows))
        return parts

    def _given(self, given: Given) -> list[Content]:
        read = self.say.kept(f"{given.value} {given.unit}".strip())
        field = self.say.fields.get(given.name)
        if field is not None and field.options:
            read = self.say.option(field, given.value)
        return [self.say.name(given.name), Cell(given.raw, typed=True), Cell(read, typed=True)]

    def _short(self, meaning: str, signature: str) -> str:
        found = next(each for each in self.dossier.signatures if each.id == signature)
        return self.words("{meaning}: {who}, {when}.").format(
            meaning=self.words.marked(MEANINGS[found.meaning]), who=self.say.person(found.person), when=self.say.moment(found.at, offset=True)
        )

    def _collections(self) -> Part:
        words, say = self.words, self.say
        rows: list[list[Content]] = []
        for each in self.dossier.collections:
            values = "; ".join(f"{say.name(one.name)}: {say.kept(f'{one.value} {one.unit}'.strip())}" for one in each.given)
            rows.append([each.number, Cell(values or "–", typed=True), say.moment(each.at), Cell(say.person(each.person), typed=True)])
        columns = (Column(words("Collection"), 34, face=Face.MONO), Column(words("Values"), 74), Column(words("Recorded"), 36), Column(words("By"), 36))
        return self._part(words("Collections of this patient's cells"), columns, rows)

    def materials(self) -> list[Part]:
        """Lots scanned, with what this batch took of each, and the equipment that the formula asks for."""
        words, say, dossier = self.words, self.say, self.dossier
        rows: list[list[Content]] = []
        for lot in dossier.lots:
            used = [each.amount for each in dossier.uses if each.lot == lot.id and each.batch == dossier.batch.id]
            taken = ", ".join(say.value(None, each) for each in _summed(used)) or "–"
            material = next((each.text[words.language] for each in say.formula.materials if each.name == lot.material), lot.material)
            rows.append([
                material, Cell(f"{lot.name}\n{lot.number}", typed=True), say.moment(lot.expiry),
                words.marked(LOT_STATUSES[lot.status.value]), Cell(taken, bold=True),
            ])  # fmt: skip
        columns = (
            Column(words("Material"), 50), Column(words("Lot"), 46), Column(words("Expiry"), 34), Column(words("Status"), 22), Column(words("Used here"), 28),
        )  # fmt: skip
        needed = {each.name: each for each in say.formula.equipment}
        machines: list[list[Content]] = [
            [
                needed[each.kind].text[words.language], Cell(f"{each.name}, {each.id}", typed=True), each.room,
                Cell("; ".join(f"{fact_text(one.need, words)}: {date_text(one.until, words)}" for one in each.dues) or "–", typed=True),
            ]
            for each in dossier.equipment if each.kind in needed
        ]  # fmt: skip
        kinds = (Column(words("Equipment"), 52), Column(words("Which"), 50), Column(words("Room"), 22), Column(words("Valid until"), 56))
        return [self._part(words("Materials"), columns, rows), self._part(words("Equipment of this site"), kinds, machines)]

    def results(self) -> list[Part]:
        """Every result as it was entered, with corrections, and who entered and who checked it."""
        words, say = self.words, self.say
        by_id = {each.id: each for each in self.dossier.results}
        rows: list[list[Content]] = []
        for each in self.dossier.results:
            checkers = [one for one in self.dossier.signatures if one.subject == each.id and one.meaning.value == "checked"]
            shown: Content = Cell(self._result(each), typed=True, bold=True)
            if each.supersedes:
                shown = Corrected(self._result(by_id[each.supersedes]), self._result(each), self.numbers.corrections[each.id])
            check = f"{say.moment(checkers[-1].at)} {say.initials(checkers[-1].person)}" if checkers else words("not yet checked")
            where = words("lot {lot}").format(lot=self._lot(each.lot)) if each.lot else words("this batch")
            rows.append([
                say.name(each.test), shown, where, f"{say.moment(each.at)} {say.initials(each.person)}", check if checked(self.dossier, each) else check,
            ])  # fmt: skip
        columns = (
            Column(words("Test"), 46), Column(words("Result"), 40), Column(words("Of"), 24), Column(words("Entered"), 36), Column(words("Checked"), 34),
        )  # fmt: skip
        parts = [self._part(words("Results as entered"), columns, rows)]
        for each in self.dossier.results:
            if each.supersedes:
                old, mark = by_id[each.supersedes], self.numbers.corrections[each.id]
                parts.append(notices.correction(say, self.set, mark, each.test, (old, each), (self._result(old), self._result(each))))
        return parts

    def _result(self, result: TestResult) -> str:
        words = self.words
        if isinstance(result.value, Quantity):
            text = self.say.value(None, result.value)
        else:
            text = self.say.option(self.say.fields.get(result.test), result.text or result.raw)
        match result.kind.value:
            case "below detection limit":
                return f"< {text}"
            case "to date":
                return words("{result}, to day {n}").format(result=text, n=result.day if result.day is not None else "–")
            case "not tested":
                return words("not tested")
        return text

    def _lot(self, key: str) -> str:
        return next((each.number for each in self.dossier.lots if each.id == key), key)

    def bags(self) -> list[Part]:
        """Every bag, every label that was printed and what became of it, and the count; the labels of what is no bag apart from it."""
        words, say = self.words, self.say
        reasons = {each.name: each.text[words.language] for each in say.formula.shelf_lives}
        rows: list[list[Content]] = [
            [
                words("{n} of {of}").format(n=each.number, of=each.of), words.marked(BAG_KINDS.get(each.kind, each.kind)),
                Cell(say.value(None, each.dose), bold=True), say.value(None, each.volume),
                Cell(f"{say.moment(each.expiry)}\n{reasons.get(each.expiry_reason, each.expiry_reason)}", typed=True),
                words.marked(BAG_STATUSES[each.status]),
            ]
            for each in self.dossier.bags
        ]  # fmt: skip
        columns = (
            Column(words("Bag"), 18, face=Face.BOLD), Column(words("Kind"), 20), Column(words("Dose"), 48), Column(words("Volume"), 24),
            Column(words("Expires, by which reason"), 46), Column(words("Status"), 24),
        )  # fmt: skip
        total = count(self.dossier)
        sum_ = bits.reckoned(total, words)
        printed = bits.labels(say, self.set, lives(self.dossier))
        heading = self.set.heading(words("Labels"), sum_)
        parts: list[Part] = [self._part(words("Bags"), columns, rows), (heading, printed) if printed else heading]
        others = thing_lives(self.dossier)
        table = bits.labels(say, self.set, others)
        if table:
            parts.append((self.set.heading(words("Labels of samples and containers"), bits.reckoned(counted(others), words)), table))
        return parts

    def deviations(self) -> list[Part]:
        """Every deviation in full, with its assessment."""
        words, say = self.words, self.say
        parts: list[Part] = [self.set.heading(words("Deviations"))]
        for each in self.dossier.deviations:
            lines = [
                words("{where}. Opened {when} by {who}.").format(where=say.name(each.where), when=say.moment(each.opened), who=say.person(each.person)),
                words("Cause: {cause}").format(cause=each.cause), words("Reason: {reason}").format(reason=each.reason),
            ]  # fmt: skip
            if each.decision and each.assessed_at:
                lines.append(words("{decision}, {who}, {when}: {text}").format(
                    decision=words.marked(ASSESSED[each.decision.value]), who=say.person(each.assessed_by or ""), when=say.moment(each.assessed_at),
                    text=each.assessment or "–",
                ))  # fmt: skip
            else:
                lines.append(words("Not yet assessed: this batch cannot be released."))
            parts.append(self.set.notice(each.id, lines, typed=True))
        if not self.dossier.deviations:
            parts = [self._part(words("Deviations"), (), ())]
        return parts

    def decisions(self) -> list[Part]:
        """Decisions about the batch with their reasons and signatures, and the papers that say them."""
        words, say, dossier = self.words, self.say, self.dossier
        rows: list[list[Content]] = [
            [
                Cell(say.decision(each), bold=True), say.moment(each.at), Cell(say.person(each.person), typed=True),
                Cell(each.reason or "–", typed=True), self._holds(each),
            ]
            for each in dossier.decisions
        ]
        columns = (
            Column(words("Decision"), 38), Column(words("When"), 34), Column(words("Who"), 32), Column(words("Reason"), 50), Column(words("State"), 26),
        )  # fmt: skip
        parts = [self._part(words("Decisions"), columns, rows)]
        frames = [notices.signed(say, each) for each in dossier.signatures if each.kind in ("decision", "deviation")]
        if frames:
            parts += self.set.signatures(frames)
        papers: list[list[Content]] = [
            [
                each.number, words.marked(KINDS[each.kind.value]), str(each.copy), f"{say.moment(each.at)} {say.initials(each.person)}",
                words("superseded") if superseded(dossier, each) else words("stands"),
                Cell("; ".join(one.holder for one in dossier.holders if one.document == each.id) or "–", typed=True),
            ]
            for each in dossier.documents
        ]  # fmt: skip
        kinds = (
            Column(words("Number"), 32, face=Face.MONO), Column(words("Paper"), 46), Column(words("Copy"), 12), Column(words("Printed"), 36),
            Column(words("State"), 22), Column(words("Handed to"), 32),
        )  # fmt: skip
        parts.append(self._part(words("Papers printed before this one"), kinds, papers))
        issued: list[list[Content]] = [
            [each.bag, Cell(each.holder, typed=True), say.moment(each.at), Cell(say.person(each.person), typed=True)] for each in dossier.issues
        ]
        if issued:
            given = (Column(words("Bag"), 46), Column(words("To"), 60), Column(words("When"), 36), Column(words("By"), 38))
            parts.append(self._part(words("Bags handed out"), given, issued))
        return parts

    def _holds(self, decision: Decision) -> str:
        if not any(each.kind == "decision" and each.subject == decision.id for each in self.dossier.signatures):
            return self.words("entry")
        return self.words("stands") if self.say.stands(decision) else self.words("no longer stands")

    def attachments(self) -> list[Part]:
        """Every file kept with the batch, by its SHA-256."""
        words, say = self.words, self.say
        rows: list[list[Content]] = [
            [
                f"A{place}", Cell(each.name, typed=True), f"{len(each.content)} B", Cell(each.digest.hex().upper(), typed=True, mono=True),
                f"{say.moment(each.at)} {say.initials(each.person)}",
            ]
            for place, each in enumerate(self.dossier.attachments, 1)
        ]
        columns = (
            Column(words("No."), 10, face=Face.BOLD), Column(words("File"), 46), Column(words("Size"), 20), Column(words("SHA-256"), 70),
            Column(words("Added"), 34),
        )  # fmt: skip
        return [self._part(words("Attachments"), columns, rows)]


def _summed(amounts: Sequence[Quantity]) -> list[Quantity]:
    """Amounts of one unit added up."""
    total: dict[str, Quantity] = {}
    for each in amounts:
        held = total.get(each.unit)
        total[each.unit] = Quantity(held.value + each.value, each.unit) if held else each
    return list(total.values())
