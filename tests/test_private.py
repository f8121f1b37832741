"""Private views as dashboards of their own: who has the address sees them, and nobody else anything of them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from dashboard.application import Application, create_app
from dashboard.config import Settings
from dashboard.data.current import CurrentDataset
from dashboard.data.dataset import Dataset
from dashboard.data.private_views import PrivateView, PrivateViews
from dashboard.importers.making import Asked, import_file
from dashboard.private import MOST_KEPT, Beside, PrivatePart, mount
from tests.pages.importing.given import ucdp
from tests.tiny import edit, rewrite

NAME = "ucdp-ged"
BEGIN = 1_795_880_000.0
HEADERS = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


@pytest.fixture
def settings(tiny_folder: Callable[..., Path], tmp_path: Path) -> Settings:
    return Settings(
        data_dir=tiny_folder(whole_basemap=False), state_dir=tmp_path / "state", public_url="https://public.example"
    )


@pytest.fixture
def views(settings: Settings) -> PrivateViews:
    return PrivateViews(settings.state_dir, settings.private_views)


@pytest.fixture
def public(settings: Settings) -> Application:
    application = create_app(CurrentDataset.open(settings.data_dir, settings.state_dir), settings)
    mount(application, settings)
    return application


@pytest.fixture
def client(public: Application) -> FlaskClient:
    return public.server.test_client()


@dataclass(frozen=True)
class Always(Beside):
    """Gives the public dashboard for every view, and notes for which."""

    made: list[PrivateView] = field(default_factory=list)

    def make(self, view: PrivateView, prefix: str) -> Application:
        self.made.append(view)
        return self.public


def view_of(views: PrivateViews, dataset: Dataset, *ids: str) -> PrivateView:
    """A new view of imported events with these ids."""
    view = views.begin()
    path = view.given / "ged241.csv"
    path.write_bytes(ucdp(*({"id": one, "where_coordinates": f"Village {one}"} for one in ids)))
    import_file(Asked(path), view.folder, dataset)
    return view


def at(view: PrivateView, path: str = "/") -> str:
    """An address of a view."""
    return f"/private/{view.token}{path}"


def test_each_view_and_the_public_dashboard_give_their_own_numbers(
    client: FlaskClient, views: PrivateViews, public: Application
) -> None:
    dataset = public.current.dataset
    before = client.get("/api/summary.json").json
    one, two = view_of(views, dataset, "1", "2"), view_of(views, dataset, "7", "8", "9")
    counts = [client.get(at(view, f"/api/summary.json?dataset={NAME}")).json["incidents"] for view in (one, two)]
    assert counts == [2, 3]
    assert [client.get(at(view, "/api/summary.json")).json["incidents"] for view in (one, two)] == [
        before["incidents"]
    ] * 2, "without a choice a view shows what everybody sees"
    assert client.get("/api/summary.json").json == before
    assert client.get(f"/api/summary.json?dataset={NAME}").status_code == 400


def test_nothing_of_a_view_is_in_an_answer_of_the_public_dashboard_or_another_view(
    client: FlaskClient, views: PrivateViews, public: Application
) -> None:
    one = view_of(views, public.current.dataset, "1111111", "2")
    two = view_of(views, public.current.dataset, "3333333")
    own = client.get(at(one, f"/api/incidents.csv?dataset={NAME}")).text
    assert "Village 1111111" in own
    pages = ("/", "/_dash-layout", "/import", "/published", "/about-the-data", "/data-records?table=sources", "/views")
    paths = (*pages, "/api/openapi.json", "/api/docs", "/api/incidents.csv", "/api/sources.csv")
    for path in (*paths, *(at(two, path) for path in paths)):
        text = client.get(path).text
        assert not re.search(r"1111111", text), path
        assert one.token not in text, path
        if not path.startswith("/private"):
            assert NAME not in text.replace(f"given-format-{NAME}", ""), path


def test_a_file_never_names_the_address_of_a_view(
    client: FlaskClient, views: PrivateViews, public: Application
) -> None:
    view = view_of(views, public.current.dataset, "1")
    for path in ("incidents.csv", "incidents.meta.json", "incidents.geojson", "summary.json", "sources.csv"):
        answer = client.get(at(view, f"/api/{path}?dataset={NAME}"))
        assert answer.status_code == 200
        assert not any(secret in answer.text for secret in (view.token, "public.example", "/private/")), path
    assert "public.example" in slides(client, "/api/briefing.pptx")
    told = slides(client, at(view, f"/api/briefing.pptx?dataset={NAME}"))
    assert not any(secret in told for secret in (view.token, "public.example", "/private/"))


def slides(client: FlaskClient, path: str) -> str:
    """All that stands in the slides, and what they are called."""
    answer = client.get(path)
    with zipfile.ZipFile(io.BytesIO(answer.data)) as parts:
        texts = [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    return "\n".join([str(answer.headers["Content-Disposition"]), *texts])


def test_every_answer_says_that_it_is_private(client: FlaskClient, views: PrivateViews, public: Application) -> None:
    view = view_of(views, public.current.dataset, "1")
    for path in ("/", "/api/summary.json", "/published", "/_dash-layout", "/assets/dashboard.css", "/none", "/import"):
        with client.get(at(view, path)) as answer:
            assert {name: answer.headers[name] for name in HEADERS} == HEADERS, path
            assert "ETag" not in answer.headers
            assert "Content-Security-Policy" in answer.headers
    for path in ("/", "/api/summary.json"):
        assert "X-Robots-Tag" not in client.get(path).headers


def test_the_page_of_a_view_says_what_it_is_and_loads_from_it_alone(
    client: FlaskClient, views: PrivateViews, public: Application
) -> None:
    view = view_of(views, public.current.dataset, "1")
    assert client.get(f"/private/{view.token}?a=1").headers["Location"].startswith(at(view))
    index = client.get(at(view)).text
    addresses = re.findall(r"""(?:src|href)=["']([^"']+)""", index)
    assert addresses
    assert all(one.startswith((at(view), "data:")) for one in addresses)
    layout = client.get(at(view, "/_dash-layout")).text
    assert "Private view" in layout
    assert "Private view" not in client.get("/_dash-layout").text


def test_a_view_is_gone_when_its_time_is_over(settings: Settings, tiny: Dataset, public: Application) -> None:
    clock = [BEGIN]
    views = PrivateViews(settings.state_dir, 3, lambda: clock[0])
    made: list[PrivateView] = []
    part = PrivatePart(public.server.wsgi_app, views, Always(public, settings, made), 0)
    client = Client(part)
    view = views.begin()
    assert [client.get(at(view, "/healthz")).status_code for _ in range(2)] == [200, 200]
    clock[0] += 2 * 3600
    answer = client.get(at(view, "/healthz"))
    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert not view.folder.exists()
    assert made == [view]
    assert part._kept == {}


def test_a_few_dashboards_are_kept_and_the_one_that_was_not_used_goes(settings: Settings, public: Application) -> None:
    views = PrivateViews(settings.state_dir, 20)
    made: list[PrivateView] = []
    client = Client(PrivatePart(public.server.wsgi_app, views, Always(public, settings, made), 0))
    first, *others = [views.begin() for _ in range(MOST_KEPT + 1)]
    for view in (first, *others[:-1], first, others[-1], first, others[0]):
        assert client.get(at(view, "/healthz")).status_code == 200
    assert made == [first, *others, others[0]]


def test_another_process_shows_the_same_view(settings: Settings, views: PrivateViews, public: Application) -> None:
    """Two applications share nothing but the folders."""
    other = create_app(CurrentDataset.open(settings.data_dir, settings.state_dir), settings)
    mount(other, settings)
    view = view_of(views, public.current.dataset, "1", "2")
    clients = [one.server.test_client() for one in (public, other)]
    path = at(view, f"/api/summary.json?dataset={NAME}")
    first, second = [client.get(path).json for client in clients]
    assert first == second
    views.remove(view.token)
    assert [client.get(path).status_code for client in clients] == [404, 404]


def test_a_view_follows_the_data_and_its_own_import(
    settings: Settings, client: FlaskClient, views: PrivateViews, public: Application
) -> None:
    view = view_of(views, public.current.dataset, "1")
    first = client.get(at(view, "/healthz")).json["data_version"]
    assert first != public.current.dataset.version
    edit(settings.data_dir, "incidents", "inc-03", "civilians_injured", "30")
    assert client.get(at(view)).status_code == 200
    second = client.get(at(view, "/healthz")).json["data_version"]
    path = view.given / "ged241.csv"
    path.write_bytes(ucdp({"id": "1"}, {"id": "5"}))
    import_file(Asked(path), view.folder, public.current.dataset)
    client.get(at(view))
    assert len({first, second, client.get(at(view, "/healthz")).json["data_version"]}) == 3


def test_a_view_shares_the_basemap_while_the_boundaries_are_the_same(
    settings: Settings, views: PrivateViews, public: Application
) -> None:
    beside = Beside(public, settings)
    view = view_of(views, public.current.dataset, "1")
    application = beside.make(view, "/")
    assert application.current.dataset.basemap is public.current.dataset.basemap
    edit(settings.data_dir, "incidents", "inc-03", "civilians_injured", "30")
    beside.refresh(application)
    assert application.current.dataset.basemap is public.current.dataset.basemap
    rewrite(
        settings.data_dir, "boundaries/countries.geojson", lambda content: content.replace(b"Jordan", b"New Jordan")
    )
    beside.refresh(application)
    assert application.current.dataset.basemap is not public.current.dataset.basemap


def test_while_the_data_is_broken_a_view_that_has_to_be_made_says_so(
    settings: Settings, client: FlaskClient, views: PrivateViews, public: Application
) -> None:
    view = view_of(views, public.current.dataset, "1")
    (settings.data_dir / "dataset.toml").write_text("[")
    answer = client.get(at(view))
    assert answer.status_code == 503
    assert "being changed" in answer.text


def test_it_works_in_a_part_of_a_server(settings: Settings, views: PrivateViews) -> None:
    application = create_app(CurrentDataset.open(settings.data_dir), settings, prefix="/x/y/")
    mount(application, settings)
    client = Client(DispatcherMiddleware(_nothing, {"/x/y": application.server}))
    view = view_of(views, application.current.dataset, "1")
    index = client.get(f"/x/y{at(view)}").text
    assert f'src="/x/y{at(view)}' in index
    assert client.get(f"/x/y/private/{view.token}").headers["Location"] == f"/x/y{at(view)}"


def test_an_error_of_ours_names_no_token_in_the_log(
    public: Application, views: PrivateViews, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = view_of(views, public.current.dataset, "1")
    public.server.config["PROPAGATE_EXCEPTIONS"] = False

    def fail(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("dashboard.pages.importing.routes.kept", fail)
    assert public.server.test_client().get(at(view, "/import")).status_code == 500
    assert "a fault" in caplog.text
    assert view.token not in caplog.text


def test_what_was_left_by_another_process_goes_at_the_start(settings: Settings, tiny: Dataset) -> None:
    old = PrivateViews(settings.state_dir, 3, lambda: BEGIN - 10_000_000).begin()
    mount(create_app(CurrentDataset(tiny), settings), settings)
    assert not old.folder.exists()


def _nothing(environ: Any, start_response: Any) -> Iterator[bytes]:
    start_response("404 NOT FOUND", [])
    return iter(())
