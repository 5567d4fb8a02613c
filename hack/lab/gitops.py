"""A GitOps loop: a directory applied every few seconds beside controllers and a command line that work on the same objects.

Every version of every object is kept and judged: what git says is changed by git alone, a round that has nothing to say
writes nothing, and what has ended stays ended. The sandboxes are the stub provider's, so no host is needed.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lab.api import HOSTPROBES, SANDBOXES, Api, is_true, state_of
from lab.program import REPOSITORY, Program, build, free_port, own_environment

MANAGER = "gitops"
COMMAND_LINE = "sandboxer-cli"
OLDEST_KUBECTL = 28
# Where the command line ends when a field belongs to another manager: docs/command-line.md.
NOT_OURS = 11
STUB = "profile.saas-stub"
HOST = "away"
# name: (what git says at first, what it says after a while)
REVISIONS = {
    "kept": ({"ttl": "1h", "consumer": {"actor": "agt", "project": "gitops", "runId": "run-1"},
              "inputs": {"stub_provision_ms": "200"}}, None),
    "open": ({"consumer": {"actor": "adm", "project": "gitops"}}, None),
    "short": ({"ttl": "6s"}, None),
    "ended": ({"ttl": "1h"}, {"ttl": "1h", "operatingMode": "Destroyed"}),
    "anew": ({"ttl": "1h", "recreate": "1"}, {"ttl": "1h", "recreate": "2"}),
}


class Broken(Exception):
    """Something that was promised is not so."""


# --- what git says ---

def sandbox_manifest(name, spec):
    return {"apiVersion": "sandboxer.coulomb.social/v1alpha1", "kind": "Sandbox",
            "metadata": {"name": name, "namespace": "default", "labels": {"team": "gitops"}},
            "spec": {"profile": STUB, **spec}}


def host_manifest():
    """Nothing listens there: the controllers look, fail and say so in its status again and again."""
    return {"apiVersion": "sandboxer.coulomb.social/v1alpha1", "kind": "HostProbe", "metadata": {"name": HOST},
            "spec": {"address": "127.0.0.1", "port": free_port(), "user": "nobody", "interval": "5s"}}


def write(folder: Path, manifest):
    name = f"{manifest['kind'].lower()}-{manifest['metadata']['name']}.json"
    (folder / name).write_text(json.dumps(manifest, indent=2) + "\n")


# --- what the API had, version by version ---

class History:
    """Every version of the objects of one kind, from before the first is made."""

    def __init__(self, api: Api, path: str):
        self.versions = {}
        self.lost = False
        start = api.request("GET", path)["metadata"]["resourceVersion"]
        self.connection = api.connect(timeout=None)
        self.connection.request("GET", f"{path}?watch=1&resourceVersion={start}", headers=api.headers())
        self.answer = self.connection.getresponse()
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self):
        try:
            for line in self.answer:
                seen = json.loads(line)["object"]
                self.versions.setdefault(seen["metadata"]["name"], []).append(seen)
        except (OSError, ValueError, KeyError, AttributeError, http.client.HTTPException):
            pass
        self.lost = True

    def last(self, name):
        return self.versions.get(name, [{}])[-1]

    def close(self):
        self.connection.close()


def entries_of(version, manager):
    """The manager's own entries; those for the status subresource are another's business."""
    return [each for each in version["metadata"].get("managedFields", [])
            if each["manager"] == manager and not each.get("subresource")]


def spec_owners(version) -> dict:
    """Which manager has which fields of the spec."""
    return {each["manager"]: sorted(each["fieldsV1"]["f:spec"])
            for each in version["metadata"].get("managedFields", []) if "f:spec" in each.get("fieldsV1", {})}


def said_by_users(version):
    metadata = version["metadata"]
    return version["spec"], metadata.get("labels"), metadata.get("annotations"), metadata["generation"]


def is_idle_write(before, after) -> bool:
    """Nothing but the record of who wrote has changed: the trace of a loop that writes for nothing."""
    return (said_by_users(before) == said_by_users(after) and before.get("status") == after.get("status")
            and before["metadata"].get("finalizers") == after["metadata"].get("finalizers"))


def faults_of(name, versions, generations, others) -> list[str]:
    """What is wrong in an object's whole life: `generations` is how many it should have, `others` who else has fields."""
    wrong = []
    for before, after in zip(versions, versions[1:]):
        version = after["metadata"]["resourceVersion"]
        if after["metadata"]["uid"] != before["metadata"]["uid"]:
            wrong.append(f"{name} was made a second time, at {version}")
        if is_idle_write(before, after):
            wrong.append(f"{name} was written at {version} although nothing had changed")
        if (said_by_users(before) == said_by_users(after)
                and entries_of(before, MANAGER) != entries_of(after, MANAGER)):
            wrong.append(f"{name}: what {MANAGER} owns has changed at {version}, and what it says has not")
    if versions[-1]["metadata"]["generation"] != generations:
        wrong.append(f"{name} has generation {versions[-1]['metadata']['generation']}, not {generations}")
    for version in versions:
        foreign = {manager: fields for manager, fields in spec_owners(version).items() if manager != MANAGER}
        if not foreign.items() <= others.items():
            wrong.append(f"{name}: fields of the spec belong to {foreign}")
            break
    return wrong


# --- the loop ---

def find_kubectl() -> str:
    """The machine's own where it is recent enough, else a newer one beside it."""
    try:
        shown = subprocess.run(["kubectl", "version", "--client", "--output=json"], capture_output=True, check=True)
        if int(json.loads(shown.stdout)["clientVersion"]["minor"].rstrip("+")) >= OLDEST_KUBECTL:
            return "kubectl"
    except (OSError, subprocess.CalledProcessError, KeyError, ValueError):
        pass
    return subprocess.run([REPOSITORY / "hack/fetch-tool", "kubectl"], check=True, stdout=subprocess.PIPE,
                          text=True).stdout.strip()


class Loop:
    """What a GitOps tool does, and what is seen while it does so."""

    def __init__(self, program: Program, directory: Path):
        self.program = program
        self.kubectl_program = find_kubectl()
        self.folder = directory / "checkout"
        self.folder.mkdir()
        self.environment = {**os.environ, "HOME": str(directory), "KUBECONFIG": str(program.state / "api/kubeconfig")}
        api = program.api()
        self.sandboxes = History(api, SANDBOXES)
        self.hosts = History(api, HOSTPROBES)
        self.rounds = 0
        self.repeated_looks = 0

    def run(self, *command):
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60)

    def kubectl(self, *arguments):
        return self.run(self.kubectl_program, *arguments)

    def apply(self):
        applied = self.kubectl("apply", "--server-side", f"--field-manager={MANAGER}", "-f", str(self.folder))
        if applied.returncode != 0 or applied.stderr:
            raise Broken(f"round {self.rounds + 1} was not applied: {applied.stdout}{applied.stderr}")
        self.rounds += 1

    def diff(self) -> str:
        shown = self.kubectl("diff", "--server-side", f"--field-manager={MANAGER}", "-f", str(self.folder))
        if shown.returncode not in (0, 1):
            raise Broken(f"kubectl diff ended with {shown.returncode}: {shown.stderr}")
        return shown.stdout

    def expect_no_drift(self):
        """A status that was written between the two reads of one `kubectl diff` is no drift, and not there again."""
        shown = ""
        for _ in range(4):
            shown = self.diff()
            if not shown:
                return
            self.repeated_looks += 1
        raise Broken(f"drift after round {self.rounds}:\n{shown}")

    def turn(self, seconds):
        """One round."""
        begun = time.monotonic()
        self.apply()
        self.expect_no_drift()
        time.sleep(max(0.0, begun + seconds - time.monotonic()))

    def commit(self, name):
        """Git says something new of a sandbox; a look must notice, or it would notice no drift either."""
        write(self.folder, sandbox_manifest(name, REVISIONS[name][1]))
        if f"sandboxer.coulomb.social.v1alpha1.Sandbox.default.{name}" not in self.diff():
            raise Broken(f"kubectl diff shows no change of {name}")

    # --- the command line beside it ---

    def sandboxer(self, *arguments):
        return self.run(str(REPOSITORY / "hack/sandboxer"), *arguments)

    def extend_what_git_owns(self):
        refused = self.sandboxer("extend-ttl", "kept", "--duration", "30m")
        if refused.returncode != NOT_OURS or not {"spec.ttl", f"'{MANAGER}',"} <= set(refused.stderr.split()):
            raise Broken(f"extend-ttl of what {MANAGER} owns ended with {refused.returncode}: {refused.stderr}")

    def extend_what_git_leaves_open(self):
        done = self.sandboxer("extend-ttl", "open", "--duration", "30m")
        if done.returncode != 0:
            raise Broken(f"extend-ttl of what nobody owns ended with {done.returncode}: {done.stderr}")

    # --- judging ---

    def stored(self) -> set[str]:
        folder = self.program.state / "extensions/ext.saas-stub/sandboxes"
        return {each.stem for each in folder.glob("*/sbx-*.json")}

    def expect(self, name, state, incarnation, reason=None):
        seen = self.sandboxes.last(name)
        status = seen.get("status", {})
        found = (state_of(seen), status.get("incarnation"), status.get("endReason"))
        if found != (state, incarnation, reason) or (state == "Ready" and not is_true(seen, "Ready")):
            raise Broken(f"{name} is {found}, not {(state, incarnation, reason)}")

    def expect_states(self):
        self.expect("kept", "Ready", 1)
        self.expect("open", "Ready", 1)
        self.expect("short", "Destroyed", 1, "Expired")
        self.expect("ended", "Destroyed", 1, "Requested")
        self.expect("anew", "Ready", 2)
        living = {f"sbx-{self.sandboxes.last(name)['status']['sandboxId']}" for name in ("kept", "open", "anew")}
        if self.stored() != living:
            raise Broken(f"the provider has {sorted(self.stored())}, not {sorted(living)}")

    def expect_clean_lives(self):
        if self.sandboxes.lost or self.hosts.lost:
            raise Broken("the watch ended, so not every version was seen")
        extended = {COMMAND_LINE: ["f:ttl"]}
        wrong = faults_of(HOST, self.hosts.versions[HOST], 1, {})
        for name, (_, later) in REVISIONS.items():
            generations = 2 if later or name == "open" else 1
            wrong += faults_of(name, self.sandboxes.versions[name], generations, extended if name == "open" else {})
        if wrong:
            raise Broken("\n  ".join(["not as git says:", *wrong]))

    def expect_quiet(self, seconds):
        """When everything has settled, rounds move nothing at all."""
        def marks():
            return {name: (each["metadata"]["resourceVersion"], each["metadata"]["generation"])
                    for name, each in ((name, self.sandboxes.last(name)) for name in REVISIONS)}

        before = marks()
        for _ in range(3):
            self.turn(seconds)
        if marks() != before:
            raise Broken(f"applying alone has moved {before} to {marks()}")

    def end(self):
        deleted = self.kubectl("delete", "-f", str(self.folder), "--timeout=30s")
        if deleted.returncode != 0:
            raise Broken(f"not deleted: {deleted.stdout}{deleted.stderr}")
        if self.stored():
            raise Broken(f"left at the provider: {sorted(self.stored())}")


def play(loop: Loop, rounds: int, seconds: float):
    """Three parts: git's first word; its second word; and nothing new any more."""
    write(loop.folder, host_manifest())
    for name, (first, _) in REVISIONS.items():
        write(loop.folder, sandbox_manifest(name, first))
    with ThreadPoolExecutor(max_workers=1) as beside:
        people = []
        steps = {rounds // 4: lambda: loop.commit("ended"),
                 rounds // 3: lambda: people.append(beside.submit(loop.extend_what_git_owns)),
                 rounds // 2: lambda: loop.commit("anew"),
                 rounds * 2 // 3: lambda: people.append(beside.submit(loop.extend_what_git_leaves_open))}
        for number in range(rounds):
            steps.get(number, lambda: None)()
            loop.turn(seconds)
        for each in people:
            each.result()
    loop.expect_states()
    loop.expect_quiet(seconds)
    loop.expect_states()
    loop.expect_clean_lives()


def show(loop: Loop):
    print(f"{loop.rounds} rounds without drift or conflict ({loop.repeated_looks} looks repeated)")
    for name, versions in [(HOST, loop.hosts.versions[HOST]), *sorted(loop.sandboxes.versions.items())]:
        last = versions[-1]
        status = last.get("status", {})
        print(f"  {name:<6} {len(versions):>2} versions, generation {last['metadata']['generation']}  "
              f"{state_of(last)} {status.get('endReason', '')}".rstrip())


def run(directory: Path, arguments) -> int:
    program = Program(directory)
    try:
        program.start()
        loop = Loop(program, directory)
        play(loop, arguments.rounds, arguments.seconds)
        show(loop)
        loop.end()
    except Broken as broken:
        print(f"FAILED: {broken}", file=sys.stderr)
        print(program.log_end(), file=sys.stderr)
        return 1
    finally:
        program.stop()
    print("passed: everything is deleted, and nothing is left at the provider")
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="hack/gitops-loop", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=22, help="how often; 22 if not given, and three more in the end")
    parser.add_argument("--seconds", type=float, default=2.0, help="from one round to the next; 2 if not given")
    arguments = parser.parse_args()
    if arguments.rounds < 12:
        parser.error("at least 12 rounds, for something has to happen meanwhile")
    own_environment()
    build()
    with tempfile.TemporaryDirectory(prefix="gitops-") as directory:
        return run(Path(directory), arguments)


if __name__ == "__main__":
    sys.exit(main())
