"""The deck: which slides there are, what they say of the Selection, that nothing stands outside of a slide."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.presentation import Presentation as Deck

from dashboard.config import Settings
from dashboard.data.dataset import Dataset, load
from dashboard.export.caption import caption
from dashboard.figures.views import CASUALTIES, DISPLACEMENT, INCIDENTS, MAP, view_sources, view_title
from dashboard.model.headline_words import advice, cards
from dashboard.model.selection import Selection
from dashboard.model.sentence import describe
from dashboard.model.situation import Situation
from dashboard.text import Words
from tests.export.slides.measures import assert_charts_add_up
from tests.export.slides.reading import POINT, SITE, deck, find, notes, shapes, slide, texts, titles
from tests.model.selections import selections
from tests.tiny import edit

VIEWS = (MAP, INCIDENTS, CASUALTIES, DISPLACEMENT)


def written(of: Deck) -> str:
    return "\n".join(text for one in of.slides for text in texts(one))


def test_the_slides_stand_in_their_order(whole: Deck, everything: Situation, words: Words) -> None:
    order = [words("title"), words("slides-headline"), *(view_title(view, everything, words) for view in VIEWS),
             words("slides-incidents-harm"), words("slides-figures")]  # fmt: skip
    found = list(dict.fromkeys(titles(whole)))
    assert found[: len(order)] == order
    assert len(found) == len(order) + 1, "then sources"


def test_slides_are_wide_and_so_is_every_layout(whole: Deck) -> None:
    assert whole.slide_width * 9 == whole.slide_height * 16
    for layout in whole.slide_layouts:
        assert all(place.left + place.width <= whole.slide_width for place in layout.placeholders)
        assert max(place.left + place.width for place in layout.placeholders) > 0.9 * whole.slide_width


def test_the_first_slide_says_what_from_when_and_where_to_open_it(
    amedi_slides: Deck, amedi: Situation, words: Words
) -> None:
    front = amedi_slides.slides[0]
    first, dataset = texts(front), amedi.dataset
    assert describe(amedi.selection, dataset, words) in first
    assert words.plural("incidents", amedi.toll.incidents) in first
    assert words("data-to", day=words.day(dataset.description.covers_to), version=dataset.version) in first
    address = f"{SITE}/?{amedi.selection.query()}&v={dataset.version}"
    assert address in first
    links = [relation.target_ref for relation in front.part.rels.values() if relation.reltype.endswith("/hyperlink")]
    assert links == [address]


def test_the_address_opens_the_map_that_is_drawn(tiny: Dataset, words: Words) -> None:
    made = deck(Situation(tiny, Selection()), words, extent=(42.0, 36.0, 45.0, 38.0), layers=["outposts"])
    address = f"{SITE}/?layers=outposts&map=42.000,36.000,45.000,38.000&v={tiny.version}"
    assert address in texts(made.slides[0])
    assert address in "\n".join(texts(slide(made, words("view-map"))))


def test_without_a_public_address_none_is_written(tiny: Dataset, words: Words) -> None:
    made = deck(Situation(tiny, Selection()), words, site="")
    assert "://" not in "".join(texts(made.slides[0]))
    assert words("caption-address", address="") not in written(made)


def test_headline_figures_are_those_of_the_page(whole: Deck, everything: Situation, words: Words) -> None:
    shown = "\n".join(texts(slide(whole, words("slides-headline"))))
    for card in cards(everything, words):
        assert f"{words(f'headline-{card.name}')}\n{card.value}" in shown
        assert card.span in shown
        assert all(note in shown for note in card.notes)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_the_caption_of_its_image(whole: Deck, everything: Situation, words: Words, view: str) -> None:
    text = caption(view, everything, words, Settings(public_url=SITE))
    shown = texts(slide(whole, text.title))
    assert text.sentence in shown
    assert text.sources in shown
    assert text.data in shown
    assert text.address in shown
    assert text.definition in shown
    assert any(text.disclaimer in one and text.credits in one for one in shown)


@pytest.mark.parametrize("view", VIEWS)
def test_notes_carry_definition_sources_and_what_is_unknown(
    whole: Deck, everything: Situation, words: Words, view: str
) -> None:
    text = caption(view, everything, words, Settings())
    said = notes(slide(whole, text.title))
    assert text.definition in said
    assert everything.dataset.version in said
    first = everything.dataset.sources[view_sources(view, everything)[0]]
    assert first["title"] in said
    assert str(first["url"]) in said
    toll = everything.toll
    unknown = {MAP: toll.without_location, INCIDENTS: toll.unknown, CASUALTIES: toll.unknown}
    assert view == DISPLACEMENT or words.number(unknown[view]) in said


def test_every_slide_has_notes_and_a_number(whole: Deck) -> None:
    assert all(notes(one) for one in whole.slides)
    assert all(find(one._element, './/a:fld[@type="slidenum"]') for one in whole.slides)


def test_nothing_selected_makes_slides_that_say_so_with_advice(nothing: Situation, words: Words) -> None:
    made = deck(nothing, words)
    assert f"{words('empty')} {advice(nothing, words)}" in texts(made.slides[0])
    found = titles(made)
    assert view_title(INCIDENTS, nothing, words) not in found, "no chart without anything to show"
    assert words("slides-incidents-newest") not in found
    assert words("empty-reports") in texts(slide(made, view_title(DISPLACEMENT, nothing, words)))
    assert words("empty") in texts(slide(made, view_title(MAP, nothing, words)))
    assert all(texts(one) for one in made.slides)


@given(data=st.data())
@settings(max_examples=3)
def test_any_selection_makes_slides_that_add_up_with_everything_inside(
    bundled: Dataset, words: Words, data: st.DataObject
) -> None:
    situation = Situation(bundled, data.draw(selections(bundled)))
    made = deck(situation, words)
    assert_charts_add_up(made, situation, words)
    assert_everything_inside(made)


def assert_everything_inside(made: Deck) -> None:
    for one in made.slides:
        found = list(shapes(one))
        for shape in found:
            edges = shape.left, shape.top, shape.left + shape.width, shape.top + shape.height
            assert min(edges) >= -POINT, (shape.name, edges)
            assert edges[2] <= made.slide_width + POINT, (shape.name, edges)
            assert edges[3] <= made.slide_height + POINT, (shape.name, edges)
        numbers = [shape.shape_id for shape in found]
        assert len(numbers) == len(set(numbers)), "two shapes of one number are repaired by PowerPoint"


def test_texts_of_the_data_are_no_markup(tiny_folder: Callable[..., Path], words: Words) -> None:
    folder = tiny_folder(whole_basemap=False)
    hostile = '</a:t> & "quoted" <b>bold</b>'
    edit(folder, "sources", "src-1", "title", hostile)
    edit(folder, "sources", "src-1", "url", "")
    dataset = load(folder)
    made = deck(Situation(dataset, Selection(q="<b>")), words)
    assert any("“<b>”" in text for text in texts(made.slides[0]))
    assert hostile in written(deck(Situation(dataset, Selection()), words))


def test_names_in_every_alphabet_are_kept(tiny: Dataset, words: Words) -> None:
    names = "دهۆک دهوك Çukurca Şirnex"
    made = deck(Situation(tiny, Selection(q=names)), words)
    assert any(names in text for text in texts(made.slides[0]))


def test_the_typeface_is_one_that_office_programs_have(whole: Deck) -> None:
    (theme,) = [r.target_part for r in whole.slide_master.part.rels.values() if r.reltype.endswith("/theme")]
    assert theme.blob.count(b'<a:latin typeface="Arial"/>') == theme.blob.count(b'<a:cs typeface="Arial"/>') == 2


def test_published_totals_stand_in_the_notes_of_the_casualties_and_not_among_its_keys(
    whole: Deck, everything: Situation, words: Words
) -> None:
    told = caption(CASUALTIES, everything, words, Settings()).totals
    assert told
    page = slide(whole, view_title(CASUALTIES, everything, words))
    assert told in notes(page)
    assert words("key-published") not in texts(page)
