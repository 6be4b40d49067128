"""The rest of the house uses the vault as it is meant: what no type and no guard can see."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "mutua"


def calls(source: str) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr, node


def misuses(source: str) -> list[int]:
    """Lines that change a row's version beside its sealed columns, which would make them unreadable."""
    return [
        call.lineno
        for name, call in calls(source)
        if (name == "update" and "row_version" in {keyword.arg for keyword in call.keywords})
        or (name == "bulk_update" and "row_version" in ast.dump(call))
    ]


def test_misuse_is_seen() -> None:
    assert misuses("rows.update(state='x', row_version=F('row_version') + 1)") == [1]
    assert misuses("Goal.objects.bulk_update(goals, ['row_version'])") == [1]
    assert misuses("goals.update(state='x')\ngoal.save(update_fields=['row_version'])") == []


def test_no_version_is_changed_without_its_row() -> None:
    files = sorted(SOURCE.rglob("*.py"))
    assert len(files) > 20
    found = {str(path.relative_to(SOURCE)): misuses(path.read_text(encoding="utf-8")) for path in files}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_only_the_vault_knows_cryptography_and_looks_into_sealed_values() -> None:
    secret = ("from cryptography", "import cryptography", "vault.sealed import contents", "._contents")
    outside = [path for path in sorted(SOURCE.rglob("*.py")) if "vault" not in path.relative_to(SOURCE).parts]
    assert [str(path) for path in outside if any(word in path.read_text("utf-8") for word in secret)] == []
