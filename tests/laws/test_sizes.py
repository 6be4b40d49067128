"""Law 11: small files, small functions, small templates, and no drawers for odds and ends."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path for path in sorted((ROOT / "src").rglob("*.py")) if "migrations" not in path.relative_to(ROOT).parts
]
DRAWERS = {"utils", "util", "common", "helpers", "helper", "misc"}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_sources_are_found():
    assert "src/mutua/conf/settings.py" in map(name, SOURCES)


def test_files_have_at_most_300_lines():
    assert {name(path): lines(path) for path in SOURCES if lines(path) > 300} == {}


def test_functions_have_at_most_30_lines():
    """Counted from `def` to the end, without decorators and docstring."""
    long = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (size := length(node)) > 30:
                long[f"{name(path)}:{node.lineno} {node.name}"] = size
    assert long == {}


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    text = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) is not None else 0
    return node.end_lineno - node.lineno + 1 - text


def test_templates_have_at_most_150_lines():
    templates = sorted((ROOT / "src").glob("mutua/*/templates/**/*.*"))
    assert {name(path): lines(path) for path in templates if lines(path) > 150} == {}


def test_no_module_is_a_drawer():
    parts = {part.removesuffix(".py") for path in SOURCES for part in path.relative_to(ROOT).parts}
    assert parts & DRAWERS == set()
