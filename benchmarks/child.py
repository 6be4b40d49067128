"""One measurement in a process of its own: `python -m benchmarks.child MODULE:FUNCTION '{"argument": …}'`.

The function's answer, a dict, is printed as one line of JSON.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module


def main(target: str, arguments: str) -> None:
    module, function = target.split(":")
    print(json.dumps(getattr(import_module(module), function)(**json.loads(arguments))))


if __name__ == "__main__":
    main(*sys.argv[1:])
