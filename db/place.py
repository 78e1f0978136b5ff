"""Whether a folder can hold a register: there, writable, and on a disk of this machine."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from workbench.kernel.findings import Unavailable

MOUNTS = Path("/proc/self/mountinfo")
NETWORK = frozenset({"afs", "ceph", "cifs", "coda", "davfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"})
FUSE_NETWORK = frozenset({"fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"})
"""File systems of other machines, whose locks cannot be relied on: two writers would destroy the file (sqlite.org/howtocorrupt.html)."""

REMOTE_DRIVE = 4


def refuse_place(folder: Path) -> None:
    """Raises ``Unavailable`` unless a register can be kept in ``folder``. Writes nothing."""
    if not folder.is_dir():
        raise Unavailable("register.no-folder", str(folder))
    if on_network(folder):
        raise Unavailable("register.network", str(folder))
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise Unavailable("register.read-only", str(folder))


def on_network(folder: Path) -> bool:
    """Whether ``folder`` lies on another machine, as far as the system tells; not known counts as no."""
    if sys.platform == "win32":
        return _on_remote_drive(folder)
    try:
        mounts = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return file_system(folder.resolve(), mounts) in NETWORK | FUSE_NETWORK


def file_system(folder: Path, mounts: str) -> str:
    """The type of the file system that ``folder`` lies on, by the text of ``/proc/self/mountinfo`` (man 5 proc)."""
    kind, longest = "", -1
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        if len(parts := before.split(" ")) < 5 or not after:
            continue
        point = Path(re.sub(r"\\(\d{3})", lambda octal: chr(int(octal[1], 8)), parts[4]))
        # of two mounts on one point the later one counts
        if (folder == point or point in folder.parents) and len(point.parts) >= longest:
            kind, longest = after.split(" ")[0], len(point.parts)
    return kind


def _on_remote_drive(folder: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes  # on Windows only

    drive = folder.resolve().drive
    return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == REMOTE_DRIVE
