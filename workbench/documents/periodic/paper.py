"""The periodic safety summary as PDF: a pure function of the frozen record, its signatures, the press and the printing."""
from __future__ import annotations

from workbench.documents.blocks import Block, Chip, Column, Content, Signed, gap, stacked
from workbench.documents.frame import TOP, Printing, plain
from workbench.documents.marks import Face, Mark, Node
from workbench.documents.painting import About, printed
from workbench.documents.passages import MEANINGS
from workbench.documents.periodic.cases import put_cases
from workbench.documents.periodic.exposure import put_exposure
from workbench.documents.periodic.incidence import put_incidence
from workbench.documents.periodic.lacking import put_lacking
from workbench.documents.periodic.saying import Say
from workbench.documents.periodic.signals import put_signals
from workbench.documents.press import Press
from workbench.people.records import Meaning, Signature
from workbench.periodic.file import PREPARED, SummaryFile
from workbench.surveillance.records import State
from workbench.surveillance.trail import OVER
from workbench.vigilance.causality import Answer
from workbench.vigilance.reporting import asked
from workbench.vigilance.seriousness import serious
from workbench.words.formats import factor_name, meaning_sentence, moment_text, role_name


def safety_summary(file: SummaryFile, press: Press, printing: Printing) -> bytes:
    """The PDF of a summary. Refused: every ``paper.*`` fault."""
    words, summary = press.words, file.summary
    say = Say(summary, press, TOP)
    for part in (put_exposure, put_cases, put_incidence, put_signals, put_lacking):
        part(say)
    body, cover = say.flow.pages, say.fresh()
    _cover(say, file)
    _contents(say, len(cover.pages))
    _signatures(say, file)
    kind = words("Periodic safety summary") if file.approved else words("Periodic safety summary, not approved")
    form = words("{product} · {begins} to {ends} · data lock: journal entry {n}").format(
        product=summary.product, begins=say.day(summary.begins), ends=say.day(summary.ends), n=summary.head
    )
    pages = plain(file.site.name, say.set, [*cover.pages, *body], kind, form, printing)
    return printed(pages, About(f"{words('Periodic safety summary')} {summary.id}", summary.product, file.site.name, printing.at), press)


def _cover(say: Say, file: SummaryFile) -> None:
    words, summary, reckoned = say.words, say.summary, say.reckoned
    chip = Chip(words("APPROVED")) if file.approved else Chip(words("NOT APPROVED"), solid=True)
    name = summary.ru if words.language == "ru" else summary.en
    say.block(say.set.title(words("Periodic safety summary"), f"{name} ({summary.product})", chip))
    say.block(say.set.facts([
        (words("Summary No."), summary.id), (words("First day"), say.day(summary.begins)), (words("Last day"), say.day(summary.ends)),
        (words("Data lock"), moment_text(summary.at, summary.zone, words, offset=True)),
        (words("Plan of monitors"), summary.plan or words("none")), (words("Site"), file.site.name),
    ], columns=3))  # fmt: skip
    counted = reckoned.counted(reckoned.cases)
    deaths = {each.patient for each in summary.fates if each.kind == "death" and each.told >= reckoned.first}
    open_ = [each for each in summary.signals if State(each.state) not in OVER]
    say.block(say.set.heading(words("In the period")), say.set.facts([
        (words("Bags infused"), str(len(reckoned.period))), (words("Patients"), str(reckoned.patients[0])), (words("Reports"), str(len(counted))),
        (words("of them serious"), str(sum(serious(asked(each.answers)) is Answer.YES for each in counted))),
        (words("Grades of 3 or more"), str(sum(each.at >= reckoned.first for each in summary.grades))), (words("Deaths"), str(len(deaths))),
        (words("Open signals"), str(len(open_))), (words("Missed clocks"), str(len(reckoned.missed()))),
    ]))  # fmt: skip
    if not reckoned.period:
        say.block(say.set.notice(words("No bag was infused in this period."), [words("What follows tells of earlier bags, where there are any.")]))
    say.block(say.set.notice(words("How to read this"), [
        words("It tells how often something was seen after a bag, and how well that is known. It says nothing about a cause."),
        words("Every infused bag counts, with the event or without. Patients stand here by their chain-of-identity number, never by name."),
        words("Nothing that happened after the last day of the period is in it. What was entered later about what happened by then is in it, up to the "
              "data lock; states of reports and signals are those at the data lock."),
    ]))  # fmt: skip
    say.block(_journal(say))


def _contents(say: Say, count: int) -> None:
    """The sections with their pages; ``count`` pages stand before them."""
    rows: list[list[Content]] = [[f"{n}  {title}", str(page + count)] for n, (title, page) in enumerate(say.sections, 1)]
    say.table(say.words("Contents"), (Column("", 150), Column(say.words("Page"), 30, "right")), rows)


def _journal(say: Say) -> Block:
    """Number and digest of the journal entry up to which the summary tells."""
    words, digest = say.words, say.summary.head_digest.hex().upper()
    text = words(
        "This summary tells what the journal of the register held up to entry {n}. The entry's SHA-256 stands below; the same number with another "
        "digest means that the journal was changed."
    ).format(n=say.summary.head)
    groups, node, marks = [digest[n : n + 4] for n in range(0, 64, 4)], Node("P"), list[Mark]()
    for row in range(2):
        marks += [say.set.text(18.0 + place * 18.5, 4.2 + row * 5.6, groups[row * 8 + place], Face.MONO_BOLD, 11, node=node) for place in range(8)]
    return stacked((say.set.heading(words("Data lock")), say.set.paragraph(text, w=152, size=8), Block(12.4, tuple(marks))))


def _signatures(say: Say, file: SummaryFile) -> None:
    words = say.words
    frames = [_signed(say, file, each) for each in file.signatures]
    if not file.approved:
        sentence = words("I read this summary and approve it.")
        who, still = words("Another person than who prepared it"), words("not approved yet")
        frames.append(Signed(words.marked(MEANINGS[Meaning.APPROVED]), sentence, who, "", pending=still))
    blocks = say.set.signatures(frames)
    say.flow.put(gap(2), say.set.heading(words("Signatures")), *blocks)


def _signed(say: Say, file: SummaryFile, signature: Signature) -> Signed:
    words, person = say.words, file.people[signature.person]
    sentence = meaning_sentence(signature.meaning, words) if signature.kind == PREPARED else words("I read this summary and approve it.")
    role = " · ".join((role_name(signature.role, words), words("badge {n}").format(n=person.badge), factor_name(signature.factor, words)))
    digest = signature.digest.hex().upper()
    proof = words("signed content {digest}").format(digest=" ".join(digest[n : n + 4] for n in range(0, 12, 4)))
    lapsed = "" if file.holds(signature) else words("What was signed has changed since.")
    at = moment_text(signature.at, signature.zone, words, seconds=True, offset=True)
    return Signed(words.marked(MEANINGS[signature.meaning]), sentence, person.name, role, at, proof, lapsed=lapsed)
