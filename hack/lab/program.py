"""A `sandboxer up` of one's own: state in a directory given to it, a free port, ended by its process id."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from lab.api import Api

FAULT_POINT = "SANDBOXER_FAULT_POINT"
REPOSITORY = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Program:
    """The program may be started, killed and started again; it keeps its state and its port."""

    def __init__(self, directory: Path, *options: str, state="state"):
        self.state = directory / state
        self.log = directory / f"{state}.log"
        self.options = options
        self.port = free_port()
        self.process = None
        self.abandoned = False

    def start(self, fault_point="") -> float:
        """Returns, when it is ready, how many seconds that took. At a fault point it will end as if it were killed."""
        begun = time.monotonic()
        offset = self.launch(fault_point)
        while not self._says_ready(offset):
            if self.process.poll() is not None:
                raise RuntimeError(f"sandboxer up ended with {self.process.returncode}: {self.log_end()}")
            if time.monotonic() - begun > 120:
                raise RuntimeError(f"sandboxer up is not ready after 120 s: {self.log_end()}")
            time.sleep(0.01)
        return time.monotonic() - begun

    def launch(self, fault_point="") -> int:
        """Returns where its log begins."""
        if self.abandoned:
            raise RuntimeError("the program is not to be started any more")
        offset = self.log.stat().st_size if self.log.exists() else 0
        environment = {**os.environ, FAULT_POINT: fault_point}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [REPOSITORY / "hack/sandboxer", "up", "--state", self.state, "--listen", f"127.0.0.1:{self.port}",
                 "--metrics", "127.0.0.1:0", *self.options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment)
        return offset

    def await_end(self, seconds) -> int | None:
        """How it ended by itself; None when it did not."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def _says_ready(self, offset) -> bool:
        with self.log.open("rb") as log:
            log.seek(offset)
            return any(line.startswith(b"ready:") for line in log)

    def log_end(self) -> str:
        return self.log.read_text(errors="replace")[-3000:]

    def kubeconfig(self) -> Path:
        return self.state / "api/kubeconfig"

    def api(self) -> Api:
        return Api(self.kubeconfig())

    def metric(self, name, label) -> float:
        """The sum of the series of that name that carry the label."""
        address = re.findall(r"^ *metrics +(http\S+)", self.log.read_text(errors="replace"), re.MULTILINE)[-1]
        with urllib.request.urlopen(address) as answer:
            lines = answer.read().decode().splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(name + "{") and label in line)

    def stub_sandboxes(self) -> int:
        """What exists at the stub of a provider."""
        return sum(1 for _ in self.state.glob("extensions/*/sandboxes/*/*.json"))

    def add_host(self, name, host, *options: str):
        """Declares a test host, as a user would."""
        subprocess.run(
            [REPOSITORY / "hack/sandboxer", "hosts", "add", name, "--state", self.state, "--address", host.address,
             "--user", "root", "--key-file", host.key_file, "--host-key", host.host_key, *options],
            check=True, stdout=subprocess.DEVNULL)

    def remove_host(self, name):
        subprocess.run([REPOSITORY / "hack/sandboxer", "hosts", "remove", name, "--state", self.state],
                       check=True, stdout=subprocess.DEVNULL)

    def resident_megabytes(self) -> float:
        """What the kernel counts for the program and what it started."""
        kilobytes = 0
        for process in self._family(self.process.pid):
            status = Path(f"/proc/{process}/status").read_text()
            kilobytes += next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
        return kilobytes / 1024

    def processor_seconds(self) -> float:
        """What the program itself has used of the processors."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _family(self, process):
        yield process
        for child in Path(f"/proc/{process}/task/{process}/children").read_text().split():
            yield from self._family(int(child))

    def dump_threads(self, directory: Path):
        """What every thread does now, virtual ones included."""
        if self.process is None or self.process.poll() is not None:
            return
        java = Path(f"/proc/{self.process.pid}/exe").resolve()
        for command in (["Thread.print", "-l"], ["Thread.dump_to_file", "-overwrite", str(directory / "virtual.txt")]):
            with (directory / f"{command[0]}.txt").open("wb") as output:
                subprocess.run([java.with_name("jcmd"), str(self.process.pid), *command], stdout=output,
                               stderr=output, timeout=60, check=False)

    def kill(self):
        """As a crash: nothing is tidied up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def abandon(self):
        """Ends it for good, whoever would start it again."""
        self.abandoned = True
        if self.process is not None:
            self.kill()

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()


def build():
    """The program of this checkout, as it stands; a tree that is built is not built again."""
    jar = REPOSITORY / "operator/app/target/sandboxer.jar"
    if not jar.exists():
        subprocess.run([REPOSITORY / "hack/build", "--quiet"], check=True)


def own_environment():
    """Nothing that the user's shell says about clusters may lead these measurements elsewhere."""
    os.environ.pop("KUBECONFIG", None)
