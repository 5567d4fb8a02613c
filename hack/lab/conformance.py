"""Holds a server against a recorded kube-apiserver: what differs, by topic, and whether that has been accepted."""

import argparse
import json
import os
import signal
import ssl
import subprocess
import sys
import tempfile
import urllib.parse
from dataclasses import dataclass
from pathlib import Path

from lab.gitops import find_kubectl
from lab.probe_comparison import differences
from lab.probes import FOLDER, Answer, Conversation, Target, read_recording, read_steps, value_at, write_recording
from lab.program import Program, build, own_environment

RECORDING = FOLDER / "kube-apiserver-1.36.jsonl"
ACCEPTED = FOLDER / "accepted.tsv"
DEFINITIONS = FOLDER / "definitions.yaml"
PROBE_KINDS = "/apis/probe.example.com/v1/namespaces/default/widgets", "/apis/probe.example.com/v1/gadgets"
PROBE_OBJECTS = ("/api/v1/namespaces/default/configmaps/cm1", "/api/v1/namespaces/default/configmaps/imm",
                 "/api/v1/namespaces/default/configmaps/c", "/api/v1/namespaces/default/events/e1",
                 "/apis/coordination.k8s.io/v1/namespaces/default/leases/l1")
PROBE_NAMESPACE = "/api/v1/namespaces/probe-ns"
MERGE = "application/merge-patch+json"
MOST_LINES = 4


# --- judging ---

@dataclass(frozen=True)
class Verdict:
    """What became of every recorded probe."""

    probes: dict
    found: dict
    accepted: dict

    def unexpected(self) -> list[str]:
        return [probe for probe in self.found if probe not in self.accepted]

    def outdated(self) -> list[str]:
        return [probe for probe in self.accepted if probe not in self.found]

    def lines(self):
        topics = {}
        for probe, step in self.probes.items():
            topics.setdefault(step["topic"], []).append(probe)
        for topic, probes in topics.items():
            differing = [probe for probe in probes if probe in self.found]
            yield f"{topic}: {len(probes)} probes, {len(differing)} differ"
            for probe in differing:
                yield from self._lines_of(probe)

    def _lines_of(self, probe):
        reason = self.accepted.get(probe)
        yield f"  {probe}: accepted: {reason}" if reason else f"  {probe}: NOT ACCEPTED"
        found = self.found[probe]
        yield from (f"    {line}" for line in found[:MOST_LINES])
        if len(found) > MOST_LINES:
            yield f"    and {len(found) - MOST_LINES} more"


def read_accepted(file: Path) -> dict[str, str]:
    """The reason of each accepted difference."""
    accepted = {}
    for number, line in enumerate(file.read_text().splitlines(), 1):
        probe, tab, reason = line.partition("\t")
        if not (probe and tab and reason.strip()):
            raise ValueError(f"{file}:{number}: a probe, a tab and a reason are wanted here, not {line!r}")
        accepted[probe] = reason
    return accepted


def judge(steps, recording: dict[str, Answer], answers: dict[str, Answer], accepted: dict[str, str]) -> Verdict:
    probes = {step["id"]: step for step in steps if "topic" in step and step["id"] in recording}
    missing = (recording.keys() - probes.keys()) | (accepted.keys() - probes.keys())
    if missing:
        raise ValueError(f"no such probes, or none that is recorded: {', '.join(sorted(missing))}")
    found = {probe: differences(step, recording[probe], answers.get(probe)) for probe, step in probes.items()}
    return Verdict(probes, {probe: lines for probe, lines in found.items() if lines}, accepted)


# --- the server ---

def own_target(program: Program) -> Target:
    api = program.api()
    return Target(api.host, api.port, api.token, api.tls)


def foreign_target(options) -> Target:
    address = urllib.parse.urlsplit(options.server)
    if address.scheme != "https" or not address.hostname:
        raise ValueError(f"--server is https://HOST:PORT, not {options.server}")
    tls = ssl.create_default_context(cafile=options.certificate_authority)
    if options.certificate_authority is None:
        tls.check_hostname = False
        tls.verify_mode = ssl.CERT_NONE
    return Target(address.hostname, address.port or 443, token_of(options), tls)


def token_of(options) -> str:
    if not options.token:
        raise ValueError("--server needs --token TOKEN, or --token @FILE")
    return Path(options.token[1:]).read_text().strip() if options.token.startswith("@") else options.token


def write_kubeconfig(file: Path, options):
    """For kubectl, so that the token is in no command line but the user's own."""
    cluster = {"server": options.server}
    if options.certificate_authority is None:
        cluster["insecure-skip-tls-verify"] = True
    else:
        cluster["certificate-authority"] = str(Path(options.certificate_authority).resolve())
    content = {"apiVersion": "v1", "kind": "Config", "current-context": "it",
               "clusters": [{"name": "it", "cluster": cluster}],
               "users": [{"name": "it", "user": {"token": token_of(options)}}],
               "contexts": [{"name": "it", "context": {"cluster": "it", "user": "it"}}]}
    with open(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w") as kubeconfig:
        json.dump(content, kubeconfig)


def load_definitions(kubeconfig: Path, home: Path):
    """With kubectl: a recorded answer shows what kubectl writes down."""
    kubectl = find_kubectl()
    environment = {**os.environ, "HOME": str(home), "KUBECONFIG": str(kubeconfig)}
    subprocess.run([kubectl, "apply", "-f", DEFINITIONS], env=environment, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([kubectl, "wait", "--for=condition=Established", "--timeout=30s", "-f", DEFINITIONS],
                   env=environment, check=True, stdout=subprocess.DEVNULL)


def forget_former_run(target: Target):
    """A server that was asked before still has what the probes made."""
    conversation = Conversation(target)

    def ask(method, path, body=None):
        step = {"method": method, "path": path}
        return conversation.ask(step if body is None else {**step, "type": MERGE, "body": body})

    for kind in PROBE_KINDS:
        for each in value_at(ask("GET", kind).body, "/items") or []:
            path = f"{kind}/{each['metadata']['name']}"
            ask("PATCH", path, {"metadata": {"finalizers": None}})
            ask("DELETE", path)
    for path in PROBE_OBJECTS:
        ask("DELETE", path)
    ask("DELETE", PROBE_NAMESPACE)
    left = ask("GET", PROBE_NAMESPACE)
    if left.status == 200:
        conversation.ask({"method": "PUT", "path": f"{PROBE_NAMESPACE}/finalize",
                          "body": {**left.body, "spec": {"finalizers": []}}})


def ask_own(steps, directory: Path) -> dict[str, Answer]:
    build()
    program = Program(directory)
    try:
        print(f"sandboxer up is ready after {program.start():.1f} s", file=sys.stderr)
        load_definitions(program.kubeconfig(), directory)
        return Conversation(own_target(program)).hold(steps)
    finally:
        program.stop()


def ask_foreign(steps, directory: Path, options) -> dict[str, Answer]:
    target = foreign_target(options)
    kubeconfig = directory / "kubeconfig"
    write_kubeconfig(kubeconfig, options)
    load_definitions(kubeconfig, directory)
    forget_former_run(target)
    return Conversation(target).hold(steps)


# --- telling ---

def summary(answer: Answer) -> str:
    """An answer in a line."""
    if answer.events is not None:
        return f"{answer.status or 'no answer'}, events: {', '.join(map(event_summary, answer.events)) or 'none'}"
    body = answer.body if isinstance(answer.body, dict) else {}
    told = [str(answer.status or "no answer")]
    told += [str(body[key]) for key in ("kind", "reason", "message") if body.get(key)]
    told += [f"{len(body[key])} {key}" for key in ("items", "rows") if isinstance(body.get(key), list)]
    told += [text for text in (answer.text or "").splitlines()[:1]]
    return ": ".join(told + [f"Warning {each}" for each in answer.headers.get("warning", [])])


def event_summary(event) -> str:
    if not isinstance(event, dict) or "object" not in event:
        return str(event)[:120]
    seen = event["object"]
    return f"{event['type']} {seen.get('metadata', {}).get('name') or seen.get('message') or seen.get('kind')}"


def print_unrecorded(steps, recording, answers):
    for step in steps:
        if "topic" in step and step["id"] not in recording:
            method = "WATCH" if "watch" in step else step["method"]
            print(f"{step['id']} ({step['topic']}): {method} {step['path']}")
            print(f"  {summary(answers[step['id']])}")


def tell(verdict: Verdict, strict: bool) -> int:
    """How the program is to end."""
    for line in verdict.lines():
        print(line)
    for probe in verdict.outdated():
        print(f"{probe} does not differ any more: it is to be taken out of {ACCEPTED.name}"
              if strict else f"{probe} does not differ there")
    print(f"{len(verdict.probes)} probes, {len(verdict.found)} differ")
    return 1 if verdict.unexpected() or (strict and verdict.outdated()) else 0


def read_options():
    parser = argparse.ArgumentParser(prog="hack/conformance", description=__doc__)
    parser.add_argument("--unrecorded", action="store_true", help="also print the answers to other probes")
    parser.add_argument("--answers", type=Path, metavar="FILE", help="keep all answers in this file")
    parser.add_argument("--recording", type=Path, default=RECORDING, metavar="FILE", help="compare with another one")
    parser.add_argument("--server", metavar="URL", help="ask this server")
    parser.add_argument("--token", help="to be let in there; @FILE reads it")
    parser.add_argument("--certificate-authority", metavar="FILE", help="who has to have signed for that server")
    return parser.parse_args()


def main() -> int:
    options = read_options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    own_environment()
    steps, recording, accepted = read_steps(), read_recording(options.recording), read_accepted(ACCEPTED)
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        answers = ask_foreign(steps, place, options) if options.server else ask_own(steps, place)
    if options.answers:
        write_recording(options.answers, {step["id"]: answers[step["id"]] for step in steps if "topic" in step})
    if options.unrecorded:
        print_unrecorded(steps, recording, answers)
    return tell(judge(steps, recording, answers, accepted), strict=options.server is None)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (ValueError, OSError, RuntimeError) as refused:
        sys.exit(f"conformance: {refused}")
    except subprocess.CalledProcessError:
        sys.exit("conformance: the server has not taken the kinds of the probes; above stands what kubectl said")
