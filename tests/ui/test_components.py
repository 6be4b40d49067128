"""Components escape what they are given and say the same to eyes and ears."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.template import engines
from lucide import IconDoesNotExist

from mutua.ui.forms import CardLabel, WeekField
from mutua.ui.templatetags.ui import icon, initials, week_table


def write(template: str, **context: object) -> str:
    """The component as a page would show it. Loaded from a string, so the cotton tags are compiled first."""
    from django_cotton.compiler_regex import CottonCompiler

    return engines["django"].from_string(CottonCompiler().process(template)).render(context)


class Form(forms.Form):
    name = forms.CharField(label="Name", help_text="As on your badge", max_length=20)
    skills = forms.MultipleChoiceField(
        label="Skills", choices=[("a", "Arguing"), ("b", "<b>")], widget=forms.CheckboxSelectMultiple
    )
    reason = forms.ChoiceField(
        label="Reason", choices=[("x", CardLabel("Learn", "From others", "sprout"))], widget=forms.RadioSelect
    )
    slots = WeekField(label="Free", required=False)


def test_attributes_are_escaped_however_they_are_given():
    nasty = '"><script>alert(1)</script>'
    for given in (':title="nasty"', 'title="{{ nasty }}"'):
        page = write(f"<c-button {given}>Go</c-button>", nasty=nasty)
        assert 'title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page
        assert "<script" not in page


def test_attributes_that_are_false_are_left_out():
    assert "disabled" not in write('<c-button :disabled="False">Go</c-button>')
    assert " disabled" in write('<c-button :disabled="True">Go</c-button>')


def test_button_with_href_is_a_link():
    assert re.search(r'<a class="button primary" href="/next"', write('<c-button href="/next">Go</c-button>'))


def test_field_links_help_and_error_to_its_input():
    page = write('<c-field :field="form.name" />', form=Form({}))
    described = re.search(r'<input[^>]*aria-describedby="([^"]+)"', page)[1].split()
    assert described == ["id_name_helptext", "id_name_error"]
    assert [f'id="{name}"' in page for name in described] == [True, True]
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize("component", ["chips", "field"])
def test_group_links_the_help_of_its_page(component):
    page = write(f'<c-{component} :field="form.skills" help="Anything counts" />', form=Form())
    assert re.search(r'<fieldset[^>]*aria-describedby="id_skills_helptext"', page)
    assert '<p class="help" id="id_skills_helptext">Anything counts</p>' in page


def test_field_keeps_what_was_typed():
    page = write('<c-field :field="form.name" />', form=Form({"name": "a name that is much too long"}))
    assert 'value="a name that is much too long"' in page


def test_error_summary_links_to_each_field():
    page = write('<c-error-summary :form="form" />', form=Form({}))
    assert re.findall(r'href="#([^"]+)"', page) == ["id_name", "id_skills", "id_reason"]


def test_error_summary_without_errors_is_nothing():
    assert write('<c-error-summary :form="form" />', form=Form()).strip() == ""


def test_chips_say_their_limit_in_words():
    page = write('<c-chips :field="form.skills" :limit="2" />', form=Form())
    assert "Choose up to 2." in page
    assert "&lt;b&gt;" in page


def test_radio_cards_show_the_line_below():
    page = write('<c-radio-cards :field="form.reason" />', form=Form())
    assert re.findall(r"radio-card-(?:title|text)\">([^<]+)", page) == ["Learn", "From others"]


def test_week_grid_names_day_and_block_of_every_box():
    page = write('<c-week-grid :field="form.slots" />', form=Form(initial={"slots": ["Tue 09:00-11:00"]}))
    assert len(re.findall(r'type="checkbox"', page)) == 30
    assert re.search(r'value="Tue 09:00-11:00"[^>]*checked', page)
    assert "Tuesday, 09:00–11:00" in page


def test_week_grid_of_another_field_is_refused():
    with pytest.raises(TypeError):
        week_table(Form()["skills"])


def test_component_does_not_pick_up_words_of_the_page():
    assert "stray" not in write(
        "<c-card><c-badge>x</c-badge></c-card>", title="stray", kicker="stray", icon="stray"
    )


@pytest.mark.parametrize(
    ("name", "expected"), [("Amira El Sayed", "AS"), ("Ben", "B"), ("", "·"), ("  (x) Öz", "Ö"), ("ß", "SS")]
)
def test_initials(name, expected):
    assert initials(name) == expected


def test_icon_is_silent_unless_it_has_a_label():
    assert 'aria-hidden="true"' in icon("heart")
    assert 'aria-label="Saved &quot;here&quot;"' in icon("heart", label='Saved "here"')


def test_unknown_icon_is_an_error():
    with pytest.raises(IconDoesNotExist):
        icon("no-such-icon")
