"""That `hack/chaos` sees what it is there to see: each thing that may go wrong is done to it here on purpose."""

import json
import random
import tempfile
import unittest
import urllib.error
import urllib.request
from pathlib import Path

from lab.chaos_points import ESTABLISHING, ONCE, OPERATIONS, Step, in_a_good_order, steps_at
from lab.consumer import Wish
from lab.hub import Delivery, RecordingHub
from lab.outside import StubProvider, at_once, sandbox_id

LIFE = ("requested", "provisioning", "ready", "destroying", "destroyed")
RECORDED = {"u": {number: (state, 1) for number, state in enumerate(LIFE, 1)}}


def told(*numbers, **changes):
    return [Delivery(**{"at": 0.0, "uid": "u", "name": "a", "sequence": number, "event_id": f"e{number}",
                        "state": LIFE[number - 1], "incarnation": 1, **changes}) for number in numbers]


class HubTest(unittest.TestCase):
    def setUp(self):
        self.hub = RecordingHub(1)
        self.addCleanup(self.hub.close)

    def judge(self, deliveries, recorded=None, gone=("u",)):
        self.hub.deliveries = deliveries
        return self.hub.judge(RECORDED if recorded is None else recorded, set(gone))

    def test_a_whole_life_in_order_is_right_although_some_of_it_was_told_twice(self):
        self.assertEqual([], self.judge(told(1, 2, 2, 3, 1, 2, 3, 4, 5)))

    def test_what_was_never_told_is_missed(self):
        self.assertTrue(self.judge(told(1, 2, 4, 5)))
        self.assertTrue(self.judge(told(1, 2, 4, 5), recorded={"u": {}}))

    def test_what_was_told_too_early_is_seen(self):
        self.assertIn("in the order", self.judge(told(1, 3, 2, 4, 5))[0])

    def test_the_same_number_with_another_id_is_seen(self):
        self.assertIn("was told as", self.judge(told(1, 2, 3, 4, 5) + told(5, event_id="other"))[0])

    def test_an_end_that_was_not_told_is_missed_also_when_nobody_saw_it_recorded(self):
        recorded = {"u": {number: RECORDED["u"][number] for number in (1, 2, 3, 4)}}
        self.assertTrue(self.judge(told(1, 2, 3, 4), recorded))
        self.assertEqual([], self.judge(told(1, 2, 3, 4), recorded, gone=()))

    def test_two_ready_after_each_other_are_no_life_after_the_end(self):
        self.assertIn("the life", self.judge(told(1, 2, 3, 4) + told(5, state="ready"), {"u": {}}, gone=())[0])

    def test_what_was_called_off_before_it_was_begun_is_part_of_a_life(self):
        self.assertEqual([], self.lives("requested provisioning ready destroying destroyed requested destroyed"))
        self.assertEqual([], self.lives("destroyed requested provisioning ready"))
        self.assertTrue(self.lives("requested provisioning destroyed"))
        self.assertTrue(self.lives("requested provisioning ready provisioning"))

    def lives(self, words):
        return self.judge([Delivery(0.0, "u", "a", number, f"e{number}", state, 1)
                           for number, state in enumerate(words.split(), 1)], {"u": {}}, gone=())

    def test_it_takes_some_events_refuses_some_and_loses_some(self):
        about = {"object": {"uid": "u", "name": "a"}, "sequence": 1, "event_id": "e", "state": "ready"}
        body = json.dumps({"detail": about})
        for _ in range(150):
            try:
                urllib.request.urlopen(self.hub.url() + "/progress/", body.encode(), timeout=5).close()
            except (urllib.error.URLError, ConnectionError, OSError):
                continue
        self.assertEqual({"takes", "fails", "loses the question", "loses the answer"}, set(self.hub.fates))
        self.assertEqual(self.hub.fates["takes"] + self.hub.fates["loses the answer"], len(self.hub.deliveries))


class OrderTest(unittest.TestCase):
    def test_no_life_comes_by_its_point_while_it_puts_the_former_one_right(self):
        for seed in range(50):
            steps = steps_at("stub", OPERATIONS) + steps_at("host", OPERATIONS)
            order = in_a_good_order(steps, random.Random(seed))
            self.assertEqual(sorted(map(str, steps)), sorted(str(step) for step in order if step))
            for former, step in zip(order, order[1:]):
                if former and step:
                    self.assertNotIn(step.point, former.comes_by_again())

    def test_a_short_run_comes_to_every_point_but_the_one_that_needs_two_hosts(self):
        points = {point for points in OPERATIONS.values() for point in points}
        self.assertEqual(points, {step.point for step in steps_at("stub", ONCE)})

    def test_a_recreation_that_was_only_routed_takes_the_former_away_once_more(self):
        self.assertIn("torn-down", Step("stub", "recreate", "routed").comes_by_again())
        self.assertEqual(ESTABLISHING, Step("stub", "create", "routed").comes_by_again())


class StubProviderTest(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.provider = StubProvider(Path(directory.name), "ext.saas-stub")
        for folder in ("sandboxes/aa", "usage"):
            (self.provider.account / folder).mkdir(parents=True)

    def make(self, uid, incarnation, created="1"):
        file = self.provider.account / f"sandboxes/aa/sbx-{sandbox_id(uid, incarnation)}.json"
        file.write_text(json.dumps({"uid": uid, "incarnation": incarnation, "created_at": created}))

    def charge(self, uid, incarnation, since):
        with (self.provider.account / "usage/aa.jsonl").open("a") as usage:
            usage.write("\n" + json.dumps({"uid": uid, "incarnation": incarnation, "from": since}) + "\n{\"half")

    def test_what_is_wanted_and_there_is_right(self):
        self.make("u", 1)
        self.assertEqual([], self.provider.wrong({sandbox_id("u", 1)}) + self.provider.doubled())

    def test_the_lost_and_the_left_behind_are_seen(self):
        self.make("u", 1)
        self.assertEqual(2, len(self.provider.wrong({sandbox_id("u", 2)})))

    def test_what_was_made_twice_is_seen_although_the_first_has_ended(self):
        self.make("u", 1, "2")
        self.charge("u", 1, "1")
        self.assertEqual(1, len(self.provider.doubled()))

    def test_a_charge_that_was_written_twice_is_one_creation(self):
        self.charge("u", 1, "1")
        self.charge("u", 1, "1")
        self.assertEqual([], self.provider.doubled())

    def test_two_incarnations_at_once_are_seen(self):
        self.make("u", 1)
        self.make("u", 2)
        self.make("v", 1)
        self.assertEqual(1, len(at_once([self.provider])))


class WishTest(unittest.TestCase):
    def sandbox(self, state, spec=None, **status):
        condition = {"type": {"Ready": "Ready", "Destroyed": "Finished"}[state], "status": "True"}
        return {"metadata": {"generation": 2}, "spec": spec or {},
                "status": {"state": state, "observedGeneration": 2, "conditions": [condition], **status}}

    def test_one_that_is_ready_is_what_was_asked_but_not_before_the_last_word_was_heard(self):
        self.assertTrue(Wish("a", "stub").is_fulfilled(self.sandbox("Ready")))
        self.assertFalse(Wish("a", "stub").is_fulfilled(self.sandbox("Ready", observedGeneration=1)))
        self.assertFalse(Wish("a", "stub", recreated=1).is_fulfilled(self.sandbox("Ready")))
        self.assertFalse(Wish("a", "stub").is_fulfilled(None))

    def test_an_end_has_to_have_the_reason_that_was_asked_for(self):
        expired = Wish("a", "stub", end="expire")
        self.assertTrue(expired.is_fulfilled(self.sandbox("Destroyed", {"ttl": "1s"}, endReason="Expired")))
        self.assertFalse(expired.is_fulfilled(self.sandbox("Destroyed", {"ttl": "1s"}, endReason="Failed")))

    def test_one_that_is_deleted_has_to_be_gone(self):
        deleted = Wish("a", "stub", end="delete")
        self.assertTrue(deleted.is_fulfilled(None))
        self.assertFalse(deleted.is_fulfilled(self.sandbox("Destroyed", endReason="Requested")))


if __name__ == "__main__":
    unittest.main()
