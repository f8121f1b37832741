"""The application as a whole: what it answers to whom, with which headers, and nothing from elsewhere."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.application import Application, create_app
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset, load
from dashboard.figures.basemap_files import HILLSHADE, basemap_file
from dashboard.figures.basemap_sheets import SHEETS
from dashboard.layout.basemap import basemap_url
from dashboard.security import content_security_policy
from tests.tiny import rows

TILES = "https://{s}.tiles.example/{z}/{x}/{y}.png"
NOT_THERE = (
    "/published-figure", "/index.html", "/favicon.ico", "/assets/none.js", "/assets/../app.py", "/../etc/passwd",
    "/basemap/x/none.geojson", "/basemap/x/../../app.py", "/_dash-component-suites/dash/none.js", "/api/none",
    "/api/incidents.exe", "/%00", "/data/incidents.csv",
)  # fmt: skip


@pytest.fixture(scope="module")
def application(tiny: Dataset) -> Application:
    return create_app(CurrentDataset(tiny), Settings())


@pytest.fixture(scope="module")
def client(application: Application) -> FlaskClient:
    return application.server.test_client()


def policy(application: Application, settings: Settings | None = None) -> dict[str, list[str]]:
    """Directive -> sources of the Content-Security-Policy, as it is sent or as it would be with other settings."""
    sent = application.server.test_client().get("/healthz").headers["Content-Security-Policy"]
    header = content_security_policy(application.dash, settings) if settings else sent
    return {name: sources for name, *sources in (part.split() for part in header.split(";"))}


def test_two_applications_in_one_process_show_their_own_data(
    tiny: Dataset, application: Application, tiny_folder: Callable[..., Path]
) -> None:
    other = load(tiny_folder(whole_basemap=False, incidents=rows("incidents")[2:5]))
    second = create_app(CurrentDataset(other), Settings())
    for one, dataset in ((application, tiny), (second, other), (application, tiny)):
        reader = one.server.test_client()
        known = reader.get("/api/summary.json").get_json()
        assert known["data_version"] == dataset.version
        assert f"{known['incidents']} incidents" in reader.get("/views?groups=numbers").text
    assert len(other.tables["incidents"]) != len(tiny.tables["incidents"])


@pytest.mark.parametrize("path", ["/", "/healthz", "/api/summary.json", "/api/docs", "/_dash-layout", "/no-such-page"])
def test_every_answer_has_the_headers_that_protect_a_reader(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"]


def test_only_our_scripts_run(application: Application) -> None:
    found = policy(application)
    assert found["script-src"][0] == "'self'"
    assert all(re.fullmatch(r"'sha256-[\w+/=]+'", source) for source in found["script-src"][1:])
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "data:", "blob:"} & set(found["script-src"])
    assert found["default-src"] == found["connect-src"] == ["'self'"]
    assert found["object-src"] == found["frame-ancestors"] == ["'none'"]


def test_nothing_is_allowed_from_elsewhere_by_default(application: Application) -> None:
    assert not [source for sources in policy(application).values() for source in sources if "//" in source]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        (TILES, "https://*.tiles.example"),
        ("https://tiles.example:8443/{z}/{x}/{y}.png", "https://tiles.example:8443"),
        ("http://mt{s}.tiles.example/{z}", "http://*.tiles.example"),
    ],
)
def test_online_tiles_open_the_policy_for_their_host_alone(application: Application, address: str, host: str) -> None:
    usual, found = (policy(application, Settings(tiles_url=one)) for one in ("", address))
    assert found["img-src"] == [*usual["img-src"], host]
    assert found | {"img-src": usual["img-src"]} == usual


@pytest.mark.parametrize("file", [*(f"{name}.geojson" for name in (*SHEETS, "tripoints", "labels")), HILLSHADE])
def test_basemap_files_are_kept_by_browsers_for_good(client: FlaskClient, tiny: Dataset, file: str) -> None:
    response = client.get(basemap_url(tiny, file))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    if file == HILLSHADE:
        assert response.content_type == "image/png"
    else:
        assert response.content_type.startswith("application/geo+json")
        assert response.get_json(force=True)["features"]


def test_an_older_version_of_the_basemap_is_not_kept(client: FlaskClient, tiny: Dataset) -> None:
    for digest in ("older", tiny.version):
        response = client.get(f"/basemap/{digest}/rivers.geojson")
        assert response.status_code == 200, "a page that is still open may ask for it"
        assert "immutable" not in response.headers.get("Cache-Control", "")


def test_new_events_leave_the_addresses_of_the_basemap_as_they_are(
    tiny: Dataset, tiny_folder: Callable[..., Path]
) -> None:
    files = [*(f"{name}.geojson" for name in (*SHEETS, "tripoints", "labels")), HILLSHADE]
    fewer = load(tiny_folder(incidents=rows("incidents")[2:5]))
    assert fewer.version != tiny.version
    assert [basemap_url(fewer, file) for file in files] == [basemap_url(tiny, file) for file in files]


def test_a_layer_that_changed_has_another_address_and_the_others_have_not(tiny: Dataset) -> None:
    moved = {**tiny.basemap.layers, "lakes": tiny.basemap.layers["lakes"][1:]}
    changed = replace(tiny, basemap=replace(tiny.basemap, layers=moved))
    addresses = [
        {file: basemap_url(one, f"{file}.geojson") for file in ("water", "lakes", "ground", "lines")}
        for one in (tiny, changed)
    ]
    assert {file for file, url in addresses[0].items() if addresses[1][file] != url} == {"water", "lakes"}


def test_scripts_are_kept_under_their_time_of_change_and_the_icon_for_a_day(client: FlaskClient) -> None:
    asked = {"/assets/dashboard.css?m=1": "31536000", "/_favicon.ico?v=1": "86400", "/assets/dashboard.css": None}
    for path, seconds in asked.items():
        with client.get(path) as response:
            kept = response.headers.get("Cache-Control", "")
        assert kept == f"public, max-age={seconds}" if seconds else "public" not in kept
    assert "max-age" not in client.get("/assets/none.js?m=1").headers.get("Cache-Control", "")


def test_the_relief_is_found_wherever_the_data_folder_is_named_from(
    tiny_folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny_folder(whole_basemap=False)
    monkeypatch.chdir(folder.parent)
    dataset = load(Path(folder.name))
    server = create_app(CurrentDataset(dataset), Settings()).server
    with server.test_client().get(basemap_url(dataset, HILLSHADE)) as response:
        assert response.status_code == 200
        assert response.content_type == "image/png"
        assert response.data.startswith(b"\x89PNG")


def test_a_layer_without_features_is_an_empty_layer(tiny: Dataset) -> None:
    assert basemap_file(tiny.basemap, "no-such-layer.geojson") is None
    empty = next(name for name in tiny.basemap.layers)
    changed = replace(tiny.basemap, layers={**tiny.basemap.layers, empty: []})
    file = basemap_file(changed, f"{empty}.geojson")
    assert file
    assert json.loads(file.content)["features"] == []


def test_a_relief_that_has_gone_since_is_not_found_and_the_page_opens(
    tiny_folder: Callable[..., Path],
) -> None:
    folder = tiny_folder(whole_basemap=False)
    dataset = load(folder)
    (folder / "terrain" / "hillshade.png").unlink()
    client = create_app(CurrentDataset(dataset), Settings()).server.test_client()
    assert client.get("/_dash-layout").status_code == 200
    assert client.get(basemap_url(dataset, HILLSHADE)).status_code == 404


@pytest.mark.parametrize("path", NOT_THERE)
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "Traceback" not in response.text
    assert "react-entry-point" not in response.text


@pytest.mark.parametrize(
    "body", [[], None, "text", 7, {}, {"output": "nothing.here"}, {"output": ["sentence.children"]},
             {"output": "table.getRowsResponse"}, {"output": "table.getRowsResponse", "inputs": {}}]
)  # fmt: skip
def test_what_is_no_callback_is_a_bad_request(client: FlaskClient, body: object) -> None:
    response = client.post("/_dash-update-component", json=body)
    assert response.status_code == 400
    assert "Traceback" not in response.text


@pytest.mark.parametrize("path", ["/", "/_dash-layout", "/api/incidents.csv", "/basemap/x/countries.geojson"])
def test_long_answers_are_compressed(client: FlaskClient, path: str) -> None:
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.data) < len(plain.data)
    if path != "/":  # each page has a number of its own
        assert gzip.decompress(packed.data) == plain.data


def test_the_page_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    index = client.get("/").text
    addresses = re.findall(r"""(?:src|href|action)=["']([^"']+)""", index)
    assert any(one.endswith(".js") or ".js?" in one or ".min.js" in one for one in addresses)
    assert [one for one in addresses if re.match(r"(?:[a-z]+:)?//", one)] == []


def test_files_that_the_page_names_are_there(client: FlaskClient) -> None:
    index = client.get("/").text
    ours = [one for one in re.findall(r"""(?:src|href)=["']([^"']+)""", index) if one.startswith("/assets/")]
    assert len(ours) > 5
    for one in ours:
        with client.get(one) as response:  # closes the file
            assert response.status_code == 200


def test_the_layout_can_be_had(client: FlaskClient) -> None:
    response = client.get("/_dash-layout")
    assert response.status_code == 200
    assert response.get_json()["props"]["id"] == "page-provider"
    assert not re.search(r"https?://", response.text), "nothing on the empty page is from elsewhere"


def test_a_new_dataset_is_on_the_next_page(tiny_folder: Callable[..., Path]) -> None:
    folder = tiny_folder(whole_basemap=False)
    current = CurrentDataset(load(folder), folder)
    client = create_app(current, Settings()).server.test_client()
    before = client.get("/_dash-layout").text
    (folder / "incidents.csv").write_text(
        (folder / "incidents.csv").read_text("utf-8").replace("Alpha", "Alfa"), "utf-8"
    )
    assert current.refresh()
    after = client.get("/_dash-layout").text
    assert (current.dataset.version in before, current.dataset.version in after) == (False, True)
