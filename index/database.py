"""One SQLite file opened safely: ours or refused, WAL, durable commits, errors in Chinese."""

import sqlite3
import time
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from corpus.errors import IndexUnavailableError
from index.tables import SCHEMA, Row

NAME = "nianbao.db"
SEEDING = "seeding"
"""Left in an index directory while the shipped corpus is being built into it."""
APPLICATION = 0x4E424157
"""``PRAGMA application_id``: tells our file from any other SQLite file."""
FORMAT = 1
"""``PRAGMA user_version``: raised when the tables change."""
BUSY_SECONDS = 30.0
"""How long a writer waits for another one; a report's transaction takes milliseconds."""


def seeded(directory: Path) -> bool:
    """Whether there is an index that no interrupted first build left half done."""
    return (directory / NAME).exists() and not (directory / SEEDING).exists()


class Database:
    """A connection shared by threads: one lock, so that a read never sees half a write.

    Args:
        directory: holds ``nianbao.db``; a local disk, WAL is unsafe on network ones.
        create: make directory and tables when missing.

    Raises:
        IndexUnavailableError: missing, foreign, of another version, damaged or not writable.
    """

    def __init__(self, directory: Path, *, create: bool = False) -> None:
        """Open and check the file."""
        self.directory = directory
        self.path = directory / NAME
        self._lock = RLock()
        with self._translated():
            if create:
                directory.mkdir(parents=True, exist_ok=True)
            elif not self.path.is_file():
                raise IndexUnavailableError(
                    f"索引目录 {directory} 里没有索引；请先运行 python -m assistant build"
                )
            self._connection = self._connect(create)
            # Whoever opens an index and lets go of it need not close it.
            weakref.finalize(self, self._connection.close)
            try:
                self._check()
            except IndexUnavailableError:
                self._connection.close()
                raise

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows of one statement."""
        with self._lock, self._translated():
            return self._connection.execute(sql, parameters).fetchall()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Every read inside sees the same committed state; writers are not held up."""
        with self._lock, self._translated():
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write all or nothing; on return the commit is on disk."""
        with self._lock, self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                # Also reached when COMMIT itself fails (disk full): nothing may linger.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def copy(self, target: Path) -> None:
        """A compact, consistent copy in ``target``, which must not exist."""
        with self._lock, self._translated():
            self._connection.execute("VACUUM INTO ?", (str(target),))

    def close(self) -> None:
        """Close the file; the write-ahead log is folded in when nobody else has it open."""
        with self._lock:
            self._connection.close()

    def _connect(self, create: bool) -> sqlite3.Connection:
        connection = self._open("mode=rwc" if create else "mode=rw")
        try:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            if create:
                _initialise(connection)
        except sqlite3.Error as error:
            connection.close()
            unwritable = getattr(error, "sqlite_errorcode", 0) & 0xFF in _UNWRITABLE
            if create or not unwritable or _log_size(self.path) > 0:
                raise
            # A read-only directory has no place for WAL's shared memory. Without a log the
            # file alone is the whole truth, and nobody can be writing to it.
            connection = self._open("mode=ro&immutable=1")
        return connection

    def _open(self, mode: str) -> sqlite3.Connection:
        return sqlite3.connect(
            f"{self.path.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )

    def _check(self) -> None:
        application = self.rows("PRAGMA application_id")[0][0]
        version = self.rows("PRAGMA user_version")[0][0]
        if not self.rows("SELECT 1 FROM sqlite_master LIMIT 1"):
            raise IndexUnavailableError(
                f"索引 {self.path} 没有建完；请先运行 python -m assistant build"
            )
        if application != APPLICATION:
            raise IndexUnavailableError(
                f"{self.path} 不是年报问答的索引；请换一个 --index 目录，或移走该文件后重新 build"
            )
        if version != FORMAT:
            raise IndexUnavailableError(
                f"索引 {self.path} 是第 {version} 版格式，本程序用第 {FORMAT} 版；"
                f"请{'升级程序' if version > FORMAT else '删除该目录'}"
                "或换一个 --index 目录重新运行 python -m assistant build"
            )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise IndexUnavailableError(self._message(error)) from error
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise IndexUnavailableError(
                f"索引目录 {self.directory} 打不开：{reason}；请检查路径与权限"
            ) from error

    def _message(self, error: sqlite3.Error) -> str:
        name = getattr(error, "sqlite_errorname", "") or ""
        for start, text in _REASONS:
            if name.startswith(start):
                return f"索引 {self.path} {text}"
        return f"索引 {self.path} 出错（{error}）；请换一个 --index 目录重新 build"


_UNWRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)

_REASONS = (
    ("SQLITE_READONLY", "不可写；请检查目录权限，或换一个 --index 目录"),
    ("SQLITE_CANTOPEN", "打不开；请检查目录权限，或换一个 --index 目录"),
    ("SQLITE_FULL", "写不进：磁盘已满；已写入的年报完好，请腾出空间后再试"),
    ("SQLITE_IOERR", "读写失败；请检查磁盘空间与状况后再试，已写入的年报完好"),
    ("SQLITE_BUSY", "正被另一进程写入；请稍后再试"),
    ("SQLITE_NOTADB", "不是 SQLite 文件；请换一个 --index 目录，或移走该文件后重新 build"),
    ("SQLITE_CORRUPT", "已损坏；请用备份恢复，或删除该目录后重新 build"),
)


def _initialise(connection: sqlite3.Connection) -> None:
    """Make an empty file ours; a second process doing the same finds it done."""
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > 0:
        return
    _switch_to_wal(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            for statement in SCHEMA.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id={APPLICATION}")
            connection.execute(f"PRAGMA user_version={FORMAT}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    # Changing the journal mode does not honour the busy timeout, so two processes that
    # create the same index at once have to take turns here.
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _log_size(path: Path) -> int:
    log = path.with_name(path.name + "-wal")
    return log.stat().st_size if log.exists() else 0
