"""One program with all that it deals with: a consumer, a State Hub, the stub's provider and perhaps hosts."""

import json
import shutil
import threading
import time
from pathlib import Path

from lab.api import SandboxWatch
from lab.consumer import Consumer
from lab.hub import RecordingHub
from lab.outside import HostOutside, StubProvider, at_once
from lab.program import REPOSITORY, Program

PATIENCE = 300
STUB = "ext.saas-stub"
STUB_LATENCY = {"provision_ms": "{min: 50, max: 800}", "teardown_ms": "{min: 50, max: 500}", "observe_ms": "20"}
COMPOSE = """services:
  web:
    image: docker.io/library/busybox:stable
    command: ["httpd", "-f", "-p", "8080"]
    volumes: ["kept:/kept"]
volumes:
  kept: {}
"""


class Broken(Exception):
    """Something that was promised is not so."""


class Scene:
    """What all campaigns share: starting, ending, and comparing what there is with what was asked."""

    def __init__(self, title: str, directory: Path, hosts, seed: int, stub_failure_rate=0.0):
        self.title = title
        self.directory = directory / title
        self.directory.mkdir()
        self._make_workspace()
        self._make_slow_stub(stub_failure_rate)
        self.hub = RecordingHub(seed)
        self.program = Program(self.directory, "--repo-root", str(self.directory), "--state-hub-url", self.hub.url(),
                               "--profiles", str(self.directory / "catalog"))
        self.hosts = {f"{title}-{number}": host for number, host in enumerate(hosts, 1)}
        self.places = {name: HostOutside(name, host, self.directory / name) for name, host in self.hosts.items()}
        self.places["stub"] = StubProvider(self.program.state, STUB)
        self.recorded = {}
        self.names = {}
        self.recording = threading.Lock()
        self.watch = None

    def _make_workspace(self):
        workspace = self.directory / "workspace"
        workspace.mkdir()
        (workspace / "compose.yaml").write_text(COMPOSE)

    def _make_slow_stub(self, failure_rate):
        catalog = self.directory / "catalog"
        catalog.mkdir()
        lines = (REPOSITORY / f"extensions/saas-stub/{STUB}.yaml").read_text().splitlines()
        for number, line in enumerate(lines):
            key = line.strip().split(":")[0]
            if key in STUB_LATENCY:
                lines[number] = f"  {key}: {STUB_LATENCY[key]}"
        lines.append(f"  failure_rate: {failure_rate}")
        (catalog / f"{STUB}.yaml").write_text("\n".join(lines) + "\n")

    def say(self, text: str):
        print(f"{time.strftime('%H:%M:%S')} {self.title}: {text}", flush=True)

    # --- the program's lives ---

    def begin(self):
        self.program.start()
        self.api = self.program.api()
        specs = {name: {"profile": "profile.compose-e2e", "host": name,
                        "inputs": {"repo": str(self.directory / "workspace")}} for name in self.hosts}
        self.consumer = Consumer(self.api, {"stub": {"profile": "profile.saas-stub"}, **specs})
        self.connect()
        for name, host in self.hosts.items():
            self.program.add_host(name, host)

    def connect(self):
        self.api.forget_connections()
        self.watch = SandboxWatch(self.api, self._record)

    def start_again(self, fault_point="") -> float:
        seconds = self.program.start(fault_point)
        self.connect()
        return seconds

    def _record(self, sandbox):
        """Every transition that ever stood in the API."""
        transitions = sandbox.get("status", {}).get("transitions", [])
        with self.recording:
            uid = sandbox["metadata"]["uid"]
            self.names[uid] = sandbox["metadata"]["name"]
            kept = self.recorded.setdefault(uid, {})
            for each in transitions:
                kept[each["sequence"]] = (each["state"].lower(), each["incarnation"])

    # --- judging ---

    def converge(self) -> float:
        """Waits until all is as it was asked last, and returns how long that took."""
        begun = time.monotonic()
        if self.watch.await_until(self.consumer.are_fulfilled, PATIENCE) is None:
            raise Broken("not every sandbox becomes what was asked:\n  "
                         + "\n  ".join(self.consumer.unfulfilled(self.watch.snapshot())))
        return time.monotonic() - begun

    def compare(self):
        """Every sandbox that is wanted exists, once and where it should, and nothing does besides."""
        objects = self.watch.snapshot()
        wrong = self.seen_twice()
        for name, place in self.places.items():
            wrong += place.wrong(self.consumer.wanted_ids(objects, name))
        self.insist_on_none(wrong, "outside it is not as the API says")

    def seen_twice(self) -> list[str]:
        """May be asked at any time, whether the program lives or not, while no host is away."""
        return at_once(self.places.values()) + [line for place in self.places.values() for line in place.doubled()]

    def gone(self) -> set[str]:
        objects = self.watch.snapshot()
        present = {each["metadata"]["uid"] for each in objects.values()}
        with self.recording:
            return (set(self.recorded) | set(self.hub.told())) - present

    def compare_events(self):
        """The hub gets the time that it needs; then all was told, in order, and every end too."""
        deadline = time.monotonic() + PATIENCE
        with self.recording:
            recorded = {uid: dict(each) for uid, each in self.recorded.items()}
        while self.hub.misses(recorded, self.gone()) and time.monotonic() < deadline:
            time.sleep(0.2)
        self.insist_on_none(self.hub.judge(recorded, self.gone()), "the State Hub was not told what happened")

    def insist_on_none(self, wrong: list[str], headline: str):
        if wrong:
            raise Broken(f"{headline}:\n  " + "\n  ".join(sorted(wrong)))

    def judge(self):
        self.converge()
        self.compare()
        self.compare_events()

    def end(self):
        """Everything is deleted, and nothing may be left anywhere."""
        self.judge()
        for wish in self.consumer.all():
            if wish.end != "delete":
                self.consumer.delete(wish)
        self.judge()
        for name in self.hosts:
            self.program.remove_host(name)
        left = [line for place in self.places.values() for line in place.left()]
        self.insist_on_none(left, "left behind")

    def close(self):
        self.program.stop()
        self.hub.close()
        for place in self.places.values():
            place.close()

    def keep_evidence(self, kept: Path):
        """What tells later how it came to be: log, objects, what was told to the hub, and the whole state directory."""
        target = kept / self.title
        target.mkdir(parents=True, exist_ok=True)
        self.program.dump_threads(target)
        if self.watch is not None:
            (target / "objects.json").write_text(json.dumps(self.watch.snapshot(), indent=1))
        (target / "hub.jsonl").write_text(self.hub.to_json_lines())
        with self.recording:
            (target / "recorded.json").write_text(json.dumps([self.names, self.recorded], indent=1))
        shutil.copy(self.program.log, target)
        if self.program.state.exists():
            shutil.copytree(self.program.state, target / "state", dirs_exist_ok=True)
