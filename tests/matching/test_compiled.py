"""Functions that are compiled without a way in from Python must not be called from there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import mutua

FOLDER = Path(mutua.__file__).parent
COMPILED = {"compiled", "entrance", "borrowing", "standing"}
INNER = {"borrowing", "standing"}
"""Python that calls one of these crashes."""


def decorators(node: ast.AST) -> set[str]:
    found = node.decorator_list if isinstance(node, ast.FunctionDef) else []
    return {name.id for name in found if isinstance(name, ast.Name)}


def read_in_python(node: ast.AST) -> Iterator[str]:
    """Names that are read outside compiled functions, and what is read of `criteria` as criteria.name."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Name):
            yield child.id
        if isinstance(child, ast.Attribute):
            yield ast.unparse(child)
        if not decorators(child) & COMPILED:
            yield from read_in_python(child)


def imported(tree: ast.Module) -> set[str]:
    """Names that a module has from the matching."""
    sources = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    wanted = [source for source in sources if (source.module or "").startswith("mutua.matching")]
    return {name.name for source in wanted for name in source.names}


def inner_functions(tree: ast.Module) -> set[str]:
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and decorators(node) & INNER}


def test_python_calls_no_function_without_a_way_in() -> None:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted(FOLDER.rglob("*.py"))}
    every = set().union(*map(inner_functions, trees.values()))
    assert len(every) > 50
    by_module = {f"criteria.{name}" for name in inner_functions(trees[FOLDER / "matching" / "criteria.py"])}
    for path, tree in trees.items():
        reached = inner_functions(tree) | (every & imported(tree)) | by_module
        assert not reached & set(read_in_python(tree)), path
