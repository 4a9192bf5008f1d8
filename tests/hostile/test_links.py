"""Output goes to the target of its name: through a link, into a pipe or a device, and never over an input or another output."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.cli.program import ROOT, ask, piped
from tests.cli.started import started
from tests.files.program import HEADER, ROW, counts, given, rows_of
from tests.hostile.limits import within

CHECK = ("check", "gallium", "--to", "US", "--on", "2025-12-01")
OVERWRITTEN = ": would be overwritten; name another file\n"
FORMATS = ("csv", "csv.gz", "jsonl", "parquet", "feather", "xlsx")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One row, in a folder that is worked in."""
    monkeypatch.chdir(tmp_path)
    return given(tmp_path, "in.csv", f"{HEADER}\n{ROW}\n")


class TestLinks:
    """A link stays, and its target is written."""

    @pytest.mark.parametrize("format_", FORMATS)
    @pytest.mark.parametrize("dangles", [False, True])
    def test_rows_go_through_a_link(self, file: Path, format_: str, dangles: bool) -> None:
        """Into the target, whatever its name is; no other file is left in either folder."""
        (file.parent / "kept").mkdir()
        target, link = file.parent / "kept/target", file.with_name(f"out.{format_}")
        if not dangles:
            target.write_text("old")
        link.symlink_to(target)
        assert ask("screen", str(file), "-o", str(link)).code == 1
        assert link.is_symlink()
        assert [row["decision"] for row in rows_of(link)] == ["license_required"]
        assert [path.name for path in target.parent.iterdir()] == ["target"]
        assert sorted(path.name for path in file.parent.iterdir()) == sorted(["in.csv", "kept", link.name])

    @pytest.mark.parametrize("option", ["-o", "--receipt", "--log"])
    def test_every_result_goes_through_a_link(self, file: Path, option: str) -> None:
        """An answer, a receipt and a line of a log."""
        target, link = file.with_name("target"), file.with_name("link")
        target.write_text("")
        link.symlink_to(target)
        if option == "--receipt":
            assert ask(*CHECK, option, str(link)).code == 2  # a receipt that exists stays, under any name
        else:
            assert ask(*CHECK, option, str(link)).code == 1
        assert ask(*CHECK, option, str(link), "--overwrite").code == 1
        assert link.is_symlink()
        assert target.stat().st_size > 0

    def test_summary_and_rejects_go_through_a_link(self, file: Path) -> None:
        """Like the rows."""
        for name in ("sum.json", "rejects.csv"):
            file.with_name(name).symlink_to(file.with_name(f"to-{name}"))
        assert ask("screen", str(file), "-o", "out.csv", "--summary", "sum.json", "--rejects", "rejects.csv").code == 1
        assert Path("sum.json").is_symlink()
        assert Path("rejects.csv").is_symlink()
        assert Path("to-rejects.csv").read_text(encoding="utf-8").startswith('"row"')

    @pytest.mark.parametrize("arguments", [CHECK, ("screen", "in.csv")])
    def test_a_circle_of_links_is_reported(self, file: Path, arguments: tuple[str, ...]) -> None:
        """It is not replaced."""
        file.with_name("a").symlink_to("b")
        file.with_name("b").symlink_to("a")
        answer = ask(*arguments, "-o", "a", *(("--output-format", "csv") if "screen" in arguments else ()))
        assert (answer.code, answer.err.count("\n")) == (2, 1)
        assert Path("a").is_symlink()


class TestStreams:
    """A pipe and a device are written to, and stay."""

    @pytest.mark.parametrize("arguments", [CHECK, ("screen", "in.csv", "--output-format", "csv")])
    def test_output_can_go_into_a_pipe(self, file: Path, arguments: tuple[str, ...]) -> None:
        """As it is produced; no other file is created."""
        os.mkfifo("pipe")
        read: list[str] = []
        reader = threading.Thread(target=lambda: read.append(Path("pipe").read_text(encoding="utf-8")))
        reader.start()
        with within(60):
            assert ask(*arguments, "-o", "pipe").code == 1
            reader.join()
        assert "gallium" in read[0]
        assert Path("pipe").is_fifo()
        assert sorted(path.name for path in file.parent.iterdir()) == ["in.csv", "pipe"]

    def test_a_device_takes_rows(self, file: Path) -> None:
        """And no file of rejects is created."""
        given(file.parent, "in.csv", f"{HEADER}\n{ROW}\ngallium,nowhere,2025-12-01\n")
        answer = ask("screen", "in.csv", "-o", "/dev/null", "--output-format", "csv", "--allow-rejects")
        assert answer.code == 1
        assert "exportctl: row 3, to: 'nowhere'" in answer.err
        assert Path("/dev/null").is_char_device()
        assert not list(Path("/dev").glob("null.*"))

    @pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
    @pytest.mark.parametrize("through", ["pipe", "file"])
    def test_standard_output_by_another_name(self, file: Path, name: str, through: str) -> None:
        """It is standard output, whatever it leads to, and the file of that name stays."""
        command = ("screen", str(file), "-o", name, "--output-format", "csv")
        with Path("shown").open("wb") as shown:
            done = piped(b"", *command, shown=shown.fileno() if through == "file" else None)
        out = Path("shown").read_bytes() if through == "file" else done.stdout
        assert (done.returncode, counts(done.stderr.decode()).screened) == (1, 1)
        assert [line.split(b",")[0] for line in out.splitlines()] == [b'"item"', b'"gallium"']
        assert Path("/dev/stdout").is_symlink()

    def test_an_open_file_by_its_number_is_no_file_to_replace(self, file: Path) -> None:
        """The process that has it open reads the added text."""
        with file.with_name("kept").open("w+b") as kept:
            kept.write(b"before\n")
            kept.flush()
            command = [sys.executable, "-m", "exportctl", *CHECK, "-o", f"/dev/fd/{kept.fileno()}"]
            done = subprocess.run(command, cwd=ROOT, pass_fds=[kept.fileno()], capture_output=True, check=False)
            kept.seek(0)
            assert (done.returncode, kept.read().startswith(b"before\n")) == (1, True)
            assert os.path.samestat(os.fstat(kept.fileno()), Path("kept").stat())
        assert b"gallium" in Path("kept").read_bytes()

    @pytest.mark.parametrize("arguments", [CHECK, ("screen", "in.csv", "--output-format", "csv")])
    def test_a_folder_is_neither(self, file: Path, arguments: tuple[str, ...]) -> None:
        """It is reported, and stays."""
        file.with_name("folder").mkdir()
        answer = ask(*arguments, "-o", "folder")
        assert (answer.code, answer.err.count("\n")) == (2, 1)
        assert Path("folder").is_dir()


@pytest.fixture
def company(file: Path) -> Path:
    """A folder with a configuration, items and holdings."""
    given(file.parent, "exportctl.toml", 'items = "items.csv"\n')
    given(file.parent, "items.csv", "sku,description\nG-1,gallium\n")
    given(file.parent, "holdings.csv", "owner,company,percent\nA,B,10\n")
    return file.parent


class TestInputFiles:
    """No result replaces or extends a file that the run reads, or writes otherwise."""

    @pytest.mark.parametrize("name", ["items.csv", "exportctl.toml", "link", "hard"])
    @pytest.mark.parametrize(
        "arguments",
        [
            *((*CHECK, "-o"), (*CHECK, "--receipt"), (*CHECK, "--log"), ("explain", "3C001.a", "-o")),
            *(("screen", "in.csv", "-o", "out.csv", "--rejects"), ("screen", "in.csv", "-o", "out.csv", "--summary")),
            *(("screen", "in.csv", "-o", "out.csv", "--receipt"), ("screen", "in.csv", "-o", "out.csv", "--log")),
            *(("screen", "in.csv", "--output-format", "csv", "-o"), ("party", "ACME", "--log")),
            *(("classify", "gallium", "-o"), ("report", "in.csv", "-o"), ("config", "show", "-o")),
        ],
    )
    def test_configuration_files_are_not_overwritten(
        self, company: Path, arguments: tuple[str, ...], name: str
    ) -> None:
        """The configuration and the file of items, by any of their names."""
        Path("link").symlink_to("items.csv")
        Path("hard").hardlink_to("items.csv")
        before = {path.name: path.read_bytes() for path in company.iterdir()}
        answer = ask(*arguments, name)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.endswith(f"{name}{OVERWRITTEN}")
        assert before == {path.name: path.read_bytes() for path in company.iterdir()}

    @pytest.mark.parametrize(
        ("arguments", "name"),
        [
            ((*CHECK, "-o", "q", "--log", "q"), "q"),
            ((*CHECK, "-o", "q", "--receipt", "./q"), "q"),
            ((*CHECK, "--log", "q", "--receipt", "q"), "q"),
            ((*CHECK, "--holdings", "holdings.csv", "-o", "holdings.csv"), "holdings.csv"),
            ((*CHECK, "--holdings", "holdings.csv", "--log", "holdings.csv"), "holdings.csv"),
            (("screen", "in.csv", "-o", "q.csv", "--log", "q.csv"), "q.csv"),
            (("screen", "in.csv", "-o", "q.csv", "--receipt", "q.rejects.csv"), "q.rejects.csv"),
            (("screen", "in.csv", "--log", "in.csv"), "in.csv"),
            (("classify", "in.csv", "-o", "items.csv"), "items.csv"),
            (("party", "ACME", "-o", "q", "--log", "q"), "q"),
        ],
    )
    def test_each_has_a_file_of_its_own(self, company: Path, arguments: tuple[str, ...], name: str) -> None:
        """Whether it exists already; name another, or remove it or not."""
        before = {path.name: path.read_bytes() for path in company.iterdir()}
        answer = ask(*arguments)
        assert (answer.code, answer.out) == (2, "")
        assert answer.err.endswith(f"{name}{OVERWRITTEN}")
        assert before == {path.name: path.read_bytes() for path in company.iterdir()}

    @pytest.mark.parametrize("option", ["--summary", "--log", "--receipt", "-o"])
    @pytest.mark.parametrize("stream", ["stdout", "stderr"])
    def test_nor_what_the_shell_has_opened(self, file: Path, option: str, stream: str) -> None:
        """A summary on standard output is lost where that is replaced."""
        command = ["screen", str(file), option, str(file.with_name("q.csv"))]
        command += ["-o", str(file.with_name("o.csv"))] if option != "-o" else []
        with Path("q.csv").open("wb") as opened, Path(os.devnull).open("r+b") as nowhere:
            printed, noted = (opened, nowhere) if stream == "stdout" else (nowhere, opened)
            streams = [one.fileno() for one in (nowhere, printed, noted)]
            code = started().run(command, streams, os.environ, ROOT)
            assert os.path.samestat(os.fstat(opened.fileno()), Path("q.csv").stat())
        assert code == 2

    def test_nor_a_file_of_the_data(self, file: Path) -> None:
        """A folder of data is read whole."""
        (file.parent / "data").mkdir()
        release = given(file.parent / "data", "release.yaml", "version: 1\n")
        answer = ask("screen", "in.csv", "--data", "data", "--summary", "data/release.yaml")
        assert (answer.code, release.read_text()) == (2, "version: 1\n")
