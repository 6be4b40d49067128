"""A sealed value never prints, and no tool that copies, stores or reports values gets at its content."""

import copy
import json
import logging
import pickle
import pprint
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.forms import modelform_factory
from django.forms.models import model_to_dict
from django.template import Context, Engine
from django.test import RequestFactory
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from mutua import vault
from mutua.vault import cipher, keys
from mutua.vault.reports import NoValuesFilter
from tests.vault.letters import MARKER, again, new_tandem, read, write
from tests.vault.models import Letter

pytestmark = pytest.mark.usefixtures("letters")


@pytest.fixture(params=["assigned", "stored"])
def letter(request: pytest.FixtureRequest) -> Letter:
    return write() if request.param == "stored" else Letter(tandem_id=new_tandem(), text=MARKER)


PRINTERS: dict[str, Callable[[Any], str]] = {
    "str": str,
    "repr": repr,
    "f-string": lambda value: f"{value}{value!r}{value!s}{value:>40}",
    "format": "{0} {0!r} {0:>9}".format,
    "percent": lambda value: "%s %r" % (value, value),  # noqa: UP031
    "pprint": pprint.pformat,
    "in a list": lambda value: str([value, {"text": value}]),
    "json with default": lambda value: json.dumps(value, default=str),
    "attributes": lambda value: repr([value, *(getattr(value, name) for name in dir(value))]),
}


@pytest.mark.parametrize("printer", PRINTERS.values(), ids=PRINTERS)
def test_sealed_prints_without_its_content(letter: Letter, printer: Callable[[Any], str]) -> None:
    assert MARKER in printer(MARKER)  # the control
    assert "<sealed>" in printer(letter.text)
    assert MARKER not in printer(letter.text)


REFUSALS: dict[str, Callable[[Letter], Any]] = {
    "json": lambda letter: json.dumps(letter.text),
    "django json": lambda letter: json.dumps(letter.text, cls=DjangoJSONEncoder),
    "pickle": lambda letter: pickle.dumps(letter.text),
    "pickle row": pickle.dumps,
    "bytes": lambda letter: bytes(letter.text),
    "length": lambda letter: len(letter.text),
    "iterate": lambda letter: list(letter.text),
    "compare": lambda letter: letter.text < letter.text,
    "add": lambda letter: letter.text + "",
    "dumpdata json": lambda letter: serializers.serialize("json", [letter]),
    "dumpdata python": lambda letter: serializers.serialize("python", [letter]),
}


@pytest.mark.parametrize("attempt", REFUSALS.values(), ids=REFUSALS)
def test_sealed_is_not_taken_apart(letter: Letter, attempt: Callable[[Letter], Any]) -> None:
    with pytest.raises(TypeError) as caught:
        attempt(letter)
    assert MARKER not in str(caught.value)


def test_sealed_equals_only_itself_and_its_hash_says_nothing() -> None:
    tandem = new_tandem()
    first, second = Letter(tandem_id=tandem, text=MARKER), Letter(tandem_id=tandem, text=MARKER)
    assert first.text == first.text
    assert first.text != second.text
    assert first.text != MARKER
    assert hash(first.text) != hash(second.text)


def test_copies_are_as_silent_as_the_original(letter: Letter, installed: None) -> None:
    for twin in (copy.copy(letter), copy.deepcopy(letter)):
        assert repr(twin.text) == "<sealed>"
        assert MARKER not in str(vars(twin))
    assert copy.deepcopy([letter.text])[0] is letter.text
    assert copy.copy(letter.text) is letter.text


def test_row_prints_forms_and_templates_are_silent(letter: Letter) -> None:
    form = modelform_factory(Letter, fields="__all__")(instance=letter)
    page = Engine().from_string("{{ l }}{{ l.text }}{{ l.text.payload }}{{ l.text.contents }}{{ l.save }}")
    shown = (
        f"{letter!r}{vars(letter)}{model_to_dict(letter)}{form.as_p()}{page.render(Context({'l': letter}))}"
    )
    assert MARKER not in shown
    assert "&lt;sealed&gt;" in shown
    assert set(form.fields) == {"tandem_id", "author_id", "state", "row_version"}


def test_validation_leaves_the_content_alone(letter: Letter) -> None:
    letter.full_clean(exclude=["author_id"])
    letter.save()
    assert read(again(letter).text) == MARKER


def test_log_records_are_silent(letter: Letter, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("test").warning(
            "%s %r", letter.text, {"text": letter.text}, extra={"x": letter.text}
        )
        letter.save()
        read(letter.text)
    assert "<sealed>" in caplog.text
    assert MARKER not in caplog.text + str([vars(record) for record in caplog.records])


def report(attempt: Callable[[], Any], **options: Any) -> str:
    """Django's error page for what this raises, with all local variables of all frames."""
    request = RequestFactory().post("/", {"text": "word"})
    try:
        attempt()
    except Exception:  # noqa: BLE001
        reporter = ExceptionReporter(request, *sys.exc_info())
        reporter.filter = options.get("filter", SafeExceptionReporterFilter())
        return str(reporter.get_traceback_html())
    raise AssertionError("it must raise")


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize("name", ["AESGCM", "int"])
def test_error_page_hides_the_variables_of_the_vault(
    name: str, debug: bool, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    stored = write()
    assigned = Letter(tandem_id=stored.tandem_id, author_id=stored.author_id, text=MARKER)
    with vault.key_cache():
        read(stored.text)  # so that the key is at hand and not what breaks
        monkeypatch.setattr(cipher, name, None, raising=False)  # while the vault holds the plain text
        settings.DEBUG = debug  # Django hides sensitive variables only without DEBUG: the control
        page = report(assigned.save if name == "AESGCM" else lambda: read(stored.text))
    assert "NoneType" in page
    assert (MARKER[:8] in page) is debug


def test_error_page_of_the_product_hides_every_variable_and_what_was_posted() -> None:
    def view() -> None:
        typed = MARKER  # noqa: F841
        raise ZeroDivisionError

    assert MARKER in report(view)  # the control: Django's own filter shows it
    page = report(view, filter=NoValuesFilter())
    assert MARKER not in page
    assert NoValuesFilter().is_active(None)
    assert "ZeroDivisionError" in page
    assert NoValuesFilter().get_post_parameters(RequestFactory().post("/", {"text": MARKER})) == {}


def test_refusals_of_plaintext_do_not_repeat_it() -> None:
    for attempt in (
        lambda: Letter.objects.update(text=MARKER),
        lambda: Letter.objects.filter(text=MARKER),
        lambda: Letter(marks={MARKER: object()}),
        lambda: Letter(marks=[float("nan")]),
    ):
        with pytest.raises(Exception) as caught:  # noqa: PT011
            attempt()
        assert MARKER not in str(caught.value)


def test_key_and_its_cache_do_not_print() -> None:
    letter = write()
    with vault.key_cache():
        read(letter.text)
        cache = keys._cache.get()
        [key] = cache.by_id.values()
        assert repr(key.secret) not in f"{key!r}{cache!r}{key}{cache}"
