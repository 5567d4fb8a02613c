"""A host goes away, its sandbox is recreated elsewhere, and the program ends just when the remains are on record."""

from lab.api import is_true
from lab.chaos_points import KILLED, Step
from lab.hosts import Testbed
from lab.scene import Broken, Scene

POINT = "remains-recorded"
# The former incarnation is waited for during a minute before the next is begun elsewhere.
PATIENCE = 240


class RemainsCampaign:
    """A scene with two hosts: away from the first, to the second, and the first comes back."""

    def __init__(self, scene: Scene, testbed: Testbed):
        self.scene = scene
        self.testbed = testbed
        self.away, self.elsewhere = scene.hosts
        self.done = []

    def run(self):
        scene = self.scene
        scene.begin()
        wish = scene.consumer.create(self.away)
        scene.converge()
        scene.program.stop()
        scene.start_again(POINT)
        host = scene.hosts[self.away]
        self.testbed.inflict("kill-sshd", host)
        try:
            wish.place = self.elsewhere
            scene.consumer.recreate(wish, host=self.elsewhere)
            code = scene.program.await_end(PATIENCE)
            if code != KILLED:
                raise Broken(f"the program did not come to {POINT} within {PATIENCE} s, or ended with {code}")
            seconds = scene.start_again()
            self._await_elsewhere(wish)
        finally:
            self.testbed.inflict("start-sshd", host)
        converging = scene.converge()
        scene.compare()
        step = Step(self.away, "recreate", POINT)
        self.done.append(step)
        scene.say(f"{str(step):<44} put right: ready {seconds:.1f} s after the end,"
                  f" nothing left {converging:.1f} s after the host was back")
        scene.end()

    def _await_elsewhere(self, wish):
        def is_elsewhere(objects):
            return is_true(objects.get(wish.name), "Ready") and objects[wish.name]["status"].get("remains")

        if self.scene.watch.await_until(is_elsewhere, PATIENCE) is None:
            raise Broken("it does not become ready elsewhere while its former host is away:\n  "
                         + "\n  ".join(self.scene.consumer.unfulfilled(self.scene.watch.snapshot())))
        wrong = self.scene.places[self.elsewhere].wrong(
            self.scene.consumer.wanted_ids(self.scene.watch.snapshot(), self.elsewhere))
        self.scene.insist_on_none(wrong, "elsewhere")
