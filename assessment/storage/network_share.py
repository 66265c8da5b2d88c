"""Whether a file lies on a network share, where SQLite's locks may not hold."""

import re
from contextlib import suppress
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
"""Linux's list of mounted file systems."""
NETWORK_TYPES = {"9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone"}
NETWORK_TYPES |= {"fuse.s3fs", "fuse.sshfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
"""The types of file systems that other machines may use at the same time."""


def network_type(path: Path) -> str | None:
    """The type of the network file system that holds the file; None on a local one, and where that is not known."""
    with suppress(OSError):
        kind = file_system_type(path.resolve(), MOUNTS.read_text(errors="surrogateescape"))
        return kind if kind in NETWORK_TYPES else None
    return None


def file_system_type(path: Path, mounts: str) -> str | None:
    """The type of the file system that holds an absolute path, by the text of a list of mounts as Linux writes it.

    The mount nearest to the file holds it, and of two at one place the later one.
    """
    found: tuple[int, str] | None = None
    for line in mounts.splitlines():
        _, place, kind, *_ = [*line.split(), "", "", ""]
        # Spaces and backslashes in a place are written as octal numbers.
        folder = Path(re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), place))
        if place and path.is_relative_to(folder) and (found is None or len(folder.parts) >= found[0]):
            found = len(folder.parts), kind
    return found[1] if found else None
