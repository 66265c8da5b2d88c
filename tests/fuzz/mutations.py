"""Files made from those that are right: cut, repeated, spliced, and with what readers have stumbled over put in."""

LONGEST = 1_000_000
MOST_REPEATS = 2_000
TOKENS = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x80", b"\r", b"\r\n", b"\n", b'"', b"'", b'"""', b"\\", b"\\ud800"),
    *(b"{", b"}", b"[", b"]", b"[[", b"{}", b"[]", b",", b";", b"\t", b"|", b".", b"=", b":", b"#", b"a.", b"null"),
    *(b"-1", b"1e999", b"NaN", b"9" * 400, b"9" * 5_000, b"0x" + b"f" * 4_000, b"9223372036854775808", b"1.5", b"true"),
    *(b"0001-01-01", b"9999-12-31", b"0001-01-01T00:00:00+23:59", b"9999-12-31T23:59:59-23:59", b"02/11/2026"),
    *(b"\xe2\x80\x8b=1", "\u202e".encode(), "ﬁ".encode(), b"PAR1", b"PK\x03\x04", b"\x1f\x8b", b"sep=;\n"),
)


def mutate(pick, files):
    """A file made from the given ones with a `random.Random`."""
    content = pick.choice(files)
    for _ in range(pick.randint(1, 6)):
        content = pick.choice(CHANGES)(pick, content, files)[:LONGEST]
    return content


def _place(pick, content):
    start = pick.randint(0, len(content))
    return start, min(len(content), start + pick.choice([1, 2, 8, 64, 512]))


def flip(pick, content, _files):
    """One byte is another one."""
    place = pick.randint(0, max(len(content) - 1, 0))
    return content[:place] + bytes([pick.randint(0, 255)]) + content[place + 1 :]


def cut(pick, content, _files):
    """A part is gone."""
    start, end = _place(pick, content)
    return content[:start] + content[end:]


def truncate(pick, content, _files):
    """The end is gone."""
    return content[: pick.randint(0, len(content))]


def insert(pick, content, _files):
    """Something that readers stumble over, once or very often."""
    start, _ = _place(pick, content)
    return content[:start] + pick.choice(TOKENS) * pick.choice([1, 1, 1, 3, 40, MOST_REPEATS]) + content[start:]


def repeat(pick, content, _files):
    """A part stands there many times."""
    start, end = _place(pick, content)
    return content[:start] + content[start:end] * pick.choice([2, 3, 100, MOST_REPEATS]) + content[end:]


def splice(pick, content, files):
    """The beginning of one file and the end of another."""
    other = pick.choice(files)
    return content[: pick.randint(0, len(content))] + other[pick.randint(0, len(other)) :]


CHANGES = (flip, cut, truncate, insert, repeat, splice)
