"""A State Hub that writes down all that it is told, and is now and then as unreliable as a real one.

What counts is what was written down: an event whose answer was lost on the way counts as told, and is told again.
"""

import json
import random
import re
import threading
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# The fates of a request, and how often each comes in a thousand.
TROUBLE = (("fails", 40), ("loses the question", 20), ("loses the answer", 40))
# One incarnation's life in the words of the hub. What was asked for and called off before it was begun is told as part
# of the one before, or of the first.
CALLED_OFF = r"((requested )?destroyed )*"
BEGUN = r"(requested )?provisioning ((ready|active) )*((expired|failed) )?"
LIFE = re.compile(f"{CALLED_OFF}({BEGUN}(destroying (destroyed {CALLED_OFF})?)?)?(requested )?")


@dataclass(frozen=True)
class Delivery:
    """One event as it was told once."""

    at: float
    uid: str
    name: str
    sequence: int
    event_id: str
    state: str
    incarnation: int


class QuietServer(ThreadingHTTPServer):
    """A client that was killed is nothing to complain of."""

    daemon_threads = True

    def handle_error(self, *_):
        pass


class RecordingHub:
    """Listens on the loopback interface until it is closed."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)
        self.lock = threading.Lock()
        self.is_away = False
        self.deliveries = []
        self.fates = defaultdict(int)
        self.server = QuietServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def _handler(self):
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                fate = hub.take(self.path, body)
                if fate.startswith("loses"):
                    self.close_connection = True
                    return
                self.send_response(201 if fate == "takes" else 503)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                pass

        return Handler

    def take(self, path: str, body: bytes) -> str:
        with self.lock:
            fate = self._fate()
            self.fates[fate] += 1
            detail = json.loads(body)["detail"] if path == "/progress/" else {}
            if fate in ("takes", "loses the answer") and "sequence" in detail:
                self.deliveries.append(Delivery(
                    time.time(), detail["object"]["uid"], detail["object"]["name"], detail["sequence"],
                    detail["event_id"], detail["state"], detail.get("incarnation", 0)))
            return fate

    def _fate(self) -> str:
        if self.is_away:
            return "fails"
        drawn = self.chance.randrange(1000)
        for fate, share in TROUBLE:
            if drawn < share:
                return fate
            drawn -= share
        return "takes"

    def told(self) -> dict[str, list[Delivery]]:
        """By object, in the order in which they came."""
        by_object = defaultdict(list)
        with self.lock:
            for delivery in self.deliveries:
                by_object[delivery.uid].append(delivery)
        return by_object

    def misses(self, recorded, gone) -> list[str]:
        """What is on record in the API, or must be because an object is gone, and was not told yet."""
        told = self.told()
        missing = []
        for uid, transitions in recorded.items():
            sequences = {each.sequence for each in told[uid]}
            missing += [f"{uid}: transition {sequence} to {transitions[sequence][0]}"
                        for sequence in sorted(set(transitions) - sequences)]
        missing += [f"{uid}: its end" for uid in gone
                    if recorded.get(uid) and not any(each.state == "destroyed" for each in told[uid])]
        return missing

    def judge(self, recorded, gone) -> list[str]:
        """Nothing missing, nothing out of order, and nothing told twice as if it were two things."""
        wrong = self.misses(recorded, gone)
        for uid, deliveries in self.told().items():
            first = {}
            for each in deliveries:
                former = first.setdefault(each.sequence, each)
                if (former.event_id, former.state, former.incarnation) != (each.event_id, each.state, each.incarnation):
                    wrong.append(f"{each.name}: transition {each.sequence} was told as {former} and as {each}")
            order = list(first)
            if order != list(range(1, len(order) + 1)):
                wrong.append(f"{deliveries[0].name}: first told in the order {order}")
            wrong += self._misfits(deliveries[0].name, first, recorded.get(uid, {}))
            if uid in gone and first[max(first)].state != "destroyed":
                wrong.append(f"{deliveries[0].name}: it is gone, but the last word was {first[max(first)].state}")
        return wrong

    @staticmethod
    def _misfits(name, first, recorded):
        for sequence, (state, incarnation) in recorded.items():
            told = first.get(sequence)
            if told is not None and (told.state, told.incarnation) != (state, incarnation):
                yield f"{name}: transition {sequence} is {state} of {incarnation} in the API, and was told as {told}"
        lives = defaultdict(str)
        for sequence in sorted(first):
            lives[first[sequence].incarnation] += first[sequence].state + " "
        for incarnation, life in lives.items():
            if not LIFE.fullmatch(life):
                yield f"{name}: the life of incarnation {incarnation} was told as {life}"

    def counts(self) -> tuple[int, int]:
        """How many different events were told, and how many times one was told again."""
        different = sum(len({each.sequence for each in deliveries}) for deliveries in self.told().values())
        return different, len(self.deliveries) - different

    def to_json_lines(self) -> str:
        with self.lock:
            return "".join(json.dumps(asdict(each)) + "\n" for each in self.deliveries)
