"""On what was measured: the machine and the versions of everyone who took part."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mutua import __version__

PACKAGES = ("numpy", "numba", "highspy", "rustworkx", "networkx", "mentor-match", "faiss-cpu")


def machine() -> dict[str, str]:
    """Name and value, in the order in which to tell them."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    found = {
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "load": f"{os.getloadavg()[0]:.1f} processes at the start",
        "Mutua": __version__,
        "LEMON": _said("dpkg-query", "-W", "-f=${Version}", "liblemon-dev"),
        "g++": _said("g++", "-dumpfullversion"),
    }
    return {name: value for name, value in (found | _packages()).items() if value}


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _packages() -> dict[str, str]:
    found = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _said(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
