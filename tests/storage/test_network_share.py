"""The file system that holds a file, by lists of mounts as Linux writes them."""

from pathlib import Path

import pytest

from assessment.storage import network_share
from assessment.storage.network_share import file_system_type, network_type

MOUNTS = r"""/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
files:/export/home /home nfs4 rw,vers=4.2 0 0
/dev/sdb1 /home/ana/disk btrfs rw 0 0
//files/team /mnt/team\040files cifs rw 0 0
/dev/sdc1 /media xfs rw 0 0
ana@files: /media fuse.sshfs rw 0 0
"""
PLACES = {
    "/var/lib/callback.db": "ext4",
    "/home/ana/callback.db": "nfs4",
    "/homes/callback.db": "ext4",
    "/home/ana/disk/callback.db": "btrfs",
    "/mnt/team files/callback.db": "cifs",
    "/mnt/callback.db": "ext4",
    "/media/callback.db": "fuse.sshfs",
}


@pytest.mark.parametrize(("path", "kind"), PLACES.items(), ids=PLACES)
def test_the_nearest_mount_holds_a_file_and_of_two_at_one_place_the_later(path, kind):
    assert file_system_type(Path(path), MOUNTS) == kind


@pytest.mark.parametrize("mounts", ["", "\n", "garbage", "two words"])
def test_a_list_that_says_nothing_names_no_type(mounts):
    assert not file_system_type(Path("/home/callback.db"), mounts)


def test_only_a_share_is_named(tmp_path, monkeypatch):
    mounts = tmp_path / "mounts"
    monkeypatch.setattr(network_share, "MOUNTS", mounts)
    assert network_type(tmp_path / "callback.db") is None
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\n")
    assert network_type(tmp_path / "callback.db") is None
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nfiles:/x {tmp_path} nfs rw 0 0\n")
    assert network_type(tmp_path / "callback.db") == "nfs"
