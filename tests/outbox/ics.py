"""A strict reader of iCalendar (RFC 5545), independent of the library that writes: it forgives nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

NAME = r"[A-Z0-9-]+"
PARAMETER = rf';(?P<key>{NAME})=(?P<value>"[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*)'
HEAD = re.compile(rf"(?P<name>{NAME})")
TEXT = re.compile(r"(?:[^\\;,\x00-\x1f\x7f]|\\[\\;,nN])*")
TEXTS = {"SUMMARY", "DESCRIPTION", "UID", "COMMENT"}


@dataclass
class Line:
    name: str
    parameters: dict[str, str]
    value: str


@dataclass
class Component:
    name: str
    lines: list[Line] = field(default_factory=list)
    children: list[Component] = field(default_factory=list)

    def one(self, name: str) -> Line:
        (line,) = [line for line in self.lines if line.name == name]
        return line

    def child(self, name: str) -> Component:
        (component,) = [child for child in self.children if child.name == name]
        return component

    def names(self) -> list[str]:
        return sorted(line.name for line in self.lines)


def read(content: bytes) -> Component:
    """The calendar; ValueError at the first thing that the grammar does not allow."""
    root = Component("")
    stack = [root]
    for line in map(_line, _unfolded(content)):
        if line.name == "BEGIN":
            component = Component(line.value)
            stack[-1].children.append(component)
            stack.append(component)
        elif line.name == "END":
            if stack.pop().name != line.value or not stack:
                raise ValueError(f"END:{line.value} closes nothing")
        else:
            stack[-1].lines.append(line)
    if len(stack) != 1 or root.lines or len(root.children) != 1:
        raise ValueError("not exactly one closed component")
    return root.children[0]


def to_utc(calendar: Component, line: Line) -> datetime:
    """A local time with TZID as naive UTC, by the rules of the calendar's own VTIMEZONE."""
    zones = {zone.one("TZID").value: zone for zone in calendar.children if zone.name == "VTIMEZONE"}
    local = _time(line.value)
    onsets = [onset for part in zones[line.parameters["TZID"]].children for onset in _onsets(part)]
    before = [(onset, offset) for onset, offset in onsets if onset <= local]
    return local - max(before)[1]


def _onsets(part: Component) -> Iterator[tuple[datetime, timedelta]]:
    if any(line.name == "RRULE" for line in part.lines):
        raise ValueError("this reader knows no RRULE")
    sign, hours, minutes = re.fullmatch(r"([+-])(\d\d)(\d\d)", part.one("TZOFFSETTO").value).groups()  # type: ignore[union-attr]
    offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
    yield _time(part.one("DTSTART").value), offset
    for line in part.lines:
        if line.name == "RDATE":
            yield from ((_time(value), offset) for value in line.value.split(","))


def _time(value: str) -> datetime:
    return datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a local time of the calendar


def _unfolded(content: bytes) -> list[str]:
    if not content.endswith(b"\r\n"):
        raise ValueError("the last line is not ended by CRLF")
    physical = content[:-2].split(b"\r\n")
    logical: list[bytes] = []
    for line in physical:
        if len(line) > 75 or b"\r" in line or b"\n" in line or not line:
            raise ValueError(f"line too long, empty or with a bare line break: {line!r}")
        if line[:1] in b" \t":
            logical[-1] += line[1:]
        else:
            logical.append(line)
    return [line.decode("utf-8") for line in logical]


def _line(text: str) -> Line:
    head = HEAD.match(text)
    if head is None:
        raise ValueError(f"no property name: {text!r}")
    place, parameters = head.end(), {}
    while parameter := re.compile(PARAMETER).match(text, place):
        parameters[parameter["key"]] = parameter["value"].strip('"')
        place = parameter.end()
    if text[place : place + 1] != ":":
        raise ValueError(f"no value where one must be: {text!r}")
    value = text[place + 1 :]
    if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value) or (head["name"] in TEXTS and not TEXT.fullmatch(value)):
        raise ValueError(f"character that must be escaped: {text!r}")
    return Line(head["name"], parameters, value)
