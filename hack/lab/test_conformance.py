"""That `hack/conformance` sees what it is there to see: every recorded answer is altered here, which has to show."""

import contextlib
import copy
import http.client
import io
import re
import tempfile
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from lab.conformance import ACCEPTED, RECORDING, judge, read_accepted, tell
from lab.probe_comparison import OWN_VALUES, differences, with_names
from lab.probes import Answer, Conversation, fill_in, made_body, read_recording, read_steps, write_recording
from lab.program import REPOSITORY

STEPS = read_steps()
PROBES = {step["id"]: step for step in STEPS if "topic" in step}
RECORDED = read_recording(RECORDING)
DOCUMENT = REPOSITORY / "docs/embedded-api.md"
# So many values of each answer are altered, one after another, evenly spread over it.
ALTERED_VALUES = 12


def places_of(value):
    """Every single value that may not differ: what holds it, and where."""
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(each, dict) or isinstance(each, list) and key not in OWN_VALUES:
            yield from places_of(each)
        elif each is not None and key not in OWN_VALUES:
            yield value, key


def altered(value):
    return not value if isinstance(value, bool) else "altered" if isinstance(value, str) else value + 1


def with_body(answer, body):
    return Answer(answer.status, answer.headers, body=body)


def verdict_of(answers, accepted=None):
    return judge(STEPS, RECORDED, answers, accepted or {})


def ending(verdict, strict=True):
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        code = tell(verdict, strict)
    return code, printed.getvalue().splitlines()


class RecordingTest(unittest.TestCase):
    def test_every_recorded_answer_belongs_to_a_probe_and_is_like_itself(self):
        verdict = verdict_of(RECORDED)
        self.assertEqual(208, len(verdict.probes))
        self.assertEqual({}, verdict.found)

    def test_another_status_is_seen_in_every_answer(self):
        for probe, answer in RECORDED.items():
            other = Answer((answer.status or 0) + 1, answer.headers, answer.body, answer.events, answer.text)
            self.assertTrue(differences(PROBES[probe], answer, other), probe)

    def test_no_answer_is_seen(self):
        for probe, answer in RECORDED.items():
            self.assertTrue(differences(PROBES[probe], answer, None), probe)

    def test_altered_values_are_seen_wherever_they_stand(self):
        tried = 0
        for probe, answer in RECORDED.items():
            if PROBES[probe].get("compare") == "keys" or "ignore" in PROBES[probe]:
                continue
            part = copy.deepcopy({"body": answer.body, "events": answer.events})
            part = with_names(part, PROBES[probe].get("names", ""))
            other = Answer(answer.status, answer.headers, text=answer.text, **part)
            places = list(places_of(part))
            for holder, key in places[::len(places) // ALTERED_VALUES + 1]:
                before, holder[key] = holder[key], altered(holder[key])
                self.assertTrue(differences(PROBES[probe], answer, other), f"{probe}: {key} was {before}")
                holder[key] = before
                tried += 1
            self.assertEqual([], differences(PROBES[probe], answer, other), probe)
        self.assertGreater(tried, 1000)

    def test_a_field_that_is_missing_or_new_is_seen(self):
        for probe, answer in RECORDED.items():
            if not isinstance(answer.body, dict) or not answer.body:
                continue
            more = with_body(answer, {**answer.body, "added": 1})
            less = with_body(answer, dict(list(answer.body.items())[1:]))
            self.assertTrue(differences(PROBES[probe], answer, more), probe)
            self.assertTrue(differences(PROBES[probe], answer, less), probe)

    def test_an_event_that_is_missing_or_too_many_is_seen(self):
        for probe, answer in RECORDED.items():
            for events in ([answer.events[1:], answer.events + answer.events[:1]] if answer.events else []):
                self.assertTrue(differences(PROBES[probe], answer, Answer(200, answer.headers, events=events)), probe)

    def test_a_missing_warning_is_seen(self):
        warned = [probe for probe, answer in RECORDED.items() if "warning" in answer.headers]
        self.assertTrue(warned)
        for probe in warned:
            answer = RECORDED[probe]
            silent = {name: value for name, value in answer.headers.items() if name != "warning"}
            other = Answer(answer.status, silent, answer.body, answer.events, answer.text)
            self.assertEqual(1, len(differences(PROBES[probe], answer, other)), probe)

    def test_a_recording_is_read_as_it_was_written(self):
        with tempfile.TemporaryDirectory() as directory:
            file = Path(directory) / "answers"
            write_recording(file, RECORDED)
            self.assertEqual(RECORDED, read_recording(file))


class ComparisonTest(unittest.TestCase):
    def compare(self, first, second, **probe):
        return differences(probe, Answer(200, {}, body=first), Answer(200, {}, body=second))

    def test_ids_times_versions_and_generated_names_may_be_others(self):
        first = {"uid": "9ce5e7a2-515c-4744-bc82-cf67dab9c110", "resourceVersion": "7", "name": "gen-bcdfg",
                 "creationTimestamp": "2026-01-01T00:00:00Z", "message": "too old resource version: 1 (64)"}
        second = {"uid": "00000000-515c-4744-bc82-cf67dab9c110", "resourceVersion": "1007", "name": "gen-zzzzz",
                  "creationTimestamp": "2026-01-02T00:00:00Z", "message": "too old resource version: 1 (1064)"}
        self.assertEqual([], self.compare(first, second))
        self.assertEqual(1, len(self.compare(first, {**second, "resourceVersion": ""})))
        self.assertEqual(1, len(self.compare(first, {**second, "uid": "none"})))

    def status(self, *causes):
        return {"kind": "Status", "message": f"is invalid: [{', '.join(causes)}]",
                "details": {"causes": [{"message": cause} for cause in causes]}}

    def test_causes_may_come_in_any_order_but_not_be_others(self):
        self.assertEqual([], self.compare(self.status("a: no", "b: no"), self.status("b: no", "a: no")))
        self.assertTrue(self.compare(self.status("a: no", "b: no"), self.status("a: no", "b: yes")))

    def test_elements_are_compared_by_the_names_a_probe_is_about(self):
        def table(*names):
            return {"rows": [{"cells": [name], "object": {"metadata": {"name": name}}} for name in names]}

        self.assertEqual([], self.compare(table("a.x"), table("a.x", "b.y"), names=r"\.x$"))
        self.assertTrue(self.compare(table("a.x"), table("a.x", "b.x"), names=r"\.x$"))
        self.assertTrue(self.compare(table("a.x"), table("a.x", "b.y")))

    def test_an_event_without_a_name_is_always_compared(self):
        def events(*names):
            return Answer(200, {}, events=[{"type": "ADDED", "object": {"metadata": {"name": name} if name else {}}}
                                           for name in names])

        probe = {"names": "^(?!gone$)"}
        self.assertEqual([], differences(probe, events("a", "gone"), events("a")))
        self.assertTrue(differences(probe, events("a", None), events("a")))

    def test_what_a_probe_ignores_may_differ_and_nothing_beside_it(self):
        recorded = {"status": {"phase": "Terminating"}}
        probe = {"ignore": ["/status/conditions", "/metadata/managedFields"]}
        self.assertEqual([], self.compare(recorded, {"status": {"phase": "Terminating", "conditions": [1]}}, **probe))
        self.assertTrue(self.compare(recorded, {"status": {"phase": "Active", "conditions": [1]}}, **probe))


class VerdictTest(unittest.TestCase):
    def setUp(self):
        self.altered = {**RECORDED, "A03-readyz": Answer(500, {})}

    def test_an_altered_answer_ends_it_with_1_and_is_shown_with_its_topic(self):
        code, printed = ending(verdict_of(self.altered))
        self.assertEqual(1, code)
        self.assertIn("discovery: 12 probes, 1 differ", printed)
        self.assertIn("  A03-readyz: NOT ACCEPTED", printed)
        self.assertEqual("208 probes, 1 differ", printed[-1])

    def test_an_accepted_difference_is_shown_with_its_reason(self):
        code, printed = ending(verdict_of(self.altered, {"A03-readyz": "never ready"}))
        self.assertEqual(0, code)
        self.assertIn("  A03-readyz: accepted: never ready", printed)

    def test_an_accepted_difference_that_is_none_ends_it_with_1_unless_another_server_is_asked(self):
        accepted = {"A03-readyz": "never ready", "A04-livez": "not alive"}
        code, printed = ending(verdict_of(self.altered, accepted))
        self.assertEqual(1, code)
        self.assertTrue(printed[-2].startswith("A04-livez does not differ any more"))
        self.assertEqual(0, ending(verdict_of(self.altered, accepted), strict=False)[0])

    def test_a_probe_that_was_not_asked_differs(self):
        answers = {probe: answer for probe, answer in RECORDED.items() if probe != "A04-livez"}
        self.assertEqual({"A04-livez": ["it was not asked"]}, verdict_of(answers).found)

    def test_only_recorded_probes_can_be_accepted(self):
        with self.assertRaisesRegex(ValueError, "Z99-none"):
            verdict_of(RECORDED, {"Z99-none": "a mistake"})

    def test_the_documentation_names_the_accepted_differences_and_no_others(self):
        accepted = read_accepted(ACCEPTED)
        self.assertLessEqual(set(accepted), set(RECORDED))
        rows = re.findall(r"^\| ([A-Z]\d\d) \|.*\| (.*) \|$", DOCUMENT.read_text(), re.MULTILINE)
        self.assertEqual({probe.partition("-")[0]: reason for probe, reason in accepted.items()}, dict(rows))

    def test_a_difference_without_a_reason_is_not_accepted(self):
        with tempfile.TemporaryDirectory() as directory:
            file = Path(directory) / "accepted"
            file.write_text("A03-readyz\tnever ready\nA04-livez\n")
            with self.assertRaisesRegex(ValueError, "accepted:2: "):
                read_accepted(file)


class RequestTest(unittest.TestCase):
    answers = {"A1-list": Answer(200, {"etag": ['"7"']}, {"metadata": {"resourceVersion": "7"}, "paths": {"a/b": "c"},
                                                           "spec": {"list": [{"x": 1}], "y": 2}})}

    def test_what_an_earlier_answer_said_is_filled_in(self):
        path = "/w?v={A1-list/metadata/resourceVersion}&t={A1-list/paths/a~1b}"
        self.assertEqual("/w?v=7&t=c", fill_in(path, self.answers))
        self.assertEqual('"7"', fill_in("{A1-list#etag}", self.answers))
        self.assertEqual("/w?c=", fill_in("/w?c={A1-list/metadata/continue}", self.answers))
        self.assertEqual("/w?c=", fill_in("/w?c={A2-never/metadata/continue}", self.answers))

    def test_a_body_is_an_earlier_answer_with_changes(self):
        made = made_body({"$answer": "A1-list", "$with": {"/spec/list/0/x": 5}, "$without": ["/spec/y", "/paths"]},
                         self.answers)
        self.assertEqual({"metadata": {"resourceVersion": "7"}, "spec": {"list": [{"x": 5}]}}, made)
        self.assertEqual(1, self.answers["A1-list"].body["spec"]["list"][0]["x"])

    def test_a_body_without_its_answer_does_not_stop_the_others(self):
        self.assertIsNone(made_body({"$answer": "A2-never", "$with": {"/spec/x": 1}}, self.answers))

    def test_a_directive_of_a_patch_is_left_alone(self):
        made = made_body({"$patch": "replace", "a": {"$repeat": ["x", 3]}}, {})
        self.assertEqual({"$patch": "replace", "a": "xxx"}, made)

    def test_every_reference_is_to_an_earlier_step(self):
        known = {}
        for step in STEPS:
            for reference in self.references_of(step):
                self.assertIn(reference, known, step)
            known[step.get("id")] = True

    def references_of(self, value):
        if isinstance(value, dict):
            own = [value["$answer"].split("/")[0]] if "$answer" in value else []
            return own + [each for inner in value.values() for each in self.references_of(inner)]
        if isinstance(value, list):
            return [each for inner in value for each in self.references_of(inner)]
        seen = []
        if isinstance(value, str):
            class Asked(dict):
                def get(self, probe, default=None):
                    seen.append(probe)
            fill_in(value, Asked())
        return seen


class Moody(BaseHTTPRequestHandler):
    """Says what its path asks for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append(self.path)
        if self.path == "/drop":
            self.close_connection = True
            return
        late = self.path == "/late" and self.server.asked.count("/late") < 3
        content = b'{"type":"ADDED","object":{}}\n' if self.path == "/watch" else b"{}"
        self.send_response(404 if late else 200)
        self.send_header("Content-Type", "application/json")
        if self.path == "/watch":
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"%x\r\n%s\r\n" % (len(content), content))
            self.server.over.wait(20)
        else:
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    def log_message(self, *_):
        pass


class ConversationTest(unittest.TestCase):
    token = "secret"

    def setUp(self):
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Moody)
        self.server.asked, self.server.over = [], threading.Event()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.addCleanup(self.server.server_close)
        self.addCleanup(self.server.shutdown)
        self.addCleanup(self.server.over.set)

    def connect(self, timeout):
        return http.client.HTTPConnection(*self.server.server_address, timeout=timeout)

    def hold(self, *steps):
        return Conversation(self).hold(list(steps))

    def test_a_server_that_hangs_up_has_no_status_and_the_next_is_asked(self):
        answers = self.hold({"id": "A", "method": "GET", "path": "/drop"}, {"id": "B", "method": "GET", "path": "/"})
        self.assertEqual(Answer(None, {}), answers["A"])
        self.assertEqual(200, answers["B"].status)

    def test_a_watch_ends_with_its_time_and_keeps_what_it_saw(self):
        answers = self.hold({"id": "A", "watch": 0.3, "path": "/watch"}, {"id": "B", "watch": 0.3, "path": "/watch"})
        for each in answers.values():
            self.assertEqual([{"type": "ADDED", "object": {}}], each.events)

    def test_what_is_to_happen_during_a_watch_happens_when_it_is_open(self):
        self.hold({"id": "A", "watch": 0.3, "path": "/watch", "during": [{"method": "GET", "path": "/x"}]})
        self.assertEqual(["/watch", "/x"], self.server.asked)

    def test_a_condition_is_awaited(self):
        self.hold({"method": "GET", "path": "/late", "until": {"status": 200}})
        self.assertEqual(["/late"] * 3, self.server.asked)


if __name__ == "__main__":
    unittest.main()
