"""Whether a sick host makes others slower: one more sandbox on a well host, while a third host has a fault and is asked much.

Twenty sandboxes live on two well hosts. Measured there is one more, to Ready and to gone, and a few changes of the others
until the controllers have acted on them; in pairs, with the fault and without. Under the fault, sandboxes are established
on the sick host, removed from it and looked at. All hosts share the processors of this machine, so what the reference is
compared with matters: where the fault stops the host's work, nothing is asked of it in the reference, and where the host
goes on working (slow), the same is asked there. Reported is the geometric mean of the pairs' ratios with its 95 %
interval, from Student's t on their logarithms. It fails only where the whole interval is above the limit.
"""

import argparse
import math
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from lab.api import SANDBOXES, Api, SandboxWatch, is_true, message_of, state_of
from lab.hosts import Testbed
from lab.program import Program, build, own_environment
from lab.report import median

COMPOSE = """services:
  web:
    image: docker.io/library/busybox:stable
    command: ["httpd", "-f", "-p", "8080"]
"""
LIMIT = 1.2
WELL = ("well-1", "well-2")
SICK = "sick"
PATIENCE = 300
# How long a fault lasts before anything is measured, so that what is begun under it has run into it.
ONSET = 4.0
CHANGES = 10
# How many sandboxes the sick host is asked for, and asked to remove, while one more stays there and is looked at.
WANTED, UNWANTED = 4, 2
MEASURES = ("to Ready", "to gone", "to change")
# Of Student's t at 97.5 %, by degrees of freedom from 1; beyond, the last one is on the safe side.
QUANTILES = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
             2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042)


class Broken(Exception):
    """A well host, or the program, did not do what is measured."""


@dataclass(frozen=True)
class Fault:
    """How it is done and undone, and whether the host works on under it."""

    title: str
    inflict: tuple[str, ...]
    cure: str
    works_on: bool = False


FAULTS = {
    "partition": Fault("partition", ("partition",), "heal"),
    "slow": Fault("200 ms and 5 % loss", ("slow", "100", "5"), "heal", works_on=True),
    "sshd": Fault("sshd killed", ("kill-sshd",), "start-sshd"),
    "disk": Fault("disk full", ("fill-disk",), "free-disk"),
    "engine": Fault("engine hangs", ("hang-engine",), "resume-engine"),
}


@dataclass(frozen=True)
class Ratio:
    """The geometric mean of paired ratios, and the interval that holds the true one in 19 of 20 cases."""

    mean: float
    lower: float
    upper: float

    @staticmethod
    def of(pairs) -> "Ratio":
        logarithms = [math.log(under_fault / reference) for reference, under_fault in pairs]
        mean = statistics.mean(logarithms)
        quantile = QUANTILES[min(len(logarithms) - 1, len(QUANTILES)) - 1]
        margin = quantile * statistics.stdev(logarithms) / math.sqrt(len(logarithms))
        return Ratio(math.exp(mean), math.exp(mean - margin), math.exp(mean + margin))

    def kept(self) -> bool:
        return self.lower <= LIMIT

    def __str__(self):
        return f"{self.mean:5.2f}   {self.lower:5.2f} to {self.upper:5.2f}   {'kept' if self.kept() else 'MISSED'}"


class Fleet:
    """The sandboxes of one program, on hosts that are well and on one that is not."""

    def __init__(self, api: Api, workspace: Path):
        self.api = api
        self.workspace = workspace
        self.watch = SandboxWatch(api)
        self.count = 0
        self.residents = []

    def create(self, host) -> str:
        self.count += 1
        name = f"{host}-{self.count:03}"
        self.api.create_sandbox(name, profile="profile.compose-e2e", host=host, ttl="20h",
                                inputs={"repo": str(self.workspace)})
        return name

    def await_ready(self, names) -> float:
        def has_settled(objects):
            return all(is_true(objects.get(name), "Ready") or state_of(objects.get(name)) == "Failed" for name in names)

        ended = self.watch.await_until(has_settled, PATIENCE)
        found = self.watch.snapshot()
        wrong = [f"{name}: {state_of(found.get(name))} {message_of(found.get(name))}"
                 for name in names if not is_true(found.get(name), "Ready")]
        if ended is None or wrong:
            raise Broken("not Ready: " + "; ".join(wrong))
        return ended

    def await_gone(self, names) -> float:
        ended = self.watch.await_until(lambda objects: not set(names) & set(objects), PATIENCE)
        if ended is None:
            ended_watch = " (the API has ended the watch)" if self.watch.lost else ""
            raise Broken(f"never gone: {sorted(set(names) & set(self.watch.snapshot()))}{ended_watch}")
        return ended

    def populate(self, count):
        self.residents = [self.create(WELL[number % len(WELL)]) for number in range(count)]
        self.await_ready(self.residents)

    def names_on(self, host) -> list[str]:
        return [name for name, each in self.watch.snapshot().items() if each["spec"].get("host") == host]

    # --- what is measured, on well hosts ---

    def time_one_more(self, host) -> tuple[float, float]:
        begun = time.monotonic()
        name = self.create(host)
        ready = self.await_ready([name]) - begun
        begun = time.monotonic()
        self.api.delete_sandbox(name)
        return ready, self.await_gone([name]) - begun

    def time_changes(self, number) -> float:
        """From a new spec.ttl to the end that the controllers have set for it, a few times."""
        begun = time.monotonic()
        for step in range(CHANGES):
            name = self.residents[(number + step) % len(self.residents)]
            before = self.watch.snapshot()[name]["status"].get("expiresAt")
            self.change_life(name)
            ended = self.watch.await_until(lambda objects: objects[name]["status"].get("expiresAt") != before, PATIENCE)
            if ended is None:
                raise Broken(f"{name} does not take over its new ttl")
        return time.monotonic() - begun

    def change_life(self, name):
        path = f"{SANDBOXES}/{name}"
        changed = self.api.request("GET", path)
        changed["spec"]["ttl"] = "19h" if changed["spec"]["ttl"] == "20h" else "20h"
        self.api.request("PUT", path, changed)

    def measure(self, number) -> tuple[float, float, float]:
        return *self.time_one_more(WELL[number % len(WELL)]), self.time_changes(number)

    def expect_all_well(self):
        found = self.watch.snapshot()
        wrong = [f"{name}: {message_of(found.get(name))}" for name in self.residents
                 if not is_true(found.get(name), "Ready")]
        if wrong:
            raise Broken("not Ready any more: " + "; ".join(wrong))

    # --- what is asked of the sick host ---

    def demand(self):
        for name in self.names_on(SICK)[:UNWANTED]:
            self.api.delete_sandbox(name)
        for _ in range(WANTED):
            self.create(SICK)

    def settle(self) -> float:
        """After a fault: all that was asked for ends, and some live there again as before. Returns how long that took."""
        begun = time.monotonic()
        names = self.names_on(SICK)
        for name in names:
            self.api.delete_sandbox(name)
        self.await_gone(names)
        return self.await_ready([self.create(SICK) for _ in range(UNWANTED + 1)]) - begun


class Trial:
    """One fault: in every bout two pairs, and in every other bout the fault comes first."""

    def __init__(self, testbed: Testbed, fleet: Fleet, fault: Fault):
        self.testbed = testbed
        self.host = testbed.hosts[-1]
        self.fleet = fleet
        self.fault = fault
        self.number = 0
        self.pairs = {measure: [] for measure in MEASURES}
        self.recoveries = []

    def under_fault(self, count):
        self.testbed.inflict(self.fault.inflict[0], self.host, *self.fault.inflict[1:])
        try:
            return self._busy(count)
        finally:
            self.testbed.inflict(self.fault.cure, self.host)
            self.recoveries.append(self.fleet.settle())

    def reference(self, count):
        if not self.fault.works_on:
            return self._measure(count)
        figures = self._busy(count)
        self.fleet.settle()
        return figures

    def _busy(self, count):
        self.fleet.demand()
        time.sleep(ONSET)
        return self._measure(count)

    def _measure(self, count):
        return [self.fleet.measure(self.number + each) for each in range(count)]

    def bout(self, count, fault_first):
        if fault_first:
            sick, well = self.under_fault(count), self.reference(count)
        else:
            well, sick = self.reference(count), self.under_fault(count)
        self.number += count
        for reference, under_fault in zip(well, sick):
            for measure, before, after in zip(MEASURES, reference, under_fault):
                self.pairs[measure].append((before, after))
        self.fleet.expect_all_well()

    def run(self, pairs):
        begun = time.monotonic()
        for number, first in enumerate(range(0, pairs, 2)):
            self.bout(min(2, pairs - first), fault_first=number % 2 == 1)
        print(f"{self.fault.title}: {pairs} pairs in {time.monotonic() - begun:.0f} s,"
              f" the host does all that it was asked {median(self.recoveries):.0f} s after its cure,"
              f" load of the machine {os.getloadavg()[0]:.1f}", flush=True)


def judge(trials) -> int:
    print(f"\n{'fault on another host':<22}{'measure':<11}{'without':>8}{'with':>8}   ratio   95 % interval"
          f"   not above {LIMIT} for certain")
    kept = True
    for trial in trials:
        for measure, pairs in trial.pairs.items():
            ratio = Ratio.of(pairs)
            kept = kept and ratio.kept()
            without, under_fault = (median(each) for each in zip(*pairs))
            print(f"{trial.fault.title:<22}{measure:<11}{without:6.2f} s{under_fault:6.2f} s   {ratio}")
    return 0 if kept else 1


def declare_hosts(program: Program, testbed: Testbed):
    for name, host in zip((*WELL, SICK), testbed.hosts):
        program.add_host(name, host, "--interval", "10s")


def run(directory: Path, arguments) -> int:
    workspace = directory / "workspace"
    workspace.mkdir()
    (workspace / "compose.yaml").write_text(COMPOSE)
    program = Program(directory, "--repo-root", str(directory))
    with Testbed("isolation", len(WELL) + 1, directory) as testbed:
        try:
            program.start()
            declare_hosts(program, testbed)
            fleet = Fleet(program.api(), workspace)
            fleet.populate(arguments.sandboxes)
            fleet.settle()
            fleet.measure(0)
            trials = [Trial(testbed, fleet, FAULTS[name]) for name in arguments.faults]
            for trial in trials:
                trial.run(arguments.pairs)
            return judge(trials)
        except Exception:
            print(program.log_end(), file=sys.stderr)
            raise
        finally:
            program.stop()


def parse():
    parser = argparse.ArgumentParser(
        prog="hack/bench isolation", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=6, help="of each fault; 6 if not given")
    parser.add_argument("--sandboxes", type=int, default=20, help="that live on the well hosts; 20 if not given")
    parser.add_argument("--faults", nargs="+", choices=FAULTS, default=list(FAULTS), help="all if not given")
    arguments = parser.parse_args()
    if arguments.pairs < 2 or arguments.sandboxes < 1:
        parser.error("at least 2 pairs, and at least 1 sandbox")
    return arguments


def main() -> int:
    arguments = parse()
    own_environment()
    build()
    with tempfile.TemporaryDirectory(prefix="isolation-") as directory:
        return run(Path(directory), arguments)


if __name__ == "__main__":
    sys.exit(main())
