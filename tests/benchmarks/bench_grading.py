"""Grading 100,000 observations of each scale, from a file of CSV to lines of CSV, beside reading the same rows by ``csv`` and nothing else.

The rows are drawn so that hardly two are alike. Reading means what a script of three lines does: ``csv.DictReader``, for the columns are found
by their names here as there. What the bare ``csv.reader`` takes is told as well.
"""
from __future__ import annotations

import csv
import io
import random
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from tests.benchmarks.ratio import Ratio
from workbench.cli.grade import grade_file

MOST = 5.0
ROUNDS = 3


def run(short: bool) -> list[Ratio]:
    """For each scale, how many times longer grading takes than reading: the best of rounds in turns, in processor time."""
    rows = 30_000 if short else 100_000
    ratios = []
    for scale, (header, row) in SCALES.items():
        chance = random.Random(2019)
        text = header + "".join(f"{line}\n" for line in row(chance, rows))
        jobs = (lambda file: deque(csv.DictReader(file), 0), lambda file: deque(csv.reader(file), 0), _graded(scale))
        read, bare, graded = (min(each) for each in zip(*([_seconds(job, text) for job in jobs] for _ in range(ROUNDS)), strict=True))
        note = f"{rows} rows: {graded:.2f} s against {read:.2f} s; {graded / bare:.1f} times csv.reader"
        ratios.append(Ratio(f"{scale}: grading / reading with csv", graded / read, MOST, "x", graded <= MOST * read, note))
    return ratios


def _seconds(job: Callable[[Iterable[str]], object], text: str) -> float:
    file = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", newline="")
    before = time.process_time()
    job(file)
    return time.process_time() - before


def _graded(scale: str) -> Callable[[Iterable[str]], None]:
    return lambda lines: grade_file(scale.partition(" ")[0], lines, io.StringIO(), io.StringIO())


def _crs(chance: random.Random, rows: int) -> Iterator[str]:
    devices = ("room_air,", "nasal_cannula,{:.1f}", "hfnc,{:.1f}", "venturi,", "bipap,")
    for at in range(rows):
        device = chance.choice(devices).format(chance.uniform(6.1, 40))
        flags = f"{chance.randint(0, 1)},{chance.randint(0, 1)},{chance.randint(0, 1)},{chance.randint(0, 2)},{chance.randint(0, 1)}"
        yield f"CRS{at},{chance.uniform(35.5, 41):.1f},{flags},{device},0,,a word on where this was seen"


def _icans(chance: random.Random, rows: int) -> Iterator[str]:
    awake, seizures = ("spontaneous", "voice", "tactile", "unarousable"), ("none", "nonconvulsive_eeg_resolving", "repetitive_no_return_to_baseline")
    for at in range(rows):
        scores = f"{chance.randint(1, 90)},{chance.randint(0, 10)},{chance.randint(0, 32)}"
        yield f"I{at},{scores},{chance.choice(awake)},{chance.choice(seizures)},0,none,0,{chance.randint(0, 1)},0,,seen"


def _ice(chance: random.Random, rows: int) -> Iterator[str]:
    for _ in range(rows):
        yield f"{chance.randint(0, 4)},{chance.randint(0, 3)},{chance.randint(0, 1)},{chance.randint(0, 1)},{chance.randint(0, 1)},"


def _icaht(chance: random.Random, rows: int) -> Iterator[str]:
    for at in range(rows):
        long = chance.randint(1, 31)
        if at % 2:
            yield f"H{at},early_neutrophils,{long},{chance.randint(0, long)},{chance.randint(0, 1)},,,,,,,counted"
        else:
            yield f"H{at},late_neutrophils,,,,{chance.randint(0, 5000)},{chance.randint(0, 5000)},,,,,counted"


def _series(chance: random.Random, rows: int) -> Iterator[str]:
    for at in range(rows):
        patient, day = divmod(at, 33)
        yield f"{patient},{day if day < 25 else day * 3},{chance.randint(0, 300) * 10},{500 + patient % 50},,"


def _tls(chance: random.Random, rows: int) -> Iterator[str]:
    for at in range(rows):
        values = f"{chance.uniform(100, 900):.0f},{chance.uniform(3, 8):.1f},{chance.uniform(0.5, 3):.2f},{chance.uniform(1.2, 2.6):.2f}"
        base = f"{chance.uniform(100, 500):.0f},{chance.uniform(3, 5):.1f},{chance.uniform(0.5, 1.5):.2f},{chance.uniform(1.8, 2.6):.2f}"
        yield f"T{at},CB2004,{chance.randint(-3, 8)},{chance.choice(('adult', 'child'))},{values},{base},{chance.uniform(0.5, 7):.1f},none,none,0,,,,seen"


def _ctcae(chance: random.Random, rows: int) -> Iterator[str]:
    for _ in range(rows):
        version = chance.choice("56")
        yield chance.choice((
            f"{version},Neutrophil count decreased,{chance.uniform(0, 4):.3f},10^9/L,2,,,,,,laboratory",
            f"{version},Anemia,{chance.uniform(60, 160):.1f},g/L,{chance.uniform(110, 140):.1f},,,,,,laboratory",
            f"{version},Alanine aminotransferase increased,{chance.uniform(10, 900):.1f},,,40,{chance.uniform(10, 60):.1f},,NORMAL,,laboratory",
            f"{version},Creatinine increased,{chance.uniform(40, 400):.1f},,,{chance.uniform(80, 110):.1f},{chance.uniform(50, 120):.1f},,NORMAL,,laboratory",
            f"{version},Hypocalcemia,{chance.uniform(1.2, 2.6):.3f},mmol/L,2.1,,,,,,laboratory",
        ))


def _naranjo(chance: random.Random, rows: int) -> Iterator[str]:
    for at in range(rows):
        yield f"N{at},{''.join(chance.choices('YNU', k=10))},,,assessed"


SCALES: dict[str, tuple[str, Callable[[random.Random, int], Iterator[str]]]] = {
    "crs": (
        "id,temp_c,fever_attributable_elsewhere,antipyretic_or_anticytokine_given,hypotension,vasopressors,vasopressin,o2_device,o2_lpm,"
        "death_due_to_crs,expected_grade,basis\n", _crs,
    ),
    "icans": (
        "id,age_y,ice,capd,awakens,seizure,motor_deep_focal,edema,posturing_cn6_papilledema_cushing,sedated_or_other_cause,death_due_to_icans,"
        "expected_grade,basis\n", _icans,
    ),
    "ice": ("orientation_0_4,naming_0_3,command_0_1,writing_0_1,attention_0_1,ice\n", _ice),
    "icaht": (
        "id,kind,longest_run_anc_le_500_days,longest_run_anc_le_100_days,run_starts_day_0_to_3_and_never_ends,nadir_1_per_uL,nadir_2_per_uL,"
        "days_plt_lt_100,days_plt_lt_50,days_plt_lt_20,expected_grade,basis\n", _icaht,
    ),
    "icaht series": ("patient,day,anc_per_uL,last_fu_day,progression_day,subsequent_therapy_day\n", _series),
    "tls": (
        "id,rule,day_rel_therapy,age_group,uric_umol_L,k_mmol_L,phos_mmol_L,ca_corr_mmol_L,uric_base,k_base,phos_base,ca_base,creat_xULN,"
        "arrhythmia,seizure,death,LTLS,CTLS,clinical_grade,basis\n", _tls,
    ),
    "ctcae": ("ctcae,term,value,unit,lln,uln,base,pchg,baseline_ind,grade,src\n", _ctcae),
    "naranjo": ("id,answers_q1_q10,total,category,basis\n", _naranjo),
}  # fmt: skip
