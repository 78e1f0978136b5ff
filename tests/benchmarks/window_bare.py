"""A bare PySide6 window with one label until it has been painted: what the workbench's window is compared with."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from tests.benchmarks.window_painted import run_until_painted

application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1366, 768)
window.show()
run_until_painted(application)
