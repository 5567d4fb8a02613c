"""Kills `sandboxer up` while it makes and removes sandboxes, starts it again, and compares the hosts with the API.

Half of the kills are aimed at a sandbox that is being made, half at one that is being removed; when within that is chance,
from the seed. At the end every sandbox that was not deleted must be Ready, once, and of the others nothing may be left:
no container, network, volume, directory or firewall rule. Then the rest is deleted too, and the hosts must be empty.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from lab.api import SandboxWatch, is_true, message_of, state_of
from lab.hosts import Host, Testbed
from lab.program import Program, build, own_environment

COMPOSE = """services:
  web:
    image: docker.io/library/busybox:stable
    command: ["httpd", "-f", "-p", "8080"]
    volumes: ["kept:/kept"]
volumes:
  kept: {}
"""
HOSTS = 2
AIMS = ("Provisioning", "Destroying")
LONGEST_WAIT = {"Provisioning": 1.5, "Destroying": 0.8}
LONGEST_REST = 3.0
PATIENCE = 240
SANDBOX_ID = "sandboxer.coulomb.social/sandbox-id"

# KIND SANDBOX-ID, a line for each thing of ours that the host has.
INVENTORY = f"""
podman ps -a --format 'container {{{{index .Labels "{SANDBOX_ID}"}}}}'
for kind in network volume; do
  for name in $(podman $kind ls -q --filter label={SANDBOX_ID}); do
    podman $kind inspect --format "$kind {{{{index .Labels \\"{SANDBOX_ID}\\"}}}}" "$name"
  done
done
for directory in /tmp/sandboxer/*; do
  [ ! -e "$directory" ] || echo "directory ${{directory##*/}}"
done
iptables -S | sed -n 's/.*--comment "*sbx-\\([0-9a-f]*\\).*/rule \\1/p' | sort -u
"""
# Whatever is there, ours or not: hosts of a testbed hold nothing else.
EVERYTHING = """
podman ps -aq | sed 's/^/container /'
podman network ls -q | grep -vx podman | sed 's/^/network /'
podman volume ls -q | sed 's/^/volume /'
iptables -S | grep sbx- | sed 's/^/rule /'
[ ! -e /tmp/sandboxer ] || find /tmp/sandboxer -mindepth 1 | sed 's/^/file /'
"""


class Broken(Exception):
    """Something that was promised is not so."""


class CrashTest:
    """One run: its sandboxes, the program that is killed, and what is expected in the end."""

    def __init__(self, program: Program, hosts: list[Host], workspace: Path, wanted: int, seed: int):
        self.program = program
        self.hosts = hosts
        self.workspace = workspace
        self.wanted = wanted
        self.chance = random.Random(seed)
        self.created = []
        self.deleted = set()
        self.hits = Counter()

    def begin(self):
        self.program.start()
        self._connect()
        for number, host in enumerate(self.hosts, 1):
            self.program.add_host(f"crash-{number}", host)

    def _connect(self):
        self.api = self.program.api()
        self.watch = SandboxWatch(self.api)

    # --- making and removing ---

    def create(self, count):
        made = []
        for _ in range(min(count, self.wanted - len(self.created))):
            number = len(self.created) + 1
            name = f"crash-{number:03}"
            self.created.append(name)
            made.append(name)
            self.api.create_sandbox(name, profile="profile.compose-e2e", host=f"crash-{number % HOSTS + 1}",
                                    inputs={"repo": str(self.workspace)})
        return made

    def delete(self, count, state=None):
        """Deletes some of those that are there, if any, in whatever state they are unless one is given."""
        known = self.watch.snapshot()
        candidates = [name for name in self.created
                      if name not in self.deleted and (state is None or state_of(known.get(name)) == state)]
        chosen = self.chance.sample(candidates, max(0, min(count, len(candidates))))
        for name in chosen:
            self.deleted.add(name)
            self.api.delete_sandbox(name)
        return chosen

    # --- killing ---

    def strike(self, aim, names):
        """Kills the program some time after one of these came to be in a state, and starts it again."""
        def is_aimed_at(objects):
            return any(state_of(objects.get(name)) == aim for name in names)

        if self.watch.await_until(is_aimed_at, PATIENCE) is None:
            raise Broken(f"none of {', '.join(names)} came to be {aim}")
        time.sleep(self.chance.uniform(0, LONGEST_WAIT[aim]))
        self.program.kill()
        states = Counter(state_of(each) or "new" for each in self.watch.snapshot().values())
        for state in AIMS:
            self.hits[state] += 1 if states[state] else 0
        seconds = self.program.start()
        print(f"killed while {', '.join(f'{count} {state}' for state, count in sorted(states.items()))};"
              f" ready again after {seconds:.1f} s", flush=True)
        self._connect()
        time.sleep(self.chance.uniform(0, LONGEST_REST))

    def strike_while_making(self, share):
        self.strike("Provisioning", self.create(share))

    def strike_while_removing(self, share):
        """One that is Ready, so that something has to be removed, and some others in whatever state they are."""
        self.watch.await_until(lambda objects: any(state_of(each) == "Ready" for each in objects.values()), PATIENCE)
        victims = self.delete(1, state="Ready")
        self.delete(share - 2)
        self.strike("Destroying", victims)

    def rage(self, kills):
        """Both aims in turn, and on until each was hit half as often as that."""
        share = -(-2 * self.wanted // kills)
        for number in range(3 * kills):
            if number >= kills and all(self.hits[aim] >= kills // 2 for aim in AIMS):
                return
            if self.hits["Provisioning"] <= self.hits["Destroying"] and len(self.created) < self.wanted:
                self.strike_while_making(share)
            elif len(self.created) > len(self.deleted):
                self.strike_while_removing(share)
            else:
                self.create(1)
        raise Broken(f"after {3 * kills} kills only {dict(self.hits)} were inside what they were aimed at")

    # --- judging ---

    def converge(self):
        remaining = [name for name in self.created if name not in self.deleted]

        def has_converged(objects):
            return set(objects) == set(remaining) and all(is_true(each, "Ready") for each in objects.values())

        begun = time.monotonic()
        if self.watch.await_until(has_converged, PATIENCE) is None:
            raise Broken("not every sandbox converges:\n" + "\n".join(
                f"  {name}: {state_of(each)} {message_of(each)}" + (" (deleted)" if name in self.deleted else "")
                for name, each in sorted(self.watch.snapshot().items())
                if name in self.deleted or not is_true(each, "Ready")))
        print(f"{len(remaining)} sandboxes Ready and {len(self.deleted)} gone, {time.monotonic() - begun:.1f} s after the last start")

    def compare_hosts(self):
        """Every sandbox has one of each on its own host, and nothing is there besides."""
        wrong = []
        objects = self.watch.snapshot().values()
        for number, host in enumerate(self.hosts, 1):
            expected = {each["status"]["sandboxId"] for each in objects if each["spec"]["host"] == f"crash-{number}"}
            found = Counter(tuple(line.split()) for line in host.run(INVENTORY).splitlines())
            for kind in ("container", "network", "volume", "directory"):
                for sandbox_id in expected | {line[1] for line in found if line[0] == kind and len(line) > 1}:
                    count = found[kind, sandbox_id]
                    if count != (1 if sandbox_id in expected else 0):
                        wrong.append(f"  {host.name}: {count} of kind {kind} for {sandbox_id},"
                                     f" which is {'' if sandbox_id in expected else 'not '}in the API")
            wrong += [f"  {host.name}: a firewall rule for {line[1]}" for line in found
                      if line[0] == "rule" and line[1] not in expected]
            wrong += [f"  {host.name}: {line[0]} without our label" for line in found if len(line) < 2]
        if wrong:
            raise Broken("the hosts are not what the API says:\n" + "\n".join(sorted(wrong)))
        print(f"the hosts hold exactly these {len(objects)} sandboxes")

    def end(self):
        self.delete(len(self.created))
        if self.watch.await_until(lambda objects: not objects, PATIENCE) is None:
            raise Broken(f"never gone: {', '.join(sorted(self.watch.snapshot()))}")
        for number in range(1, HOSTS + 1):
            self.program.remove_host(f"crash-{number}")
        left = [f"  {host.name}: {line}" for host in self.hosts for line in host.run(EVERYTHING).splitlines()]
        if left:
            raise Broken("left behind:\n" + "\n".join(left))
        print("everything is deleted, and nothing is left on the hosts")


def run(directory: Path, arguments) -> int:
    workspace = directory / "workspace"
    workspace.mkdir()
    (workspace / "compose.yaml").write_text(COMPOSE)
    program = Program(directory, "--repo-root", str(directory))
    with Testbed("crash", HOSTS, directory) as testbed:
        test = CrashTest(program, testbed.hosts, workspace, arguments.sandboxes, arguments.seed)
        try:
            test.begin()
            test.rage(arguments.kills)
            test.create(arguments.sandboxes)
            test.converge()
            test.compare_hosts()
            test.end()
        except Broken as broken:
            print(f"FAILED with seed {arguments.seed}: {broken}", file=sys.stderr)
            print(program.log_end(), file=sys.stderr)
            return 1
        finally:
            program.stop()
    print(f"passed: {len(test.created)} sandboxes, kills inside Provisioning {test.hits['Provisioning']},"
          f" inside Destroying {test.hits['Destroying']}, seed {arguments.seed}")
    return 0


def parse():
    parser = argparse.ArgumentParser(
        prog="hack/crash-test", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sandboxes", type=int, default=30, help="how many are made; 30 if not given")
    parser.add_argument("--kills", type=int, default=12,
                        help="half of them while a sandbox is made, half while one is removed; 12 if not given")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32), help="to repeat a run")
    arguments = parser.parse_args()
    if arguments.kills < 2 or arguments.sandboxes < arguments.kills:
        parser.error("at least 2 kills, and at least as many sandboxes as kills")
    return arguments


def main() -> int:
    arguments = parse()
    print(f"seed {arguments.seed}", flush=True)
    own_environment()
    build()
    with tempfile.TemporaryDirectory(prefix="crash-") as directory:
        return run(Path(directory), arguments)


if __name__ == "__main__":
    sys.exit(main())
