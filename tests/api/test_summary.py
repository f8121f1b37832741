"""/api/summary.json: names that scripts rely on, and null where nobody knows.

That the numbers are the right ones stands in tests/model/test_views_agree.py.
"""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from dashboard.data.dataset import Dataset

NAMES = [
    "data_version", "selection", "description", "from", "to", "covers_to", "incidents", "mapped", "without_location",
    "civilians_killed", "civilians_injured", "deaths", "outposts", "villages_evacuated", "by_province", "by_type",
    "by_attributed_to", "licence", "citation", "datasets", "double_counting",
]  # fmt: skip


def summary(client: FlaskClient, query: str = "") -> dict[str, Any]:
    response = client.get(f"/api/summary.json?{query}")
    assert (response.status_code, response.content_type) == (200, "application/json")
    found: dict[str, Any] = response.get_json()
    return found


def test_the_names_are_those_of_the_design(client: FlaskClient) -> None:
    found = summary(client)
    assert list(found) == NAMES
    assert list(found["civilians_killed"]) == ["low", "best", "high", "unknown", "range_only"]
    assert list(found["civilians_injured"]) == ["best", "unknown"]
    assert list(found["villages_evacuated"]) == ["value", "organisation", "as_of", "figure_id", "source_ids"]


def test_it_says_what_it_is_about(client: FlaskClient, bundled: Dataset) -> None:
    found, about = summary(client, "province=Dahuk&from=2024&to=2024-06&v=old&unknown=1"), bundled.description
    assert found["selection"] == "province=Duhok&from=2024-01-01&to=2024-06-30"
    assert found["description"] == "Incidents in Duhok, January to June 2024"
    assert (found["from"], found["to"]) == ("2024-01-01", "2024-06-30")
    assert found["data_version"] == bundled.version
    assert found["covers_to"] == about.covers_to.isoformat()
    assert (found["licence"], found["citation"]) == (about.licence, about.citation)


def test_without_a_choice_the_days_are_those_covered(client: FlaskClient, bundled: Dataset) -> None:
    found, about = summary(client), bundled.description
    assert (found["selection"], found["from"], found["to"]) == (
        "", about.covers_from.isoformat(), about.covers_to.isoformat(),
    )  # fmt: skip


def test_what_nobody_knows_is_null_and_never_0(tiny_client: FlaskClient, tiny: Dataset) -> None:
    cells = tiny.cells["incidents"]
    unknown = cells[cells["event_type"] == "evacuation"]
    killed = ["civilians_killed", "civilians_killed_low", "civilians_killed_high"]
    assert (unknown[[*killed, "civilians_injured"]] == "").all(axis=None)
    found = summary(tiny_client, "type=evacuation")
    nothing = {"low": None, "best": None, "high": None, "unknown": len(unknown), "range_only": 0}
    assert found["civilians_killed"] == nothing
    assert found["civilians_injured"] == {"best": None, "unknown": len(unknown)}
    assert found["villages_evacuated"] is None


def test_a_reported_0_is_0(tiny_client: FlaskClient) -> None:
    found = summary(tiny_client, "type=peace_process")
    assert found["civilians_killed"] == {"low": 0, "best": 0, "high": 0, "unknown": 0, "range_only": 0}
    assert found["civilians_injured"] == {"best": 0, "unknown": 0}


def test_a_range_without_a_best_count_is_in_low_and_high_only(tiny_client: FlaskClient, tiny: Dataset) -> None:
    row = tiny.cells["incidents"].set_index("incident_id").loc["inc-06"]
    found = summary(tiny_client, f"type={row['event_type']}")["civilians_killed"]
    low, high = int(row["civilians_killed_low"]), int(row["civilians_killed_high"])
    assert found == {"low": low, "best": None, "high": high, "unknown": 0, "range_only": 1}


def test_an_empty_selection_counts_0_incidents_and_knows_nothing(client: FlaskClient) -> None:
    found = summary(client, "q=nowhere-at-all")
    assert (found["incidents"], found["mapped"], found["without_location"]) == (0, 0, 0)
    assert found["civilians_killed"]["best"] is None
    assert found["by_province"] == found["by_type"] == found["by_attributed_to"] == []


def test_no_single_province_is_null(tiny_client: FlaskClient) -> None:
    found = summary(tiny_client, "province=none")
    assert found["by_province"] == [{"value": None, "incidents": found["incidents"]}]
    assert found["incidents"] > 0


def test_villages_are_a_reading_with_its_source(client: FlaskClient, bundled: Dataset) -> None:
    found = summary(client)["villages_evacuated"]
    row = bundled.cells["published_figures"].set_index("figure_id").loc[found["figure_id"]]
    assert found["value"] == int(row["value"])
    assert (found["organisation"], found["as_of"]) == (row["organisation"], row["as_of"])
    assert found["source_ids"] == row["source_ids"].split(";")
    assert set(found["source_ids"]) <= set(bundled.sources)
