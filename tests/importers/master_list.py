"""Master lists of IOM DTM as workbooks, with the quirks of ten years, made from our own reports of displacement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from tests.importers.given import Row, read_csv
from tests.tiny import BUNDLED

GOVERNORATES = (
    "Anbar", "Babylon", "Baghdad", "Basrah", "Dahuk", "Diyala", "Erbil", "Kerbala", "Kirkuk", "Missan", "Muthanna",
    "Najaf", "Ninewa", "Qadissiya", "Salah al-Din", "Sulaymaniyah", "Thi-Qar", "Wassit",
)  # fmt: skip
PERIODS = ("Pre-June14", "June-July14", "August14", "Post September14", "Post April15", "Post March16",
           "Post 17 October16", "July 17", "Jan 19", "Jan 20", "Jan2021", "Jan2022", "Jan2023", "Jan2024")  # fmt: skip
SHELTERS = ("Camp", "Host families", "Rented houses", "School building")
PLACE = ("Place id", "Location name in English", "Location name in Arabic", "Governorate", "District", "Latitude",
         "Longitude", "OCHA admin 1", "OCHA admin 2", "OCHA PCode")  # fmt: skip
HEADER = (*PLACE, "Households", "Individuals", *GOVERNORATES, *PERIODS, *SHELTERS, "Open Street Map")
TITLE = ("IOM Displacement Tracking Matrix", "IDP Master List, Round 134, 31 December 2024")
FILE = "Round134_Master_List_IDP_2024-12-31_IOM_DTM.xlsx"


def place(number: int, families: object = 20, people: object = 120, **cells: object) -> dict[str, object]:
    """A place in Amedi, all from Ninewa since 2024."""
    return {
        "Place id": number, "Location name in English": f"Village {number}",
        "Location name in Arabic": f"قرية {number}",
        "Governorate": "Dahuk", "District": "Amedi", "Households": families, "Individuals": people, "Ninewa": people,
        "Jan2024": people, **cells,
    }  # fmt: skip


def our_places() -> list[Row]:
    """Our reports of displaced families in a district, each as one place with as many families."""
    rows = [row for row in read_csv(BUNDLED / "displacement.csv") if row["families_displaced"] and row["district"]]
    return [
        {"Place id": str(at), "Location name in English": f"Place {at}", "Governorate": row["province"],
         "District": row["district"], "Households": row["families_displaced"],
         "Individuals": str(6 * int(row["families_displaced"])), "Ninewa": str(6 * int(row["families_displaced"]))}
        for at, row in enumerate(rows, start=1)
    ]  # fmt: skip


def write_list(
    path: Path,
    rows: Sequence[Mapping[str, object]],
    header: Sequence[str] = HEADER,
    *,
    above: Sequence[str] = TITLE,
    sheet: str = "DTM Dataset",
    called: Mapping[str, str] | None = None,
) -> Path:
    """A workbook with `above` in the lines above the header; `called` are other names for columns of `header`."""
    book = Workbook()
    table = book.active
    table.title = sheet
    for line in above:
        table.append([line])
    table.append([(called or {}).get(name, name) for name in header])
    for row in rows:
        table.append([row.get(name) for name in header])
    book.save(path)
    return path
