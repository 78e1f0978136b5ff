"""Signing in, and the lock: a badge and PIN, or a name and password. What still runs stays in sight; no patient's name does."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.desk import Desk, Present, Running
from ui.kit.button import Button
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.choose import Segmented
from ui.kit.field import ChoiceField, PasswordField
from ui.kit.icons import Icon
from ui.kit.layout import box, clear, col, line, row, spread
from ui.kit.notice import Notice
from ui.kit.paint import brush_for, pill
from ui.kit.ring import Ring
from ui.kit.text import Text
from ui.kit.theme import look
from ui.problems import attempt
from ui.steps.proving import People, prover
from workbench.kernel.findings import Refused, Unavailable
from workbench.kernel.values import Actor
from workbench.people.actions import lock, sign_in
from workbench.people.records import Factor, Person, Proof
from workbench.words.times import clock_text, date_text, left_text, weekday_text
from workbench.words.translation import LANGUAGES

RAIL, WIDE = 472, 560
SETTLED = 25
"""Milliseconds after the first painting: by then a page can be used, and what takes longer may begin."""
Runs = Callable[[Desk], Sequence[Running]]


class SignIn(QWidget):
    """The entrance of the window. ``entered`` is called with who came in."""

    def __init__(self, desk: Desk, entered: Callable[[Present], None], running: Runs = lambda desk: ()) -> None:
        super().__init__()
        self.setObjectName("screen.signin")
        self.widget: QWidget = self
        self._desk, self._entered, self._running = desk, entered, running
        self._locked: Present | None = None
        self._asked = True
        self._build()
        self._retranslate()
        desk.tick.connect(self._tick)

    def _build(self) -> None:
        words = look.words
        self._left = _Left(self._desk)
        self._title = Text("", "step")
        self._lock_panel = _LockedBy()
        self._scan = _ScanHere()
        self._or = Text("", "note", "text3")
        self._who = ChoiceField("person", words("Your name"), size="work")
        self._factor = Segmented("factor", (("pin", words("PIN")), ("password", words("Password"))), "pin", label=words("Sign in with"), height=34)
        self._secret = PasswordField("secret", words("PIN"), width=190)
        self._notice = Notice(name="notice.signin")
        self._go = Button("", "primary", "lock-open", name="do.sign_in", wide=True, act=self._try)
        self._other = Text("", "note", "text2", align=Qt.AlignmentFlag.AlignCenter, wrap=True)
        self._demo = Notice(name="notice.demo")
        divider = row((line(), 1), self._or, (line(), 1), self._factor, gap=12)
        form = spread((self._who, 1), self._secret, gap=12)
        body = col(self._title, self._lock_panel, self._scan, divider, form, self._notice, self._go, self._other, self._demo, gap=10)
        self._card = Card(body, edges=(36, 24, 36, 22), width=WIDE)
        self._languages = Segmented("language", tuple(LANGUAGES.items()), look.words.language, label=words("Language"))
        self._themes = Segmented(
            "theme", (("light", words("Light")), ("dark", words("Dark")), ("system", words("System"))), self._desk.preferences.now.mode, label=words("Theme"),
        )  # fmt: skip
        self._mark = Chip("await", "-", small=True, icon="flask")
        self._limits = Text("", "small", "text3", align=Qt.AlignmentFlag.AlignCenter, wrap=True)
        foot = row(self._languages, None, self._themes, gap=12)
        centre = box(col(self._card, foot, gap=14))
        right = col(row(None, self._mark), None, row(None, centre, None), None, self._limits, gap=4, edges=(24, 14, 24, 12))
        self.setLayout(spread(self._left, (box(right), 1), gap=0))
        self._factor.chosen.connect(lambda _: self._factor_changed())
        self._secret.edit.returnPressed.connect(self._try)
        self._secret.changed.connect(self._notice.clear)
        self._who.changed.connect(self._secret.wipe)
        self._languages.chosen.connect(lambda code: self._desk.prefer(language=code))
        self._themes.chosen.connect(lambda code: self._desk.prefer(mode=code))

    def open(self, *, locked: bool) -> None:
        """Shows it afresh; ``locked``: the work of the person signed in waits behind it, as it was left."""
        desk = self._desk
        before = desk.person
        self._locked = Present(before, desk.roles, desk.role) if locked and before is not None else None
        if self._locked is not None:
            self._write_lock()
        self._lock_panel.show_lock(before if self._locked else None, desk)
        self._secret.edit.clear()
        self._notice.clear()
        self._factor.choose("pin")
        self._read_people(chosen=before.id if self._locked and before else "")
        self._retranslate()
        self._asked = False
        self.update()
        self._tick()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._asked:
            self._asked = True
            QTimer.singleShot(SETTLED, self, self._ask_running)

    def _ask_running(self) -> None:
        """What still runs, once the page stands: reckoning it asks for half of the workbench."""
        self._left.show_running(self._running(self._desk))

    def scanned(self, code: bytes) -> bool:
        """A badge: its owner is chosen, the PIN is asked."""
        try:
            person = People(self._desk, ()).by_badge(code)
        except Refused as refused:
            self._notice.refused(refused)
            return True
        except Unavailable as fault:
            self._notice.unavailable(fault)
            return True
        self._notice.clear()
        self._factor.choose("pin")
        self._who.choose(person)
        self._factor_changed()
        self._scan.show_read(self._who.combo.currentText())
        return True

    def _write_lock(self) -> None:
        """The lock is a fact of its own. It also holds when the register cannot be written to just now."""
        desk = self._desk
        unheard = Notice(name="notice.unheard")
        attempt(lambda: lock(**desk.doing()), unheard, desk.zone)

    def _read_people(self, chosen: str = "") -> None:
        try:
            people = People(self._desk, ())
        except Unavailable as fault:
            self._notice.unavailable(fault)
            return
        self._who.offer([(each.id, each.name) for each in people.signers()])
        if chosen:
            self._who.choose(chosen)
        self._scan.show_read("")

    def _factor_changed(self) -> None:
        words = look.words
        self._secret.set_label(words("PIN") if self._factor.code == "pin" else words("Password"))
        self._secret.wipe()

    def _try(self) -> None:
        words = look.words
        if not self._who.code:
            self._who.say("error", words("Scan your badge, or choose your name"))
            return
        if not self._secret.text:
            self._secret.say("error", words("Type the PIN") if self._factor.code == "pin" else words("Type the password"))
            return
        self._go.setEnabled(False)
        factor = Factor.PIN if self._factor.code == "pin" else Factor.PASSWORD
        prover(self._desk, factor)(self._who.code, self._secret.text, self._proved, self._failed)

    def _proved(self, proof: object) -> None:
        self._go.setEnabled(True)
        self._secret.edit.clear()
        if not isinstance(proof, Proof):
            raise TypeError("a proof was expected")
        desk, people = self._desk, People(self._desk, ())
        roles = people.roles.get(proof.person, ())
        before = self._locked
        role = before.role if before and before.person and before.person.id == proof.person and before.role in roles else next(iter(roles), None)
        if role is None:
            self._notice.show_notice("stop", look.words("You hold no role here today"), go_on=look.words("The administrator appoints you for a role."))
            return
        actor = Actor(proof.person, role, desk.workstation, desk.zone)
        done = attempt(lambda: sign_in(proof=proof, actor=actor, register=desk.register, clock=desk.clock), self._notice, desk.zone)
        if done is None:
            return
        with desk.register.reading() as reader:
            person = reader.get(Person, proof.person)
        self._locked = None
        self._entered(Present(person, roles, role))
        for each in done.findings:
            desk.tell(each)

    def _failed(self, fault: BaseException) -> None:
        self._go.setEnabled(True)
        if isinstance(fault, Refused):
            self._notice.refused(fault, self._desk.zone)
        elif isinstance(fault, Unavailable):
            self._notice.unavailable(fault)
        else:
            raise fault
        self._secret.wipe()

    def _tick(self) -> None:
        if self.isVisible():
            self._left.show_time()

    def _retranslate(self) -> None:
        words, desk, locked = look.words, self._desk, self._locked
        self._title.setText(words("Locked") if locked else words("Sign in"))
        self._scan.retranslate()
        self._or.setText(words("or by name"))
        self._who.set_label(words("Your name"))
        self._factor_label()
        self._go.setText(words("Unlock and go on") if locked else words("Sign in"))
        name = locked.person.name if locked and locked.person else ""
        self._other.setText(words("Someone else? Scan your own badge: the work of {name} stays.").format(name=name) if locked else "")
        self._other.setVisible(bool(locked))
        self._mark.setVisible(bool(desk.mark))
        if desk.mark:
            self._mark.show_state("await", desk.mark, icon="flask")
        self._limits.setText(words("Designed to support good practice. Not certified, not validated for your site."))
        if desk.demo is not None:
            self._demo.show_notice("info", words("Demo: PIN {pin}, password {password}").format(pin=desk.demo.pin, password=desk.demo.password))
        else:
            self._demo.clear()
        self._left.retranslate()

    def _factor_label(self) -> None:
        words = look.words
        self._secret.set_label(words("PIN") if self._factor.code == "pin" else words("Password"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_limits"):
            self._retranslate()
            self._lock_panel.show_lock(self._locked.person if self._locked else None, self._desk)
            self._ask_running()
        super().changeEvent(event)


class _Left(QFrame):
    """The dark side: where, what still runs, what time it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("signin")
        self.setFixedWidth(RAIL)
        self._name, self._site, self._motto = Text("", "page", "rail_text_on"), Text("", "big", "rail_text"), Text("", "note", "rail_text")
        self._heading = Text("", "value", "rail_text")
        self._runs: QVBoxLayout = col(gap=12)
        self._clock, self._day = Text("", "clock", "rail_text_on"), Text("", "big", "rail_text")
        self._running: tuple[Running, ...] | None = None
        self._rings: list[tuple[Ring, Running]] = []
        head = row(Icon("shield-check", "rail_mark", 32, 1.75), self._name, None, gap=12)
        self.setLayout(
            col(head, 8, self._site, self._motto, None, self._heading, 6, self._runs, None, self._clock, self._day, gap=4, edges=(48, 44, 48, 44))
        )

    def show_running(self, running: Sequence[Running]) -> None:
        """What still runs: times, not names."""
        words = look.words
        self._running = tuple(running)[:4]
        clear(self._runs)
        self._rings = []
        for each in self._running:
            ring = Ring(1, "", "", size=72, on_rail=True)
            self._rings.append((ring, each))
            pair = col(None, Text(each.title, "big", "rail_text_on", ident=True), Text(each.note, "note", "rail_text", wrap=True), None, gap=2)
            self._runs.addLayout(spread(ring, (pair, 1), gap=16))
        self._heading.setText(words("Still running") if self._running else words("No timer is running"))
        self.show_time()

    def show_time(self) -> None:
        """The clock, and what is left of each time."""
        desk, words = self._desk, look.words
        now = desk.clock.now()
        self._clock.setText(clock_text(now, desk.zone))
        self._day.setText(f"{weekday_text(desk.today, words)}  ·  {date_text(desk.today, words)}")
        for ring, each in self._rings:
            whole = (each.until - each.started).total_seconds() or 1
            left = each.until - now
            state = "progress" if left.total_seconds() > 0 else "rejected"
            ring.show_left(left.total_seconds() / whole, *left_text(left, words, short=True), state, says=" ".join(left_text(left, words)))

    def retranslate(self) -> None:
        """Other words."""
        words, site = look.words, self._desk.site
        self._name.setText(words("Compounding workbench"))
        self._site.setText("  ·  ".join(part for part in (site.name, site.room) if part))
        self._motto.setText(words("One batch, one patient, one record"))
        if self._running is not None:  # until it has been asked, nothing is said of it
            self.show_running(self._running)
        self.show_time()


class _LockedBy(QWidget):
    """Who locked, when, and that nothing is lost."""

    def __init__(self) -> None:
        super().__init__()
        self._who, self._saved = Text("", "strong"), Text("", "note", "text2", wrap=True)
        self.setLayout(row(Icon("lock", "progress.fg", 20), (box(col(self._who, self._saved, gap=1)), 1), gap=12, edges=(16, 10, 16, 10)))
        self.hide()

    def show_lock(self, person: Person | None, desk: Desk) -> None:
        """Shows it, or nothing when nobody's work waits."""
        words = look.words
        self.setVisible(person is not None)
        if person is None:
            return
        at = clock_text(desk.clock.now(), desk.zone)
        self._who.setText(words("Locked by {name} at {time}").format(name=person.name, time=at))
        saved = desk.drafts.last
        self._saved.setText(
            words("Everything typed was saved at {time}. The work waits as it was left.").format(time=clock_text(saved, desk.zone, seconds=True))
            if saved else words("The work waits as it was left.")
        )  # fmt: skip

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = brush_for(self)
        pill(painter, QRectF(self.rect()), "progress.tint")
        painter.end()


class _ScanHere(QWidget):
    """The dashed place for the badge. It works whatever is selected."""

    def __init__(self) -> None:
        super().__init__()
        centre = Qt.AlignmentFlag.AlignCenter
        self._title, self._note = Text("", "page", align=centre), Text("", "note", "text2", align=centre)
        self._read = ""
        self.setMinimumHeight(104)
        self.setMaximumHeight(132)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setLayout(col(None, row(None, Icon("id-badge-2", "primary", 36, 1.5), None), self._title, self._note, None, gap=2))

    def show_read(self, name: str) -> None:
        """Whose badge was read."""
        self._read = name
        self.retranslate()

    def retranslate(self) -> None:
        """Other words."""
        words = look.words
        self._title.setText(self._read or words("Scan your badge"))
        self._note.setText(words("badge read, now your PIN") if self._read else words("then enter your PIN  ·  works whatever is selected"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = brush_for(self)
        painter.setPen(QPen(look.colour("primary"), 2, Qt.PenStyle.SolidLine if self._read else Qt.PenStyle.DashLine))
        painter.setBrush(look.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.end()
