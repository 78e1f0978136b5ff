"""``workbench grade``: a row for a row whatever the row is, and a sentence where nothing can be graded."""
from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vigilance.grading_vectors import graded, told
from workbench.cli import grade as command
from workbench.cli.grade import SCALES, grade_file

CRS = "id,temp_c,fever_attributable_elsewhere,antipyretic_or_anticytokine_given,hypotension,vasopressors,vasopressin,o2_device,o2_lpm,death_due_to_crs\n"
HEADERS = {
    "crs": CRS,
    "icans": "id,age_y,ice,capd,awakens,seizure,motor_deep_focal,edema,posturing_cn6_papilledema_cushing,sedated_or_other_cause,death_due_to_icans\n",
    "ice": "orientation_0_4,naming_0_3,command_0_1,writing_0_1,attention_0_1\n",
    "icaht": "id,kind,longest_run_anc_le_500_days,longest_run_anc_le_100_days,nadir_1_per_uL,nadir_2_per_uL,days_plt_lt_50,days_plt_lt_20\n",
    "tls": "id,rule,day_rel_therapy,age_group,uric_umol_L,k_mmol_L,phos_mmol_L,ca_corr_mmol_L,creat_xULN,arrhythmia,seizure,death\n",
    "ctcae": "ctcae,term,value,unit,lln,uln,base,pchg,baseline_ind\n",
    "naranjo": "id,answers_q1_q10\n",
}


def asked(scale: str, text: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    """The command run as a process on ``text``."""
    return subprocess.run([sys.executable, "-W", "error", "-m", "workbench", "grade", scale, *options], input=text, capture_output=True, check=False)


def test_as_a_process(root: Path) -> None:
    done = asked("crs", ("\ufeff" + CRS + "Ä1,38.2,0,0,0,0,0,room_air,,0\r\n").encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "id,grade,reason\nÄ1,1,Fever without hypotension and without need of oxygen.\n"


@pytest.mark.parametrize("text", [b"", b"\n", b"a;b;c\n1;2;3\n", b"\xff\xfei\x00d\x00\n", b'id,"temp_c\n', b"id,id,temp_c\n", b"\x00" * 64])
def test_a_header_that_cannot_be_read_exits_2(text: bytes) -> None:
    done = asked("crs", text)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"workbench grade crs: the ") and b"Traceback" not in done.stderr


def test_an_unknown_scale_exits_2() -> None:
    done = asked("apache", b"id\n")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"crs" in done.stderr


def test_nothing_heavy_is_loaded(root: Path) -> None:
    code = "import sys; from workbench.__main__ import main; main(['grade', 'tls']); print([n for n in ('pint', 'numpy', 'PySide6', 'sqlalchemy') if n in sys.modules])"
    text = HEADERS["tls"] + "1,CB2004,2,adult,480,6.1,1.2,2.3,1.0,none,none,0\n"
    done = subprocess.run([sys.executable, "-c", code], input=text, cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_a_header_lacks_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ctcae,term,value\n5,Anemia,90\n")))
    assert command.run(["ctcae"]) == 2
    assert "lacks unit" in capsys.readouterr().err


def test_columns_stand_in_any_order_and_more_may_stand_beside_them() -> None:
    assert graded("naranjo", "who,answers_q1_q10,id\nx,yyyynnyyyy,N1\n") == [{"id": "N1", "grade": "13", "reason": "Total 13: definite."}]


def test_broken_lines_are_answered_in_their_place() -> None:
    text = CRS + '1,38.2,0,0,0,0,0,room_air,,0\n2,38.2,0\n\n3,"38.2,0,0,0,0,0,room_air,,0\n4,38.2,0,0,0,0,0,room_air,,0,x\n5,"3"8,0,0,0,0,0,room_air,,0\n"\n'
    answers = graded("crs", text + '"6,a",38.2,0,0,0,0,0,room_air,,0\n7,"38.2",0,0,0,0,0,room_air,,0')
    assert [(each["id"], each["grade"]) for each in answers] == [("1", "1"), ("2", ""), ("3", ""), ("4", ""), ("5", ""), ("6", ""), ("6,a", "1"), ("7", "1")]
    assert all("the line is broken" in each["reason"] for each in answers[1:6])


def test_rows_count_from_1_and_over_many_batches() -> None:
    answers = graded("ice", HEADERS["ice"] + "4,3,1,1,1\n" * 2000 + "4,3,1\n" + "4,3,1,1,0\n")
    assert [each["row"] for each in answers] == [str(at) for at in range(1, 2003)]
    assert [each["grade"] for each in answers[-3:]] == ["10", "", "9"]


@pytest.mark.parametrize(
    ("scale", "row", "said"),
    [
        ("crs", "1,97,0,0,0,0,0,room_air,,0", "97 °C is outside what can be"),
        ("crs", "1,,0,0,0,0,0,room_air,,0", "Cannot grade without this: temperature."),
        ("crs", "1,38.2,0,0,0,0,0,nasal_cannula,,0", "oxygen flow"),
        ("crs", "1,38.2,0,0,0,0,0,hfnc,5,0", "more than 6 L/min"),
        ("crs", "1,38.2,0,0,0,0,0,room_air,2,0", "contradict"),
        ("crs", "1,38.2,0,0,0,0,0,tent,,0", "“tent” is not one of"),
        ("crs", "1,38.2,0,0,maybe,0,0,room_air,,0", "hypotension"),
        ("crs", "1,38.2,0,0,0,-1,0,room_air,,0", "vasopressors"),
        ("crs", "1,38.2,0,0,0,0.5,0,room_air,,0", "not a whole number"),
        ("crs", '1,"1,234",0,0,0,0,0,room_air,,0', "temperature: “1,234” is no number"),
        ("ice", "4,3,1,1,2", "attention"),
        ("ice", "11,3,1,1,1", "orientation"),
        ("ice", "4,,1,1,1", "Cannot grade without this: naming."),
        ("icans", "1,45,11,,spontaneous,none,0,none,0,0,0", "ICE score: 11 is outside"),
        ("icans", "1,45,,,spontaneous,none,0,none,0,0,0", "Cannot grade without this: ICE score."),
        ("icans", "1,6,10,,spontaneous,none,0,none,0,0,0", "CAPD score"),
        ("icans", "1,6,,33,spontaneous,none,0,none,0,0,0", "CAPD score: 33"),
        ("icans", "1,130,10,,spontaneous,none,0,none,0,0,0", "age"),
        ("icaht", "1,early_neutrophils,6,7,,,,", "more days with 100"),
        ("icaht", "1,early_neutrophils,32,0,,,,", "outside what can be"),
        ("icaht", "1,early_neutrophils,6,,,,,", "Cannot grade without this"),
        ("icaht", "1,late_neutrophils,,,,1500,,", "lowest neutrophil count"),
        ("icaht", "1,late_neutrophils,,,0.4,,,", "not a whole number"),
        ("icaht", "1,early_platelets,,,,,3,4", "more days below a lower number"),
        ("icaht", "1,,,,,,3,4", "kind of grade"),
        ("tls", "1,CB2004,2,adult,480,,1.2,2.3,1.0,none,none,0", "Cannot grade without this: potassium."),
        ("tls", "1,CB2004,2,adult,480,6.1,1.2,9.2,1.0,none,none,0", "corrected calcium: 9.2 mmol/L is outside"),
        ("tls", "1,CB2004,2,adult,480,6.1,1.2,2.3,,none,none,0", "Cannot grade without this: creatinine."),
        ("tls", "1,H2011,2,child,400,6.1,1.2,2.3,1.0,none,none,0", "Cannot grade without this: uric acid."),
        ("tls", "1,2020,2,adult,480,6.1,1.2,2.3,1.0,none,none,0", "“2020” is not one of"),
        ("ctcae", "5,Anemia,100,,140,,,,", "the unit is missing (g/L, g/dL, mmol/L)"),
        ("ctcae", "5,Anemia,100,10^9/L,140,,,,", "not stated in 10^9/l"),
        ("ctcae", "5,Anemia,100,g/L,,,,,", "Cannot grade without this: lower limit of normal."),
        ("ctcae", "5,Anemia,12,g/L,140,,,,", "Another unit?"),
        ("ctcae", "5,Anemia,-1,g/L,140,,,,", "is negative"),
        ("ctcae", "5,Anemia,100,g/L,-140,,,,", "lower limit of normal: -140 is negative"),
        ("ctcae", "5,Anemia,100,g/L,140,130,,,", "the lower limit of normal is above the upper"),
        ("ctcae", "4,Anemia,100,g/L,140,,,,", "version “4” is not here, only 5, 6"),
        ("ctcae", ",Anemia,100,g/L,140,,,,", "CTCAE version"),
        ("ctcae", "6,Platelet count decreased,40,10^9/L,100,,,,", "has no laboratory term"),
        ("ctcae", "5;6,Neutrophil count decreased,0.3,10^9/L,2,,,,", "by CTCAE v5 it is 4, by v6 3"),
        ("ctcae", "5,Creatinine increased,90,,,80,0,,", "baseline: it is zero"),
        ("ctcae", "5,Alanine aminotransferase increased,200,,,40,,,", "state of the baseline"),
        ("naranjo", "1,YYY", "ten answers"),
        ("naranjo", "1,YYYYNNYYYX", "ten answers"),
        ("naranjo", "1,", "answers"),
    ],
)
def test_what_cannot_be_graded_says_why(scale: str, row: str, said: str) -> None:
    (answer,) = graded(scale, HEADERS[scale] + row + "\n")
    assert answer["grade"] == ""
    assert said in answer["reason"].replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("scale", "row", "grade"),
    [
        ("crs", "1,,0,1,1,0,0,room_air,,0", "2"),
        ("crs", "1,,,,,,,,,1", "5"),
        ("crs", "1,38.2,0,0,1,2,0,nasal_cannula,,0", "4"),
        ("crs", "1,38.4,1,1,0,0,0,nasal_cannula,2,0", "2"),
        ("crs", '1,"38,0",0,0,0,0,0,room_air,,0', "1"),
        ("crs", "1,38.2,no,NO,0,0,0,Non-Rebreather,,0", "3"),
        ("icans", "1,45,,,unarousable,none,0,none,0,0,0", "4"),
        ("icans", "1,45,unable,,voice,none,0,none,0,0,0", "3"),
        ("icans", "1,6,,0,spontaneous,none,0,none,0,0,0", "0"),
        ("icaht", "1,late_neutrophils,,,90,,,", "4"),
        ("icaht", "1,early_platelets,,,,,,14", "4"),
        ("tls", "1,H2011,2,child,480,6.1,1.2,2.3,1.0,none,none,0", "0"),
        ("tls", "1,CB2004,9,,,,,,,,,", "0"),
        ("tls", "1,Howard (2011),2,adult,480,6.1,1.2,2.3,1.0,2,none,0", "2"),
        ("tls", "1,Cairo-Bishop,2,adult,480,6.1,1.2,2.3,1.0,life-threatening,none,0", "4"),
        ("tls", "1,CB2004,2,,300,6.0,1.2,1.75,,none,status_epilepticus,1", "5"),
        ("ctcae", "v6.0,neutrophil  COUNT decreased,90,/mm3,,,,,", "4"),
        ("ctcae", "5;6,Anemia,8.5,g/dL,14,,,,", "2"),
        ("ctcae", "5,Creatinine increased,500,,,80,,,", "4"),
        ("ctcae", "5,Alanine aminotransferase increased,200,,,40,30,,", "2"),
        ("ctcae", "5,Hyponatremia,127,mmol/L,135,,,,", "2"),
    ],
)
def test_what_is_missing_is_passed_over_only_where_it_changes_nothing(scale: str, row: str, grade: str) -> None:
    (answer,) = graded(scale, HEADERS[scale] + row + "\n")
    assert answer["grade"] == grade, answer["reason"]


def test_the_age_of_the_capd_is_a_setting() -> None:
    row = "1,12,,9,spontaneous,none,0,none,0,0,0\n"
    assert asked("icans", (HEADERS["icans"] + row).encode()).stdout.splitlines()[1].startswith(b"1,,")
    assert asked("icans", (HEADERS["icans"] + row).encode(), "--capd-below", "13").stdout.splitlines()[1].startswith(b"1,3,")
    assert asked("icans", b"", "--capd-below", "old").returncode == 2


SERIES = "patient,day,anc_per_uL,last_fu_day,progression_day,subsequent_therapy_day\n"


def test_a_series_says_what_it_leaves_out() -> None:
    text = SERIES + "a,0,400,20,,\na,25,900,20,,\na,3,900,20,,\n,3,900,20,,\nb,1,-5,20,,\nb,2,900\nc,0,900,20,,\nc,1,900,21,,\nd,x,900,,,\n"
    answers, apart = told("icaht", text)
    assert answers == [
        {"patient": "a", "early_grade": "1", "late_grade": ""}, *({"patient": each, "early_grade": "", "late_grade": ""} for each in "bcd"),
    ]  # fmt: skip
    lines = apart.splitlines()
    assert "row 4: Cannot grade without this: patient." in lines
    assert "patient a, row 2: Left out: day 25 is after the last follow-up (day 20)." in lines
    assert any(each.startswith("patient b, row 5: Cannot grade, neutrophils: -5") for each in lines)
    assert any(each.startswith("patient b, row 6: Cannot grade: the line is broken") for each in lines)
    assert "patient c, row 8: The rows of one patient say different days of this: last follow-up." in lines
    assert any(each.startswith("patient d, early grade: Cannot grade: there are rows that cannot be used (9)") for each in lines)


def test_the_rows_of_a_series_stand_in_any_order() -> None:
    rows = [f"{patient},{day},{400 if day < 9 else 900},100,,\n" for patient in "ab" for day in range(31)]
    assert told("icaht", SERIES + "".join(rows[::-1]))[0][0]["early_grade"] == told("icaht", SERIES + "".join(rows))[0][0]["early_grade"] == "2"


@given(st.sampled_from(SCALES), st.lists(st.text(alphabet='0123456789.,-"\n\r YNU;äroom_airx', max_size=40), max_size=8))
def test_no_file_is_a_fault(scale: str, lines: list[str]) -> None:
    answers = graded(scale, HEADERS[scale] + "\n".join(lines))
    assert all(each["grade"] == "" or each["grade"].lstrip("-").isdigit() for each in answers)
    out = io.StringIO()
    grade_file("icaht", io.StringIO(SERIES + "\n".join(lines), newline=""), out, io.StringIO())
    assert out.getvalue().startswith("patient,early_grade,late_grade\n")
