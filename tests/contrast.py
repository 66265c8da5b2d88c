"""The contrast of two colours, as WCAG 2.2 computes it."""


def channels(hexadecimal):
    """The three channels of a colour like #0b5cad."""
    return tuple(bytes.fromhex(hexadecimal.removeprefix("#")))


def luminance(colour):
    """Relative luminance of three channels from 0 to 255."""
    shares = [channel / 255 for channel in colour]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Contrast of two colours, 1 to 21, each given by its channels or like #0b5cad."""
    colours = (channels(colour) if isinstance(colour, str) else colour for colour in (one, other))
    low, high = sorted(map(luminance, colours))
    return (high + 0.05) / (low + 0.05)
