"""A share with its interval, as every benchmark that counts prints it."""

from math import sqrt


def share(name: str, hits: int, count: int) -> str:
    """A share with the 95 % interval of Wilson."""
    z, part = 1.96, hits / count
    middle = part + z * z / (2 * count)
    half = z * sqrt(part * (1 - part) / count + z * z / (4 * count * count))
    low, high = (middle - half) / (1 + z * z / count), (middle + half) / (1 + z * z / count)
    return f"{name}: {hits} of {count} = {part:.1%} ({low:.1%} to {high:.1%})"
