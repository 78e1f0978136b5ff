"""A formula made for the tests of orders: every kind of given, a calculated dose with a maximum, a step that shows it."""
from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Any

from tests.desk import Desk
from workbench.orders.actions import Prescription, Registration, enter_order, register_patient
from workbench.orders.records import Channel, Order, Patient
from workbench.regimes.records import Regime

CODE = "PROBE-DOSE"
PROBE = '''
[formula]
code = "PROBE-DOSE"
version = 1
schema = 1
prefix = "PD"
en = "Probe"
ru = "Проба"
form.en = "solution"
form.ru = "раствор"
storage.en = "cold"
storage.ru = "в холоде"
autologous = true
regimes = ["LAWFUL", "LAPSED"]
day_zero = "plan"
documents = ["batch-record"]
ordered_dose = "ordered"
dose_per_kg = "dose_per_kg"
made_dose = "ordered"
contents = { given = 9, constant = 2, material = 1, stage = 1, step = 3, field = 4, test = 0 }

[given.weight]
from = "order"
unit = "kg"
action = "3 .. 200"
alert = "10 .. 150"
miss = "stop"
source = "ASSUMPTION"
en = "Body weight"
ru = "Масса тела"

[given.dose_per_kg]
from = "order"
unit = "mg/kg"
action = "> 0"
alert = "1 .. 5"
miss = "stop"
source = "ASSUMPTION"
en = "Dose per kg"
ru = "Доза на кг"

[given.route]
from = "order"
options = ["slow", "fast"]
option.en = ["slow", "fast"]
option.ru = ["медленно", "быстро"]
en = "Route"
ru = "Введение"

[given.give_at]
from = "order"
type = "moment"
en = "Planned"
ru = "План"

[given.remark]
from = "order"
type = "text"
en = "Remark"
ru = "Примечание"

[given.markers]
from = "patient"
options = ["negative", "reactive", "not_evaluated"]
option.en = ["negative", "reactive", "not evaluated"]
option.ru = ["отр", "пол", "нет"]
en = "Markers"
ru = "Маркеры"

[given.given_before]
from = "history"
unit = "mg"
action = "<= total_max - dose_per_kg * weight"
miss = "stop"
source = "ASSUMPTION"
en = "Given before"
ru = "Введено ранее"

[given.cells]
from = "collection"
unit = "cell"
action = "> 0"
alert = ">= 1e9"
source = "ASSUMPTION"
en = "Cells"
ru = "Клетки"

[given.cells_expiry]
from = "collection"
type = "moment"
en = "Collection expiry"
ru = "Срок"

[constant]
single_max = { value = "400 mg", source = "ASSUMPTION", en = "Highest dose", ru = "Наибольшая доза" }
total_max = { value = "700 mg", source = "ASSUMPTION", en = "Highest sum", ru = "Наибольшая сумма" }

[material.powder]
class = "medicine"
scan = "lot"
en = "Powder"
ru = "Порошок"

[stage.work]
en = "Work"
ru = "Работа"
done_by = "pharmacist"
verified_by = "verifier"

[step.plan]
stage = "work"
kind = "calculate"
en = "Plan"
ru = "План"
do.en = "Plan the dose."
do.ru = "Рассчитать дозу."
[step.plan.field]
ordered = { unit = "mg", is = "weight * dose_per_kg", action = "<= single_max", alert = "<= 350", miss = "stop", source = "ASSUMPTION", en = "Dose", ru = "Доза" }
speed = { unit = "mg", is = "if route is fast then ordered else 2 * ordered", en = "Speed", ru = "Скорость" }

[step.weigh]
stage = "work"
kind = "measure"
en = "Weigh"
ru = "Взвесить"
do.en = "Weigh {ordered}."
do.ru = "Взвесить {ordered}."
uses = { powder = "weighed" }
[step.weigh.field]
weighed = { unit = "mg", aim = "ordered", source = "ASSUMPTION", en = "Weighed", ru = "Взвешено" }

[step.tidy]
stage = "work"
kind = "measure"
en = "Tidy up"
ru = "Убрать"
do.en = "Tidy up."
do.ru = "Убрать."
[step.tidy.field]
bins = { unit = "piece", en = "Bins", ru = "Пакеты" }

[end]
'''
LAWFUL = Regime("LAWFUL", "a basis", "основание", "a law", verified=True)
LAPSED = Regime("LAPSED", "an old basis", "старое", "an old law", verified=True, valid_until=date(2026, 11, 19))
REGIMES = MappingProxyType({"LAWFUL": LAWFUL, "LAPSED": LAPSED})
GIVEN = MappingProxyType({"weight": "70", "dose_per_kg": "2,5", "route": "slow", "give_at": "21-Nov-2026 10:30", "remark": "none"})


def says(*, channel: Channel = Channel.PAPER, given: dict[str, str] | None = None, **more: Any) -> Prescription:
    """A prescription by MD1: the usual values, with those of ``given`` instead."""
    return Prescription({**GIVEN, **(given or {})}, more.pop("prescriber", "MD1"), channel, **more)


def patient(desk: Desk, number: str = "004812771", **more: Any) -> Patient:
    """A registered patient."""
    typed = Registration(number, more.pop("family", "Lebedeva"), more.pop("given", "Anna"), date(2013, 3, 14), "female", **more)
    return register_patient(typed, **desk.doing("PH1")).changed[0]  # type: ignore[return-value]


def order(desk: Desk, of: Patient | None = None, **more: Any) -> Order:
    """An entered order for the patient (a new one), by PH1 on paper."""
    of = of or patient(desk)
    return enter_order(of.id, CODE, "LAWFUL", says(**more), regimes=REGIMES, **desk.doing("PH1")).changed[0]  # type: ignore[return-value]
