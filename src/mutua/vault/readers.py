"""Who may read. The domain says so, once per kind of scope; without a word from it nobody may."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from mutua.vault.cipher import Scope

# policy(scope_id, viewer_id, author_id) -> may this viewer read what this author wrote in this scope?
Policy = Callable[[UUID, UUID, UUID | None], bool]

_policies: dict[str, Policy] = {}


def register_readers(scope_kind: str, policy: Policy) -> None:
    """Say who may open content of this kind. Call it once, in AppConfig.ready."""
    if _policies.setdefault(scope_kind, policy) is not policy:
        raise ValueError(f"There is already a reader policy for “{scope_kind}”.")


def may_read(scope: Scope, viewer: UUID) -> bool:
    policy = _policies.get(scope.kind)
    return policy is not None and policy(scope.id, viewer, scope.author) is True
