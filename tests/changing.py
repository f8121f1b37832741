"""Two versions of the tiny data: what a link was made from, what is there now, and where both are remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.data.dataset import Dataset, load
from dashboard.data.events import event_table
from dashboard.data.snapshots import Snapshots
from dashboard.data.store import EventStore
from tests.tiny import add_row, drop_row, edit, write_tiny

NEW, CHANGED, GONE, MOVED = "inc-13", "inc-03", "inc-09", "inc-06"


@dataclass(frozen=True)
class Versions:
    """`state` is the folder for state that remembers both."""

    old: Dataset
    now: Dataset
    state: Path

    @property
    def snapshots(self) -> Snapshots:
        return Snapshots(self.state)

    def closed(self, *shared: str) -> Dataset:
        """What is there now, under a licence that does not allow to pass rows on; `shared` incidents are of another
        dataset, which allows it."""
        described = replace(self.now.description, may_share_rows=False)
        keys = self.now.tables["incidents"]["incident_id"]
        names = ["another" if key in shared else described.name for key in keys]
        table = event_table(self.now.tables, described.name).assign(dataset=names)
        events = EventStore.of(table, texts=self.now.cells["incidents"])
        return replace(self.now, description=described, events=events)


def versions(folder: Path) -> Versions:
    """One incident is new (NEW), one differs in toll and summary (CHANGED), one is gone (GONE), one was moved from
    Erbil to Duhok (MOVED); one outpost differs."""
    data = write_tiny(folder / "data", whole_basemap=False)
    old = load(data)
    add_row(data, "incidents", CHANGED, incident_id=NEW, place="=Nueva", date="2024-07", date_precision="month")
    edit(data, "incidents", CHANGED, "civilians_killed", "10")
    edit(data, "incidents", CHANGED, "summary", "Something else was reported.")
    drop_row(data, "incidents", GONE)
    edit(data, "incidents", MOVED, "district", "Zakho")
    edit(data, "incidents", MOVED, "province", "Duhok")
    edit(data, "outposts", "out-1", "status", "closed")
    found = Versions(old, load(data), folder / "state")
    found.snapshots.keep(found.old)
    found.snapshots.keep(found.now)
    return found
