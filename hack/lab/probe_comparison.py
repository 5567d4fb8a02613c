"""Compares two answers to a probe, but for what differs between any two servers: ids, times, versions, orders."""

import json
import re

HEADERS = ("content-type", "warning", "retry-after")
UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
GENERATED_NAME = re.compile(r"\b(gen|zz)-[a-z0-9]{5}\b")
VERSION_IN_TEXT = re.compile(r"(resource version: |current: |ResourceVersion in record \()\d+(?: \(\d+\))?")
AGE = re.compile(r"\d+[smhdy](?:\d+[smhd])?")
# Whether there is one is compared, not what it is.
OWN_VALUES = {"resourceVersion", "time", "serverAddressByClientCIDRs", "storageVersionHash", "description", "continue"}
LISTS_OF_NAMED = {"items", "groups", "rows", "events"}
LONGEST_VALUE = 160


def common_text(text: str) -> str:
    text = TIME.sub("TIME", UID.sub("UID", text))
    return VERSION_IN_TEXT.sub(r"\1VERSION", GENERATED_NAME.sub(r"\1-NAME", text))


def common(value, key=""):
    """The value with all taken out that differs between two servers that do the same."""
    if isinstance(value, dict):
        return common_map(value)
    if isinstance(value, list):
        return common_list([common(each, key) for each in value], key)
    return common_text(value) if isinstance(value, str) else value


def common_map(value: dict) -> dict:
    found = {}
    for key, each in value.items():
        if key in OWN_VALUES and not isinstance(each, dict):
            found[key] = "*" if each else each
        elif not (key == "creationTimestamp" and each is None):
            found[key] = common(each, key)
    return common_status(found) if found.get("kind") == "Status" else found


def common_list(value: list, key: str) -> list:
    if key == "managedFields":
        return sorted(value, key=json.dumps)
    if key == "cells":
        return ["AGE" if isinstance(each, str) and AGE.fullmatch(each) else each for each in value]
    return value


def common_status(status: dict) -> dict:
    """Several causes come in any order, and the message names them in that order."""
    details = status.get("details")
    causes = details.get("causes") if isinstance(details, dict) else None
    if causes:
        details["causes"] = sorted(causes, key=json.dumps)
    if causes and len(causes) > 1 and isinstance(status.get("message"), str):
        status["message"] = " ".join(sorted(re.findall(r"[^\s,\[\]]+", status["message"])))
    return status


# --- which part of an answer a probe is about ---

def name_of(element) -> str | None:
    """None for what has no name: a bookmark, an error."""
    if not isinstance(element, dict):
        return None
    for place in (element.get("metadata"), element.get("object"), element):
        if isinstance(place, dict):
            found = place.get("name") or (name_of(place) if place is not element else None)
            if found:
                return found
    rows = element.get("rows")
    return name_of(rows[0]) if rows else None


def with_names(value, pattern, key=""):
    """Of lists of named things those alone whose names fit."""
    if isinstance(value, dict):
        return {each: with_names(inner, pattern, each) for each, inner in value.items()}
    if isinstance(value, list) and key in LISTS_OF_NAMED:
        return [each for each in value if (name := name_of(each)) is None or re.search(pattern, name)]
    return value


def without(value, pointers):
    for pointer in pointers:
        *parents, last = pointer.split("/")[1:]
        place = value
        for parent in parents:
            place = place.get(parent) if isinstance(place, dict) else None
        if isinstance(place, dict):
            place.pop(last, None)
    return value


def compared_part(probe: dict, answer) -> dict:
    part = {}
    if answer.events is not None:
        part["events"] = answer.events
    if answer.body is not None:
        part["body"] = sorted(answer.body) if probe.get("compare") == "keys" else answer.body
    if answer.text is not None:
        part["text"] = answer.text
    if "names" in probe:
        part = with_names(part, probe["names"])
    part = common(part)
    return {**part, "body": without(part["body"], probe["ignore"])} if "ignore" in probe and "body" in part else part


# --- differences ---

def shown(value) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"


def between(recorded, answered, path=""):
    """One line for each place where two values differ."""
    if isinstance(recorded, dict) and isinstance(answered, dict):
        for key in sorted(recorded.keys() | answered.keys()):
            if key not in answered:
                yield f"{path}.{key} is missing: {shown(recorded[key])}"
            elif key not in recorded:
                yield f"{path}.{key} is there too: {shown(answered[key])}"
            else:
                yield from between(recorded[key], answered[key], f"{path}.{key}")
    elif isinstance(recorded, list) and isinstance(answered, list) and len(recorded) == len(answered):
        for number, pair in enumerate(zip(recorded, answered)):
            yield from between(*pair, f"{path}[{number}]")
    elif isinstance(recorded, list) and isinstance(answered, list):
        yield f"{path} has {len(answered)} elements, not {len(recorded)}"
    elif type(recorded) is not type(answered) or recorded != answered:
        yield f"{path} is {shown(answered)}, not {shown(recorded)}"


def differences(probe: dict, recorded, answered) -> list[str]:
    if answered is None:
        return ["it was not asked"]
    found = []
    if recorded.status != answered.status:
        found.append(f"status is {answered.status or 'none'}, not {recorded.status or 'none'}")
    for header in HEADERS:
        found += between(*(sorted(map(common_text, each.headers.get(header, []))) for each in (recorded, answered)),
                         header)
    parts = (compared_part(probe, recorded), compared_part(probe, answered))
    return found + [each.removeprefix(".") for each in between(*parts)]
