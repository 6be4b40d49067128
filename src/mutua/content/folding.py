"""One spelling for many: what people type and what is written meet in the same folded text."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[\w+#]+")


def fold(text: str) -> str:
    """Lower case words with single blanks; "Ä", "ae" and "a" all become "a", "ß" becomes "ss".

    A prefix stays a prefix: fold(x) begins fold(x + y) wherever y goes on with the same word.
    """
    letters = unicodedata.normalize("NFD", text.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(re.sub("([aou])e", r"\1", plain)))


def near_prefix(word: str, typed: str) -> bool:
    """Whether `typed` is the beginning of `word` but for one wrong, missing, extra or swapped letter."""
    length = len(typed)
    differing = (i for i, (a, b) in enumerate(zip(word, typed, strict=False)) if a != b)
    same = next(differing, min(len(word), length))
    rest, swapped = typed[same + 1 :], word[same : same + 2][::-1]
    return same == length or (
        rest == word[same + 1 : length]
        or rest == word[same : length - 1]
        or typed[same:] == word[same + 1 : length + 1]
        or (typed[same : same + 2] == swapped and typed[same + 2 :] == word[same + 2 : length])
    )
