"""Labels of generated patients: every symbol decodes at every resolution that the label allows; a name is printed whole or refused.

``LABEL_PATIENTS=1000`` makes the whole of it; without it a few dozen, which take seconds.
"""
from __future__ import annotations

import os
from dataclasses import replace

import pytest

from tests.labels.patients import patients
from tests.paper_reading import squeezed, text_of
from tests.papers_factory import PROFILES, cart, fdg, press, profile, signals, words
from workbench.kernel.findings import Refused
from workbench.labels.content import content
from workbench.labels.drawing import draw
from workbench.labels.proof import prove
from workbench.masters.checking import allowed
from workbench.orders.records import Patient

COUNT = int(os.environ.get("LABEL_PATIENTS", "24"))
ALWAYS = ("final-bag-100x60", "final-bag-60x40")
OTHERS = tuple(name for name in PROFILES if name not in ALWAYS)
LARGE = 100.0
"""Labels of this width and more have room for every name; a smaller one may refuse a name, and only for its name."""


def labelled(patient: Patient, name: str, language: str, number: int) -> bool:
    """Draws and proves one label; whether it was printed."""
    of = (fdg if name.startswith("rp-") else cart)(patient=patient)
    of = replace(of, batch=replace(of.batch, number=number + 1))
    mine = profile(name)
    said = content(of, of.bags[0], mine, copy=1 + number % 2, serial=f"L{number}-1", words=words(language), signals=signals(language))
    try:
        drawn = draw(mine, said, press(language))
    except Refused as refused:
        only_name = [(each.code, dict(each.facts)["zone"]) for each in refused.findings] == [("labels.does-not-fit", "name")]
        if mine.width >= LARGE or not only_name:
            raise
        return False
    for dpi in allowed(mine):
        proof = prove(drawn, dpi)
        assert sorted(data for _, data in proof.decoded) == sorted(each.data for each in drawn.symbols)
    if number % 8 == 0:
        assert squeezed(patient.family.upper()) in squeezed(text_of(drawn.pdf))
        assert squeezed(patient.given) in squeezed(text_of(drawn.pdf))
    return True


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_label_of_every_patient_decodes_or_is_refused_for_its_name(language: str) -> None:
    printed: dict[str, list[bool]] = {}
    for number, patient in enumerate(patients(COUNT)):
        if number % 2 == (language == "ru"):
            for name in (*ALWAYS, OTHERS[number // 2 % len(OTHERS)]):
                printed.setdefault(name, []).append(labelled(patient, name, language, number))
    assert all(printed["final-bag-100x60"])
    print({name: f"{sum(each)} of {len(each)}" for name, each in sorted(printed.items())})


@pytest.mark.parametrize("family", ["Ж" * 200, "<b>" + "W" * 197, "Ли-" * 66 + "Ли"])
def test_two_hundred_characters_are_refused_and_never_cut(family: str) -> None:
    of = cart(patient=replace(next(patients(1)), family=family))
    for name in ALWAYS:
        said = content(of, of.bags[0], profile(name), copy=1, serial="L1-1", words=words("ru"))
        with pytest.raises(Refused) as refused:
            draw(profile(name), said, press("ru"))
        assert {each.code for each in refused.value.findings} == {"labels.does-not-fit"}
