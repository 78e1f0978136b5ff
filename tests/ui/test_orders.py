"""Orders through the real window: entered, verified by another person, amended, held, cancelled; what is refused is refused in place."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QTableView
from pytestqt.qtbot import QtBot

from tests.desk import PIN
from tests.ui.clip import clipped
from tests.ui.orders_stage import ANNA, CUSTOM, Hands
from tests.ui.windows import Strays, catalogue
from ui.kit.theme import look
from ui.screens.order_intake import OrderIntakeScreen
from ui.screens.orders import order_digits, order_of_digits, waiting
from workbench.barcodes.own import Kind, Own
from workbench.batch.actions.opening import open_batch
from workbench.batch.actions.steps import record_step, start_step
from workbench.batch.records import Batch
from workbench.labels.records import LabelPrint
from workbench.orders.records import Channel, Collection, Infectious, Order, OrderStatus, OrderVersion, Patient
from workbench.people.records import Factor, Meaning, Signature

ROOT = Path(__file__).parents[2]


@pytest.fixture
def hands(qtbot: QtBot, dressed: QApplication, tmp_path: Path) -> Hands:
    return Hands(qtbot, tmp_path)


# ------------------------------------------------------------------------------------------------------ a new order
def test_an_order_is_typed_verified_by_another_person_and_its_batch_is_opened(hands: Hands) -> None:
    hands.at("PH1", "orders").press("do.new-order")
    assert not hands.may_press("do.next")
    hands.type(hospital_no="004812771", family="Lebedeva", given="Anna", title="Ms", born="14.03.2013", sex="female")
    hands.type(allergies="known allergies", allergy_text="penicillins").press("do.next")
    (patient,) = hands.room.kept(Patient)
    assert (patient.family, patient.allergy_text, patient.born.isoformat()) == ("Lebedeva", "penicillins", "2013-03-14")
    assert hands.window.shown is not None and hands.window.shown.patient is not None, "the banner shows the patient as soon as there is one"
    hands.type(formula="PROBE", regime="CUSTOM").press("do.next")
    hands.type(dose="50", weight="41,2", weighed_on="19-Nov-2026").press("do.next")
    hands.type(ward="Haematology 4B", planned="21-Nov-2026 15:00", prescriber="MD1", channel="paper").press("do.next")
    hands.press("do.save-order")
    (order,) = hands.room.kept(Order)
    (version,) = hands.room.kept(OrderVersion)
    assert (order.status, order.ward, order.patient) == (OrderStatus.ENTERED, "Haematology 4B", patient.id)
    assert {each.name: (each.raw, each.value) for each in version.given} == {"dose": ("50", "50"), "weight": ("41,2", "41.2")}
    assert (version.entered_by, version.prescriber, version.channel) == ("PH1", "MD1", Channel.PAPER)
    assert waiting(hands.window.desk) == 1
    assert hands.window.desk.drafts.find("order/new/PH1") == {}, "what was entered is no draft any more"
    assert not hands.may_press("do.open-batch"), "no batch before another person has verified the order"
    hands.press("do.verify-order").sign("PH2")
    assert hands.room.one(Order, order.id).status is OrderStatus.VERIFIED
    (signed,) = hands.room.kept(Signature)
    assert (signed.person, signed.meaning, signed.subject) == ("PH2", Meaning.VERIFIED, version.id)
    assert waiting(hands.window.desk) == 0
    hands.press("do.open-batch")
    (batch,) = hands.room.kept(Batch)
    assert (batch.order, batch.order_version) == (order.id, 1)
    assert hands.window.shown.objectName() == "screen.batch"


def test_who_entered_it_does_not_verify_it(hands: Hands) -> None:
    order = hands.order()
    hands.at("PH1", "order", order).press("do.verify-order")
    who = hands.opened.find("field.signer")
    assert isinstance(who, QComboBox)
    assert {who.itemData(place) for place in range(who.count())} == {"PH2"}, "neither who entered nor who prescribed it is offered"
    hands.opened.scan(hands.opened.badge("PH1"))
    sheet = hands.window.open_sheet
    assert sheet is not None and "nobody verifies their own order" in " ".join(each.text() for each in sheet.findChildren(QLabel))
    assert hands.room.one(Order, order).status is OrderStatus.ENTERED
    assert not hands.room.kept(Signature)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("1,234", "1.234"), ("1e3", "in full"), ("41.2.3", ""), ("4120", "no weight of a patient"), ("0", "no weight of a patient"), ("250", "outside the limit")],
)
def test_a_weight_that_cannot_be_is_refused_in_place_and_nothing_is_lost(hands: Hands, typed: str, said: str) -> None:
    hands.dosing().type(dose="50", weighed_on="19-Nov-2026", weight=typed)
    assert not hands.may_press("do.next")
    assert "Weight" in hands.left("do.next")
    field = hands.opened.find("field.weight")
    assert field.property("tone") == "error" and said in hands.said("field.weight") and hands.said("field.weight")
    assert (hands.text("field.weight"), hands.text("field.dose"), hands.text("field.weighed_on")) == (typed, "50", "19-Nov-2026")
    hands.press("do.back")
    hands.press("do.next")
    assert hands.text("field.weight") == typed, "it stays as it was typed until a person changes it"
    hands.type(weight="41.2").press("do.next")
    assert not hands.room.kept(Order)


def test_what_is_empty_is_left_to_do_and_screams_at_nobody(hands: Hands) -> None:
    hands.dosing()
    assert not hands.may_press("do.next")
    assert "Dose" in hands.left("do.next") and "Weight" in hands.left("do.next")
    assert hands.opened.find("field.dose").property("tone") in ("", None)
    hands.type(dose="50").type(dose="")
    assert "Dose" in hands.left("do.next")


def test_what_stops_can_be_read_by_its_code(hands: Hands) -> None:
    hands.dosing().type(dose="500", weight="4120")
    shown = hands.window.shown
    assert isinstance(shown, OrderIntakeScreen)
    assert {each.code for each in shown.found} == {"orders.weight-absurd", "orders.dose-outside"}


def test_a_weight_far_from_the_last_goes_on_with_a_reason_only(hands: Hands) -> None:
    hands.order(weight="36.8")
    hands.at("PH1", "order-intake").type(hospital_no=ANNA.hospital_no).press("do.next")
    assert "another active order" in hands.notices(), "the duplicate is told where the product is chosen"
    hands.press("do.next").type(dose="50", weight="41.2", weighed_on="19-Nov-2026")
    assert "a change of more than a tenth" in hands.notices() and not hands.may_press("do.next")
    hands.put("field.reason.weight", "Weighed again, same result")
    hands.type(weight="41.25").type(weight="41.2")
    assert hands.text("field.reason.weight") == "Weighed again, same result", "a reason survives another value"
    hands.press("do.next").type(ward="4B", prescriber="MD1").press("do.next").press("do.save-order")
    version = hands.room.kept(OrderVersion)[-1]
    assert version.why == "weight: Weighed again, same result"


def test_a_known_patient_fills_the_page_and_another_number_brings_back_what_was_typed(hands: Hands) -> None:
    hands.anna()
    hands.at("PH1", "order-intake").type(family="Lebedev", given="Anton", born="14.05.2011")
    hands.type(hospital_no="004812771")
    assert (hands.text("field.family"), hands.text("field.born")) == ("Lebedeva", "14-Mar-2013")
    assert hands.may_press("do.next")
    family = hands.opened.find("field.family")
    assert family.isReadOnly()  # type: ignore[attr-defined]
    hands.type(hospital_no="004812717")
    assert (hands.text("field.family"), hands.text("field.given")) == ("Lebedev", "Anton")
    assert not hands.may_press("do.next"), "the sex is still missing"


def test_a_name_that_can_be_mistaken_is_told_before_it_is_registered(hands: Hands) -> None:
    hands.anna()
    hands.at("PH1", "order-intake").type(hospital_no="9", family="Lebedeva", given="Anna", born="14.05.2011", sex="female")
    assert "can be mistaken" in hands.notices() and "004812771" in hands.notices()
    hands.type(family="Lеbedeva")  # a Cyrillic е
    assert "mixes Latin and Cyrillic" in hands.notices() and not hands.may_press("do.next")
    hands.put("field.reason.family", "written so in the passport")
    hands.press("do.next")
    assert len(hands.room.kept(Patient)) == 2


def test_what_is_known_of_a_patient_is_corrected_with_a_reason(hands: Hands) -> None:
    hands.anna()
    hands.at("PH1", "order-intake").type(hospital_no=ANNA.hospital_no).press("do.amend-patient")
    hands.type(given="Anya")
    assert not hands.may_press("do.next")
    hands.type(patient_why="as in the passport").press("do.next")
    assert hands.room.kept(Patient)[0].given == "Anya"


# ------------------------------------------------------------------------------------------------------ drafts
def test_a_draft_outlives_the_screen_and_the_window(hands: Hands) -> None:
    hands.dosing().type(dose="50", weight="41,2")
    hands.window.go("orders")
    hands.window.go("order-intake")
    assert hands.text("field.weight") == "41,2", "leaving the screen loses nothing"
    again = OrderIntakeScreen(hands.window.desk)
    again.enter()
    assert again.typed["weight"] == "41,2" and again.typed["hospital_no"] == ANNA.hospital_no
    assert again.stack.currentIndex() == 2, "and it goes on where the person was"
    again.deleteLater()


def test_another_person_finds_no_draft_of_the_first(hands: Hands) -> None:
    hands.dosing().type(dose="50")
    hands.at("PH2", "order-intake")
    assert hands.text("field.hospital_no") == ""


def test_a_draft_goes_when_its_author_discards_it(hands: Hands) -> None:
    hands.dosing().type(dose="50").press("do.discard-draft").press("do.discard-now")
    assert hands.text("field.hospital_no") == ""
    assert not hands.window.desk.drafts.find("order/new/PH1")


def test_another_language_keeps_what_is_typed(hands: Hands) -> None:
    hands.dosing().type(dose="50", weight="41,2", weighed_on="19-Nov-2026")
    look.show(words=catalogue("ru"))
    QApplication.processEvents()
    shown = hands.window.shown
    assert isinstance(shown, OrderIntakeScreen)
    assert hands.text("field.weight") == "41,2" and shown.dose.weighed_on.value == date(2026, 11, 19)
    assert hands.opened.find("do.close").text() == "Закрыть, сохранив"  # type: ignore[attr-defined]
    hands.press("do.next")


def test_a_moment_comes_back_as_it_was_typed(hands: Hands) -> None:
    hands.room.formula((ROOT / "resources" / "formulas" / "FDG18-DOSE.toml").read_text(encoding="utf-8"), "FDG18-DOSE")
    hands.anna()
    hands.at("PH1", "order-intake").type(hospital_no=ANNA.hospital_no).press("do.next")
    hands.type(formula="FDG18-DOSE", regime="RU-RPH").press("do.next")
    hands.type(weight="41,2", prescribed="150", inject_at="21-Nov-2026 10:30")
    again = OrderIntakeScreen(hands.window.desk)
    hands.window.desk.drafts.flush()
    again.enter()
    assert again.typed["inject_at"] == "2026-11-21T10:30:00+03:00" and again.dose.left_to_do == []
    again.deleteLater()
    hands.press("do.next").type(prescriber="MD1").press("do.next").press("do.save-order").press("do.amend-order")
    assert hands.text("field.inject_at") == "21-Nov-2026 10:30"
    hands.type(inject_at="21-Nov-2026 11:00").press("do.next").type(why="the camera is late", channel="paper").press("do.next")
    assert hands.cells("list.changes") == [("Planned injection", "21-Nov-2026\u00a010:30", "21-Nov-2026\u00a011:00")]


# ------------------------------------------------------------------------------------------------------ an order that stands
def begun(hands: Hands) -> str:
    """An order whose batch is open, its first step worked with the dose that is ordered."""
    order = hands.order(verified=True)
    batch = open_batch(order, regimes=CUSTOM, **hands.room.doing("PH1")).changed[0]
    assert isinstance(batch, Batch)
    start_step(batch.id, "check_order", "", **hands.room.doing("PH1"))
    record_step(batch.id, "check_order", "", {}, **hands.room.signing("PH1", factor=Factor.PIN))
    return order


def test_an_amendment_by_telephone_is_read_back_listed_verified_and_countersigned(hands: Hands) -> None:
    order = begun(hands)
    hands.at("PH1", "order", order).press("do.amend-order")
    assert (hands.text("field.weight"), hands.text("field.weighed_on")) == ("36.8", "02-Nov-2026")
    hands.type(weight="38.5")
    assert hands.text("field.weighed_on") == "", "the old day does not go with the new weight"
    hands.type(weight="36.8")
    assert hands.text("field.weighed_on") == "02-Nov-2026"
    hands.type(weight="38,5", weighed_on="20-Nov-2026").press("do.next")
    assert "how the order came" in hands.left("do.next")
    hands.type(why="weighed again on the ward", channel="telephone", told_by="Dr R. Costa")
    assert "read-back" in hands.left("do.next")
    hands.press("field.read_back").press("do.next")
    assert ("Weight", "36.8\u00a0kg", "38.5\u00a0kg") in hands.cells("list.changes")
    assert not any("Dose" in each for each in hands.cells("list.changes"))
    hands.press("do.save-order")
    first, second = hands.room.kept(OrderVersion)
    assert (second.channel, second.told_by, second.read_back, second.why) == (Channel.TELEPHONE, "Dr R. Costa", True, "weighed again on the ward")
    assert {each.name: each.raw for each in second.given} == {"dose": "50", "weight": "38,5"} and first.number == 1
    assert hands.room.one(Order, order).status is OrderStatus.ENTERED
    assert "Check the order" in hands.notices(), "the step that was worked with the old weight is listed"
    assert [each[0] for each in hands.cells("list.versions")] == ["2, counts", "1"]
    hands.press("do.verify-order").sign("PH2")
    assert hands.room.one(Order, order).status is OrderStatus.IN_BATCH
    assert "Check the order" in hands.notices(), "it stays listed after the verification"
    hands.press("do.countersign-order")
    hands.opened.scan(hands.opened.badge("MD2"))
    hands.put("field.secret", PIN)
    assert hands.room.kept(Signature, meaning=Meaning.PRESCRIBED) == (), "another prescriber's badge is not taken"
    hands.sign("MD1")
    (prescribed,) = hands.room.kept(Signature, meaning=Meaning.PRESCRIBED)
    assert (prescribed.person, prescribed.subject) == ("MD1", second.id)
    assert not hands.sees("do.countersign-order")


def test_an_amendment_that_changes_nothing_is_refused_in_place(hands: Hands) -> None:
    order = hands.order()
    hands.at("PH1", "order-intake", order).press("do.next").type(why="nothing at all", channel="paper").press("do.next").press("do.save-order")
    assert "Nothing in order" in hands.notices()
    assert len(hands.room.kept(OrderVersion)) == 1
    hands.press("do.back")
    assert hands.opened.find("field.why").toPlainText() == "nothing at all"  # type: ignore[attr-defined]


def test_a_prescriber_at_the_screen_signs_what_they_order(hands: Hands) -> None:
    hands.anna()
    hands.at("MD1", "order-intake").type(hospital_no=ANNA.hospital_no).press("do.next").press("do.next")
    hands.type(dose="50", weight="41,2").press("do.next").type(ward="4B")
    hands.press("do.next").press("do.save-order")
    assert not hands.room.kept(Order), "nothing stands before the signature"
    hands.sign("MD1")
    (version,) = hands.room.kept(OrderVersion)
    (signed,) = hands.room.kept(Signature)
    assert (version.channel, signed.meaning, signed.person) == (Channel.SCREEN, Meaning.PRESCRIBED, "MD1")


def test_an_order_is_held_resumed_and_cancelled_each_with_its_reason(hands: Hands) -> None:
    order = hands.order(verified=True)
    hands.at("PH1", "order", order).press("do.hold-order")
    assert not hands.may_press("do.hold-order-now")
    hands.type(reason="fever since the morning").press("do.hold-order-now")
    assert hands.room.one(Order, order).status is OrderStatus.HELD and not hands.sees("do.amend-order")
    hands.press("do.resume-order").type(reason="fever is gone").press("do.resume-order-now")
    assert hands.room.one(Order, order).status is OrderStatus.ENTERED
    hands.press("do.cancel-order").type(reason="another treatment").press("do.cancel-order-now").sign("PH1")
    assert hands.room.one(Order, order).status is OrderStatus.CANCELLED
    assert [each.why for each in hands.room.kept(OrderVersion)][1:] == ["fever since the morning", "fever is gone", "another treatment"]
    assert not any(hands.sees(each) for each in ("do.amend-order", "do.hold-order", "do.cancel-order", "do.open-batch"))


def test_who_does_not_agree_puts_the_order_on_hold(hands: Hands) -> None:
    order = hands.order()
    hands.at("PH2", "order", order).press("do.verify-order").press("do.disagree")
    hands.type(reason="the paper says 60 mg").press("do.hold-order-now")
    assert hands.room.one(Order, order).status is OrderStatus.HELD
    assert hands.room.kept(OrderVersion)[-1].why == "the paper says 60 mg"


def test_a_collection_and_the_markers_are_recorded(hands: Hands) -> None:
    order = hands.order(verified=True)
    hands.at("PH1", "order", order).press("do.record-collection")
    hands.opened.scan(str(Own(Kind.COLLECTION, ("260000123",))).encode())
    assert hands.text("field.number") == "260000123" and not hands.may_press("do.record-collection-now")
    hands.type(collected="500").press("do.record-collection-now")
    assert hands.opened.find("field.collected").property("tone") == "error" and not hands.room.kept(Collection)
    hands.type(collected="60").press("do.record-collection-now")
    hands.put("field.reason.collected", "a long collection")
    hands.press("do.record-collection-now")
    (collection,) = hands.room.kept(Collection)
    assert (collection.number, collection.given[0].raw) == ("260000123", "60")
    assert not hands.sees(f"do.thing-labels.collection.{collection.id}"), "no label for collections is approved here"
    hands.room.label("collection-100x60")
    hands.at("PH1", "order", order).press(f"do.thing-labels.collection.{collection.id}")
    hands.press("do.print-thing")
    (label,) = hands.room.kept(LabelPrint)
    assert (label.about, label.batch) == (f"collection {collection.id}", None)
    hands.press("do.cancel")
    hands.press("do.record-markers").type(markers="reactive").press("do.record-markers-now")
    assert hands.room.kept(Infectious)[0].status == "reactive"


# ------------------------------------------------------------------------------------------------------ the list
def test_the_list_is_searched_filtered_and_scanned(hands: Hands) -> None:
    first, second = hands.order(verified=True), hands.order()
    hands.at("PH1", "orders")
    assert hands.records("list.orders") == [second, first], "newest first"
    shown = hands.window.shown
    shown.filter._choose("verified")  # type: ignore[union-attr]
    assert hands.records("list.orders") == [first]
    shown.filter._choose("")  # type: ignore[union-attr]
    hands.type(search="lebed 004812771")
    QTest.keyClick(hands.opened.find("field.search"), Qt.Key.Key_Return)
    assert set(hands.records("list.orders")) == {first, second}
    hands.type(search="nobody")
    QTest.keyClick(hands.opened.find("field.search"), Qt.Key.Key_Return)
    assert not hands.sees("list.orders")
    assert order_of_digits(order_digits(first)) == first
    hands.opened.scan(str(Own(Kind.ORDER, (order_digits(first),))).encode())
    assert hands.window.shown.title == f"Order {first}"  # type: ignore[union-attr]
    hands.window.go("orders")
    hands.opened.scan(str(Own(Kind.PATIENT, (hands.room.kept(Patient)[0].coi,))).encode())
    assert set(hands.records("list.orders")) == {first, second}
    table = hands.opened.find("list.orders")
    assert isinstance(table, QTableView)
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert hands.window.shown.objectName() == "screen.order"  # type: ignore[union-attr]


def test_a_wristband_fills_the_intake(hands: Hands) -> None:
    hands.anna()
    hands.at("PH1", "order-intake")
    hands.opened.scan(str(Own(Kind.PATIENT, (hands.room.kept(Patient)[0].coi,))).encode())
    assert hands.text("field.family") == "Lebedeva" and hands.may_press("do.next")


# ------------------------------------------------------------------------------------------------------ how it looks
@pytest.fixture
def strays(qapp: QApplication) -> Iterator[Strays]:
    watching = Strays(qapp)
    yield watching
    qapp.removeEventFilter(watching)
    watching.deleteLater()


def test_no_text_is_cut_in_any_language_or_theme(qtbot: QtBot, each_look: str, tmp_path: Path, strays: Strays) -> None:
    hands = Hands(qtbot, tmp_path)
    order = hands.order()
    seen: dict[str, list[str]] = {}

    def look_at(name: str) -> None:
        for _ in range(3):
            QApplication.processEvents()
        seen[name] = clipped(hands.window)

    hands.at("PH1", "orders")
    look_at("orders")
    hands.at("PH1", "order-intake").type(hospital_no=ANNA.hospital_no)
    look_at("patient")
    hands.press("do.next")
    look_at("product")
    hands.press("do.next").type(dose="50", weight="41,2", weighed_on="19.11.2026")
    hands.put("field.reason.weight", "Weighed again")
    look_at("dose")
    hands.press("do.next").type(ward="4B", prescriber="MD1", channel="telephone", told_by="Dr R. Costa").press("field.read_back")
    look_at("schedule")
    hands.press("do.next")
    look_at("check")
    hands.press("do.save-order")
    look_at("order")
    hands.press("do.verify-order")
    look_at("verify")
    hands.at("PH1", "order-intake", order).type(weight="40").press("do.next").type(why="weighed again", channel="paper").press("do.next")
    look_at("amend")
    assert not {name: found for name, found in seen.items() if found}
    assert not strays.found, "no part is shown before it has a place"
