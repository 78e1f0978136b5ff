"""Which version of a label counts: the newest that two have approved. Nothing else is printed."""
from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from workbench.kernel.findings import Refused, stops
from workbench.kernel.ports import Reader
from workbench.labels.profiles import Profile
from workbench.labels.reading import profile_of
from workbench.labels.signals import SIGNALS
from workbench.masters.records import LabelStatus, LabelVersion

SOURCE = "master labels (21 CFR 211.125)"


def approved(reader: Reader, name: str) -> LabelVersion:
    """The version of this label that is printed now.

    Refused: ``labels.unknown-profile`` where no such label was ever proposed, ``masters.none-approved`` where none is approved.
    """
    versions = reader.find(LabelVersion, {"name": name}, sort="version")
    good = [each for each in versions if each.status is LabelStatus.APPROVED]
    if not versions or name == SIGNALS:
        known = sorted({each.name for each in reader.find(LabelVersion)} - {SIGNALS})
        raise Refused((stops("labels.unknown-profile", SOURCE, where="label", label=name, known=", ".join(known)),))
    if not good:
        raise Refused((stops("masters.none-approved", SOURCE, where="label", name=name),))
    return good[-1]


def profile_in(version: LabelVersion) -> Profile:
    """The label that a version says."""
    return profile_of(version.text, f"{version.name}.toml")


def drawn_from(reader: Reader, version_id: str | None) -> Profile | None:
    """The label as the version says from which a print was drawn, whatever was approved or withdrawn since; None for a print that names none."""
    return profile_in(reader.get(LabelVersion, version_id)) if version_id else None


def counting(reader: Reader) -> dict[str, LabelVersion]:
    """The version of each label that counts: the newest approved one, or where there is none yet the newest that is not withdrawn."""
    found: dict[str, LabelVersion] = {}
    for each in reader.find(LabelVersion, sort="version"):
        kept = found.get(each.name)
        if each.status is LabelStatus.WITHDRAWN or (kept and kept.status is LabelStatus.APPROVED and each.status is not LabelStatus.APPROVED):
            continue
        found[each.name] = each
    return dict(sorted(found.items()))


def profiles_of(reader: Reader) -> dict[str, Profile]:
    """Every label by its name, as it would be printed or waits for its approval; printing asks for the approval."""
    return {name: profile_in(each) for name, each in counting(reader).items() if name != SIGNALS}


def signals_in(reader: Reader) -> str:
    """The text of the approved table of signals; empty where none is approved, so that no label can use one."""
    good = [each for each in reader.find(LabelVersion, {"name": SIGNALS}, sort="version") if each.status is LabelStatus.APPROVED]
    return good[-1].text if good else ""


def first_versions(labels: Mapping[str, str], person: str, at: datetime, zone: str) -> tuple[LabelVersion, ...]:
    """What comes with the workbench, as the first versions of a new register: they wait for two people to read and approve them."""
    return tuple(made(name, 1, text, person, at, zone) for name, text in sorted(labels.items()))


def made(name: str, version: int, text: str, person: str, at: datetime, zone: str) -> LabelVersion:
    """A version that waits for its signatures."""
    return LabelVersion(f"{name}.{version}", name, version, text, hashlib.sha256(text.encode()).digest(), LabelStatus.PROPOSED, at, zone, person)
