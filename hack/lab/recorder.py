"""Learns what sandboxer says to a host, by listening on the host: with a key whose logins are all recorded there.

What is recorded is what was sent, byte for byte: the command of every SSH session and its standard input, in the order in
which the sessions began. So nothing of the program has to be repeated here, and nothing can be forgotten.
"""

import subprocess
from dataclasses import replace
from pathlib import Path

from lab.hosts import Host, WarmConnection

RECORDS = "/run/recorded"
RECORD_SESSION = f"""#!/bin/sh
session=$(mktemp {RECORDS}/$(date +%s.%N).XXXXXX)
printf '%s' "$SSH_ORIGINAL_COMMAND" >"$session.command"
tee "$session.input" | sh -c "$SSH_ORIGINAL_COMMAND"
"""


class Recorder:
    """A host, as those see it who log in with the recorded key."""

    def __init__(self, connection: WarmConnection, directory: Path):
        self.connection = connection
        key = directory / "recorded_key"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "recorded", "-f", key], check=True)
        self.host: Host = replace(connection.host, key_file=str(key))
        connection.run(f"mkdir -p {RECORDS} && cat >/run/record && chmod 755 /run/record", stdin=RECORD_SESSION.encode())
        line = f'command="/run/record" {key.with_suffix(".pub").read_text().strip()}\n'
        connection.run("cat >>/etc/ssh/authorized_keys/root", stdin=line.encode())

    def forget(self):
        self.connection.run(f"rm -f {RECORDS}/*")

    def keep(self, name: str, sandbox_id: str):
        """Keeps, as a script that can be played again, the sessions since `forget` that were about one sandbox."""
        self.connection.run(KEEP.format(records=RECORDS, name=name, sandbox_id=sandbox_id))

    def play(self, name: str, sandbox_id: str):
        """All of those sessions' commands, for another sandbox, in one command over the warm connection."""
        said = self.connection.run(f"sh {RECORDS}.{name}/play {sandbox_id}")
        if "\x1efailed" in said:
            raise RuntimeError(f"playing {name} again failed: {said[-1000:]}")


# The ids have the same length, so that nothing else changes.
KEEP = """set -e
kept={records}.{name}
rm -rf "$kept" && mkdir "$kept"
{{
  echo 'export LC_ALL=C'
  for command in $(grep -l -a -e {sandbox_id} {records}/*.input | sort | sed 's/input$/command/'); do
    session=$(basename "$command" .command)
    mv {records}/$session.* "$kept/"
    echo "sed 's/{sandbox_id}/'\\$1'/g' '$kept/$session.input' | sh -c \\"\\$(cat '$kept/$session.command')\\""
  done
}} >"$kept/play"
[ "$(wc -l <"$kept/play")" -gt 1 ]
"""
