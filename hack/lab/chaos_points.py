"""The program ends at every named step of every operation, each in its turn.

Every life of the program is armed with one fault point. It first has to put right what the life before it left, which
must not lead past its own point: so the steps are put into an order in which that never happens, and a life that only
puts right comes between where there is none.
"""

import random
from dataclasses import dataclass

from lab.scene import Broken, Scene

PATIENCE = 120
KILLED = 137

ESTABLISHING = ("routed", "intent-recorded", "provision-begun", "provisioned", "ready-recorded")
TAKING_AWAY = ("end-decided", "teardown-recorded", "teardown-begun", "torn-down")
# The points that an operation comes by, in this order.
OPERATIONS = {
    "create": ESTABLISHING,
    "recreate": TAKING_AWAY + ESTABLISHING,
    "expire": TAKING_AWAY + ("end-recorded",),
    "stop": TAKING_AWAY + ("end-recorded",),
    "delete": TAKING_AWAY + ("end-recorded", "releasing"),
}
# After an end at one point, where the next life goes on: what is not on record is decided again, and what was begun
# outside is begun again.
GOES_ON_AT = {
    "routed": "routed", "intent-recorded": "provision-begun", "provision-begun": "provision-begun",
    "provisioned": "provision-begun", "ready-recorded": None,
    "end-decided": "end-decided", "teardown-recorded": "teardown-begun", "teardown-begun": "teardown-begun",
    "torn-down": "teardown-begun", "end-recorded": "releasing", "releasing": "releasing",
}
# A short run: every point once on the stub, and on hosts those at which the backend is at work.
ONCE = {
    "create": ("routed", "intent-recorded", "provision-begun", "ready-recorded"),
    "recreate": ("torn-down", "provisioned"),
    "expire": ("end-decided", "teardown-recorded"),
    "stop": ("end-recorded",),
    "delete": ("teardown-begun", "releasing"),
}
ONCE_ON_HOSTS = {
    "create": ("provisioned",),
    "recreate": ("provision-begun",),
    "expire": ("teardown-begun",),
    "delete": ("torn-down",),
}


@dataclass(frozen=True)
class Step:
    """One operation at one place, during which the program ends at one point."""

    place: str
    operation: str
    point: str

    def comes_by_again(self) -> tuple[str, ...]:
        """The points that the life after it comes by while it puts things right."""
        points = OPERATIONS[self.operation]
        goes_on = GOES_ON_AT[self.point]
        if (self.operation, self.point) == ("recreate", "routed"):
            goes_on = "teardown-begun"  # that the former is gone goes on record together with the next one's intent
        return points[points.index(goes_on):] if goes_on in points else ()

    def __str__(self):
        return f"{self.place:<10} {self.operation:<9} {self.point}"


def steps_at(place: str, operations) -> list[Step]:
    return [Step(place, operation, point) for operation, points in operations.items() for point in points]


def in_a_good_order(steps: list[Step], chance: random.Random) -> list[Step | None]:
    """Each step once, none armed with a point at which its life would end too early; None is a life without a point.

    Those that the fewest others can follow come first.
    """
    left = list(steps)
    chance.shuffle(left)
    left.sort(key=lambda step: -len(step.comes_by_again()))
    order = []
    while left:
        passed = order[-1].comes_by_again() if order and order[-1] else ()
        possible = [step for step in left if step.point not in passed]
        order.append(possible[0] if possible else None)
        if possible:
            left.remove(possible[0])
    return order


class PointsCampaign:
    """One scene; every sandbox that a step needs is made before the first end, and lives on beside the others."""

    def __init__(self, scene: Scene, steps: list[Step], seed: int):
        self.scene = scene
        self.order = in_a_good_order(steps, random.Random(seed))
        self.done = []

    def run(self):
        scene = self.scene
        scene.begin()
        subjects = {step: scene.consumer.create(step.place) for step in self.order
                    if step is not None and step.operation != "create"}
        scene.say(f"{len(subjects)} sandboxes are made first: {scene.converge():.1f} s")
        scene.program.stop()
        former = None
        for step in self.order + [None]:
            seconds = scene.start_again(step.point if step else "")
            self._put_right(former, seconds)
            if step is not None:
                self._strike(step, subjects.get(step))
            former = step
        scene.end()

    def _put_right(self, former, seconds):
        converging = self.scene.converge()
        self.scene.compare()
        if former is not None:
            self.done.append(former)
            self.scene.say(f"{str(former):<44} put right: ready {seconds:.1f} s after the end,"
                           f" as asked {converging:.1f} s later")

    def _strike(self, step, subject):
        consumer = self.scene.consumer
        if step.operation == "create":
            consumer.create(step.place, patience=0)
        else:
            getattr(consumer, step.operation)(subject, patience=0)
        code = self.scene.program.await_end(PATIENCE)
        if code != KILLED:
            raise Broken(f"{step}: the program did not come to that point within {PATIENCE} s, or ended with {code}")
