"""The codes of the site: ISBT 128 with its licence, and what each product is called outside."""
from __future__ import annotations

from functools import partial

from ui.desk import Desk
from ui.kit.button import Button
from ui.kit.card import Card, card_head, label_value
from ui.kit.field import ChoiceField, TextField
from ui.kit.layout import FLUSH, Part, clear, col, row
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.acting import in_right, needed_for
from ui.screens.asking import AskSheet, reason_field
from workbench.formula.records import FormulaVersion
from workbench.people.records import Person
from workbench.people.rights import Act
from workbench.site.actions import Licence, enter_licence, enter_product_codes
from workbench.site.records import ProductCodes, SiteCodes
from workbench.words.formats import moment_text

CONFIRMED = "confirmed"


class CodesCard(Card):
    """What is on, who confirmed it, and the codes of the products; whoever may set up the site changes them here, others see whose right it is."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._lines = desk, col(gap=6, edges=FLUSH)
        super().__init__(col(self._lines, None))
        self.refresh()

    def refresh(self) -> None:
        """Other codes were entered, or another person is here."""
        clear(self._lines)
        self._lines.addLayout(col(*_parts(self._desk), gap=6, edges=FLUSH))


def _parts(desk: Desk) -> list[Part]:
    words = look.words
    with desk.register.reading() as reader:
        codes = next(iter(reader.find(SiteCodes, limit=1)), None)
        products = reader.find(ProductCodes, sort="id")
        people = {each.id: each.name for each in reader.find(Person)}
    parts: list[Part] = [card_head(words("Codes"))]
    if codes is None:
        off = words("ISBT 128 is off: labels carry the workbench's own identifiers.")
        parts.append(Text(off, "note", "text2", wrap=True))
    else:
        said = words("{name}, {moment}").format(name=people.get(codes.person, codes.person), moment=moment_text(codes.at, codes.zone, words))
        parts += [
            label_value(words("Facility number"), codes.facility, ident=True), label_value(words("Licence"), codes.licence, ident=True),
            label_value(words("Confirmed by"), said),
        ]  # fmt: skip
        if codes.establishment:
            parts.append(label_value(words("Tissue establishment"), f"{codes.country} {codes.establishment}", ident=True))
    parts += [label_value(each.id, " · ".join(filter(None, (each.isbt, each.gtin))) or "–", ident=True) for each in products]
    acts = (
        Button(words("ISBT 128"), "ghost", "pencil", name="do.enter-licence", tool=True, act=partial(_ask_licence, desk, codes)),
        Button(words("Product codes"), "ghost", "pencil", name="do.enter-product-codes", tool=True, act=partial(_ask_product, desk)),
    )
    missing = needed_for(desk, Act.SET_UP_SITE)
    for button in acts:
        button.setEnabled(not missing)
        button.setToolTip(missing)
        button.setAccessibleDescription(missing)
    parts.append(row(*acts, None, gap=8))
    return [*parts, Text(missing, "small", "text3", wrap=True)] if missing else parts


def _ask_licence(desk: Desk, kept: SiteCodes | None) -> None:
    words = look.words

    def done(sheet: AskSheet) -> bool:
        confirmed = sheet.value("confirmed") == CONFIRMED
        licence = Licence(sheet.value("facility"), sheet.value("licence"), confirmed, sheet.value("country"), sheet.value("establishment"))
        act = partial(enter_licence, licence, sheet.value("reason"), **in_right(desk, Act.SET_UP_SITE))
        return desk.act(act, sheet.notice, lambda _done: desk.go("settings")) is not None

    answers = (("no", words("Not confirmed")), (CONFIRMED, words("This site is registered with ICCBBA and holds its licence")))
    fields = [
        TextField("facility", words("Facility number"), hint="A9999"), TextField("licence", words("Licence"), hint="ICCBBA …"),
        ChoiceField("confirmed", words("Confirmation"), answers), TextField("country", words("Country (for the Single European Code)"), hint="ES"),
        TextField("establishment", words("Tissue establishment"), hint="000001"), reason_field(),
    ]  # fmt: skip
    law = words("ISBT 128 is protected by law: it needs a registration and a yearly licence.")
    note = f"{law} {words('Numbers A9990 to A9999 are for demonstration: every label then says SAMPLE.')}"
    sheet = AskSheet("licence", words("ISBT 128"), fields, words("Enter"), "do.enter-licence-now", done, note, optional=("country", "establishment"))
    desk.sheet(sheet)


def _ask_product(desk: Desk) -> None:
    words = look.words
    with desk.register.reading() as reader:
        formulas = sorted({each.code for each in reader.find(FormulaVersion)})

    def done(sheet: AskSheet) -> bool:
        values = (sheet.value("formula"), sheet.value("isbt"), sheet.value("gtin"), sheet.value("reason"))
        act = partial(enter_product_codes, *values, **in_right(desk, Act.SET_UP_SITE))
        return desk.act(act, sheet.notice, lambda _done: desk.go("settings")) is not None

    fields = [
        ChoiceField("formula", words("Formula"), tuple((each, each) for each in formulas)), TextField("isbt", words("ISBT 128 product code"), hint="S1295100"),
        TextField("gtin", words("GTIN"), hint="04600439931256"), reason_field(),
    ]  # fmt: skip
    note = words("The site's own codes for this product. Empty takes a code away.")
    desk.sheet(AskSheet("product-codes", words("Product codes"), fields, words("Enter"), "do.enter-product-codes-now", done, note, optional=("isbt", "gtin")))
