"""Secrets: what makes a good one, how it is hashed and verified, and what a wrong one leads to.

Argon2id with 64 MiB, three passes and four lanes (the default profile of argon2-cffi). A register marked REHEARSAL plays whole days
of signatures and may use a cheap profile; a hash of that profile is worth nothing in any other register.
"""
from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from workbench.kernel.findings import Finding, stops
from workbench.people.records import Credential, Factor, Person
from workbench.site.records import Purpose

if TYPE_CHECKING:
    from argon2 import PasswordHasher

NOBODY_STRONG = "$argon2id$v=19$m=65536,t=3,p=4$uI/ly+Ng+AMcL4GiTPpVsQ$RUHxHXJK+j9bUVobjnyW1ZZPqK7GLqvuJMB7jy9VI3A"
NOBODY_CHEAP = "$argon2id$v=19$m=8,t=1,p=1$T0MGR8qOti7b2CS4hbd6dQ$+fh4Vm/tQcio1p0wS4Jfb8LJLagY9HANVgsmSLCStaI"
"""Hashes that nothing is expected to match: verified where there is no person, so that both answers take the same work."""

DELAYS = (timedelta(0), timedelta(0), timedelta(seconds=30), timedelta(minutes=2))
LOCK = timedelta(minutes=15)
"""After the third wrong try 30 seconds, after the fourth two minutes, from the fifth on a quarter of an hour (OWASP ASVS 2.2.1)."""

PIN_DIGITS = (6, 12)
PASSWORD_LENGTH = (15, 200)
SECRET_SOURCE = "NIST SP 800-63B 5.1.1"


@cache
def _hasher(cheap: bool = False) -> PasswordHasher:
    """Made when the first secret is asked for: a start asks for none."""
    from argon2 import PasswordHasher, Type

    if cheap:
        return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, type=Type.ID)
    return PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4, type=Type.ID)


def hash_secret(secret: str, purpose: Purpose) -> str:
    """The Argon2id hash of ``secret`` for a register of this purpose: about 0.1 s, or next to nothing in a rehearsal."""
    return _hasher(purpose is Purpose.REHEARSAL).hash(secret)


def verify_secret(kept: str, secret: str, purpose: Purpose) -> bool:
    """Whether ``secret`` is the one that ``kept`` was made from. A cheap hash proves nothing outside a rehearsal."""
    from argon2 import extract_parameters
    from argon2.exceptions import InvalidHashError, VerificationError

    strong = _hasher()
    try:
        weak = extract_parameters(kept).memory_cost < strong.memory_cost
        matches = strong.verify(kept, secret)
    except (VerificationError, InvalidHashError):
        return False
    return matches and (purpose is Purpose.REHEARSAL or not weak)


def nobody(purpose: Purpose) -> str:
    """The hash to verify against when there is no such person."""
    return NOBODY_CHEAP if purpose is Purpose.REHEARSAL else NOBODY_STRONG


def kept_hash(credential: Credential, factor: Factor) -> str:
    """The hash that ``factor`` is verified against."""
    return credential.pin if factor is Factor.PIN else credential.password


def failed(credential: Credential, now: datetime) -> Credential:
    """``credential`` after one more wrong secret: the count grows, and with it the time until the next try."""
    failures = credential.failures + 1
    wait = DELAYS[failures - 1] if failures <= len(DELAYS) else LOCK
    return replace(credential, failures=failures, locked_until=now + wait if wait else None)


def cleared(credential: Credential) -> Credential:
    """``credential`` with its count of wrong secrets forgotten."""
    return replace(credential, failures=0, locked_until=None)


def open_to_try(credential: Credential, now: datetime) -> tuple[Finding, ...]:
    """Stops while the person is locked; the finding says when that lifts."""
    if credential.locked_until is not None and now < credential.locked_until:
        return (stops("people.locked", "OWASP ASVS 2.2.1", until=credential.locked_until.isoformat(timespec="seconds")),)
    return ()


def good_secrets(pin: str, password: str, person: Person, purpose: Purpose) -> tuple[Finding, ...]:
    """Stops a PIN or password that is easily guessed. In a rehearsal only emptiness is refused: its secrets stand in the case file."""
    found: list[Finding] = []
    if purpose is Purpose.REHEARSAL:
        if not pin:
            found.append(stops("people.pin-form", SECRET_SOURCE, where="pin", least="1", most=str(PIN_DIGITS[1])))
        if not password:
            found.append(stops("people.password-short", SECRET_SOURCE, where="password", least="1", most=str(PASSWORD_LENGTH[1])))
        return tuple(found)
    if not (pin.isascii() and pin.isdigit() and PIN_DIGITS[0] <= len(pin) <= PIN_DIGITS[1]):
        found.append(stops("people.pin-form", SECRET_SOURCE, where="pin", least=str(PIN_DIGITS[0]), most=str(PIN_DIGITS[1])))
    elif _in_a_row(pin) or len(set(pin)) < 3 or pin in person.badge:
        found.append(stops("people.pin-guessed", SECRET_SOURCE, where="pin"))
    if not PASSWORD_LENGTH[0] <= len(password) <= PASSWORD_LENGTH[1]:
        least, most = PASSWORD_LENGTH
        found.append(stops("people.password-short", SECRET_SOURCE, where="password", least=str(least), most=str(most)))
    elif len(set(password.casefold())) < 6 or _names(person, password):
        found.append(stops("people.password-guessed", SECRET_SOURCE, where="password"))
    return tuple(found)


def _in_a_row(pin: str) -> bool:
    steps = {int(later) - int(earlier) for earlier, later in zip(pin, pin[1:], strict=False)}
    return steps in ({1}, {-1})


def _names(person: Person, password: str) -> bool:
    """Whether what is left of the password without its owner's names is too short to be one."""
    left = password.casefold()
    for part in person.name.replace(",", " ").casefold().split():
        left = left.replace(part, "")
    return len(left) < PASSWORD_LENGTH[0] // 2
