"""An engine that fails, hangs or comes back: how often it is asked, how long anybody waits, what is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import duckdb
import narwhals as nw
import pytest

from dashboard.data.engines.address import Address, parse
from dashboard.data.engines.engine import Asking
from dashboard.data.engines.health import SLOW, Limits
from dashboard.data.engines.patient import AWAY, Patient
from dashboard.data.lazily import Lazily
from dashboard.data.question import Where
from dashboard.errors import EngineError

SECRET = "hush"
HERE = "postgresql://me:hush@host/db"


@dataclass
class Scripted:
    """Does at each question what stands next in `script`, and answers when nothing stands there."""

    script: list[Callable[[], object]] = field(default_factory=list)
    address: Address = field(default_factory=lambda: parse(HERE, {}))
    failures: tuple[type[Exception], ...] = (OSError, duckdb.Error)
    asked: int = 0
    stopped: int = 0
    stamps: list[str] = field(default_factory=list)

    @contextmanager
    def asking(self) -> Iterator[Asking]:
        self.asked += 1
        with duckdb.connect() as connection:
            table = connection.sql("SELECT range AS position FROM range(7)")
            yield Asking(Lazily(lambda: nw.from_native(table)), self.stop)
            if self.script:
                self.script.pop(0)()

    def stop(self) -> None:
        self.stopped += 1

    def stamp(self) -> str:
        return self.stamps.pop(0) if self.stamps else ""

    def close(self) -> None:
        self.script.clear()


@dataclass
class Clock:
    """A time that passes when somebody sleeps."""

    time: float = 100.0

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += seconds


def fail() -> None:
    raise ConnectionError(f"no way to {HERE} with {SECRET}")


def patient(engine: Scripted, clock: Clock | None = None, **limits: float | tuple[float, ...]) -> Patient:
    clock = clock or Clock()
    return Patient(engine, Limits(**limits), clock.now, clock.sleep)  # type: ignore[arg-type]


@pytest.fixture
def hang() -> Iterator[Callable[[], object]]:
    """Goes on until the test is over."""
    over = threading.Event()
    yield lambda: over.wait(20)
    over.set()


def reason(one: Patient) -> str:
    with pytest.raises(EngineError) as told:
        one.count(Where())
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__ or told.value.__context__ is None
    return told.value.reason


def test_a_question_that_fails_is_asked_again_after_a_while() -> None:
    engine, clock = Scripted([fail, fail]), Clock()
    assert patient(engine, clock, waits=(0.5, 2.0)).count(Where()) == 7
    assert (engine.asked, clock.time) == (3, 102.5)


def test_after_the_last_try_it_is_told_in_a_sentence(caplog: pytest.LogCaptureFixture) -> None:
    engine = Scripted([fail] * 3)
    assert reason(patient(engine, waits=(0.5, 2.0))) == AWAY
    assert engine.asked == 3
    assert caplog.text.count("ConnectionError") == 3
    assert not {word for word in (SECRET, HERE) if word in caplog.text}


def test_no_try_begins_after_the_time_of_the_question() -> None:
    engine, clock = Scripted([fail] * 9), Clock()
    assert reason(patient(engine, clock, seconds=5, waits=(2.0, 2.0, 2.0, 2.0))) == AWAY
    assert (engine.asked, clock.time) == (3, 104)


def test_a_question_that_takes_too_long_is_stopped_and_not_asked_again(hang: Callable[[], object]) -> None:
    engine = Scripted([hang])
    assert reason(patient(engine, seconds=0.5)) == SLOW
    assert engine.asked == 1
    for thread in threading.enumerate():
        if thread.name == "engine-stop":
            thread.join()
    assert engine.stopped == 1


def test_one_slow_question_stops_no_other(hang: Callable[[], object]) -> None:
    one = patient(Scripted([hang]), seconds=1, rest=60)
    assert reason(one) == SLOW
    assert one.count(Where()) == 7


def test_after_two_slow_ones_nobody_waits_for_a_third(hang: Callable[[], object]) -> None:
    engine = Scripted([hang] * 9)
    one = patient(engine, seconds=0.05, rest=60)
    assert [reason(one) for _ in range(5)] == [SLOW] * 5
    assert engine.asked == 2


def test_an_engine_that_is_away_is_left_alone_longer_and_longer() -> None:
    engine, clock = Scripted([fail] * 99), Clock()
    one, asked = patient(engine, clock, waits=(), rest=1, longest_rest=4), []
    for _ in range(13):
        assert reason(one) == AWAY
        asked.append(engine.asked)
        clock.sleep(1)
    assert asked == [1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5]


def test_when_it_is_back_it_is_asked_as_before() -> None:
    engine, clock = Scripted([fail] * 3), Clock()
    one = patient(engine, clock, waits=(), rest=1, longest_rest=64)
    for _ in range(3):
        assert reason(one) == AWAY
        clock.sleep(4)
    assert one.count(Where()) == 7
    engine.script.append(fail)
    assert reason(one) == AWAY
    clock.sleep(1)
    assert one.count(Where()) == 7


def test_a_fault_of_ours_is_no_engine_that_is_away() -> None:
    engine = Scripted([lambda: {}.pop("nothing")])
    with pytest.raises(KeyError):
        patient(engine).count(Where())
    assert engine.asked == 1


def test_another_table_is_told_at_once() -> None:
    def refuse() -> None:
        raise EngineError("engine-other-table", "No such column.")

    engine = Scripted([refuse])
    with pytest.raises(EngineError, match="No such column"):
        patient(engine).begin()
    assert engine.asked == 1


def test_files_tell_their_version_themselves() -> None:
    engine = Scripted(stamps=["a", "a", "b"])
    one = patient(engine)
    assert [one.version() for _ in range(3)] == ["a", "a", "b"]
    assert engine.asked == 0


def test_the_last_version_stays_while_the_engine_is_away() -> None:
    engine = Scripted([fail] * 9, stamps=["a"])
    one = patient(engine)
    assert [one.version(), one.version()] == ["a", "a"]
    assert patient(Scripted([fail] * 9)).version() == ""


def test_nobody_waits_for_the_question_of_another() -> None:
    begun, over = threading.Event(), threading.Event()
    one = patient(Scripted([lambda: (begun.set(), over.wait(10))]), seconds=10)
    other = threading.Thread(target=one.count, args=(Where(),))
    other.start()
    assert begun.wait(10)
    assert one.count(Where()) == 7
    assert other.is_alive()
    over.set()
    other.join()
