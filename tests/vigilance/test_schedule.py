"""The schedule of observations: every row of the reference, times, windows, states, a second infusion."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vigilance.grading_vectors import rows
from workbench.cli.resources import Resources
from workbench.kernel.findings import Refused
from workbench.vigilance.schedule import Item, Settled, State, ended, items, state
from workbench.vigilance.schedule_reading import schedules_of
from workbench.vigilance.tables import Status

CART = schedules_of(Resources().schedules)["CART"]
START = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
FAR = date(2060, 1, 1)


def made(start: datetime = START, zone: str = "Europe/Moscow", until: date = FAR) -> tuple[Item, ...]:
    return items(CART, "INF-1", start, zone, until)


def test_every_row_of_the_reference_has_its_lines(shared: Path) -> None:
    lines = {each.code: each for each in CART.lines}
    of_row = {"D0": "D0-vitals", "Y1-Y5": "LT-Y1-Y5", "Y6-Y15": "LT-Y6-Y15", "life": "LT-life", "Y2..Y15": "Y2-Y15"}
    for each in rows(shared, "followup_schedule.csv"):
        line = lines[of_row.get(each["code"], each["code"])]
        assert line.track == {"ltfu": "long term"}.get(each["track"], each["track"])
        if each["status"] in ("read", "design choice"):
            assert line.status.value == each["status"], each["code"]
        if "memory" in each["status"]:
            assert line.status is Status.FROM_MEMORY, each["code"]
        if each["target_day"].isdigit():
            assert line.days in ((int(each["target_day"]),), ()), each["code"]
        if each["window_hi"].isdigit() and each["code"] != "D15-D28" and line.days:
            assert (line.before, line.after) == (-int(each["window_lo"]), int(each["window_hi"])), each["code"]


def test_days_and_windows() -> None:
    by_line: dict[str, list[Item]] = {}
    for each in made():
        by_line.setdefault(each.line, []).append(each)
    assert [each.day for each in by_line["D1-D7"]] == list(range(1, 8))
    assert len(by_line["D1-D7-ice"]) == 14
    (hundred,) = by_line["D100"]
    assert (hundred.opens.astimezone().date(), hundred.closes) == (date(2027, 2, 12), datetime(2027, 3, 15, 21, tzinfo=UTC))
    (year,) = by_line["Y1"]
    assert year.closes is not None and ((year.opens - START).days + 1, (year.closes - START).days) == (366, 425)
    assert [each.due.year for each in by_line["Y2-Y15"]] == list(range(2028, 2042))
    assert by_line["LT-life"][0].due.year == 2042 and by_line["LT-life"][-1].due.year >= 2059
    assert [each.opens for each in by_line["D0-vitals"]][0] == START - timedelta(hours=1)


def test_what_is_ours_or_from_memory_says_so() -> None:
    for each in made(until=date(2027, 1, 1)):
        line = next(line for line in CART.lines if line.code == each.line)
        assert bool(each.findings) is (line.status is not Status.READ)


def test_states() -> None:
    item = next(each for each in made() if each.line == "D1-D7-ice")
    assert item.closes is not None
    assert [state(item, at) for at in (item.opens - timedelta(minutes=1), item.opens, item.due, item.closes)] == [
        State.AHEAD, State.DUE, State.LATE, State.MISSED,
    ]  # fmt: skip
    assert state(item, FAR_NOW, Settled(done=item.opens)) is State.DONE
    assert state(item, FAR_NOW, Settled(reason="sedated")) is State.NOT_APPLICABLE
    for wrong in (Settled(), Settled(reason=" "), Settled(done=item.opens - timedelta(minutes=1))):
        with pytest.raises(Refused):
            state(item, FAR_NOW, wrong)
    yearly = next(each for each in made() if each.line == "Y2-Y15")
    assert state(yearly, FAR_NOW) is State.LATE
    assert next(each for each in items(CART, "1", START, "UTC", FAR, yearly=(30, 60)) if each.line == "Y2-Y15").closes == datetime(2029, 1, 20, tzinfo=UTC)


FAR_NOW = datetime(2060, 1, 1, tzinfo=UTC)


def test_a_death_ends_what_opens_after_it() -> None:
    death = START + timedelta(days=3)
    settled = ended(made(), death, "death on day 3")
    assert {state(each, FAR_NOW, settled.get(each)) for each in made() if each.opens > death} == {State.NOT_APPLICABLE}
    assert all(each not in settled for each in made() if each.opens <= death)


def test_a_second_infusion_has_a_track_of_its_own() -> None:
    second = items(CART, "INF-2", START + timedelta(days=60), "Europe/Moscow", FAR)
    assert not set(second) & set(made())
    assert {each.infusion for each in second} == {"INF-2"}


def test_an_infusion_needs_its_zone() -> None:
    with pytest.raises(ValueError):
        made(datetime.fromisoformat("2026-11-20T09:30"))


@given(st.integers(0, 730 * 24), st.sampled_from(["Europe/Madrid", "Asia/Shanghai", "Europe/Moscow"]))
def test_items_are_in_order_and_have_names_of_their_own(hours: int, zone: str) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    found = made(start, zone, start.date() + timedelta(days=40))
    assert [each.due for each in found] == sorted(each.due for each in found)
    assert len({(each.line, each.number) for each in found}) == len(found)
    assert all(each.opens <= each.due and (each.closes is None or each.due <= each.closes) for each in found)
    assert sum(each.line == "D1-D7" for each in found) == 7


@pytest.mark.parametrize("line", ['track = "odd"', "days = []", "days = [1]\nyears = [1]", "days = [1]\nwindow = [1]", "days = [1.5]", 'days = [1]\nobserved = ["mood"]', "days = [1]\ntimes = 0"])
def test_a_schedule_that_is_wrong_is_refused(line: str) -> None:
    parts = {"track": '"registry"', "observed": '["vitals"]'}
    parts |= dict(each.split(" = ", 1) for each in line.splitlines())
    text = 'code = "X"\nversion = "1"\ndoses = ["g"]\nname.en = "x"\nname.ru = "х"\n[[line]]\ncode = "L"\nname.en = "l"\nname.ru = "л"\nstatus = "read"\nsource = "s"\n'
    with pytest.raises(Refused) as refused:
        schedules_of({"X": text + "\n".join(f"{name} = {value}" for name, value in parts.items())})
    assert refused.value.findings[0].where == "X: L"
