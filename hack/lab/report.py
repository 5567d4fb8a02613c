"""Figures and the limits they must keep."""

import statistics
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """A figure, and what it may be at most."""

    what: str
    value: float
    at_most: float
    unit: str

    def kept(self) -> bool:
        return self.value <= self.at_most

    def __str__(self):
        verdict = "kept" if self.kept() else "MISSED"
        return f"{self.what:<44} {self.value:8.2f}{self.unit:<4} at most {self.at_most:6.2f}{self.unit:<4} {verdict}"


def conclude(limits) -> int:
    """Prints every limit and returns the exit code."""
    print()
    for limit in limits:
        print(limit)
    return 0 if all(limit.kept() for limit in limits) else 1


def show_series(title, seconds):
    ordered = sorted(seconds)
    print(f"{title:<28} median {statistics.median(ordered):6.2f} s   from {ordered[0]:6.2f} to {ordered[-1]:6.2f}"
          f"   ({len(ordered)} runs)")


def median(values) -> float:
    return statistics.median(values)
