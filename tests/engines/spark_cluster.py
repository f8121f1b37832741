"""A Spark cluster for tests: a master and workers, each a process of its own on the loopback address."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

HOST = "127.0.0.1"
START_SECONDS = 60
# Small, on one machine; for so few events code is made and adapted longer than it runs.
DEFAULTS = {
    "spark.driver.host": HOST,
    "spark.driver.bindAddress": HOST,
    "spark.driver.memory": "512m",
    "spark.executor.memory": "512m",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


class Cluster:
    """`home` is where pyspark is; everything that the cluster writes goes to `folder`."""

    def __init__(self, home: Path, folder: Path) -> None:
        self._home, self._folder = home, folder
        self._started: dict[str, subprocess.Popen[bytes]] = {}
        self.port = free_port()
        self.url = f"spark://{HOST}:{self.port}"
        (folder / "spark-defaults.conf").write_text("".join(f"{name} {value}\n" for name, value in DEFAULTS.items()))

    @property
    def environment(self) -> dict[str, str]:
        """What Spark's programs read, the one in the process of the tests too."""
        return {
            "SPARK_HOME": str(self._home),
            "SPARK_CONF_DIR": str(self._folder),
            "SPARK_LOCAL_IP": HOST,
            "SPARK_LOCAL_DIRS": str(self._folder / "local"),
            "SPARK_DAEMON_MEMORY": "256m",
            "PYSPARK_SUBMIT_ARGS": "pyspark-shell",
        }

    def start_master(self) -> None:
        """Listen on the port that the cluster had from the beginning."""
        self._start("master", "org.apache.spark.deploy.master.Master", "--port", str(self.port))
        self._wait_for("master", "I have been elected leader")

    def start_worker(self, name: str) -> None:
        """One core, known to the master when this is done."""
        small = ["--cores", "1", "--memory", "512m", "--work-dir", str(self._folder / name)]
        self._start(name, "org.apache.spark.deploy.worker.Worker", "--port", "0", *small, self.url)
        self._wait_for(name, "Successfully registered with master")

    def wait_for_workers(self, number: int) -> None:
        """Until so many workers have found the master that was started last."""
        self._wait_for("master", "Registering worker", number)

    def kill(self, name: str) -> None:
        """End it, and the processes that it started, without a chance to say so."""
        process = self._started.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        """End whatever is left."""
        for name in list(self._started):
            self.kill(name)

    def _log(self, name: str) -> Path:
        return self._folder / f"{name}.log"

    def _start(self, name: str, java_class: str, *arguments: str) -> None:
        command = [str(self._home / "bin" / "spark-class"), java_class, "--host", HOST, "--webui-port", "0", *arguments]
        with self._log(name).open("wb") as log:
            self._started[name] = subprocess.Popen(
                command, env=os.environ | self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def _wait_for(self, name: str, text: str, times: int = 1) -> None:
        """Until the program has said `text` so many times."""
        ends = time.monotonic() + START_SECONDS
        while self._log(name).read_text("utf-8", "replace").count(text) < times:
            if time.monotonic() > ends or self._started[name].poll() is not None:
                raise AssertionError(f"{name} did not start:\n{self._log(name).read_text('utf-8', 'replace')[-3000:]}")
            time.sleep(0.1)


def free_port() -> int:
    """A port of the loopback address that nobody listens on now."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])
