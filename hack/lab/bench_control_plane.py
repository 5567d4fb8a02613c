"""The control plane alone: `sandboxer up` with sandboxes that cost no time to make, under load from another process.

steady      sandboxes come at random times (Poisson), whether earlier ones are ready or not; each is deleted some seconds
            after it was Ready. Times count from when a request was due, and end when the client's watch says so
highest     the same in steps, each a quarter faster than the last, until one is not held
population  so many sandboxes at once, and what the program costs while they only exist
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from lab.program import REPOSITORY, Program, build, own_environment
from lab.report import Limit, conclude

READY_LIMITS = {"p50": 92, "p90": 182, "p99": 376}
LONGEST_GONE = 2000
STEP = 1.25


class Client:
    """The process that makes the load: code compiled quickly rather than well, so as to leave the processors alone."""

    def __init__(self, program: Program, way: str, *options):
        java = subprocess.run([REPOSITORY / "mvnw", "--java-home"], check=True, capture_output=True, text=True).stdout
        self.process = subprocess.Popen(
            [Path(java.strip()) / "bin/java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m", "-cp",
             os.environ["LOAD_CLASSPATH"],
             "social.coulomb.sandboxer.app.load.LoadClient", way, "--kubeconfig", program.kubeconfig(),
             *(str(option) for option in options)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def report(self):
        """The next of its reports; blocks until it is there."""
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the client ended with {self.process.wait()}")
        return json.loads(line)

    def go_on(self):
        self.process.stdin.close()

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


class Cost:
    """What the program used of the processors since this was made."""

    def __init__(self, program: Program):
        self.program = program
        self.processor = program.processor_seconds()
        self.time = time.monotonic()

    def seconds(self) -> float:
        return self.program.processor_seconds() - self.processor

    def percent(self) -> float:
        """Of one processor."""
        return 100 * self.seconds() / (time.monotonic() - self.time)


def steady(program: Program, arguments, rate, seconds, warm_up, prefix):
    """One run under load, with what the program says of itself added to the client's report."""
    reconciles = program.metric("operator_sdk_reconciliations_started_total", 'kind="Sandbox"')
    cost = Cost(program)
    client = Client(program, "steady", "--rate", rate, "--seconds", seconds, "--warm-up", warm_up, "--seed",
                    arguments.seed, "--hold", arguments.hold, "--prefix", prefix)
    try:
        report = client.report()
    finally:
        client.stop()
    report["processor_milliseconds"] = 1000 * cost.seconds() / report["created"]
    done = program.metric("operator_sdk_reconciliations_started_total", 'kind="Sandbox"') - reconciles
    report["reconciles"] = done / report["created"]
    return report


def is_held(report) -> bool:
    """Nothing failed, the limits were kept, and what was to go went soon: no backlog grew."""
    return (report["never_ready"] + report["never_gone"] == 0
            and all(report["ready"][name] <= limit for name, limit in READY_LIMITS.items())
            and report["gone"]["p99"] <= LONGEST_GONE)


def show(title, report):
    print(f"{title}: {report['measured']} measured of {report['created']}, never Ready {report['never_ready']}, "
          f"never gone {report['never_gone']}")
    for name, what in (("late", "sent later than due"), ("answered", "create answered"), ("ready", "Ready"),
                       ("gone", "delete to gone")):
        figures = report[name]
        print(f"  {what:<20} " + "  ".join(f"{each} {figures[each]:7.1f}" for each in ("p50", "p90", "p99", "most"))
              + "  ms")
    print(f"  {'for each sandbox':<20} writes {report['writes']['mean']:.2f} (at most {report['writes']['most']})  "
          f"Events {report['events']['mean']:.2f} (at most {report['events']['most']})  "
          f"reconciles {report['reconciles']:.2f}  processor time {report['processor_milliseconds']:.1f} ms", flush=True)


def measure_steady(program: Program, arguments):
    report = steady(program, arguments, arguments.rate, arguments.seconds, arguments.warm_up, "steady-")
    show(f"{arguments.rate:g}/s", report)
    never = report["never_ready"] + report["never_gone"]
    return [
        Limit("sandboxes that were never Ready or never gone", never, 0, ""),
        *(Limit(f"create to Ready, {name}, {arguments.rate:g}/s", report["ready"][name], limit, " ms")
          for name, limit in READY_LIMITS.items()),
        Limit("controller writes to a Sandbox, at most", report["writes"]["most"], 6, ""),
        Limit("Events for a Sandbox, at most", report["events"]["most"], 5, ""),
        Limit("reconciles for a Sandbox, on average", report["reconciles"], 6, ""),
        Limit("left at the stub", program.stub_sandboxes(), 0, ""),
    ]


def find_highest(program: Program, arguments):
    """Not a limit of ours: a figure to know."""
    rate, held, step = arguments.rate, 0, 0
    while True:
        step += 1
        warm_up = arguments.warm_up if step == 1 else 10
        report = steady(program, arguments, rate, 20, warm_up, f"step{step}-")
        show(f"step to {rate:.0f}/s", report)
        if not is_held(report):
            break
        held = rate
        rate *= STEP
    print(f"the highest rate held: {held:.0f}/s")


def measure_population(program: Program, arguments):
    client = Client(program, "fill", "--count", arguments.population, "--rate", arguments.fill_rate, "--prefix", "many-")
    try:
        begun = time.monotonic()
        report = client.report()
        print(f"{arguments.population} sandboxes after {time.monotonic() - begun:.0f} s, never Ready "
              f"{report['never_ready']}, p99 to Ready {report['ready']['p99']:.0f} ms; "
              f"resident {program.resident_megabytes():.0f} MB", flush=True)
        time.sleep(arguments.settle)
        cost = Cost(program)
        resident = []
        for _ in range(60):
            time.sleep(1)
            resident.append(program.resident_megabytes())
        idle = cost.percent()
        print(f"idle: {idle:.2f} % of one processor, resident at most {max(resident):.0f} MB", flush=True)
        begun = time.monotonic()
        client.go_on()
        end = client.report()
        print(f"gone after {time.monotonic() - begun:.0f} s, never gone {end['never_gone']}", flush=True)
    finally:
        client.stop()
    return [
        Limit(f"resident with {arguments.population} sandboxes", max(resident), 512, " MB"),
        Limit(f"idle with {arguments.population} sandboxes, of one processor", idle, 1, " %"),
        Limit("sandboxes that were never Ready or never gone", report["never_ready"] + end["never_gone"], 0, ""),
        Limit("left at the stub", program.stub_sandboxes(), 0, ""),
    ]


def measure(directory: Path, arguments) -> int:
    limits = []
    program = Program(directory)
    try:
        program.start()
        if "steady" in arguments.phases:
            limits += measure_steady(program, arguments)
        if "highest" in arguments.phases:
            find_highest(program, arguments)
        if "population" in arguments.phases:
            program.stop()
            program = Program(directory, state="population")
            program.start()
            limits += measure_population(program, arguments)
        return conclude(limits)
    except Exception:
        print(program.log_end(), file=sys.stderr)
        raise
    finally:
        program.stop()


def main():
    parser = argparse.ArgumentParser(
        prog="hack/bench control-plane", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phases", nargs="*", choices=["steady", "highest", "population"],
                        help="which of them; all if none is named")
    parser.add_argument("--rate", type=float, default=45, help="sandboxes a second; 45 if not given")
    parser.add_argument("--seconds", type=int, default=60, help="how long is measured; 60 if not given")
    parser.add_argument("--warm-up", type=int, default=30, help="how long before is not; 30 if not given")
    parser.add_argument("--hold", type=int, default=5, help="seconds from Ready to the delete; 5 if not given")
    parser.add_argument("--seed", type=int, default=1, help="for when sandboxes come; 1 if not given")
    parser.add_argument("--population", type=int, default=10_000, help="how many at once; 10000 if not given")
    parser.add_argument("--fill-rate", type=float, default=40, help="how fast they are made; 40 a second if not given")
    parser.add_argument("--settle", type=int, default=60, help="seconds before idleness is measured; 60 if not given")
    arguments = parser.parse_args()
    arguments.phases = arguments.phases or ["steady", "highest", "population"]
    own_environment()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    build()
    print(f"load of the machine before: {os.getloadavg()[0]:.2f} on {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        return measure(Path(directory), arguments)


if __name__ == "__main__":
    sys.exit(main())
