"""`data news` lists what issuers published and the data does not hold, and `data new` begins with it."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import socket
from pathlib import Path
from typing import Any

import pytest

from exportctl.api import Law
from exportctl.news.saved import announced_act
from exportctl.store.announcements import read_announcements
from tests.cli.program import Answer, ask, spawn
from tests.cli.test_bad_input import refused

SAVED = Path(__file__).parents[1] / "news" / "saved"
FILES = ("column.json", "unit.json", "index.html", "catalogues.html")
HELD = (
    *("mofcom-2023-23", "mofcom-2025-70", "mofcom-2025-89", "mofcom-2025-91", "mofcom-2026-11", "mofcom-2026-12"),
    *("mofcom-order-2025-7", "state-council-2024-792", "uel-2025-10", "mofcom-2026-42"),
)
"""The acts of a folder that holds everything that the lists show in their first state."""
ACT = """\
id: {id}
jurisdiction: CN
issuers: [MOFCOM]
published: {year}-02-01
title: {{en: An act, zh: 公告}}
sources: [{{ref: the gazette, confidence: official-text-seen}}]
checked: 2026-10-10
provisions:
  - paragraph: "1"
    title: {{en: No condition, zh: 无}}
    from: {year}-02-01
    binds: exporters-at-home
    no_condition: a test needs none
"""
ANTI_DUMPING = "- {id: mofcom-2026-43, reason: Anti-dumping, checked: 2026-10-28}\n"
PARTY_NOTICE = "不可靠实体清单工作机制关于将甲公司等外国实体列入不可靠实体清单的公告"


@pytest.fixture
def law(tmp_path: Path, data: Path) -> Path:
    """A data folder with some acts and the project's lists."""
    folder = tmp_path / "law"
    shutil.copytree(data / "announcements", folder / "announcements")
    (folder / "release.yaml").write_text(
        'version: "1"\njurisdictions:\n'
        "  - {id: CN, name: {en: China, zh: 中国}, territory: [CN], checked_through: 2026-10-10}\n",
        encoding="utf-8",
    )
    (folder / "reviewed.yaml").write_text("[]\n", encoding="utf-8")
    for id_ in HELD:
        year = id_.split("-")[-2]
        file = folder / "acts" / "cn" / year / f"{id_}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(ACT.format(id=id_, year=year), encoding="utf-8")
    return folder


def news(state: str, *arguments: str, data: Path | None = None, files: tuple[str, ...] = FILES) -> Answer:
    """Return the announcements of the lists in a state that a data folder, or the project's data, lacks."""
    where = ("--data", str(data)) if data else ()
    return ask("data", "news", *(str(SAVED / state / name) for name in files), *where, *arguments)


def ids(answer: Answer) -> list[str]:
    """Return the ids of the new acts."""
    return [item["id"] for item in answer.json["new"]]


class TestComparison:
    """Acts count as held by issuer and number."""

    def test_the_first_state_holds_nothing_new_for_the_data_of_the_project(self) -> None:
        """The data holds every act of the four lists, two of them under two addresses."""
        answer = news("before", "-f", "json")
        assert (answer.code, answer.json["new"], answer.json["unnumbered"]) == (0, [], [])
        assert {item["announcements"] for item in answer.json["lists"]} == {5, 2}

    def test_the_second_state_has_exactly_what_is_new_and_each_act_once(self, law: Path) -> None:
        """No. 45 is on three lists, once without its number, and No. 46 on two."""
        answer = news("after", "-f", "json", data=law)
        assert answer.code == 1
        assert ids(answer) == ["mofcom-2026-43", "mofcom-2026-45", "mofcom-2026-46", "mofcom-2026-60"]
        assert [item["title"] for item in answer.json["unnumbered"]] == [
            PARTY_NOTICE,
            "公布延长暂停实施商务部公告2024年第46号第二款的决定",
        ]
        assert answer.json["new"][1] == {
            "id": "mofcom-2026-45",
            "issuer": "商务部、海关总署",
            "year": 2026,
            "number": 45,
            "published": "2026-10-20",
            "title": "商务部 海关总署公告2026年第45号 关于对铟相关物项实施出口管制的公告",
            "subject": "关于对铟相关物项实施出口管制的公告",
            "address": "https://exportcontrol.mofcom.gov.cn/article/zcfg/gnzcfg/zcfggzqd/202610/1301.html",
            "addresses": [
                "https://exportcontrol.mofcom.gov.cn/article/zcfg/gnzcfg/zcfggzqd/202610/1301.html",
                f"https://www.mofcom.gov.cn/zcfb/blgg/gg/2026/art/2026/art_{0x2D:032x}.html",
                f"https://aqygzj.mofcom.gov.cn/flzc/gzjgfxwj/art/2026/art_{0x2645:032x}.html",
            ],
            "list": "exportcontrol-lists",
        }

    def test_a_page_that_vanished_ends_nothing(self, law: Path) -> None:
        """No. 23/2023 is on no list of the second state, and the news do not mention it."""
        answer = news("after", "-f", "json", data=law)
        assert "mofcom-2023-23" not in answer.out

    def test_gaps_between_numbers_are_leads_and_no_news(self, law: Path) -> None:
        """They begin after the highest held number below the list, and do not fail a run."""
        gaps = [
            (item["first"], item["last"], item["count"]) for item in news("after", "-f", "json", data=law).json["gaps"]
        ]
        assert ("mofcom-2026-44", "mofcom-2026-44", 1) in gaps
        assert ("mofcom-2026-47", "mofcom-2026-59", 13) in gaps
        assert not [first for first, *_ in gaps if first.startswith(("state-council", "uel"))]
        before = news("before", "-f", "json", data=law)
        assert (before.code, next(item["first"] for item in before.json["gaps"])) == (0, "mofcom-2025-71")

    def test_reviewed_announcements_are_not_news(self, law: Path) -> None:
        """By its number, or by title and day where it has none; the same title of another month is news."""
        review = f"- {{title: {PARTY_NOTICE}, published: 2026-10-28, reason: Not listed yet, checked: 2026-10-28}}\n"
        (law / "reviewed.yaml").write_text(ANTI_DUMPING + review, encoding="utf-8")
        answer = news("after", "-f", "json", data=law)
        assert "mofcom-2026-43" not in ids(answer)
        assert len(answer.json["unnumbered"]) == 1
        other = review.replace("2026-10-28, reason", "2026-08-28, reason")
        (law / "reviewed.yaml").write_text(ANTI_DUMPING + other, encoding="utf-8")
        assert len(news("after", "-f", "json", data=law).json["unnumbered"]) == 2

    def test_a_guidance_with_the_title_of_an_announcement_is_held(self, tmp_path: Path) -> None:
        """Answers have no number; title and day show that the data holds them."""
        row = {"title": "两用物项常见问题解答之二（钨、碲）", "url": "/1.html", "publishTimeStr": "2025-03-12 09:00:00"}
        file = tmp_path / "answers.json"
        for day, code in (("2025-03-12", 0), ("2026-03-12", 1)):
            rows = {"pageInfo": {"rows": [row | {"publishTimeStr": day}]}}
            file.write_text(json.dumps(rows), encoding="utf-8")
            assert ask("data", "news", str(file)).code == code


class TestFaults:
    """A list that was not read can hold anything."""

    def test_an_empty_list_is_reported_and_hides_no_news_of_the_others(self, law: Path, tmp_path: Path) -> None:
        """The exit code is 2, whatever the others hold."""
        empty = tmp_path / "empty.html"
        empty.write_text("<html><body>OK</body></html>", encoding="utf-8")
        index = str(SAVED / "after" / "index.html")
        answer = ask("data", "news", str(empty), index, "--data", str(law), "-f", "json")
        assert (answer.code, len(ids(answer))) == (2, 3)
        assert answer.json["not_read"] == [
            {
                "source": str(empty),
                "error": "has no announcement: the list is empty, or its form has changed; open it in a browser",
            }
        ]
        table = ask("data", "news", str(empty), index, "--data", str(law))
        assert "Not read" in table.words
        assert table.err.startswith(f"exportctl: {empty}: has no announcement: the list is empty")

    def test_a_row_that_cannot_be_read_is_reported_beside_a_held_act(self, law: Path, tmp_path: Path) -> None:
        """It is named in one line, in each format; the exit code is 2."""
        file = tmp_path / "list.json"
        held = {"title": "商务部公告2026年第12号", "url": "/1.html", "publishTimeStr": "2026-02-24"}
        file.write_text(json.dumps({"pageInfo": {"rows": [held, {"title": " ", "url": "/2.html"}]}}), encoding="utf-8")
        call = ("data", "news", str(file), "--data", str(law))
        line = f"{file}: row 2 has no title, and its number cannot be read; open the list in a browser"
        table = ask("--quiet", *call)
        assert (table.code, table.err) == (2, f"exportctl: {line}\n")
        assert "NOT EVERY LIST WAS READ" in table.out
        answer = ask(*call, "-f", "json").json
        assert (answer["exit_code"], answer["lists"]) == (2, [{"source": str(file), "announcements": 1}])
        assert [f"{item['source']}: {item['error']}" for item in answer["not_read"]] == [line]
        assert "Lists and rows that were not read:" in ask(*call, "-f", "markdown").out
        assert ask(*call, "-f", "github").out.startswith(f"::error title=exportctl%3A not read::{line}")

    def test_an_act_that_no_list_links_to_is_reported_without_an_address(self, law: Path, tmp_path: Path) -> None:
        """Its number is readable; a template of the act names no address."""
        file, saved = tmp_path / "list.html", tmp_path / "news.json"
        item = "<li>商务部公告2026年第88号 关于锂的公告<span>[2026-11-30]</span></li>"
        file.write_text(f'<ul class="txtList_01">{item}</ul>', encoding="utf-8")
        call = ("data", "news", str(file), "--data", str(law))
        table = ask("--quiet", *call)
        assert (table.code, table.err) == (1, "")
        assert "mofcom-2026-88 no address" in table.words
        assert "第88号 关于锂的公告 mofcom-announcements" in ask(*call, "-f", "markdown").out
        assert "第88号 关于锂的公告\n" in ask(*call, "-f", "github").out
        assert ask(*call, "-f", "json", "-o", str(saved)).code == 1
        assert json.loads(saved.read_text(encoding="utf-8"))["new"][0]["address"] == ""
        own = str(tmp_path / "own")
        act = Path(ask("data", "new", "mofcom-2026-88", "--from", str(saved), "--data", own).out.splitlines()[0])
        assert 'url: ""' in act.read_text(encoding="utf-8")

    def test_an_error_of_the_only_list_is_no_answer(self) -> None:
        """Its one line goes to stderr, like that of any file that cannot be read."""
        answer = ask("data", "news", "nope.html")
        assert (answer.code, answer.out) == (2, "")
        assert answer.err == "exportctl: nope.html: cannot be read: No such file or directory; correct the name\n"

    def test_files_or_the_network_and_not_both(self) -> None:
        """Nothing is fetched unless the option requests it."""
        assert "--fetch" in refused(ask("data", "news"))
        assert "--fetch" in refused(ask("data", "news", "list.html", "--fetch"))

    def test_saved_lists_open_no_network(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """No socket is made, and what could make one is not imported."""

        def refuse(*_: Any, **__: Any) -> None:
            raise AssertionError("a socket")

        monkeypatch.setattr(socket, "socket", refuse)
        assert news("before").code == 0
        result = spawn("data", "news", str(SAVED / "before" / "index.html"), PYTHONPROFILEIMPORTTIME="1")
        assert "exportctl.news.lists" in result.err
        assert "urllib.request" not in result.err
        assert "exportctl.news.fetching" not in result.err


class TestFormats:
    """People, workflows and issues read the same news."""

    def test_a_table_names_act_day_title_and_address(self, law: Path) -> None:
        """And the next step."""
        text = news("after", data=law).words
        assert text.startswith("6 ANNOUNCEMENTS NOT HELD lists read: 4 | announcements: 19")
        assert "2026-10-20 商务部 海关总署公告2026年第45号" in text
        assert "mofcom-2026-45 https://exportcontrol.mofcom.gov.cn/" in text
        assert "Read each announcement." in text
        assert "NOTHING NEW" in news("before", data=law).out

    def test_an_act_is_cited_with_its_issuers_above_its_id(self) -> None:
        """The Chinese citation begins with the issuer itself."""
        lines = [line.partition("  ")[0] for line in news("after").out.splitlines()]
        assert lines[lines.index("No. 45/2026 (MOFCOM, GACC)") + 1] == "mofcom-2026-45"
        lines = [line.partition("  ")[0] for line in news("after", "--lang", "zh").out.splitlines()]
        assert lines[lines.index("商务部公告2026年第45号") + 1] == "mofcom-2026-45"

    @pytest.mark.parametrize(
        ("lang", "leads"),
        [
            (
                "en",
                "numbers of a series that no list shows and the data does not hold, so an act may be missing: mofcom-2025-71",
            ),
            ("zh", "同一系列中各列表均未显示、法规数据也未收录的文号，可能对应遗漏的法规文件：mofcom-2025-71"),
        ],
    )
    def test_leads_are_explained(self, lang: str, leads: str, law: Path) -> None:
        """In the line of the numbers themselves."""
        assert leads.replace(" ", "") in "".join(news("after", "--lang", lang, data=law).out.split())

    def test_markdown_has_a_box_for_each_announcement(self, law: Path) -> None:
        """As an issue is written."""
        lines = news("after", "-f", "markdown", data=law).out.splitlines()
        assert lines[0] == "### exportctl data news: 6 announcements not held"
        assert len([line for line in lines if line.startswith("- [ ] ")]) == 6
        assert "- mofcom-2026-47 to mofcom-2026-59" in lines

    def test_github_has_an_annotation_for_each_announcement(self, law: Path) -> None:
        """A warning for news, a notice for a gap, an error for a list that was not read."""
        lines = news("after", "-f", "github", data=law).out.splitlines()
        assert len([line for line in lines if line.startswith("::warning title=exportctl%3A ")]) == 6
        assert lines[-1] == "exportctl: 6 announcements not held"
        assert ask("data", "news", "none.html", "-f", "github").out.startswith(
            "::error title=exportctl%3A not read::none.html"
        )

    def test_a_title_from_outside_is_shown_as_it_is(self, law: Path, tmp_path: Path) -> None:
        """It makes no link, no command and no colour."""
        title = "[x](http://evil)\x1b[31m | 公告 <b> ::error::"
        row = {"title": title, "url": "javascript:alert(1)>", "publishTimeStr": "2026-10-20"}
        file = tmp_path / "list.json"
        file.write_text(json.dumps({"pageInfo": {"rows": [row]}}), encoding="utf-8")
        announcement = {
            form: ask("data", "news", str(file), "--data", str(law), "-f", form).out
            for form in ("table", "markdown", "github")
        }
        assert not [form for form, text in announcement.items() if "\x1b" in text]
        assert not [form for form, text in announcement.items() if "javascript" in text]
        assert r"\[x\](http\://evil)" in announcement["markdown"]
        assert r"\<b\>" in announcement["markdown"]
        assert len([line for line in announcement["github"].splitlines() if line.startswith("::")]) == 1

    def test_an_address_outside_the_web_is_named_in_one_line_and_is_no_link(self, law: Path, tmp_path: Path) -> None:
        """A quiet run does not print the line."""
        file = tmp_path / "list.json"
        row = {"title": "商务部公告2026年第88号", "url": "javascript:alert(1)", "publishTimeStr": "2026-11-30"}
        file.write_text(json.dumps({"pageInfo": {"rows": [row]}}), encoding="utf-8")
        call = ("data", "news", str(file), "--data", str(law))
        answer = ask(*call, "-f", "json")
        assert (answer.code, answer.json["new"][0]["address"]) == (1, "")
        line = "row 1 is listed without its address, which is neither http nor https: javascript:alert(1)"
        assert answer.err.endswith(f"exportctl: {file}: {line}\n")
        assert ask("--quiet", *call).err == ""
        assert "第1行" in ask(*call, "--lang", "zh").err

    def test_people_read_it_in_chinese(self, law: Path) -> None:
        """The table follows the language."""
        assert "6份公告未收录" in news("after", "--lang", "zh", data=law).out


class TestNew:
    """`data new --from` begins with the content of the news."""

    def test_the_skeleton_of_an_act_of_the_news_lints_once_it_is_filled_in(
        self, law: Path, data: Path, tmp_path: Path
    ) -> None:
        """Number, day, title and address are filled in; English words, goods and places are missing."""
        file, checkout = tmp_path / "news.json", tmp_path / "data"
        assert news("after", "-f", "json", "-o", str(file), data=law).code == 1
        shutil.copytree(data, checkout)
        assert ask("data", "new", "mofcom-2026-945", "--from", str(file), "--data", str(checkout)).code == 2
        renumbered = file.read_text(encoding="utf-8").replace("mofcom-2026-45", "mofcom-2026-945")
        file.write_text(renumbered.replace("2026-10-20", "2026-10-09"), encoding="utf-8")
        act, _ = ask("data", "new", "mofcom-2026-945", "--from", str(file), "--data", str(checkout)).out.splitlines()
        text = Path(act).read_text(encoding="utf-8")
        assert "published: 2026-10-09 " in text
        assert 'zh: "关于对铟相关物项实施出口管制的公告"' in text
        assert 'url: "https://exportcontrol.mofcom.gov.cn/article/zcfg/gnzcfg/zcfggzqd/202610/1301.html"' in text
        day = next(line for line in text.splitlines() if line.startswith("checked: "))
        assert "issuers: [MOFCOM, GACC]" in text
        read = text.replace('confidence: ""', "confidence: official-text-seen").replace(day, "checked: 2026-10-10")
        filled = read.replace("2026-MM-DD", "2026-10-09").replace('""', "Licence")
        Path(act).write_text(filled.replace("goods: [], to: []", "goods: [indium], to: [JP]"), encoding="utf-8")
        assert ask("data", "lint", "--data", str(checkout)).out == f"{checkout}: no problems\n"

    @pytest.mark.parametrize("folder", [Path("my data"), None])
    def test_the_advice_of_the_news_is_a_command_that_works(
        self, folder: Path | None, law: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It names the data folder in use, or `data` in the current one."""
        law.rename(tmp_path / "my data")
        monkeypatch.chdir(tmp_path)
        table = news("after", data=folder)
        advice = re.search(
            r"To do\s+Read each announcement\. .* then run (exportctl data new ID .*?) For an", table.words
        )
        assert advice
        _, *call = shlex.split(advice[1].replace("ID", "mofcom-2026-45"))
        news("after", "-f", "json", "-o", "news.json", data=folder)
        assert ask(*call).code == 0
        assert ((folder or Path("data")) / "acts/cn/2026/mofcom-2026-45.yaml").exists()

    def test_nobody_has_read_an_act_of_the_news(self, law: Path, tmp_path: Path) -> None:
        """Lint reports the confidence of its source and the day of the review until they are filled in."""
        file, own = tmp_path / "news.json", tmp_path / "own"
        news("after", "-f", "json", "-o", str(file), data=law)
        act = Path(ask("data", "new", "mofcom-2026-45", "--from", str(file), "--data", str(own)).out.splitlines()[0])
        act.write_text(
            act.read_text(encoding="utf-8").replace("from: 2026-MM-DD", "from: 2026-10-20"), encoding="utf-8"
        )
        assert ":7: R003 'YYYY-MM-DD' is not a date" in ask("data", "lint", "--also", str(own)).out
        act.write_text(act.read_text(encoding="utf-8").replace("YYYY-MM-DD", "2026-10-21"), encoding="utf-8")
        assert ":6: R002 '' is not 'official-text-seen'" in ask("data", "lint", "--also", str(own)).out

    def test_an_announcement_without_a_number_is_taken_by_its_address(self, law: Path, tmp_path: Path) -> None:
        """The table shows each address with its title, and what to do; the error for the id alone names the option."""
        file, own = tmp_path / "news.json", tmp_path / "own"
        table = news("after", data=law).out
        assert "不可靠实体清单工作机制关于将甲公司等外国实体列入…  https://aqygzj.mofcom.gov.cn/" in table
        assert "add --address URL" in " ".join(table.split())
        news("after", "-f", "json", "-o", str(file), data=law)
        call = ("data", "new", "uel-2026-9", "--from", str(file), "--data", str(own))
        assert "add --address with its address" in refused(ask(*call))
        assert f"--address: {file} has no news at https://x.example; copy" in refused(
            ask(*call, "--address", "https://x.example")
        )
        item = json.loads(file.read_text(encoding="utf-8"))["unnumbered"][0]
        act = Path(ask(*call, "--address", item["address"]).out.splitlines()[0])
        text = act.read_text(encoding="utf-8")
        assert f'zh: "{PARTY_NOTICE}"' in text
        assert f'url: "{item["address"]}"' in text
        assert "issuers: [UEL working mechanism]\npublished: 2026-10-28 " in text
        assert "--from" in refused(ask(*call[:3], "--data", str(own), "--address", item["address"]))

    def test_an_act_is_taken_by_any_of_its_addresses(self, law: Path, tmp_path: Path) -> None:
        """The template has the address that the call names; news of an earlier version have one address."""
        file = tmp_path / "news.json"
        news("after", "-f", "json", "-o", str(file), data=law)
        tree = json.loads(file.read_text(encoding="utf-8"))
        addresses = next(item["addresses"] for item in tree["new"] if item["id"] == "mofcom-2026-45")
        assert len(addresses) == 3
        for count, address in enumerate(addresses):
            call = ("data", "new", "mofcom-2026-45", "--from", str(file), "--address", address)
            answer = ask(*call, "--data", str(tmp_path / f"own-{count}"))
            text = Path(answer.out.splitlines()[0]).read_text(encoding="utf-8")
            assert f'url: "{address}"' in text
            assert 'zh: "关于对铟相关物项实施出口管制的公告"' in text
        for item in (*tree["new"], *tree["unnumbered"]):
            del item["addresses"]
        file.write_text(json.dumps(tree), encoding="utf-8")
        call = ("data", "new", "mofcom-2026-45", "--from", str(file), "--data", str(tmp_path / "own"))
        assert "has no news at" in refused(ask(*call, "--address", addresses[1]))
        assert ask(*call, "--address", addresses[0]).code == 0

    @pytest.mark.parametrize(
        ("title", "issuers"),
        [
            ("商务部、海关总署", "MOFCOM, GACC"),
            ("商务部海关总署国家国防科工局", "MOFCOM, GACC, SASTIND"),
            ("商务部、财政部", "MOFCOM, 财政部"),
        ],
    )
    def test_each_issuer_of_a_title_is_one_of_the_act(
        self, title: str, issuers: str, tmp_path: Path, data: Path
    ) -> None:
        """An issuer that the data has no name for keeps its own."""
        file = tmp_path / "news.json"
        act = {"id": "mofcom-2026-45", "issuer": title, "published": None, "title": "t", "subject": "s", "address": "a"}
        file.write_text(json.dumps({"schema": "exportctl.news/1", "new": [act]}), encoding="utf-8")
        known = read_announcements(data).issuers
        assert ", ".join(announced_act(file, "mofcom-2026-45", known).issuers) == issuers

    def test_an_issuer_has_the_name_that_acts_state_and_names_of_its_own(self, data: Path, store: Law) -> None:
        """Each issuer of a list or a series is one of them, and no name belongs to two."""
        known = read_announcements(data)
        names = [name for issuer in known.issuers for name in issuer.names]
        assert len(names) == len(set(names))
        assert {item.issuer for item in known.series} | {item.issuer for item in known.lists} <= set(names)
        assert {item.id for item in known.issuers} <= {name for act in store.law.acts.values() for name in act.issuers}

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (None, "cannot be read: No such file"),
            ("{", "cannot be read"),
            ("[]", "holds no news"),
            ('{"schema": "exportctl.news/1", "new": [{"id": "mofcom-2026-45"}]}', "holds no news"),
            (
                (
                    '{"schema": "exportctl.news/1", "new": [], "unnumbered": '
                    '[{"title": "t", "address": "a", "addresses": 5, "published": null}]}'
                ),
                "holds no news",
            ),
            ('{"schema": "exportctl.news/1", "new": []}', "has no news of 'mofcom-2026-45'"),
        ],
    )
    def test_a_file_that_holds_no_news_of_the_act_is_refused(
        self, content: str | None, words: str, tmp_path: Path
    ) -> None:
        """In one line, and nothing is written."""
        file = tmp_path / "news.json"
        if content is not None:
            file.write_text(content, encoding="utf-8")
        result = ask("data", "new", "mofcom-2026-45", "--from", str(file), "--data", str(tmp_path / "own"))
        assert words in refused(result)
        assert not (tmp_path / "own").exists()
