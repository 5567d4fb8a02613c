"""What really exists, looked at without sandboxer: at the stub's provider, and on test hosts."""

import json
from collections import Counter, defaultdict
from hashlib import sha256
from pathlib import Path

from lab.hosts import Host, WarmConnection

LABELS = "sandboxer.coulomb.social"
SANDBOX_ID = f"{LABELS}/sandbox-id"
KINDS = ("container", "network", "volume", "directory")

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
# UID INCARNATION, a line for each container of ours.
LABEL = '{{index .Labels "%s/%s"}}'
LIVING = f"podman ps -a --format '{LABEL % (LABELS, 'sandbox-uid')} {LABEL % (LABELS, 'incarnation')}'"
# Whatever is there, ours or not: hosts of a testbed hold nothing else.
EVERYTHING = """
podman ps -aq | sed 's/^/container /'
podman network ls -q | grep -vx podman | sed 's/^/network /'
podman volume ls -q | sed 's/^/volume /'
iptables -S | grep sbx- | sed 's/^/rule /'
[ ! -e /tmp/sandboxer ] || find /tmp/sandboxer -mindepth 1 | sed 's/^/file /'
"""


def sandbox_id(uid: str, incarnation: int) -> str:
    return sha256(f"{uid}:{incarnation}".encode()).hexdigest()[:12]


class StubProvider:
    """The stub's provider keeps a file for each sandbox that exists, and a line for each that has ended."""

    def __init__(self, state: Path, extension: str):
        self.name = "stub"
        self.account = state / "extensions" / extension

    def close(self):
        pass

    def _present(self):
        for file in self.account.glob("sandboxes/*/*.json"):
            try:
                yield json.loads(file.read_text())
            except FileNotFoundError:
                continue

    def living(self) -> list[tuple[str, int]]:
        """The object and the incarnation of each sandbox that exists."""
        return [(each["uid"], each["incarnation"]) for each in self._present()]

    def wrong(self, expected: set[str]) -> list[str]:
        found = {sandbox_id(*each) for each in self.living()}
        return ([f"stub: nothing is there for {each}" for each in sorted(expected - found)]
                + [f"stub: {each} is there and not wanted" for each in sorted(found - expected)])

    def doubled(self) -> list[str]:
        """Sandboxes that were made more than once in all their time: each is known by when it was made."""
        made = defaultdict(set)
        for each in self._present():
            made[each["uid"], each["incarnation"]].add(each["created_at"])
        for file in self.account.glob("usage/*.jsonl"):
            for line in file.read_text().splitlines():
                try:
                    charge = json.loads(line)
                    made[charge["uid"], charge["incarnation"]].add(charge["from"])
                except ValueError:
                    continue  # the rest of a line at which the program was killed
        return [f"stub: incarnation {incarnation} of {uid} was made at {', '.join(sorted(times))}"
                for (uid, incarnation), times in made.items() if len(times) > 1]

    def left(self) -> list[str]:
        return [f"stub: {file.name}" for file in self.account.glob("sandboxes/*/*.json")]


class HostOutside:
    """A podman host and all that is on it."""

    def __init__(self, name: str, host: Host, directory: Path):
        self.name = name
        self.host = host
        directory.mkdir(parents=True)
        self.warm = WarmConnection(host, directory)

    def _run(self, script: str) -> str:
        return self.warm.run(script)

    def close(self):
        self.warm.__exit__()

    def living(self) -> list[tuple[str, int]]:
        pairs = [line.split() for line in self._run(LIVING).splitlines()]
        return [(pair[0], int(pair[1])) for pair in pairs if len(pair) == 2]

    def wrong(self, expected: set[str]) -> list[str]:
        """Each of the expected has one of each kind, and nothing is there besides."""
        wrong = []
        found = Counter(tuple(line.split()) for line in self._run(INVENTORY).splitlines())
        for kind in KINDS:
            for each in sorted(expected | {line[1] for line in found if line[0] == kind and len(line) > 1}):
                count = found[kind, each]
                if count != (1 if each in expected else 0):
                    wrong.append(f"{self.name}: {count} of kind {kind} for {each},"
                                 f" which is {'' if each in expected else 'not '}wanted there")
        wrong += [f"{self.name}: a firewall rule for {line[1]}" for line in found
                  if line[0] == "rule" and line[1] not in expected]
        return wrong + [f"{self.name}: {line[0]} without our label" for line in found if len(line) < 2]

    def doubled(self) -> list[str]:
        return [f"{self.name}: {count} containers of incarnation {each[1]} of {each[0]}"
                for each, count in Counter(self.living()).items() if count > 1]

    def left(self) -> list[str]:
        return [f"{self.name}: {line}" for line in self._run(EVERYTHING).splitlines()]


def at_once(places) -> list[str]:
    """Objects of which more than one incarnation exists now: the next is made when the former is gone."""
    incarnations = defaultdict(set)
    for place in places:
        for uid, incarnation in place.living():
            incarnations[uid].add(incarnation)
    return [f"incarnations {sorted(each)} of {uid} exist at once"
            for uid, each in incarnations.items() if len(each) > 1]
