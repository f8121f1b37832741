"""What must be said beside the numbers of imported datasets: whose they are, what they mean, that several may overlap.

The page, every image and every file say the same. Without an imported dataset there is nothing to say.
"""

from __future__ import annotations

from dashboard.data.dataset import Dataset
from dashboard.data.imported import Imported
from dashboard.model.sentence import titles
from dashboard.model.situation import Situation
from dashboard.text import Words

NOTICES = "notice-"  # what the keys of notices begin with: a description can name no other sentence


def imported_of(situation: Situation) -> tuple[Imported, ...]:
    """The imported datasets that are chosen, by their names."""
    return tuple(one for one in situation.cited if isinstance(one, Imported))


def dataset_titles(dataset: Dataset) -> dict[str, str]:
    """Name -> title of every dataset, ours too."""
    return {one.name: one.title for one in dataset.cited([dataset.own, *(each.name for each in dataset.imported)])}


def is_own_cited(situation: Situation) -> bool:
    """Whether the incidents of the dataset itself are shown."""
    return any(one.name == situation.dataset.own for one in situation.cited)


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


def cautions(situation: Situation, words: Words) -> list[str]:
    """All that a reader of a number must know: that datasets overlap, and what each of them counts."""
    return list(filter(None, [double_counting(situation, words), *meanings(situation, words)]))


def outside(one: Imported, words: Words) -> str:
    """How many of its events are elsewhere; blank where none is."""
    return words.plural("dataset-outside", one.rows.outside) if one.rows.outside else ""


def cited_words(one: Imported, words: Words, *, has_address: bool = True) -> str:
    """How a dataset is cited: as its publisher asks, version, when it was fetched, licence, address."""
    version = words("dataset-version", version=one.version) if one.version else ""
    fetched = words("dataset-accessed", day=words.day(one.retrieved_on))
    address = one.address if has_address else ""
    return " · ".join(filter(None, [one.citation, version, fetched, one.licence, address]))


def is_on_the_web(one: Imported) -> bool:
    """Whether its address can be a link."""
    return one.address.startswith(("https://", "http://"))


def accessed(situation: Situation, words: Words) -> str:
    """The imported datasets by their titles, and when they were fetched; blank without one."""
    fetched = ((one.title, words.day(one.retrieved_on)) for one in imported_of(situation))
    named = [words("dataset-fetched", title=title, day=day) for title, day in fetched]
    return words("caption-imported", cited="; ".join(named)) if named else ""


def acknowledgement(situation: Situation, words: Words) -> str:
    """The imported datasets as they are cited, for every picture of their numbers; blank without one."""
    cited = [cited_words(one, words) for one in imported_of(situation)]
    return words("caption-imported", cited="; ".join(cited)) if cited else ""


def uncounted(situation: Situation, words: Words) -> str:
    """Which datasets do not count civilians apart, so that nothing of them is in the sum; blank when all do."""
    names = [one.title for one in imported_of(situation) if not one.counts_civilians]
    return words("civilians-not-counted", names=words.listed(names)) if names else ""


def by_dataset(situation: Situation, words: Words) -> str:
    """How many incidents are of each dataset that is chosen."""
    rows = situation.by("dataset")
    counts: dict[str, int] = dict(zip(rows["dataset"], rows["incidents"], strict=True))
    items = [
        words("incidents-of-dataset", title=one.title, n=words.number(int(counts.get(one.name, 0))))
        for one in situation.cited
    ]
    return words("incidents-by-dataset", items="; ".join(items))
