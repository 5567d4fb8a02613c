"""Ends `sandboxer up` as a crash would, at every named step and at random, and compares what is with what was asked.

Three campaigns run beside each other, each with a program, a State Hub and hosts of its own:

points    at each fault point of create, recreate, expire, stop (operatingMode Destroyed) and delete
remains   at the one point that needs a host to be away for a minute: a sandbox is recreated elsewhere
kills     kill -9, half of them aimed, while a consumer goes on asking; the State Hub is away for a while too

In the end every sandbox that is wanted must be there, once and where it should be, with the right status; of all others
nothing may be left; and the State Hub, which fails and loses answers now and then, must have been told every
transition, in order. Then the rest is deleted too, and nothing at all may be left. Control-C ends the killing, not
the judging.
"""

import argparse
import random
import shutil
import signal
import sys
import tempfile
import threading
import traceback
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from lab.chaos_kills import KillsCampaign
from lab.chaos_points import ONCE, ONCE_ON_HOSTS, OPERATIONS, PointsCampaign, steps_at
from lab.chaos_remains import RemainsCampaign
from lab.hosts import Testbed
from lab.program import build, own_environment
from lab.scene import Broken, Scene

# How many hosts each campaign has.
HOSTS = {"points": 1, "remains": 2, "kills": 2}
# A transient failure of the stub leaves something in half of all cases, as a lost answer does.
STUB_FAILURE_RATE = 0.1


class Chaos:
    """The campaigns that were asked for, on as many hosts as they need."""

    def __init__(self, arguments, directory: Path):
        self.arguments = arguments
        self.directory = directory
        self.campaigns = {}
        self.failures = {}

    def titles(self):
        wanted = ["kills"] if self.arguments.kills > 0 else []
        if self.arguments.points:
            wanted += ["points"] + (["remains"] if self.arguments.backend != "stub" else [])
        return wanted

    def run(self) -> bool:
        with ExitStack() as stack:
            titles = self.titles()
            testbed, hosts = None, []
            if self.arguments.backend != "stub":
                testbed = stack.enter_context(Testbed("chaos", sum(HOSTS[title] for title in titles), self.directory))
                hosts = list(testbed.hosts)
            for title in titles:
                share = [hosts.pop() for _ in range(HOSTS[title] if hosts else 0)]
                self.campaigns[title] = self._campaign(title, share, testbed)
            stack.callback(self._abandon)
            threads = [threading.Thread(target=self._run, args=(title,), daemon=True) for title in titles]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        return not self.failures

    def _abandon(self):
        """Nothing goes on that this program has started, however it ends itself."""
        for campaign in self.campaigns.values():
            campaign.scene.program.abandon()

    def _campaign(self, title, hosts, testbed):
        seed = self.arguments.seed
        scene = Scene(title, self.directory, hosts, seed, STUB_FAILURE_RATE if title == "kills" else 0.0)
        if self.arguments.backend == "hosts":
            del scene.places["stub"]
        if title == "points":
            return PointsCampaign(scene, self._steps(scene), seed)
        if title == "remains":
            return RemainsCampaign(scene, testbed)
        return KillsCampaign(scene, self.arguments.kills, self.arguments.sandboxes, seed)

    def _steps(self, scene):
        once = {place: ONCE if place == "stub" else ONCE_ON_HOSTS for place in scene.places}
        return [step for place in scene.places
                for step in steps_at(place, OPERATIONS if self.arguments.full else once[place])]

    def _run(self, title):
        campaign = self.campaigns[title]
        try:
            campaign.run()
        except Exception as failure:
            said = str(failure) if isinstance(failure, Broken) else traceback.format_exc()
            self.failures[title] = said
            campaign.scene.say(f"FAILED: {said}\n{campaign.scene.program.log_end()}")
            campaign.scene.keep_evidence(self.directory / "evidence")
        finally:
            campaign.scene.close()

    def stop_killing(self):
        """What was killed until now is judged."""
        for campaign in self.campaigns.values():
            if isinstance(campaign, KillsCampaign):
                campaign.enough.set()

    # --- telling ---

    def tell(self):
        print(f"\nseed {self.arguments.seed}")
        print(f"{'campaign':<10} {'done':>26} {'sandboxes':>10} {'asked':>7} {'events':>7} {'again':>6}  verdict")
        for title, campaign in self.campaigns.items():
            events, again = campaign.scene.hub.counts()
            consumer = getattr(campaign.scene, "consumer", None)
            unit = "kills" if title == "kills" else "fault points"
            print(f"{title:<10} {f'{len(campaign.done)} {unit}':>26} {len(consumer.wishes) if consumer else 0:>10}"
                  f" {consumer.asked if consumer else 0:>7} {events:>7} {again:>6}"
                  f"  {'FAILED' if title in self.failures else 'passed'}")
        self._tell_points()
        self._tell_kills()
        for title, said in self.failures.items():
            print(f"\n{title}: {said}", file=sys.stderr)

    def _tell_points(self):
        done = [step for campaign in self.campaigns.values() if not isinstance(campaign, KillsCampaign)
                for step in campaign.done]
        if not done:
            return
        count = Counter((step.point, step.operation, "stub" if step.place == "stub" else "hosts") for step in done)
        print(f"\n{'fault point':<18}" + "".join(f"{operation:>16}" for operation in OPERATIONS) + "   (stub + hosts)")
        for point in dict.fromkeys(step.point for step in sorted(done, key=str)):
            cells = [f"{count[point, operation, 'stub'] or '-'} + {count[point, operation, 'hosts'] or '-'}"
                     for operation in OPERATIONS]
            print(f"{point:<18}" + "".join(f"{cell if cell != '- + -' else '':>16}" for cell in cells))

    def _tell_kills(self):
        campaign = self.campaigns.get("kills")
        if campaign is None or campaign.user is None:
            return
        print("\nkills: " + ", ".join(f"{count} at {aim}" for aim, count in Counter(
            kill.aim for kill in campaign.done).most_common()))
        for where in ("stub", "hosts"):
            asked = {what: count for (what, place), count in campaign.user.asked.items() if place == where}
            if asked:
                print(f"asked, {where}: " + ", ".join(f"{count} {what}" for what, count in sorted(asked.items())))
        print("hub: " + ", ".join(f"{fate} {count}" for fate, count in sorted(campaign.scene.hub.fates.items())))


def parse():
    parser = argparse.ArgumentParser(
        prog="hack/chaos", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=25, help="how many random kills; 25 if not given")
    parser.add_argument("--sandboxes", type=int, default=14, help="about how many there are at once; 14 if not given")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32), help="to repeat a run")
    parser.add_argument("--backend", choices=("stub", "hosts", "both"), default="both",
                        help="the stub's provider, podman hosts (need root), or both, which it is if not given")
    parser.add_argument("--points", action=argparse.BooleanOptionalAction, default=True,
                        help="end it once at each fault point too; on if not given")
    parser.add_argument("--full", action="store_true",
                        help="every fault point in every operation that comes by it, on the stub and on hosts")
    arguments = parser.parse_args()
    if arguments.kills < 0 or arguments.sandboxes < 3:
        parser.error("at least 0 kills, and at least 3 sandboxes")
    return arguments


def main() -> int:
    arguments = parse()
    print(f"seed {arguments.seed}", flush=True)
    own_environment()
    build()
    directory = Path(tempfile.mkdtemp(prefix="chaos-"))
    chaos = Chaos(arguments, directory)
    signal.signal(signal.SIGINT, lambda *_: chaos.stop_killing())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    passed = False
    try:
        passed = chaos.run()
        chaos.tell()
    finally:
        if passed:
            shutil.rmtree(directory)
        else:
            print(f"what there was is kept in {directory}", file=sys.stderr)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
