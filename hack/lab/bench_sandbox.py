"""A sandbox of profile.compose-e2e, from the request to Ready and to gone: through sandboxer, by hand, and at the floor.

by hand    what a person would script: four connections for mkdir, rsync, podman-compose up and a look; one to remove it
floor      the very commands that sandboxer sends to the host, recorded there, in one script over an open connection
"""

import argparse
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lab.api import Api, SandboxWatch, is_true, message_of, state_of
from lab.hosts import COLD, Host, Testbed, WarmConnection, quote
from lab.program import Program, build, own_environment
from lab.recorder import Recorder
from lab.report import Limit, conclude, median, show_series

COMPOSE = """services:
  web:
    image: docker.io/library/busybox:stable
    command: ["httpd", "-f", "-p", "8080"]
    expose: ["8080"]
"""
PROJECT_LABEL = "com.docker.compose.project"
PATIENCE = 120


class Failed(Exception):
    """A run did not do what was measured."""


def make_workspace(directory: Path) -> Path:
    workspace = directory / "workspace"
    workspace.mkdir()
    (workspace / "compose.yaml").write_text(COMPOSE)
    return workspace


class Sandboxer:
    """Through the API: create until the watch says Ready, delete until it says gone."""

    title = "sandboxer"

    def __init__(self, api: Api, host_name: str, workspace: Path):
        self.api = api
        self.host_name = host_name
        self.workspace = workspace
        self.watch = SandboxWatch(api)
        self.count = 0

    def up(self):
        self.count += 1
        name = f"bench-{self.count}"
        begun = time.monotonic()
        self.api.create_sandbox(name, profile="profile.compose-e2e", host=self.host_name,
                                inputs={"repo": str(self.workspace)})
        ended = self.watch.await_until(
            lambda objects: is_true(objects.get(name), "Ready") or state_of(objects.get(name)) == "Failed", PATIENCE)
        sandbox = self.watch.snapshot().get(name)
        if ended is None or not is_true(sandbox, "Ready"):
            raise Failed(f"{name} is {state_of(sandbox)}: {message_of(sandbox)}")
        return name, ended - begun

    def down(self, name):
        begun = time.monotonic()
        self.api.delete_sandbox(name)
        ended = self.watch.await_until(lambda objects: name not in objects, PATIENCE)
        if ended is None:
            raise Failed(f"{name} is still {state_of(self.watch.snapshot().get(name))}")
        return ended - begun

    def sandbox_id(self, name) -> str:
        return self.watch.snapshot()[name]["status"]["sandboxId"]


class ByHand:
    """With ssh, rsync and podman-compose, each on a connection of its own."""

    title = "by hand"

    def __init__(self, host: Host, workspace: Path):
        self.host = host
        self.workspace = workspace

    def up(self):
        project = f"hand-{secrets.token_hex(4)}"
        directory = f"/tmp/{project}"
        begun = time.monotonic()
        self.host.run(quote("mkdir", "-p", directory), *COLD)
        subprocess.run(["rsync", "-a", "-e", quote("ssh", "-F", self.host.ssh_config, *COLD),
                        f"{self.workspace}/", f"{self.host.name}:{directory}/"], check=True)
        self.host.run(f"cd {directory} && podman-compose -p {project} up -d", *COLD)
        running = self.host.run(f"podman ps -q --filter label={PROJECT_LABEL}={project}", *COLD)
        ended = time.monotonic()
        if not running.strip():
            raise Failed(f"by hand, {project} does not run")
        return project, ended - begun

    def down(self, project):
        directory = f"/tmp/{project}"
        begun = time.monotonic()
        self.host.run(f"cd {directory} && podman-compose -p {project} down -t 1 -v; "
                      f"podman network rm {project}_default; cd / && rm -rf {directory}", *COLD)
        return time.monotonic() - begun


class Floor:
    """What the host needs at least for the same: the recorded commands, without anything between them."""

    title = "floor"

    def __init__(self, connection: WarmConnection, recorder: Recorder):
        self.connection = connection
        self.recorder = recorder

    def up(self):
        sandbox_id = secrets.token_hex(6)
        begun = time.monotonic()
        self.recorder.play("up", sandbox_id)
        ended = time.monotonic()
        running = self.connection.run(f"podman ps -q --filter label={PROJECT_LABEL}=sbx-{sandbox_id}")
        if not running.strip():
            raise Failed(f"at the floor, sbx-{sandbox_id} does not run")
        return sandbox_id, ended - begun

    def down(self, sandbox_id):
        begun = time.monotonic()
        self.recorder.play("down", sandbox_id)
        ended = time.monotonic()
        left = self.connection.run(f"podman ps -aq --filter label={PROJECT_LABEL}=sbx-{sandbox_id}")
        if left.strip():
            raise Failed(f"at the floor, sbx-{sandbox_id} is still there")
        return ended - begun


def record(program: Program, recorder: Recorder, workspace: Path):
    """One sandbox is made and removed on the recorded login. The host is looked at only once meanwhile."""
    program.add_host("bench", recorder.host, "--interval", "1h")
    sandboxer = Sandboxer(program.api(), "bench", workspace)
    recorder.forget()
    name, _ = sandboxer.up()
    sandbox_id = sandboxer.sandbox_id(name)
    recorder.keep("up", sandbox_id)
    sandboxer.down(name)
    recorder.keep("down", sandbox_id)
    sandboxer.watch.close()
    program.remove_host("bench")


def measure(ways, pairs):
    """Each way in turn, so that what else the machine does falls on all of them; the first round warms up."""
    times = {way.title: ([], []) for way in ways}
    for number in range(pairs + 1):
        line = []
        for way in ways[number % len(ways):] + ways[:number % len(ways)]:
            name, ready = way.up()
            gone = way.down(name)
            line.append(f"{way.title} {ready:.2f} + {gone:.2f} s")
            if number > 0:
                times[way.title][0].append(ready)
                times[way.title][1].append(gone)
        print(f"{'warm-up' if number == 0 else f'{number:>7}'}: {'   '.join(sorted(line))}", flush=True)
    return times


def judge(times):
    print()
    for phase, index in (("to Ready", 0), ("to gone", 1)):
        for way, series in times.items():
            show_series(f"{phase}, {way}", series[index])
    ready = {way: median(series[0]) for way, series in times.items()}
    gone = {way: median(series[1]) for way, series in times.items()}
    return conclude([
        Limit("to Ready, sandboxer / by hand", ready["sandboxer"] / ready["by hand"], 0.6, ""),
        Limit("to Ready, sandboxer / floor", ready["sandboxer"] / ready["floor"], 1.4, ""),
        Limit("to gone, sandboxer / by hand", gone["sandboxer"] / gone["by hand"], 0.6, ""),
    ])


def run(directory: Path, pairs: int) -> int:
    workspace = make_workspace(directory)
    program = Program(directory, "--repo-root", str(directory))
    with Testbed("bench", 1, directory) as testbed, WarmConnection(testbed.hosts[0], directory) as connection:
        host = testbed.hosts[0]
        try:
            program.start()
            recorder = Recorder(connection, directory)
            record(program, recorder, workspace)
            program.add_host("bench", host)
            ways = [Sandboxer(program.api(), "bench", workspace), ByHand(host, workspace), Floor(connection, recorder)]
            return judge(measure(ways, pairs))
        except Exception:
            print(program.log_end(), file=sys.stderr)
            raise
        finally:
            program.stop()


def main():
    parser = argparse.ArgumentParser(
        prog="hack/bench sandbox", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=10, help="how many rounds; 10 if not given")
    arguments = parser.parse_args()
    own_environment()
    build()
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        return run(Path(directory), arguments.pairs)


if __name__ == "__main__":
    sys.exit(main())
