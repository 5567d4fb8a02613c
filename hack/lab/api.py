"""The Kubernetes API as these measurements use it: plain requests, and one watch that notes when it heard what."""

import base64
import http.client
import json
import re
import ssl
import threading
import time
from pathlib import Path

GROUP = "/apis/sandboxer.coulomb.social/v1alpha1"
# The server closes what rests for three minutes; a connection that has rested for this long is not relied upon.
LONGEST_REST = 60
SANDBOXES = GROUP + "/namespaces/default/sandboxes"
HOSTPROBES = GROUP + "/hostprobes"


class ApiError(Exception):
    """The API refused a request."""

    def __init__(self, status, message):
        super().__init__(f"{status}: {message}")
        self.status = status


class Api:
    """One API, known by its kubeconfig. Each thread asks on a connection of its own."""

    def __init__(self, kubeconfig: Path):
        text = kubeconfig.read_text()
        self.host, port = re.search(r'server: "?https://([^:/"]+):(\d+)', text).groups()
        self.port = int(port)
        self.token = re.search(r'token: "?([^"\s]+)', text).group(1)
        authority = re.search(r'certificate-authority-data: "?([^"\s]+)', text).group(1)
        self.tls = ssl.create_default_context(cadata=base64.b64decode(authority).decode())
        self.connections = threading.local()

    def connect(self, timeout) -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection(self.host, self.port, context=self.tls, timeout=timeout)

    def headers(self):
        return {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}

    def forget_connections(self):
        """To be called when the server has been another meanwhile."""
        self.connections = threading.local()

    def own_connection(self) -> http.client.HTTPSConnection:
        connection = getattr(self.connections, "own", None)
        if connection is not None and time.monotonic() - self.connections.used > LONGEST_REST:
            connection.close()
            connection = None
        if connection is None:
            connection = self.connections.own = self.connect(timeout=30)
            self.connections.used = time.monotonic()
        return connection

    def request(self, method, path, body=None, content_type="application/json"):
        connection = self.own_connection()
        headers = {**self.headers(), "Content-Type": content_type}
        try:
            connection.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = connection.getresponse()
            content = json.loads(answer.read() or b"null")
        except (OSError, http.client.HTTPException):
            connection.close()
            self.connections.own = None
            raise
        self.connections.used = time.monotonic()
        if answer.status >= 400:
            raise ApiError(answer.status, (content or {}).get("message", ""))
        return content

    def create_sandbox(self, name, **spec):
        return self.request("POST", SANDBOXES, {
            "apiVersion": "sandboxer.coulomb.social/v1alpha1",
            "kind": "Sandbox",
            "metadata": {"name": name},
            "spec": spec,
        })

    def patch_sandbox(self, name, spec):
        """Changes these fields; one that is None is taken out."""
        return self.request("PATCH", f"{SANDBOXES}/{name}", {"spec": spec}, "application/merge-patch+json")

    def delete_sandbox(self, name):
        """One that is gone already is a success."""
        try:
            self.request("DELETE", f"{SANDBOXES}/{name}")
        except ApiError as refusal:
            if refusal.status != 404:
                raise

    def list_sandboxes(self):
        return self.request("GET", SANDBOXES)["items"]


class SandboxWatch:
    """What the API tells of the sandboxes, and when; follows until it is closed or the API ends.

    Each version of each object is also shown to `listener`, if there is one.
    """

    def __init__(self, api: Api, listener=None):
        self.listener = listener or (lambda sandbox: None)
        self.changed = threading.Condition()
        self.objects = {}
        self.lost = False
        start = api.request("GET", SANDBOXES)
        for item in start["items"]:
            self.objects[item["metadata"]["name"]] = item
            self.listener(item)
        self.connection = api.connect(timeout=None)
        self.connection.request(
            "GET", f"{SANDBOXES}?watch=1&resourceVersion={start['metadata']['resourceVersion']}", headers=api.headers())
        self.answer = self.connection.getresponse()
        threading.Thread(target=self._follow, daemon=True).start()

    def _follow(self):
        try:
            for line in self.answer:
                self._accept(json.loads(line))
        except (OSError, ValueError, AttributeError, http.client.HTTPException):
            pass
        with self.changed:
            self.lost = True
            self.changed.notify_all()

    def _accept(self, event):
        name = event["object"]["metadata"].get("name")
        if event["type"] in ("ADDED", "MODIFIED", "DELETED"):
            self.listener(event["object"])
        with self.changed:
            if event["type"] == "DELETED":
                self.objects.pop(name, None)
            elif event["type"] in ("ADDED", "MODIFIED"):
                self.objects[name] = event["object"]
            self.changed.notify_all()

    def await_until(self, wish, seconds):
        """Blocks until wish(objects by name) is true and returns the time of that, or None when it never came."""
        deadline = time.monotonic() + seconds
        with self.changed:
            while not wish(self.objects):
                left = deadline - time.monotonic()
                if left <= 0 or self.lost:
                    return None
                self.changed.wait(left)
            return time.monotonic()

    def snapshot(self):
        with self.changed:
            return dict(self.objects)

    def close(self):
        self.connection.close()


def state_of(sandbox) -> str:
    return (sandbox or {}).get("status", {}).get("state", "")


def is_true(sandbox, condition) -> bool:
    conditions = (sandbox or {}).get("status", {}).get("conditions", [])
    return any(each["type"] == condition and each["status"] == "True" for each in conditions)


def message_of(sandbox, condition="Ready") -> str:
    for each in (sandbox or {}).get("status", {}).get("conditions", []):
        if each["type"] == condition:
            return f"{each['reason']}: {each['message']}"
    return ""
