"""`mutua compile`: what was compiled from other source goes, and a list can be matched at once."""

from __future__ import annotations

from click.testing import CliRunner

from mutua.cli import main
from mutua.matching.compiled import FOLDER, kept_in


def test_compiling_again_throws_away_code_of_other_versions() -> None:
    kept = kept_in()
    other = kept.with_name(f"{FOLDER}of-another-version")
    other.mkdir()
    result = CliRunner().invoke(main, ["compile"])
    assert (result.exit_code, result.output) == (0, "")
    assert (kept.is_dir(), other.exists()) == (True, False)


def test_compiled_code_is_kept_by_the_source_it_was_made_from() -> None:
    assert kept_in() == kept_in()
    assert kept_in().name.startswith(FOLDER)
