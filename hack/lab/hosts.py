"""Test hosts of one's own, looked at without sandboxer."""

import json
import os
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

from lab.program import REPOSITORY

COLD = ("-o", "ControlMaster=no", "-o", "ControlPath=none")


@dataclass(frozen=True)
class Host:
    name: str
    address: str
    key_file: str
    host_key: str
    ssh_config: str

    def ssh_command(self, *options: str) -> list[str]:
        return ["ssh", "-F", self.ssh_config, *options, self.name]

    def run(self, script: str, *options: str, stdin: bytes = b"", check=True) -> str:
        """Runs a script there on a connection of its own and returns what it prints."""
        done = subprocess.run([*self.ssh_command(*options), script], input=stdin, capture_output=True)
        if check and done.returncode != 0:
            raise RuntimeError(f"{self.name}: {script[:200]!r} ended with {done.returncode}: "
                               f"{done.stderr.decode(errors='replace')[-1000:]}")
        return done.stdout.decode(errors="replace")


class Testbed:
    """Podman hosts that end with the `with` block."""

    def __init__(self, purpose: str, count: int, directory: Path):
        self.name = f"{purpose}-{os.getpid()}"
        self.count = count
        self.state = directory / "testbed"
        self.hosts = []

    def _testbed(self, *arguments: str) -> str:
        return subprocess.run(
            [REPOSITORY / "hack/testbed", *arguments, "--name", self.name, "--state", self.state],
            check=True, stdout=subprocess.PIPE, text=True).stdout

    def __enter__(self):
        try:
            described = json.loads(self._testbed("up", str(self.count), "--own-tools"))
        except BaseException:
            self._testbed("down")
            raise
        self.hosts = [
            Host(each["name"], each["address"], each["keyFile"], each["hostKey"], each["sshConfigFile"])
            for each in described["hosts"]]
        return self

    def inflict(self, fault: str, host: Host, *arguments: str):
        """A fault, or what undoes it, as `hack/testbed --help` lists them."""
        self._testbed(fault, host.name, *arguments)

    def __exit__(self, *_):
        self._testbed("down")


class WarmConnection:
    """A connection that stays open, so that a command costs no login."""

    def __init__(self, host: Host, directory: Path):
        self.host = host
        self.options = ("-o", "ControlMaster=auto", "-o", f"ControlPath={directory}/warm", "-o", "ControlPersist=600")

    def __enter__(self):
        self.host.run("true", *self.options)
        return self

    def __exit__(self, *_):
        subprocess.run([*self.host.ssh_command(*self.options, "-O", "exit")], capture_output=True, check=False)

    def run(self, script: str, **more) -> str:
        return self.host.run(script, *self.options, **more)


def quote(*words: str) -> str:
    return " ".join(shlex.quote(word) for word in words)
