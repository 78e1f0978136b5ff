"""A bare PySide6 window with one label until it has been painted: what the workbench's window is compared with."""

from __future__ import annotations

import resource

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

application = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, application, application.quit)
application.exec()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
