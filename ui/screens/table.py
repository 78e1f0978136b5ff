"""The screens of the window by name: the one place where a new screen is entered. Each is imported when it is first shown."""
from __future__ import annotations

from collections.abc import Callable, Mapping

from ui.desk import Desk, Screen
from workbench.kernel.findings import Unavailable


def _settings(desk: Desk) -> Screen:
    from ui.screens.settings import SettingsScreen

    return SettingsScreen(desk)


def _today(desk: Desk) -> Screen:
    from ui.screens.today import TodayScreen

    return TodayScreen(desk)


def _orders(desk: Desk) -> Screen:
    from ui.screens.orders import OrdersScreen

    return OrdersScreen(desk)


def _order(desk: Desk) -> Screen:
    from ui.screens.order import OrderScreen

    return OrderScreen(desk)


def _order_intake(desk: Desk) -> Screen:
    from ui.screens.order_intake import OrderIntakeScreen

    return OrderIntakeScreen(desk)


def _batches(desk: Desk) -> Screen:
    from ui.screens.batches import BatchesScreen

    return BatchesScreen(desk)


def _batch(desk: Desk) -> Screen:
    from ui.screens.batch import BatchScreen

    return BatchScreen(desk)


def _register(desk: Desk) -> Screen:
    from ui.screens.register import RegisterScreen

    return RegisterScreen(desk)


def _qc(desk: Desk) -> Screen:
    from ui.screens.qc import QcScreen

    return QcScreen(desk)


def _release(desk: Desk) -> Screen:
    from ui.screens.release import ReleaseScreen

    return ReleaseScreen(desk)


def _lot_results(desk: Desk) -> Screen:
    from ui.screens.lot_results import LotResultsScreen

    return LotResultsScreen(desk)


def _paper(desk: Desk) -> Screen:
    from ui.screens.release_paper import PaperScreen

    return PaperScreen(desk)


def _labels(desk: Desk) -> Screen:
    from ui.screens.labels import LabelsScreen

    return LabelsScreen(desk)


def _safety(desk: Desk) -> Screen:
    from ui.screens.safety import SafetyScreen

    return SafetyScreen(desk)


def _case(desk: Desk) -> Screen:
    from ui.screens.case import CaseScreen

    return CaseScreen(desk)


def _reports(desk: Desk) -> Screen:
    from ui.screens.reports import ReportsScreen

    return ReportsScreen(desk)


def _signals(desk: Desk) -> Screen:
    from ui.screens.signals import SignalsScreen

    return SignalsScreen(desk)


def _screening(desk: Desk) -> Screen:
    from ui.screens.screening import ScreeningScreen

    return ScreeningScreen(desk)


def _summaries(desk: Desk) -> Screen:
    from ui.screens.summaries import SummariesScreen

    return SummariesScreen(desk)


def _one_bag(desk: Desk) -> Screen:
    from ui.screens.one_bag import OneBagScreen

    return OneBagScreen(desk)


def _recalls(desk: Desk) -> Screen:
    from ui.screens.recalls import RecallsScreen

    return RecallsScreen(desk)


def _followup(desk: Desk) -> Screen:
    from ui.screens.followup import FollowUpScreen

    return FollowUpScreen(desk)


def _formulas(desk: Desk) -> Screen:
    from ui.screens.formulas import FormulasScreen

    return FormulasScreen(desk)


def _label_files(desk: Desk) -> Screen:
    from ui.screens.label_files import LabelFilesScreen

    return LabelFilesScreen(desk)


def _safety_lists(desk: Desk) -> Screen:
    from ui.screens.safety_lists import SafetyListsScreen

    return SafetyListsScreen(desk)


def _people(desk: Desk) -> Screen:
    from ui.screens.people import PeopleScreen

    return PeopleScreen(desk)


def _equipment(desk: Desk) -> Screen:
    from ui.screens.equipment import EquipmentScreen

    return EquipmentScreen(desk)


SCREENS: Mapping[str, Callable[[Desk], Screen]] = {
    "today": _today,
    "orders": _orders,
    "order": _order,
    "order-intake": _order_intake,
    "batches": _batches,
    "batch": _batch,
    "register": _register,
    "label-files": _label_files,
    "safety-lists": _safety_lists,
    "qc": _qc,
    "release": _release,
    "lot-results": _lot_results,
    "paper": _paper,
    "labels": _labels,
    "safety": _safety,
    "reports": _reports,
    "case": _case,
    "signals": _signals,
    "screening": _screening,
    "summaries": _summaries,
    "followup": _followup,
    "recalls": _recalls,
    "one-bag": _one_bag,
    "formulas": _formulas,
    "settings": _settings,
    "people": _people,
    "equipment": _equipment,
}
"""Names are what ``desk.go`` is called with. Those of the rail: today, orders, batches, qc, labels, safety, register, formulas, settings."""


def badges(desk: Desk) -> Mapping[str, int]:
    """How many things wait behind each entry of the rail."""
    from ui.screens import orders, qc

    return {"orders": orders.waiting(desk), "qc": qc.waiting(desk)}


def slow_badges(desk: Desk) -> Callable[[], Mapping[str, int]]:
    """What waits for the person who is here, labels that wait, alerts and late observations: counted on another thread, batch by batch."""
    from ui.screens.safety_reading import schedules
    from ui.screens.safety_todo import ward_waits
    from ui.screens.signals_todo import unkept_flags
    from ui.screens.today_reading import waiting_for
    from workbench.labels.kept import waiting

    person, role, register, now, known = desk.person, desk.role, desk.register, desk.clock.now(), schedules(desk)
    plans_now = desk.resources.signals

    def count() -> Mapping[str, int]:
        if person is None or role is None:
            return {}
        try:
            with register.reading() as reader:
                mine = waiting_for(reader, person.id, role, now, known)
                wards = ward_waits(reader, now, known) + unkept_flags(reader, plans_now, now)
                return {"today": mine, "labels": waiting(reader), "safety": wards}
        except Unavailable:
            return {}  # the screen that is shown says so, in its place

    return count
