"""The probes: requests to a Kubernetes API in an order that matters, for later ones use what earlier ones made.

They stand in probes.jsonl, one step a line; the README beside it says what a line may hold. A step without a topic
only prepares what follows. What a request needs of an earlier answer is named there and filled in here.
"""

import copy
import http.client
import json
import re
import ssl
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from lab.program import REPOSITORY

FOLDER = REPOSITORY / "operator/apiserver/src/test/resources/kube-probes"
# The recorded server told its probes by this name, and fields that are written belong to it.
CLIENT = "probe/1.0"
JSON = "application/json"
KEPT_HEADERS = ("content-type", "warning", "retry-after", "etag")
REFERENCE = re.compile(r"\{([\w-]+[/#][^{}]*)\}")
MOST_EVENTS = 50
LONGEST_WAIT = 20


@dataclass(frozen=True)
class Answer:
    """What a server said: a body or the events of a watch; no status where it said nothing."""

    status: int | None
    headers: dict
    body: object = None
    events: list | None = None
    text: str | None = None

    @staticmethod
    def read(line: str) -> tuple[str, "Answer"]:
        entry = json.loads(line)
        return entry.pop("id"), Answer(**entry)

    def write(self, probe: str) -> str:
        entry = {"id": probe, "status": self.status, "headers": self.headers}
        for name in ("body", "events", "text"):
            if getattr(self, name) is not None:
                entry[name] = getattr(self, name)
        return json.dumps(entry)


@dataclass(frozen=True)
class Target:
    """A server that is asked."""

    host: str
    port: int
    token: str
    tls: ssl.SSLContext

    def connect(self, timeout) -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection(self.host, self.port, context=self.tls, timeout=timeout)


def read_steps(file: Path = FOLDER / "probes.jsonl") -> list[dict]:
    return [json.loads(line) for line in file.read_text().splitlines()]


def read_recording(file: Path) -> dict[str, Answer]:
    return dict(Answer.read(line) for line in file.read_text().splitlines())


def write_recording(file: Path, answers: dict[str, Answer]):
    file.write_text("".join(answer.write(probe) + "\n" for probe, answer in answers.items()))


# --- what earlier answers give to later requests ---

def segments(pointer: str) -> list[str]:
    return [each.replace("~1", "/").replace("~0", "~") for each in pointer.split("/")[1:]]


def value_at(document, pointer: str):
    """None where there is no such value."""
    for segment in segments(pointer):
        if isinstance(document, dict):
            document = document.get(segment)
        elif isinstance(document, list) and segment.isdigit() and int(segment) < len(document):
            document = document[int(segment)]
        else:
            return None
    return document


def change(document, pointer: str, act):
    """Lets `act` do something to the place that a pointer names: to its container, at its key."""
    *parents, last = segments(pointer)
    for segment in parents:
        document = document[int(segment)] if isinstance(document, list) else document[segment]
    act(document, last)


def look_up(reference: str, answers: dict[str, Answer]):
    """PROBE, PROBE/POINTER into its body, or PROBE#header."""
    probe, mark, rest = re.fullmatch(r"([\w-]+)([/#]?)(.*)", reference).groups()
    answer = answers.get(probe)
    if answer is None:
        return None
    if mark == "#":
        return next(iter(answer.headers.get(rest, [])), None)
    return copy.deepcopy(value_at(answer.body, mark + rest))


def fill_in(text: str, answers: dict[str, Answer]) -> str:
    return REFERENCE.sub(lambda match: str(look_up(match.group(1), answers) or ""), text)


def made_body(value, answers: dict[str, Answer]):
    """A body as it is sent. What an earlier answer did not have is left out, for the server to say so."""
    if isinstance(value, list):
        return [made_body(each, answers) for each in value]
    if not isinstance(value, dict):
        return value
    if "$repeat" in value:
        text, times = value["$repeat"]
        return text * times
    if "$answer" not in value:
        return {key: made_body(each, answers) for key, each in value.items()}
    found = look_up(value["$answer"], answers)
    try:
        for pointer, new in value.get("$with", {}).items():
            change(found, pointer, lambda place, key, new=new: place.__setitem__(key, new))
        for pointer in value.get("$without", []):
            change(found, pointer, lambda place, key: place.pop(key, None))
    except (TypeError, KeyError, IndexError, AttributeError):
        pass
    return found


# --- asking ---

class Conversation:
    """Asks a server all the probes, one after another; watches that follow each other are asked at once."""

    def __init__(self, target: Target):
        self.target = target
        self.answers = {}

    def hold(self, steps: list[dict]) -> dict[str, Answer]:
        waiting = []
        for step in steps:
            if "watch" in step and "during" not in step:
                waiting.append(step)
                continue
            self._watch_all(waiting)
            waiting = []
            self._take(step)
        self._watch_all(waiting)
        return self.answers

    def _take(self, step):
        if "until" in step:
            self._await(step)
        elif "watch" in step:
            self._watch_while_asking(step)
        else:
            self._note(step, self.ask(step))

    def _note(self, step, answer):
        if "id" in step:
            self.answers[step["id"]] = answer

    def _await(self, step):
        """What does not come shows in the probes that follow."""
        wish = step["until"]
        deadline = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < deadline:
            answer = self.ask(step)
            if answer.status == wish.get("status", answer.status) and (
                    "has" not in wish or value_at(answer.body, wish["has"]) is not None):
                return
            time.sleep(0.1)

    def _watch_all(self, steps):
        """Watches change nothing, so they do not disturb one another, and share their waiting."""
        if not steps:
            return
        with ThreadPoolExecutor(max_workers=len(steps)) as side_by_side:
            for step, answer in zip(steps, side_by_side.map(self.watch, steps)):
                self._note(step, answer)

    def _watch_while_asking(self, step):
        opened = threading.Event()
        with ThreadPoolExecutor(max_workers=1) as beside:
            watching = beside.submit(self.watch, step, opened.set)
            opened.wait(LONGEST_WAIT)
            for request in step["during"]:
                self.ask(request)
            self._note(step, watching.result())

    def _headers(self, step) -> dict[str, str]:
        headers = {"Accept": step.get("accept", JSON), "User-Agent": CLIENT}
        if step.get("token", True):
            headers["Authorization"] = f"Bearer {self.target.token}"
        if "body" in step:
            headers["Content-Type"] = step.get("type", JSON)
        return headers | {name: fill_in(value, self.answers) for name, value in step.get("headers", {}).items()}

    def _content(self, step) -> bytes | None:
        if "body" not in step:
            return None
        body = made_body(step["body"], self.answers)
        return (body if isinstance(body, str) else json.dumps(body)).encode()

    def ask(self, step) -> Answer:
        connection = self.target.connect(timeout=40)
        try:
            connection.request(step["method"], fill_in(step["path"], self.answers), self._content(step),
                               self._headers(step))
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            return Answer(None, {})
        finally:
            connection.close()
        return Answer(answer.status, kept(answer), **parsed(content, answer))

    def watch(self, step, opened=lambda: None) -> Answer:
        end = time.monotonic() + step["watch"]
        connection = self.target.connect(timeout=LONGEST_WAIT)
        events = []
        try:
            connection.connect()
            socket = connection.sock
            connection.request("GET", fill_in(step["path"], self.answers), headers=self._headers(step))
            answer = connection.getresponse()
            opened()
            read_events(answer, socket, end, events)
        except (OSError, http.client.HTTPException):
            return Answer(None, {}, events=events)
        finally:
            connection.close()
        return Answer(answer.status, kept(answer), events=events)


def kept(answer) -> dict[str, list[str]]:
    headers = {}
    for name, value in answer.getheaders():
        if name.lower() in KEPT_HEADERS:
            headers.setdefault(name.lower(), []).append(value)
    return headers


def parsed(content: bytes, answer) -> dict:
    try:
        return {"body": json.loads(content)}
    except ValueError:
        plain = answer.headers.get_content_type() == "text/plain"
        return {"text": content.decode(errors="replace")} if plain else {}


def read_events(answer, socket, end, events):
    """Adds one event a line, until the server ends the watch or its time is over."""
    try:
        while (left := end - time.monotonic()) > 0 and len(events) < MOST_EVENTS:
            socket.settimeout(left)
            line = answer.readline()
            if not line:
                return
            if line.strip():
                events.append(read_event(line))
    except TimeoutError:
        pass


def read_event(line: bytes):
    try:
        return json.loads(line)
    except ValueError:
        return line.decode(errors="replace")
