"""Who looked at whose data because their work allows it: append-only, and shown to the people concerned.

It knows nothing of the domain. What the packages above read on behalf of their work they hand to
`actions.record`; what that was, they explain in `words`.
"""
