"""`./run bench`: what is measured, side by side with a peer in one run. Never part of the tests."""

from __future__ import annotations

from benchmarks import optimum, search

if __name__ == "__main__":
    optimum.run()
    search.run()
