"""Who asks for sandboxes, and remembers what was asked: so it can be said what there must be in the end."""

import http.client
import threading
import time
from dataclasses import dataclass

from lab.api import ApiError, is_true, message_of, state_of

PATIENCE = 120
UNREACHABLE = (OSError, http.client.HTTPException, ValueError)


@dataclass
class Wish:
    """What was last asked of one sandbox."""

    name: str
    place: str
    recreated: int = 0
    end: str = ""

    def is_fulfilled(self, sandbox) -> bool:
        if self.end == "delete":
            return sandbox is None
        if sandbox is None or not self._is_known(sandbox):
            return False
        if self.end:
            return (state_of(sandbox) == "Destroyed" and is_true(sandbox, "Finished")
                    and sandbox["status"]["endReason"] == ("Expired" if self.end == "expire" else "Requested"))
        made_from = sandbox["status"].get("establishedFrom", {}).get("recreate")
        return (state_of(sandbox) == "Ready" and is_true(sandbox, "Ready")
                and made_from == sandbox["spec"].get("recreate") and not sandbox["status"].get("remains"))

    def _is_known(self, sandbox) -> bool:
        """The API has heard of all that was asked, and the controllers have too."""
        spec = sandbox["spec"]
        return (spec.get("recreate") == (str(self.recreated) if self.recreated else None)
                and (spec.get("ttl") == "1s") == (self.end == "expire")
                and (spec.get("operatingMode") == "Destroyed") == (self.end == "stop")
                and sandbox.get("status", {}).get("observedGeneration") == sandbox["metadata"]["generation"])

    def describe(self, sandbox) -> str:
        asked = self.end or ("recreate" if self.recreated else "create")
        state = state_of(sandbox) or "gone"
        return f"{self.name} at {self.place}, last asked to {asked}: {state} {message_of(sandbox)}"


class Consumer:
    """Asks through the API, again and again while that does not answer. For one thread at a time."""

    def __init__(self, api, specs: dict[str, dict]):
        self.api = api
        self.specs = specs
        self.wishes = {}
        self.lock = threading.Lock()
        self.asked = 0

    def create(self, place: str, patience=PATIENCE) -> Wish:
        with self.lock:
            wish = Wish(f"chaos-{len(self.wishes) + 1:04}", place)
            self.wishes[wish.name] = wish
        self._insist(lambda: self._create(wish), patience)
        return wish

    def _create(self, wish):
        try:
            self.api.create_sandbox(wish.name, **self.specs[wish.place])
        except ApiError as refusal:
            if refusal.status != 409:
                raise

    def recreate(self, wish: Wish, patience=PATIENCE, **more):
        wish.recreated += 1
        wish.end = ""
        self._patch(wish, patience, recreate=str(wish.recreated), ttl=None, operatingMode="Running", **more)

    def expire(self, wish: Wish, patience=PATIENCE):
        wish.end = "expire"
        self._patch(wish, patience, ttl="1s")

    def stop(self, wish: Wish, patience=PATIENCE):
        wish.end = "stop"
        self._patch(wish, patience, operatingMode="Destroyed")

    def delete(self, wish: Wish, patience=PATIENCE):
        wish.end = "delete"
        self._insist(lambda: self.api.delete_sandbox(wish.name), patience)

    def _patch(self, wish, patience, **spec):
        self._insist(lambda: self.api.patch_sandbox(wish.name, spec), patience)

    def _insist(self, request, patience):
        """Every request here may be repeated. With no patience, whether it was heard shows elsewhere."""
        self.asked += 1
        deadline = time.monotonic() + patience
        while True:
            try:
                return request()
            except UNREACHABLE:
                if patience == 0:
                    return None
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def all(self) -> list[Wish]:
        with self.lock:
            return list(self.wishes.values())

    def unfulfilled(self, objects) -> list[str]:
        return [wish.describe(objects.get(wish.name)) for wish in self.all()
                if not wish.is_fulfilled(objects.get(wish.name))]

    def are_fulfilled(self, objects) -> bool:
        return all(wish.is_fulfilled(objects.get(wish.name)) for wish in self.all())

    def wanted_ids(self, objects, place: str) -> set[str]:
        return {objects[wish.name]["status"]["sandboxId"]
                for wish in self.all() if wish.place == place and not wish.end}
