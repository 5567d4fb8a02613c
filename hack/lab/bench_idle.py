"""What `sandboxer up` costs while it has one host and nothing to do, and how soon it is ready."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from lab.hosts import Testbed
from lab.program import Program, build, own_environment
from lab.report import Limit, conclude, median

STARTS = 3


def measure(directory: Path, seconds: int):
    program = Program(directory)
    with Testbed("idle", 1, directory) as testbed:
        try:
            starts = []
            for _ in range(STARTS):
                program.stop()
                starts.append(program.start())
                print(f"ready after {starts[-1]:.2f} s")
            program.add_host("idle", testbed.hosts[0])
            resident = []
            for _ in range(seconds):
                time.sleep(1)
                resident.append(program.resident_megabytes())
            print(f"resident at the end {resident[-1]:.0f} MB, at most {max(resident):.0f} MB")
            program.remove_host("idle")
            return median(starts), max(resident)
        finally:
            program.stop()


def main():
    parser = argparse.ArgumentParser(prog="hack/bench idle", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="how long it is idle; 60 if not given")
    arguments = parser.parse_args()
    own_environment()
    build()
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        ready, resident = measure(Path(directory), arguments.seconds)
    return conclude([
        Limit(f"ready, median of {STARTS} starts", ready, 2.0, " s"),
        Limit(f"resident while idle for {arguments.seconds} s", resident, 250, " MB"),
    ])


if __name__ == "__main__":
    sys.exit(main())
