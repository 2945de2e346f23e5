"""Study time: the wall clock as long as it runs forward, and never backward when it does not.

A clock that was set back, or that had been wrong for a while, must neither give a negative interval nor leave a review
waiting for a day that is years away. Study time therefore stands still at such a jump and goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """The last moment seen, in ms since 1970: ``study`` as counted, ``wall`` as the machine said."""

    study: int
    wall: int

    def at(self, wall: int) -> Clock:
        """Return the clock when the machine says `wall`: max(last seen, now), and from then on as time passes."""
        return Clock(self.study + max(0, wall - self.wall), wall)

    @property
    def ahead(self) -> int:
        """By how many ms study time is ahead of the machine's; 0 unless it was once set back."""
        return self.study - self.wall


def start_clock(wall: int) -> Clock:
    """Return the clock of a learner who begins now."""
    return Clock(wall, wall)
