"""Made-up patients, the same for the same seed: short and long names in Latin and Cyrillic, hyphens, several given names."""
from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tests.papers_factory import PATIENT
from workbench.orders.records import Patient

FAMILIES = (
    "Ли", "Юн", "Лебедева", "Ким", "Иванов", "Кузнецова", "Рождественский", "Новосильцева", "Мусина-Пушкина", "Голенищева-Кутузова",
    "Константинопольская-Преображенская", "Салтыкова-Щедрина-Задунайская", "García", "O'Neill", "Łukasiewicz", "Müller-Lüdenscheidt",
    "van der Westhuizen", "Featherstonehaugh-Cholmondeley", "Nguyễn".replace("ễ", "e"), "Öztürk", "Ó Súilleabháin", "Smith",
)  # fmt: skip
GIVENS = (
    "Ия", "Анна", "Анна Сергеевна", "Александра Владиславовна", "Апполинария Варфоломеевна", "Николай Александрович", "Юлия", "Ян",
    "Anna", "Rui Miguel", "Zoë", "Jean-Baptiste", "María de los Ángeles", "Maximilian Alexander", "Ed", "Siobhán",
)  # fmt: skip


def patients(count: int, seed: int = 20261121) -> Iterator[Patient]:
    """``count`` patients, the longest Russian names first."""
    chance = random.Random(seed)
    longest = max(FAMILIES[:12], key=len), max(GIVENS[:8], key=len)
    for number in range(count):
        family, given = longest if number == 0 else (chance.choice(FAMILIES), chance.choice(GIVENS))
        born = date(1926, 1, 1) + timedelta(days=chance.randrange(36_500))
        hospital = "".join(chance.choice("0123456789") for _ in range(chance.randrange(6, 13)))
        yield replace(PATIENT, id=f"P{number}", family=family, given=given, born=born, hospital_no=hospital, coi=f"26{number:07d}")
