"""A screened set: what triggers, what goes with it, and what strata change."""
from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pytest

from workbench.vigilance.signals.counting import _asked
from workbench.vigilance.signals.disproportionality import information
from workbench.vigilance.signals.pairs import Rows, paired
from workbench.vigilance.signals.ranked import HEAD, ranked, screen_file
from workbench.vigilance.signals.screening import screen, triggers


def rows(strata: bool) -> Rows:
    """Two sexes with reports of their own kind; product 0 has event 0 far more often than anything else."""
    draws, number = np.random.default_rng(8), 4_000
    sex = draws.integers(0, 2, number)
    product, event = draws.integers(0, 10, number) // (1 + sex), draws.integers(0, 14, number) // (1 + sex)
    event[(product == 0) & (draws.random(number) < 0.5)] = 13
    codes = (np.arange(number), product, event, sex)
    report, product, event, stratum = (np.asarray(each, dtype=np.int32) for each in codes)
    names = (tuple(f"P{at}" for at in range(10)), tuple(f"E{at:02}" for at in range(14)), ("f", "m") if strata else ())
    return Rows(report, product, event, stratum if strata else None, number, *names, number, ())


@pytest.mark.parametrize("strata", [False, True])
def test_a_pair_far_beyond_what_is_expected_reaches_every_trigger(strata: bool) -> None:
    found = screen(paired(rows(strata)))
    flagged = triggers(found)
    at = next(at for at in range(len(found.pairs.a)) if (found.pairs.product[at], found.pairs.event[at]) == (0, 13))
    assert all(each[at] for each in (flagged.prr, flagged.ror, flagged.ic, flagged.ebgm))
    assert not flagged.ebgm[found.pairs.a < 3].any() and flagged.ebgm.sum() < len(found.pairs.a) / 4
    assert pytest.approx(information(found.pairs.a, found.pairs.e)[1]) == found.metrics.IC025
    told = {each.code: dict(each.facts) for each in found.told}
    assert told["signals.many-comparisons"]["comparisons"] == str(len(found.pairs.a)) and "signals.association" in told
    assert any(code.startswith("signals.fit-") for code in told)


def test_strata_take_away_what_the_strata_explain() -> None:
    """Every pair of low codes is commoner among men: crude expectations are off, those over strata are not."""
    crude, divided = (screen(paired(rows(strata))) for strata in (False, True))
    background = (crude.pairs.product != 0) & (crude.pairs.event != 13)
    off = [float(np.abs(np.log(each.pairs.a / each.pairs.e))[background].mean()) for each in (crude, divided)]
    assert off[1] < off[0] / 2


def test_least_leaves_out_pairs_with_fewer_reports() -> None:
    found = screen(paired(rows(False)), least=20)
    assert np.array_equal(np.isnan(found.shrunk.EB05), found.pairs.a < 20)


def test_a_ranked_set_is_read_from_the_top_and_says_what_is_reached() -> None:
    found = screen(paired(rows(False)))
    made = ranked(found)
    first = made.page(made.chosen(), 0, 3)
    assert (first[0].product, first[0].event, first[0].reached) == ("P0", "E13", ("PRR", "ROR", "IC", "EBGM"))
    assert first[0].ebgm.low is not None and first[0].expected < first[0].reports
    assert len(made.chosen()) == len(found.pairs.a)
    assert {each.product for each in made.page(made.chosen("p3"), 0, 99)} == {"P3"}
    some = made.page(made.chosen(reached=True), 0, 999)
    assert some and all(each.reached for each in some) and len(some) < len(found.pairs.a)
    lines = [dict(zip(HEAD, each, strict=True)) for each in made.cells(made.chosen("E13"))]
    assert {each["event"] for each in lines} == {"E13"} and float(lines[0]["EB05"]) == pytest.approx(first[0].ebgm.low)


def test_whoever_does_not_want_it_any_more_ends_the_work(tmp_path: Path) -> None:
    path = tmp_path / "reports.csv"
    path.write_text("report,product,event\n" + "".join(f"{at},P{at % 7},E{at % 11}\n" for at in range(500)), encoding="utf-8")
    heard: list[float] = []
    assert len(screen_file(path, tell=heard.append).screened.pairs.a) == 77
    assert heard == sorted(heard) and heard[-1] == 1
    for place in (0.0, 0.3, 0.7, 1.0):

        def tell(share: float, at: float = place) -> None:
            if share >= at:
                raise RuntimeError

        with pytest.raises(RuntimeError):
            screen_file(path, tell=tell)


def test_duckdb_is_interrupted_in_the_midst_of_its_work() -> None:
    asked = iter([0.0])

    def tell(_share: float) -> None:
        if next(asked, None) is None:
            raise RuntimeError

    with duckdb.connect(":memory:") as duck, pytest.raises(RuntimeError), _asked(duck, tell, 0.5):
        duck.execute("SELECT sum(a.range * b.range) FROM range(4000000) a, range(4000000) b").fetchall()
