"""The program is killed again and again, at any time, while a consumer goes on asking for this and that.

Half of the kills are aimed: at a sandbox that is being made, or at one that is being taken away. Some come while the
program starts, the others at any moment. After each, while the program is dead, no object may have two incarnations
outside, nor one of them twice.
"""

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass

from lab.api import state_of
from lab.scene import Broken, Scene

# How often each aim is taken, in a hundred.
AIMS = {"Provisioning": 25, "Destroying": 25, "starting": 10, "any moment": 40}
LONGEST_WAIT = {"Provisioning": 1.5, "Destroying": 0.8, "starting": 2.5, "any moment": 3.0}
AIM_PATIENCE = 20
# Every other life is long enough for the hosts to be found again, or work on them would never come to an end.
LONGEST_REST = 4.0
LONGEST_LIFE = 15
LONGEST_PAUSE = 0.8
# What is asked of a sandbox that is wanted, and of one that has ended and stayed as a record.
OF_THE_LIVING = ("recreate", "expire", "stop", "delete", "delete")
OF_THE_ENDED = ("recreate", "delete", "delete")


class RestlessConsumer(threading.Thread):
    """Keeps about so many sandboxes, and asks for something else all the time, whether the program lives or not."""

    def __init__(self, scene: Scene, sandboxes: int, seed: int):
        super().__init__(daemon=True)
        self.scene = scene
        self.sandboxes = sandboxes
        self.chance = random.Random(seed)
        self.asked = Counter()
        self.over = threading.Event()
        self.failure = None

    def run(self):
        try:
            while not self.over.is_set():
                self._ask()
                self.over.wait(self.chance.uniform(0, LONGEST_PAUSE))
        except Exception as failure:  # told by finish()
            self.failure = failure

    def _ask(self):
        consumer = self.scene.consumer
        present = [wish for wish in consumer.all() if wish.end != "delete"]
        if len(present) < self.sandboxes and self.chance.random() < 0.7:
            place = self._emptiest(present)
            self._count("create", place)
            consumer.create(place)
        elif present:
            wish = self.chance.choice(present)
            what = self.chance.choice(OF_THE_ENDED if wish.end else OF_THE_LIVING)
            self._count(what, wish.place)
            getattr(consumer, what)(wish)

    def _count(self, what, place):
        self.asked[what, "stub" if place == "stub" else "hosts"] += 1

    def _emptiest(self, present):
        held = Counter(wish.place for wish in present)
        return min(self.scene.places, key=lambda place: (held[place], self.chance.random()))

    def finish(self):
        self.over.set()
        self.join()
        if self.failure is not None:
            raise Broken(f"the API refused what was asked: {self.failure!r}")


@dataclass(frozen=True)
class Kill:
    """One kill: what it was aimed at, and what the API said last before it."""

    number: int
    at: str
    aim: str
    states: dict

    def __str__(self):
        return f"{', '.join(f'{count} {state}' for state, count in sorted(self.states.items())) or 'nothing'}"


class KillsCampaign:
    """So many kills; then all that was asked must become true."""

    def __init__(self, scene: Scene, kills: int, sandboxes: int, seed: int):
        self.scene = scene
        self.kills = kills
        self.chance = random.Random(seed)
        self.user = None
        self.sandboxes = sandboxes
        self.seed = seed
        self.done = []
        self.enough = threading.Event()
        self.away_for = max(2, kills // 10)
        self.away_from = self.chance.randrange(1, max(2, kills - self.away_for))

    def run(self):
        scene = self.scene
        scene.begin()
        self.user = RestlessConsumer(scene, self.sandboxes, self.seed + 1)
        self.user.start()
        for number in range(1, self.kills + 1):
            if not self.enough.is_set():
                self._keep_hub_away(number)
                self._strike(number)
        scene.hub.is_away = False
        self.user.finish()
        converging = scene.converge()
        scene.say(f"all as asked {converging:.1f} s after the last kill")
        scene.end()

    def _keep_hub_away(self, number):
        """During some kills in a row the State Hub takes nothing; in a long run for longer than it is waited for."""
        self.scene.hub.is_away = self.away_from <= number < self.away_from + self.away_for

    def _strike(self, number):
        self._let_live()
        aim = self.chance.choices(list(AIMS), weights=list(AIMS.values()))[0]
        if aim == "starting":
            self._kill(number, aim, self.chance.uniform(0, LONGEST_WAIT[aim]))
            self.scene.program.launch()
            time.sleep(self.chance.uniform(0.1, LONGEST_WAIT[aim]))
            self.scene.program.kill()
        else:
            hit = aim if self._await_aim(aim) else "any moment"
            self._kill(number, hit, self.chance.uniform(0, LONGEST_WAIT[aim]))
        self._look_while_dead(number)
        self.scene.start_again()

    def _let_live(self):
        def is_settled(objects):
            return all(state_of(each) in ("Ready", "Destroyed", "Provisioning") for each in objects.values())

        if self.chance.random() < 0.5:
            self.scene.watch.await_until(is_settled, LONGEST_LIFE)
        time.sleep(self.chance.uniform(0, LONGEST_REST))

    def _await_aim(self, aim):
        def is_aimed_at(objects):
            return any(state_of(each) == aim for each in objects.values())

        return aim == "any moment" or self.scene.watch.await_until(is_aimed_at, AIM_PATIENCE) is not None

    def _kill(self, number, aim, wait):
        time.sleep(wait)
        self.scene.program.kill()
        states = Counter(state_of(each) or "new" for each in self.scene.watch.snapshot().values())
        kill = Kill(number, time.strftime("%H:%M:%S"), aim, dict(states))
        self.done.append(kill)
        self.scene.say(f"kill {number:3} at {aim:<12} with {kill}")

    def _look_while_dead(self, number):
        wrong = self.scene.seen_twice()
        self.scene.insist_on_none(wrong, f"after kill {number}")
