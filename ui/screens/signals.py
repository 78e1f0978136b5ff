"""Signals: what is watched of a product at the left, its charts in the middle, the life of a signal and what it stops at the right."""
from __future__ import annotations

from ui.desk import Desk, Screen
from ui.kit.button import Button
from ui.kit.card import Card, card_head
from ui.kit.chart import ChartView
from ui.kit.choose import Segmented
from ui.kit.field import ChoiceField
from ui.kit.layout import FLUSH, box, clear, col, row, scrolling, spread
from ui.kit.notice import Notice
from ui.kit.page import PAGE, PageHead
from ui.kit.small import EmptyState
from ui.kit.table import Cell, Group, Line, Row, Rows, TableView
from ui.kit.text import Text
from ui.kit.theme import look
from ui.screens.signals_reading import Chosen, SignalFacts, columns, like_columns, lines
from ui.screens.signals_sheets import show_tables
from ui.screens.signals_shown import VIEWS, Shown, Work, view_words
from ui.screens.signals_side import SignalSide
from ui.tasks import Progress
from workbench.surveillance.said import counted_bags, counted_patients
from workbench.words.formats import moment_text

LIST, SIDE = 316, 304


class SignalsScreen(Screen):
    """``desk.go("signals", number)``. Reading and drawing are done away from the window's thread; what is shown stays until the new is there."""

    place = "safety"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words = look.words
        self.facts = SignalFacts((), None, (), {}, {})
        self.chosen, self._product, self._asked, self._shown = Chosen(), "", 0, Shown()
        self._asked_drawing = object()
        self.leave_it = Button(words("Back"), "ghost", "arrow-left", name="do.back", tool=True, act=self.back)
        self.tables = Button(words("As a table"), "ghost", "table", name="do.tables", tool=True, act=self._tables)
        self.file = Button(words("Screen a file of reports"), "ghost", "search", name="do.screening", tool=True, act=lambda: desk.go("screening"))
        self.summary = Button(words("Safety summary"), "ghost", "file-text", name="do.summaries", tool=True, act=self._summaries)
        self.head = PageHead(words("Signals"), "", right=(self.leave_it, self.tables, self.summary), mark=desk.mark)
        self.product = ChoiceField("product", words("Product"), width=LIST - 34)
        self.product.changed.connect(self._other_product)
        self.table = TableView("signals", Rows(columns(words)), row=48, wraps=True, says=words("What is watched"))
        self.table.chosen.connect(self._choose)
        self.view = Segmented("view", view_words(words), VIEWS[0], label=words("What is shown"))
        self.view.chosen.connect(lambda _code: self._draw())
        self.attribute = ChoiceField("attribute", words("Quality attribute"), width=300)
        self.attribute.changed.connect(self._draw)
        self.notice = Notice(name="notice.signals")
        self.side = SignalSide(desk, self.notice)
        self._titles = tuple(col(gap=0, edges=FLUSH) for _ in range(2))
        self.charts = tuple(ChartView(f"signals{place}", "") for place in range(2))
        self.likes = TableView("likes", Rows(like_columns(words)), row=40, wraps=True, grows=True, says=words("Like against like"))
        self._like_titles = col(gap=0, edges=FLUSH)
        self.words_below = Text("", "note", "text2", wrap=True)
        self.empty = EmptyState(
            "activity", words("No bag has been infused yet"), words("Every infused bag stands here, by itself."), button=words("Screen a file of reports"),
            name="do.screening-empty", act=lambda: desk.go("screening"), button_icon="search",
        )  # fmt: skip
        self._build()

    def _build(self) -> None:
        self.which = box(col(self.product, edges=(16, 10, 16, 6)))
        list_card = Card(col(self.which, (self.table, 1), gap=0, edges=FLUSH), width=LIST, edges=(1, 1, 1, 1))
        left = box(col((list_card, 1), row(self.file, None), gap=8, edges=FLUSH))
        left.setFixedWidth(LIST)
        cards = [Card(col(self._titles[place], self.charts[place], gap=4)) for place in range(2)]
        self.cards = tuple(cards)
        self.like_card = Card(col(self._like_titles, self.likes, gap=4))
        inside = scrolling(col(*cards, self.like_card, self.words_below, None, gap=10, edges=FLUSH))
        middle = box(col(row(self.view, None, gap=8), self.attribute, (inside, 1), self.notice, gap=8, edges=FLUSH))
        self.side.setFixedWidth(SIDE)
        self.body = spread(left, (middle, 1), self.side, gap=14)
        self.whole = box(self.body)
        self.setLayout(col(self.head, (self.whole, 1), (self.empty, 1), gap=10, edges=PAGE))

    @property
    def title(self) -> str:
        return look.words("Signals")

    # -------------------------------------------------------------------------------------------------- what it shows
    def enter(self, argument: object = None) -> None:
        """Shows this signal, or whatever is most urgent."""
        self.notice.clear()
        if isinstance(argument, str) and argument:
            self.chosen = Chosen(signal=argument)
        self.refresh()

    def refresh(self) -> None:
        """Reads and reckons anew, elsewhere; an older answer that comes later is not shown."""
        self._asked += 1
        asked, work = self._asked, Work.of(self.desk, self._product, self.chosen.signal)

        def read(progress: Progress) -> SignalFacts:
            return work.facts()

        def done(facts: SignalFacts) -> None:
            if asked == self._asked:
                self._show(facts)

        self.desk.tasks.run(read, done, label=look.words("reckoning signals"))

    def _show(self, facts: SignalFacts) -> None:
        self.facts, words = facts, look.words
        board = facts.board
        self._product = board.exposure.product if board is not None else ""
        self.product.offer([(each, each) for each in facts.products], self._product)
        self.which.setVisible(len(facts.products) > 1)
        if not self._known(self.chosen):
            self.chosen = self._first()
        self.table.rows.show_lines(lines(facts, words))
        self.table.choose(self.chosen)
        some = board is not None and bool(board.watched)
        self.whole.setVisible(some)
        self.empty.setVisible(not some)
        self.tables.setEnabled(some)
        note = ""
        if board is not None:
            bags, patients = len(board.exposure.rows), board.exposure.patients
            note = words("{product} · {bags}, {patients} · data to {at}").format(
                product=board.exposure.name[words.language], bags=counted_bags(bags, words), patients=counted_patients(patients, words),
                at=moment_text(board.at, self.desk.zone, words),
            )  # fmt: skip
            if board.plan is None:
                note += " · " + words("no plan of monitors counts its doses")
        self.head.say(words("Signals"), note, self.desk.mark)
        self._show_one()

    def _known(self, chosen: Chosen) -> bool:
        if chosen.signal:
            return self.facts.trail(chosen.signal) is not None
        if chosen.flag is not None:
            return self.facts.flagged(chosen.flag) is not None
        return self.facts.watched(chosen.monitor) is not None

    def _first(self) -> Chosen:
        """What is most urgent: a flag that nobody kept, an open signal, a monitor."""
        if self.facts.unkept:
            return Chosen(flag=self.facts.unkept[0].key)
        alive = [each for each in self.facts.trails if not each.over]
        if alive:
            return Chosen(signal=alive[0].signal.id)
        watched = self.facts.board.watched if self.facts.board is not None else ()
        return Chosen(monitor=watched[0].monitor.code) if watched else Chosen()

    def _choose(self, record: object) -> None:
        if isinstance(record, Chosen) and record != self.chosen:
            self.chosen = record
            self.notice.clear()
            self._show_one()

    @property
    def monitor(self) -> str:
        """The monitor whose charts are shown: that of the signal or flag, else the chosen one, else the first."""
        trail = self.facts.trail(self.chosen.signal) if self.chosen.signal else None
        code = trail.signal.monitor if trail is not None else self.chosen.flag[0] if self.chosen.flag is not None else self.chosen.monitor
        watched = self.facts.watched(code)
        if watched is None and self.facts.board is not None and self.facts.board.watched:
            return self.facts.board.watched[0].monitor.code
        return code

    def _show_one(self) -> None:
        self.side.show_chosen(self.facts, self.chosen, self.monitor)
        board = self.facts.board
        if board is not None:
            texts = [(each.name, each.text[look.words.language]) for each in board.exposure.attributes]
            self.attribute.offer(texts, self.attribute.code or (texts[-1][0] if texts else ""))
        self._draw()

    def _draw(self) -> None:
        """Draws the charts of the view, elsewhere."""
        self.attribute.setVisible(self.view.code == "quality")
        watched = self.facts.watched(self.monitor)
        if watched is None:
            return
        self._asked_drawing = object()
        mark, work = self._asked_drawing, Shown.of(self.facts, watched, self.view.code, self.attribute.code, self.desk)

        def done(svgs: tuple[bytes, ...]) -> None:
            if mark is self._asked_drawing:
                self._drawn(work, svgs)

        self.desk.tasks.run(lambda progress: work.drawn(), done, label=look.words("drawing"))

    def _drawn(self, shown: Shown, svgs: tuple[bytes, ...]) -> None:
        self._shown = shown
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(svgs))
            if place < len(svgs):
                each = shown.charts[place]
                clear(self._titles[place])
                self._titles[place].addWidget(card_head(each.title))
                self._titles[place].addWidget(Text(each.note, "small", "text2", wrap=True))
                self.charts[place].setAccessibleName(each.title)
                self.charts[place].show_chart(svgs[place], each.note)
        self._show_likes(shown)
        self.words_below.setText("\n".join(shown.said))
        self.words_below.setVisible(bool(shown.said))

    def _show_likes(self, shown: Shown) -> None:
        """What is held against like: a table of its own, where the orders hold what divides the bags."""
        self.like_card.setVisible(bool(shown.likes))
        clear(self._like_titles)
        if not shown.likes:
            return
        words, found = look.words, list[Line]()
        self._like_titles.addWidget(card_head(words("Like against like")))
        note = words("odds ratios by Mantel-Haenszel against all other bags, within strata of the orders; alike: the strata agree; – cannot be reckoned")
        self._like_titles.addWidget(Text(note, "small", "text2", wrap=True))
        for each in shown.likes:
            found.append(Group(each.heading))
            found += [Row(tuple(Cell(text) for text in line)) for line in each.lines]
        self.likes.rows.show_lines(found)

    # -------------------------------------------------------------------------------------------------- what may be done
    def _tables(self) -> None:
        show_tables(self.desk, [(each.title, each.chart) for each in self._shown.charts])

    def _summaries(self) -> None:
        self.desk.go("summaries", self._product)

    def _other_product(self) -> None:
        self._product, self.chosen = self.product.code, Chosen()
        self.refresh()

    def confirm(self) -> None:
        self.side.confirm()

    def retranslate(self) -> None:
        words = look.words
        self.leave_it.setText(words("Back"))
        self.tables.setText(words("As a table"))
        self.file.setText(words("Screen a file of reports"))
        self.summary.setText(words("Safety summary"))
        self.view.say(view_words(words), words("What is shown"))
        self.table.rows.set_titles(columns(words))
        self.likes.rows.set_titles(like_columns(words))
        self.side.retranslate()
        self.refresh()
