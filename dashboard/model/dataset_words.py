"""What must be said beside the numbers of imported datasets: whose they are, what they mean, that several may overlap.

The page, every image and every file say the same. Without an imported dataset there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterable

import narwhals as nw

from dashboard.data.dataset import Dataset
from dashboard.data.imported import Imported
from dashboard.data.question import Where
from dashboard.model.sentence import short_title, titles
from dashboard.model.situation import Situation
from dashboard.text import Words

NOTICES = "notice-"  # what the keys of notices begin with: a description can name no other sentence


def imported_of(situation: Situation) -> tuple[Imported, ...]:
    """The imported datasets that are chosen, by their names."""
    return tuple(one for one in situation.cited if isinstance(one, Imported))


def dataset_titles(dataset: Dataset) -> dict[str, str]:
    """Name -> short title of every dataset, ours too."""
    return {
        one.name: short_title(one) for one in dataset.cited([dataset.own, *(each.name for each in dataset.imported)])
    }


def counting_displaced(situation: Situation) -> tuple[Imported, ...]:
    """Those of them that have counts of displaced people."""
    return tuple(one for one in imported_of(situation) if len(one.displacement))


def is_own_cited(situation: Situation) -> bool:
    """Whether the incidents of the dataset itself are shown."""
    return any(one.name == situation.dataset.own for one in situation.cited)


def has_events(situation: Situation) -> bool:
    """Whether the chosen datasets hold any event, whatever else is selected: some count displacement alone."""
    names = [one.name for one in situation.cited]
    is_own = names == [situation.dataset.own]
    return is_own or situation.dataset.events.count(Where((nw.col("dataset").is_in(names),))) > 0


def double_counting(situation: Situation, words: Words) -> str:
    """That an event may be counted twice or more; blank where one dataset is shown."""
    if not situation.is_combined:
        return ""
    return words("double-counting", names=titles(situation.cited, words))


def meaning(one: Imported, words: Words) -> str:
    """What the numbers of a dataset mean; blank where nobody says."""
    return words(one.notice) if one.notice.startswith(NOTICES) and words.has(one.notice) else ""


def meanings(situation: Situation, words: Words) -> list[str]:
    """For each imported dataset that is chosen, what its numbers mean, with its title in front."""
    told = ((one.title, meaning(one, words)) for one in imported_of(situation))
    return [words("dataset-means", title=title, meaning=text) for title, text in told if text]


def short_cautions(situation: Situation, words: Words) -> str:
    """The same in a line or two, for a picture, which needs its room; blank without an imported dataset."""
    twice = words("double-counting-short") if situation.is_combined else ""
    return " ".join(filter(None, [twice, *_short_meanings(imported_of(situation), words)]))


def displaced_cautions(situation: Situation, words: Words) -> str:
    """The same for a picture of displacement, in which nothing is added up, and which not all of them count."""
    counting = counting_displaced(situation)
    beside = words("datasets-side-by-side") if counting and situation.is_combined else ""
    return " ".join(filter(None, [beside, *_short_meanings(counting, words)]))


def _short_meanings(datasets: Iterable[Imported], words: Words) -> list[str]:
    told = ((short_title(one), short_meaning(one, words)) for one in datasets)
    return [words("dataset-means", title=title, meaning=text) for title, text in told if text]


def short_meaning(one: Imported, words: Words) -> str:
    """What the numbers of a dataset mean, in half a line; blank where nobody says."""
    return words(f"{one.notice}-short") if meaning(one, words) else ""


def cautions(situation: Situation, words: Words) -> list[str]:
    """All that a reader of a number must know: that datasets overlap, and what each of them counts."""
    return list(filter(None, [double_counting(situation, words), *meanings(situation, words)]))


def elsewhere(one: Imported) -> int:
    """How many of its events are outside the area, those of earlier files too that the last one does not cover."""
    return one.rows.outside + one.rows.kept_outside


def outside(one: Imported, words: Words) -> str:
    """The same in words; blank where none is."""
    return words.plural("dataset-outside", elsewhere(one)) if elsewhere(one) else ""


def cited_words(one: Imported, words: Words, *, has_address: bool = True, has_licence: bool = True) -> str:
    """How a dataset is cited: as its publisher asks, version, when it was fetched, licence, address."""
    version = words("dataset-version", version=one.version) if one.version else ""
    fetched = words("dataset-accessed", day=words.day(one.retrieved_on))
    more = [one.licence if has_licence else "", one.address if has_address else ""]
    return " · ".join(filter(None, [one.citation, version, fetched, *more]))


def is_on_the_web(one: Imported) -> bool:
    """Whether its address can be a link."""
    return one.address.startswith(("https://", "http://"))


def accessed(datasets: Iterable[Imported], words: Words) -> str:
    """Datasets by their short titles, and when they were fetched; blank without one."""
    fetched = ((short_title(one), words.day(one.retrieved_on)) for one in datasets)
    named = [words("dataset-fetched", title=title, day=day) for title, day in fetched]
    return words("caption-imported", cited="; ".join(named)) if named else ""


def acknowledgement(datasets: Iterable[Imported], words: Words) -> str:
    """Datasets as they are cited, for every picture of their numbers; blank without one.

    Without licences: what describes a file has them (`dashboard.export.about`), and a picture needs its room.
    """
    cited = [cited_words(one, words, has_licence=False) for one in datasets]
    return words("caption-imported", cited="; ".join(cited)) if cited else ""


def uncounted(situation: Situation, words: Words) -> str:
    """Which datasets do not count civilians apart, so that nothing of them is in the sum; blank when all do."""
    seen = set(situation.by("dataset")["dataset"])
    names = [short_title(one) for one in imported_of(situation) if not one.counts_civilians and one.name in seen]
    return words("civilians-not-counted", names=words.listed(names)) if names else ""


def by_dataset(situation: Situation, words: Words) -> str:
    """How many incidents are of each dataset that is chosen."""
    rows = situation.by("dataset")
    counts: dict[str, int] = dict(zip(rows["dataset"], rows["incidents"], strict=True))
    items = [
        words("incidents-of-dataset", title=short_title(one), n=words.number(int(counts.get(one.name, 0))))
        for one in situation.cited
    ]
    return words("incidents-by-dataset", items="; ".join(items))
