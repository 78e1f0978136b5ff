"""What a serial scanner's port says of itself, in words."""
from __future__ import annotations

from ui.kit.serial_port import PortNews, PortState
from workbench.words.translation import Words


def port_told(news: PortNews, words: Words) -> str:
    """One sentence: how it stands, and what to do where it does not."""
    said = {
        PortState.OFF: words("No serial scanner is set up."),
        PortState.READY: words("The scanner at {port} is ready."),
        PortState.ABSENT: words("There is no port {port}: plug the scanner in, or choose another port. It is tried again every two seconds."),
        PortState.DENIED: words("This computer does not allow the workbench to open {port}: its administrator can (on Linux: the group dialout)."),
        PortState.BUSY: words("Another program uses {port}: close it. The port is tried again every two seconds."),
        PortState.GONE: words("The scanner at {port} has gone: plug it in again. It is looked for every two seconds."),
        PortState.FAULT: words("The port {port} cannot be used: {detail}"),
    }
    return said[news.state].format(port=news.port, detail=news.detail)
