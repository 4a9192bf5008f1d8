"""The pages of the service answer like the commands; errors are at their fields, and files are deleted after their results."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import threading
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from itertools import pairwise
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from exportctl.api import Law
from exportctl.cli.service import helps
from exportctl.facts.registry import FACTS
from exportctl.served.current import Answerer, Current
from exportctl.served.http import Limits, Service
from exportctl.served.lanes import LateError
from exportctl.served.pages.screening import Outcome, Progress, SentFile, screen_file
from exportctl.served.pages.wording import ON_PAGES
from tests.catalogue import words as catalogue_words
from tests.cli.program import ask
from tests.reports.pages import HOSTILE
from tests.served.serving import Client, Reply, problem, running

pytestmark = pytest.mark.xdist_group("served")
ASKED = {"item": "gallium", "to": "US", "on": "2025-12-01"}
ROWS = "item,to,on,note\ngallium,US,2025-12-01,a\nantimony,Atlantis,2025-12-01,b\ncotton T-shirts,DE,2025-12-01,c\n"
_PATIENCE = 60


def words(page: str) -> str:
    """Return the readable text of a page."""
    text = re.sub(r"<(script|style|svg|datalist)\b.*?</\1>", " ", page, flags=re.DOTALL)
    text = re.sub(r'<span class="day">([^<]*)</span>|<wbr>', r"\1", text)  # neither is a word of its own
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def text_of(reply: Reply) -> str:
    """Return the page of a reply, which has to be one."""
    assert reply.type == "text/html"
    return reply.body.decode()


def part(page: str, pattern: str) -> str:
    """Return the part of a page that a pattern describes."""
    match = re.search(pattern, page, re.DOTALL)
    assert match, pattern
    return match[0]


def address_of(page: str, text: str) -> str:
    """Return the address to which a link of a page leads."""
    match = re.search(rf'<a [^>]*href="([^"]+)"[^>]*>{text}</a>', page)
    assert match, text
    return unescape(match[1])


def form(name: str, content: bytes, **fields: str) -> tuple[bytes, str]:
    """Return the body of a form with a file, and its type."""
    begins = "--b0undary\r\nContent-Disposition: form-data; name="
    others = "".join(f'{begins}"{key}"\r\n\r\n{value}\r\n' for key, value in fields.items())
    head = f'{others}{begins}"file"; filename="{name}"\r\n\r\n'
    return head.encode() + content + b"\r\n--b0undary--\r\n", "multipart/form-data; boundary=b0undary"


def send(client: Client, name: str, content: bytes, language: str = "en", **fields: str) -> Reply:
    """Send a file."""
    body, type_ = form(name, content, **fields)
    return client.post("/files", body, type_, lang=language)


def result(client: Client, name: str, content: bytes, language: str = "en", **fields: str) -> tuple[str, str]:
    """Send a file and return the address and the page of its result."""
    sent = send(client, name, content, language, **fields)
    assert sent.status == 303
    address = sent.headers["location"]
    until = monotonic() + _PATIENCE
    while not client.get(f"{address}/progress").json["ready"]:
        assert monotonic() < until, "the file is not screened"
        sleep(0.05)
    return address, text_of(client.get(address))


@pytest.fixture
def serving(current: Current) -> Callable[..., Any]:
    """Run a service with limits of its own, or with another screening of files."""

    def run(limits: Limits | None = None, screen: Any = screen_file, note: Any = pytest.fail) -> Any:
        own = (limits or Limits())._replace(renew=0, seconds=600)
        service = Service(current, own, helps=helps(), note=note, screen_file=screen)
        return running(service)

    return run


def test_the_form_has_a_field_for_each_fact(served: Client) -> None:
    """With its label; the facts of every question come first, and the others are folded."""
    page = part(text_of(served.get("/")), r'<form action="/" .*?</form>')
    fields = re.findall(r'<(?:input|select|textarea) id="f-(\w+)" name="(\w+)"', page)
    several = re.findall(r'<input type="checkbox" name="(\w+)"', page)
    assert {name for pair in fields for name in pair} | {*several} == {fact.key for fact in FACTS}
    assert [name for name, _ in fields][:6] == ["item", "to", "on", "end_use", "end_user_type", "party"]
    for key, _ in fields:
        assert f'<label for="f-{key}">' in page
    assert "<details><summary>More facts</summary>" in page


def test_a_hint_says_how_to_fill_in_a_field(served: Client) -> None:
    """It names no option, no placeholder of the help, and no way of writing that the field does not take."""
    for lang in ("en", "zh"):
        page = text_of(served.get("/", lang=lang))
        hints = dict(re.findall(r'<p class="hint" id="f-(\w+)-hint">(.*?)</p>', page))
        assert {"on", "party", "from", "origin", "owned_by", "cn_content"} <= hints.keys()
        assert not [hint for hint in hints.values() if re.search(r"--|\[|ROLE|YYYY|PCT|'|&#39;", hint)]
    stated = {"party": "end-user=Acme", "owned_by": "Acme Holding=60%", "cn_content": "12"}
    assert served.get("/", item="gallium", to="US", **stated).status == 200


def test_a_question_is_answered_as_the_command_answers(served: Client) -> None:
    """Headline, sentence, controls, suspensions, next change, worst case, steps, picture, age, and missing checks."""
    reply = served.get("/", **ASKED)
    page = text_of(reply)
    read = words(page)
    assert reply.status == 200
    for line in (
        "licence required This export needs a licence from MOFCOM.",
        "Rule out military users and uses; such exports are prohibited. Apply on MOFCOM's platform; ship once licensed.",
        "Next change 2026-11-28 (in 362 days): presumption of denial, unless extended (No. 46/2024, para. 2)",
        "Worst case prohibited, if End use or Type of end user is military",
        "suspended through 2026-11-27 (361 days left) by No. 72/2025",
        "Law data as of 2026-10-10",
        "Prepare the documents",
        "No party was named, so none was screened",
    ):
        assert line in read
    assert 'class="tl"' in page
    assert served.get("/check", **ASKED).json["decision"] == "license_required"
    assert "--" not in words(re.sub(r"<footer.*", "", page)), "no option of a command line is named"


@pytest.mark.parametrize(
    ("stated", "lines"),
    [
        (
            {"item": "gallium", "to": "US"},
            [
                "Rule out military users and uses; such exports are prohibited. Apply on MOFCOM's platform; ship once licensed."
            ],
        ),
        ({"item": "cotton T-shirts", "to": "US"}, ["Check the parties and the other regimes."]),
        ({"item": "cotton T-shirts", "to": "US", "party": "Acme Textiles"}, ["Check the other regimes."]),
        ({"item": "gallium", "to": "US", "on": "2020-01-01"}, ["Check ", "Check the acts of that time yourself."]),
        ({"item": "antimony", "to": "US", "on": "2026-11-28"}, ["Was No. 72/2025 extended? See "]),
        ({"item": "holmium", "to": "DE", "on": "2026-11-30"}, ["Was No. 70/2025 extended? See "]),
        ({"item": "precision widget", "to": "US"}, ["Use other words,", "Ask MOFCOM if you cannot tell"]),
    ],
)
def test_the_next_step_is_stated_once(stated: dict[str, str], lines: list[str], served: Client) -> None:
    """The advice of the decision equals the first step, and does not request a classification of goods that no entry covers."""
    page = text_of(served.get("/", **({"on": "2025-12-01"} | stated)))
    paragraphs = re.findall(r"<p>(.*?)</p>", part(page, r'<section class="to-do".*?</section>'), re.DOTALL)
    assert len(paragraphs) == len(lines)
    for text, line in zip(paragraphs, lines, strict=True):
        assert words(text).startswith(line)


@pytest.mark.parametrize(
    ("lang", "stated", "advice"),
    [
        ("en", {"to": "US"}, 'fill in the field “<a href="#f-party">Parties</a>”'),
        ("zh", {"to": "US"}, '请在“<a href="#f-party">交易相关方</a>”一栏填写'),
        ("en", {}, 'Fill in the field “<a href="#f-to">Destination</a>”'),
        ("zh", {}, '请在“<a href="#f-to">目的国（地区）</a>”一栏填写'),
    ],
)
def test_the_advice_on_a_missing_fact_names_its_field(
    lang: str, stated: dict[str, str], advice: str, served: Client
) -> None:
    """As a form is filled in, not as an option of a command is stated."""
    assert advice in text_of(served.get("/", item="gallium", on="2025-12-01", lang=lang, **stated))


@pytest.mark.parametrize(("lang", "words_"), [("en", "later acts"), ("zh", "此后公布")])
def test_a_page_states_once_that_later_acts_are_missing(lang: str, words_: str, served: Client) -> None:
    """The warning does, because it names the list of the issuer to check."""
    page = words(text_of(served.get("/", item="gallium", to="US", on="2026-12-01", known_on="2026-12-01", lang=lang)))
    assert page.count(words_) == 1


def test_an_open_answer_names_entries_and_properties(served: Client) -> None:
    """The line has only the codes of several entries; a measured property is named in the link to its field."""
    page = text_of(served.get("/", item="graphite", to="IN", on="2025-12-01", param="purity=99.99%"))
    names = words(part(page, r"<details[^>]*><summary>Names of the entries</summary>.*?</details>"))
    assert re.search(r"1C108\.a \S+", names)
    assert re.search(r'<a href="#f-param">Measured properties: \w+</a>', page)
    assert "Names of the entries" not in text_of(served.get("/", item="gallium", to="US", on="2025-12-01"))


@pytest.mark.parametrize(
    ("lang", "advice"),
    [
        (
            "en",
            "State Measured properties: instantaneous field of view (IFOV), wavelength, or Your own classification.",
        ),
        ("zh", "请填写技术参数：瞬时视场、波长，或自行归类。"),
    ],
)
def test_a_row_of_properties_names_their_field_once(served: Client, lang: str, advice: str) -> None:
    """An own classification is an alternative to them."""
    page = text_of(served.get("/", item="infrared camera", to="DE", on="2026-08-01", lang=lang))
    assert advice.replace(" ", "") in words(page).replace(" ", "")


def test_a_service_keeps_the_pages_it_began_with(serving: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer program that is installed meanwhile has templates that do not fit the code that runs."""
    with serving() as client:
        monkeypatch.setattr("jinja2.FileSystemLoader.get_source", lambda *_: 1 / 0)
        for path in ("/", "/docs", "/?item=gallium&to=US&on=2025-12-01"):
            assert client.ask("GET", path).status == 200
        assert client.ask("GET", "/files/nothing").status == 404


def test_rules_of_other_regimes_are_apart_from_what_was_not_checked(served: Client) -> None:
    """A duty of the importer is stated, not left out."""
    page = text_of(served.get("/", item="gallium", to="US", on="2025-12-01"))
    unchecked = words(part(page, r'<section aria-labelledby="unchecked">.*?</section>'))
    others = words(part(page, r'<section aria-labelledby="notices">.*?</section>'))
    assert "No party was named" in unchecked
    assert "present the dual-use licence to customs" in others
    assert "The importer pays" in others
    assert "The importer pays" not in unchecked


def test_every_hit_of_a_party_is_named(served: Client) -> None:
    """The page names no command that would list the others."""
    page = words(text_of(served.get("/", item="gallium", to="US", on="2026-10-01", party="Lockheed Martin")))
    assert page.count("Lockheed Martin is Lockheed Martin Corporation: ") == 1
    assert page.count("countermeasure list, MFA decision of ") == 3
    assert page.count("in force; its measures were not read") == 3
    assert "exportctl party" not in page


@pytest.mark.parametrize("on", ["2025-06-01", "2025-12-01", "2026-02-01", "2026-11-29"])
def test_the_years_of_the_timeline_do_not_touch(on: str, served: Client) -> None:
    """A year that begins within the first days of the picture is the first that is named."""
    page = text_of(served.get("/", item="gallium", to="US", on=on))
    pictures = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert pictures
    for picture in pictures:
        at = [float(x) for x in re.findall(r'<text x="([0-9.]+)"[^>]* class="tl-axis"', picture)]
        assert at
        assert all(later - earlier >= 50 for earlier, later in pairwise(at))


@pytest.mark.parametrize(
    ("lang", "advice"), [("en", "or state Your own classification."), ("zh", "或填写 自行归类 。")]
)
def test_both_values_of_a_classification_lead_to_its_field_once(served: Client, lang: str, advice: str) -> None:
    """The field takes a control code or none, so the advice names it once."""
    page = text_of(served.get("/", item="galium", to="US", on="2025-12-01", lang=lang))
    assert advice.replace(" ", "") in words(page).replace(" ", "")


@pytest.mark.parametrize(
    ("lang", "advice"),
    [
        ("en", "If so, ask again ( show this case ). Until you know, do not ship."),
        ("zh", "如已延期，请重新查询（ 查看此情形 ）。核实之前不得出口。"),
    ],
)
def test_the_advice_on_an_extension_is_whole(served: Client, lang: str, advice: str) -> None:
    """The option of the command line is a link there, and the words behind it stay."""
    page = text_of(served.get("/", item="gallium", to="US", on="2026-12-01", lang=lang))
    assert advice.replace(" ", "") in words(page).replace(" ", "")


def test_both_readings_are_shown_where_an_extension_is_open(served: Client) -> None:
    """Each with its decision; a link shows the answer under the other one."""
    page = text_of(served.get("/", item="gallium", to="US", on="2026-12-01"))
    read = words(page)
    assert "ended as published presumption of denial prohibited extended licence required prohibited" in read
    assert address_of(page, "https://exportcontrol.mofcom.gov.cn") == "https://exportcontrol.mofcom.gov.cn"
    other = address_of(page, "show this case")
    assert parse_qs(urlsplit(other).query)["assume"] == ["extended"]
    extended = text_of(served.get(other))
    assert ">licence required, if extended</h1>" in extended
    back = address_of(extended, "ended as published")
    assert ">presumption of denial, unless extended</h1>" in text_of(served.get(back))
    same = text_of(served.get("/", item="gallium", to="US", on="2026-12-01", end_use="military"))
    assert "unconfirmed: No. 72/2025" in same
    assert "Two cases" not in same


@pytest.mark.parametrize(
    ("lang", "advice"),
    [
        ("en", "if the suspension ended as published, this export needs a licence from MOFCOM."),
        ("zh", "如暂停实施按公布日期届满，须取得商务部许可。"),
    ],
)
def test_an_assumed_extension_is_to_be_confirmed(served: Client, lang: str, advice: str) -> None:
    """The page states what the export needs without it, and names no exit code."""
    page = words(text_of(served.get("/", item="erbium oxide", to="DE", on="2026-12-01", assume="extended", lang=lang)))
    assert advice.replace(" ", "") in page.replace(" ", "")
    assert not re.search("exit code|退出代码", page)


def test_the_form_keeps_settings_and_drops_what_there_is_not(served: Client) -> None:
    """So that a corrected question is answered."""
    page = text_of(served.get("/", item="gallium", gate="prohibited", assume="extended", destination="US"))
    assert re.findall(r'<input type="hidden" name="(\w+)" value="([^"]+)">', page) == [
        ("lang", "en"),
        ("gate", "prohibited"),
        ("assume", "extended"),
    ]


def test_the_link_repeats_the_question(served: Client) -> None:
    """Also where the day was today; the JSON of the answer is that of the API."""
    page = text_of(served.get("/", item="holmium oxide", to="FR", party="Acme Toys\r\nLeidos Inc", lang="en"))
    link = address_of(page, "Link to this question")
    assert parse_qs(urlsplit(link).query) == {
        "item": ["holmium oxide"],
        "to": ["FR"],
        "party": ["Acme Toys", "Leidos Inc"],
        "on": ["2025-12-01"],
        "lang": ["en"],
    }
    again = text_of(served.get(link))
    assert re.findall(r"<article.*</article>", again, re.DOTALL) == re.findall(r"<article.*</article>", page, re.DOTALL)
    reply = served.get(address_of(page, "This answer as JSON"))
    assert reply.json["query"]["party"] == ["Acme Toys", "Leidos Inc"]


@pytest.mark.parametrize(
    ("headers", "parameters", "language"),
    [
        ({}, {}, "en"),
        ({"Accept-Language": "zh-CN,zh;q=0.9,en;q=0.8"}, {}, "zh"),
        ({"Accept-Language": "fr;q=0.9, en;q=0.3, zh;q=0.2"}, {}, "en"),
        ({"Accept-Language": "de, zh;q=zero"}, {}, "en"),
        ({"Accept-Language": "zh"}, {"lang": "en"}, "en"),
        ({"Accept-Language": "en"}, {"lang": "zh"}, "zh"),
        ({"Accept-Language": "zh"}, {"lang": "xx"}, "zh"),
    ],
)
def test_the_language_is_stated_or_that_of_the_browser(
    headers: dict[str, str], parameters: dict[str, str], language: str, served: Client
) -> None:
    """An address that states one beats the browser."""
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    page = text_of(served.ask("GET", f"/?{query}", headers=headers))
    assert f'<html lang="{language}">' in page


def test_a_chinese_page_is_chinese(served: Client) -> None:
    """No English words are left but codes, names of formats and the name of the program."""
    page = text_of(served.get("/", **ASKED, lang="zh"))
    article = words(part(page, r"<article.*</article>"))
    assert "须取得许可" in article
    assert {word.lower() for word in re.findall(r"[A-Za-z]{3,}", article)} <= {
        *("gallium", "json"),
        *re.findall(r"[a-z]{3,}", " ".join(re.findall(r"https?://\S+", article)).lower()),
    }
    form_ = words(part(page, r'<form action="/" .*?</form>'))
    assert "最终用途" in form_
    assert {word for word in re.findall(r"[a-z]{3,}", form_) if not word.isupper()} <= {"none", "density"}


def test_a_property_to_state_is_named_in_the_language_of_the_page(served: Client) -> None:
    """The step for graphite names its figures in words, which the field takes."""
    page = text_of(served.get("/", item="graphite electrode", to="US", on="2026-08-01", lang="zh"))
    article = words(part(page, r"<article.*</article>"))
    assert "技术参数：密度" in article
    assert "flexural_strength" not in article


@pytest.mark.parametrize(
    ("lang", "transit", "recipient"),
    [
        (
            "en",
            "if they do, choose “yes” in “ Transit through China ”",
            "if they are, choose “foreign” in “ Recipient ”",
        ),
        ("zh", "请在“ 经由中国过境 ”中选择“是”", "请在“ 接收方 ”中选择“外国主体”"),
    ],
)
def test_a_value_to_state_is_chosen_in_its_field(lang: str, transit: str, recipient: str, served: Client) -> None:
    """The page has no options; the terminal names them with their values."""
    asked = {"item": "heavy water", "from": "KZ", "to": "US", "on": "2026-08-01"}
    page = words(text_of(served.get("/", **asked, lang=lang)))
    assert transit in page
    assert recipient in page
    assert not re.search(r"(Recipient|接收方) foreign|(China|过境) yes|--", page.partition("Link to this question")[0])
    ended = {"item": "rare earth separation technology", "to": "CN", "on": "2026-08-01"}
    assert {"en": "( Recipient: foreign )", "zh": "（ 接收方：外国主体 ）"}[lang] in words(
        text_of(served.get("/", **ended, lang=lang))
    )


@pytest.mark.parametrize(
    "facts", [{"item": "   "}, {"item": "", "to": "US"}, {"item": "   ", "to": "US"}, {"to": "US"}]
)
def test_empty_goods_are_an_error_with_the_correction(facts: dict[str, str], served: Client) -> None:
    """The same line as in the terminal and in /check."""
    reply = served.get("/", **facts)
    line = "the item is empty; state a name, a formula, a CAS number, a control code or a customs code"
    assert reply.status == 422
    assert f"Goods: {line}" in words(text_of(reply))
    assert line in str(served.get("/check", item="   ").json)


@pytest.mark.parametrize(
    ("parameter", "line"),
    [
        ("holdings", "holdings：仅供程序使用；请填写“最终用户的所有人”一栏"),
        ("max_age", "max_age：“x”不是0至36,500的数字"),
    ],
)
def test_a_parameter_of_an_address_has_a_chinese_error(parameter: str, line: str, served: Client) -> None:
    """It has no field, so the line names it as the address does."""
    page = words(text_of(served.get("/", item="gallium", lang="zh", **{parameter: "x"})))
    assert f"查询有误 {line} " in page


def test_a_chinese_error_has_no_english_code(served: Client) -> None:
    """A role, a share and a classification are named as the form names them."""
    faulty = {"item": "gallium", "party": "end-usr=X", "owned_by": "某集团", "entry": "3C9999", "quantity": "4箱"}
    page = words(text_of(served.get("/", **faulty, lang="zh")))
    assert "“end-usr”不是交易相关方的角色；是否指“最终用户”？" in page
    assert "请写成“名称=51%”的形式" in page
    assert "请填写编码，例如3C001.a，或填“无”" in page
    assert "“4箱”不是货物数量，而是包装件数、长度或面积" in page


def test_every_fault_is_at_its_field_and_in_the_summary(served: Client) -> None:
    """Input stays, a folded field is unfolded, and the status is that of the API."""
    reply = served.get("/", item="gallium", to="Mars", on="2025-02-30", contains="Gd", end_use="sale")
    page = text_of(reply)
    assert reply.status == served.get("/check", item="gallium", to="Mars").status == 422
    above = part(page, r'<section class="faults" role="alert".*?</section>')
    assert re.findall(r'href="#f-(\w+)"', above) == ["to", "on", "end_use", "contains"], "in the order of the fields"
    assert "Destination: 'Mars' is not a country or territory" in words(above)
    for key, value in (("to", "Mars"), ("on", "2025-02-30")):
        field = part(page, rf'<input id="f-{key}"[^>]*>')
        assert f'value="{value}"' in field
        assert 'aria-invalid="true"' in field
        assert f"f-{key}-fault" in field
        assert f'id="f-{key}-fault"' in page
    assert '<option value="sale" selected>sale</option>' in page
    assert "<details open><summary>More facts</summary>" in page
    assert "<title>Error: Check an export" in page
    assert "<article" not in page


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({"to": "US"}, "Goods: the item is empty; state a name"),
        (
            {"item": "gallium", "destination": "US"},
            "destination: is no parameter of check (did you mean Destination?); it takes item, ",
        ),
        ({"item": ["gallium", "holmium"]}, "Goods: is stated twice; state it once"),
        ({"item": "gallium", "to": ["US", "DE"]}, "Destination: is stated twice; state it once"),
        ({"item": "x" * 1_001}, "Goods: "),
        ({"item": "gallium", "max_age": "-1"}, "max_age: '-1' is not a number"),
    ],
)
def test_an_invalid_question_returns_the_form(facts: dict[str, Any], line: str, served: Client) -> None:
    """With the reason."""
    reply = served.get("/", **facts)
    assert reply.status == 422
    assert line in words(text_of(reply))
    assert '<form action="/"' in text_of(reply)


def test_hostile_text_is_text(served: Client) -> None:
    """In a field, in an answer, in a link and in an error; the policy of the page lets nothing else run."""
    hostile = HOSTILE + "' onmouseover=alert(1) {{ 7 * 7 }} --to https://evil.example/"
    for body in (
        {"item": hostile},
        {"item": "gallium", "party": hostile},
        {"item": "gallium", "to": hostile},
        {"item": "gallium", hostile[:40]: hostile},
        {"item": "gallium", "contains": hostile, "form": hostile},
    ):
        reply = served.get("/", **body)
        page = text_of(reply)
        assert "<script>" not in page
        assert "<img" not in page
        assert "49" not in words(re.sub(r"<footer.*", "", page)).split("7 * 7")[0][-6:]
        assert "evil.example" not in " ".join(re.findall(r'href="(https?:[^"]*)"', page))
        assert re.findall(r"<script[^>]*>", page) == re.findall(r'<script type="module" src="/script.js\?[^"]+">', page)
    policy = reply.headers["content-security-policy"].split("; ")
    assert policy[0] == "default-src 'none'"
    assert {"script-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"} <= {*policy}
    assert not any("unsafe" in rule or "*" in rule for rule in policy)


def test_pages_load_nothing_from_elsewhere(served: Client) -> None:
    """Styles and script are the service's own; links to sources are links."""
    for path in ("/", "/?item=gallium&to=US&on=2025-12-01", "/docs", "/?to=US"):
        page = text_of(served.get(path))
        loaded = re.findall(r'<(?:link|script|img|iframe)\b[^>]*(?:src|href)="([^"]+)"', page)
        assert {address.partition("?")[0] for address in loaded} == {"/icon.svg", "/style.css", "/script.js"}
        assert all(served.get(address).status == 200 for address in loaded)


def test_every_answer_has_headers_that_keep_other_sites_out(served: Client) -> None:
    """Those of the API, too."""
    for path in ("/", "/check?item=gallium", "/health", "/chekc", "/style.css", "/docs"):
        headers = {name.lower(): value for name, value in served.get(path).headers.items()}
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("path", ["/chekc", "/screen", "/style"])
def test_an_unknown_address_is_a_page_for_a_browser(path: str, served: Client) -> None:
    """In its language, with the way back; programs get a document."""
    accepts = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": "zh-CN,zh;q=0.9"}
    page = served.ask("GET", path, headers=accepts)
    assert page.status in {404, 405}
    assert "页面不存在 本服务没有此页面。 返回表单" in words(text_of(page))
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    document = served.ask("GET", path, headers={"Accept": "*/*"})
    assert (document.status, document.json["status"]) == (page.status, page.status)
    assert "openapi.json" in document.json["detail"]


@pytest.mark.parametrize(
    ("host", "status"),
    [("127.0.0.1", 200), ("localhost:8000", 200), ("[::1]:8000", 200), ("evil.example", 421), ("", 421)],
)
def test_a_page_is_shown_under_a_name_of_the_service_alone(host: str, status: int, served: Client) -> None:
    """A site whose name leads here reads nothing."""
    reply = served.ask("GET", "/?item=gallium", headers={"Host": host})
    assert reply.status == status
    if status != 200:
        assert "is no name of this service" in problem(reply, status)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://127.0.0.1:{port}", "Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 403),
    ],
)
def test_a_page_of_another_site_sends_nothing(headers: dict[str, str], status: int, served: Client) -> None:
    """A program that is no browser does, and the service's own page."""
    body, type_ = form("rows.csv", ROWS.encode())
    sent_headers = {name: value.format(port=served.port) for name, value in headers.items()}
    sent_headers |= {"Host": f"127.0.0.1:{served.port}", "Content-Type": type_}
    reply = served.ask("POST", "/files", body, sent_headers)
    assert reply.status == status


@pytest.mark.parametrize(
    ("mode", "dest", "status"),
    [("navigate", "document", 200), ("navigate", "iframe", 403), ("no-cors", "image", 403), ("cors", "empty", 403)],
)
def test_only_a_link_of_another_site_is_followed(mode: str, dest: str, status: int, served: Client) -> None:
    """Nothing is loaded into another page, the API included."""
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    for path in ("/?item=gallium&to=US", "/check?item=gallium"):
        assert served.ask("GET", path, headers=headers).status == status


def test_the_api_is_described_from_its_own_document(served: Client) -> None:
    """Each operation, each parameter, each response; in Chinese, too. The form links to it."""
    document, page = served.get("/openapi.json").json, text_of(served.get("/docs"))
    assert address_of(text_of(served.get("/")), "API for programs").startswith("/docs")
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            section = page[page.index(f'id="{method.upper()}-{path[1:]}"') :].partition("</section>")[0]
            for parameter in operation.get("parameters", ()):
                assert f"<code>{parameter['name']}</code>" in section
                schema = parameter["schema"].get("items", parameter["schema"])
                assert ", ".join(schema.get("enum", ())) in section
            assert re.findall(r'<th scope="row">(\d+)</th>', section) == [*operation["responses"]]
    assert "--" not in words(page)
    assert "`" not in page
    assert "<code>fact</code>" in page
    for example in re.findall(r'<p><a href="(/[^"]*)"><code>', page):
        assert served.get(unescape(example)).status == 200
    assert '<a href="/openapi.json">' in page
    for path in ("check", "classify", "party", "screen"):
        section = part(page, rf'<section class="operation" id="POST-{path}".*?</section>')
        types = re.findall(r"<code>(\w+/[\w.]+)</code>", section)
        (body,) = re.findall(r'<pre class="body" tabindex="0"><code>(.*?)</code>', section, re.DOTALL)
        assert served.post(f"/{path}", unescape(body).encode(), types[0]).status == 200
    chinese = words(text_of(served.get("/docs", lang="zh")))
    assert "查询货物在某日适用哪些出口管制" in chinese
    assert not re.search(r"[a-z]{3,} [a-z]{3,} [a-z]{3,} [a-z]{3,}", chinese.partition("exportctl 0")[0])


def test_a_file_comes_back_as_report_and_workbook(served: Client) -> None:
    """With the counts, what could not be read, and every row once in both."""
    address, page = result(served, "shipments.csv", ROWS.encode())
    read = words(page)
    assert "1 of 2 rows needs a licence or is prohibited; 1 more could not be read." in read
    assert "3 to Atlantis 'Atlantis' is not a country or territory" in read
    report = served.get(address_of(page, "Open the report").replace("&amp;", "&"))
    assert "shipments.csv" in text_of(report)
    assert "Made on 2025-12-01 (Mon)" in words(text_of(report))
    assert "frame-ancestors 'none'" in report.headers["content-security-policy"]
    scripts = re.findall(r"'sha256-[^']+'", report.headers["content-security-policy"])
    assert scripts == re.findall(r"'sha256-[^']+'", text_of(report).partition("<title>")[0])
    book = served.get(address_of(page, "Save the workbook"))
    assert 'filename="shipments.screened.xlsx"' in book.headers["content-disposition"]
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(book.body))
    rows = [row for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python()]
    for item in ("gallium", "antimony", "cotton T-shirts"):
        assert any(item in row for row in rows)
    assert re.search(rf"^{address}/[\w.]+$", address_of(page, "Save the workbook"))


def test_a_file_is_screened_as_the_api_screens_it(served: Client) -> None:
    """The decisions of the rows are those of /screen."""
    body = b"item,to,on\ngallium,US,2025-12-01\nholmium oxide,FR,2026-12-01\nartificial graphite,KR,2025-12-01\n"
    screened = csv.DictReader(io.StringIO(served.post("/screen", body, "text/csv").body.decode("utf-8-sig")))
    decided = [row["decision"] for row in screened]
    assert len(decided) == 3
    address, page = result(served, "rows.csv", body)
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(served.get(address_of(page, "Save the workbook")).body))
    rows = sheets.get_sheet_by_index(1).to_python()
    head = next(place for place, row in enumerate(rows) if "decision" in map(str, row))
    place = rows[head].index("decision")
    assert [row[place] for row in rows[head + 1 :] if row[0]] == decided
    assert address


def test_the_result_counts_rows_whose_words_do_not_fit_their_customs_code(served: Client) -> None:
    """The page has the cautions of the report, so that nobody must look for the reason why rows are undecided."""
    tube = "7075 T6 aluminium forged sleeve OD 120mm UTS 560MPa"
    _, page = result(served, "rows.csv", f"item,hs_code,to\n{tube},640399,DE\n".encode(), on="2026-08-01")
    assert "Words that do not fit the customs code, in 1 row: correct the code" in words(page)


def test_columns_and_facts_of_all_rows_can_be_stated(served: Client) -> None:
    """As for /screen; an unrecognised heading is reported with the field that maps it."""
    body = b"what we sell,x\ngallium,1\n"
    _, page = result(served, "rows.csv", body)
    assert (
        "Goods: no column is recognised as the goods; choose one: “Columns: Goods=HEADING” (what we sell, x)"
        in words(page)
    )
    _, page = result(served, "rows.csv", body, "zh")
    assert "货物：没有可识别为货物的列；请指定一列：“列：货物=列名”（what we sell、x）" in words(page)
    assert "COLUMN" not in words(page)
    stated = {"columns": "item=what we sell\r\n", "values": "to=US\r\nend_use=civil", "on": "2026-12-01"}
    _, page = result(served, "rows.csv", body, **stated)
    assert (
        "1 of 1 row needs a licence or is prohibited. Of all rows, 1 depends on whether a suspension was extended."
        in words(page)
    )
    report = words(text_of(served.get(address_of(page, "Open the report"))))
    assert "2026-12-01 (Tue)" in report
    assert "presumption of denial" in report
    _, page = result(served, "rows.csv", body, columns="goods")
    assert "Columns: 'goods' has no name or no value; write it like item=goods" in words(page)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ("货物=what we sell", "目的国=美国\r\n最终用途＝民用"),
        ("货物：what we sell", "目的国（地区）：美国"),
        ("Goods: what we sell", "Destination=US\r\nEnd use: civil"),
    ],
)
def test_facts_are_stated_by_their_labels(language: str, columns: str, values: str, served: Client) -> None:
    """In either language, on the page of either, with each sign."""
    stated = {"columns": columns, "values": values, "on": "2025-12-01"}
    address, _ = result(served, "rows.csv", b"what we sell,x\ngallium,1\n", language, **stated)
    assert "3C001.a" in text_of(served.get(f"{address}/report.html"))


def test_a_fact_that_there_is_not_is_answered_with_the_labels(served: Client) -> None:
    """Of the language of the page, as are the examples and the hints."""
    rows = b"what we sell,x\ngallium,1\n"
    page = words(result(served, "rows.csv", rows, "zh", values="目标=美国")[1])
    assert "“目标”不是信息项；可用的信息项为货物、日期、目的国（地区）" in page
    assert "“goods”缺少名称或数值；请写成货物=列名的形式" in words(
        result(served, "rows.csv", rows, "zh", columns="goods")[1]
    )
    form_ = words(text_of(served.get("/", lang="zh")))
    assert "列名未能识别时填写：货物=列名、目的国（地区）=列名或日期=列名" in form_
    assert "例如：目的国（地区）=美国，或最终用途=民用" in form_
    assert "the facts are Goods, Day, Destination" in words(result(served, "rows.csv", rows, values="target=US")[1])


def test_dates_in_an_unknown_order_lead_to_the_field_that_states_it(served: Client) -> None:
    """No option of the command is named, in either language; with the order all rows are read, and totals are counted."""
    body = b"Goods,Country,Ship date\ngallium,US,01/12/2026\ngallium,US,02/12/2026\nTotal,,\n"
    address, page = result(served, "rows.csv", body)
    assert "Rows with dates in an unknown order: 2. Screen the file again and choose “Order of dates”." in words(page)
    reason = "2 Ship date 01/12/2026 '01/12/2026' is not year-first; add “Order of dates: day first” or “Order of dates: month first”"
    assert reason in words(page)
    assert reason in words(text_of(served.get(f"{address}/report.html")))
    assert "--" not in words(page)
    assert "Rows passed over: 1 of totals." in words(page)
    _, page = result(served, "rows.csv", body, "zh")
    assert "日期顺序不明的行数：2。请重新筛查该文件，并选择“日期顺序”。" in words(page)
    assert "--" not in words(page)
    assert '<select id="f-date_order" name="date_order">' in text_of(served.get("/"))
    _, page = result(served, "rows.csv", body, date_order="dmy")
    assert (
        "2 of 2 rows need a licence or are prohibited. Of all rows, 2 depend on whether a suspension was extended."
        in words(page)
    )
    _, page = result(served, "rows.csv", body, date_order="ydm")
    assert "Order of dates: 'ydm' is not one of ymd, dmy, mdy, auto" in words(page)


def test_a_file_is_answered_in_the_language_of_its_form(served: Client) -> None:
    """The result, the reasons and the report."""
    address, page = result(served, "货物.csv", ROWS.encode(), "zh")
    assert '<html lang="zh">' in page
    assert "货物.csv" in page
    assert "Atlantis" in words(page)
    assert '<html lang="zh">' in text_of(served.get(f"{address}/report.html"))


def test_columns_are_described_by_the_labels_of_the_form(served: Client) -> None:
    """A Chinese page contains no English key of a fact."""
    body = "品名,目的国,最终用户\n镓,德国,某公司\n".encode()
    _, page = result(served, "货物.csv", body, "zh")
    assert "货物（取自“品名”）、目的国（地区）（取自“目的国”）、交易相关方（最终用户）（取自“最终用户”）" in words(page)
    _, english = result(served, "rows.csv", b"Goods,Country\ngallium,DE\n")
    assert "Read: Goods from 'Goods', Destination from 'Country'" in words(english)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            (
                "'Destination port' (if it states Destination: “Columns: Destination=Destination port”)",
                "if that is wrong: “Columns: Day=-”",
                "(write one of these words; if the column is about something else: “Columns: End use=-”)",
                "also Owned by: 'x' has no name",
            ),
        ),
        (
            "zh",
            (
                "“Destination port”（如该列为目的国（地区）：“列：目的国（地区）=Destination port”）",
                "“列：日期=-”",
                "“列：最终用途=-”",
                "另有：Owned by：“x”缺少名称",
            ),
        ),
    ],
)
def test_hints_about_columns_name_the_labels_of_the_form(
    language: str, sentences: tuple[str, ...], served: Client
) -> None:
    """As does the form itself, so that a hint can be typed into it; the command line has the names of columns."""
    body = b"Goods,When,End use,Owned by,Destination port\ngallium,2025-12-01,mixed,x,Hamburg\n"
    page = words(result(served, "rows.csv", body, language)[1])
    assert [sentence for sentence in sentences if sentence not in page] == []
    for key in ("end_use", "owned_by", " to=", "“Columns: on=", "列：on="):
        assert key not in page


def test_the_day_of_all_rows_is_stated_in_its_field(served: Client) -> None:
    """The error names fact and field by their label."""
    page = words(result(served, "rows.csv", b"item\ngallium\n", values="on=2025-12-01")[1])
    assert "'Day' has its own option; use Day" in page


def test_the_form_states_the_limit_on_files(served: Client, current: Current) -> None:
    """In MiB if it is a whole number of them, as by default; else in bytes, as for these tests."""
    assert "At most 200,000 bytes and 200,000 rows." in words(text_of(served.get("/")))
    with running(Service(current, Limits(renew=0), helps=helps(), note=pytest.fail)) as client:
        assert "At most 16 MiB and 200,000 rows." in words(text_of(client.get("/", lang="en")))
        assert "最多16 MiB、200,000行。" in words(text_of(client.get("/", lang="zh")))


@pytest.mark.parametrize(
    ("name", "content", "status", "line"),
    [
        ("", b"", 422, "choose a file"),
        ("photo.png", b"\x89PNG", 415, "'photo.png' is not a file that can be screened here"),
        ("rows.csv.gz", b"x", 415, "'rows.csv.gz' is not a file that can be screened here"),
        ("rows.csv", b"\x1f\x8b\x08\x00", 415, "'rows.csv' is packed; unpack it first"),
        (
            "rows.csv",
            b"item\n" + b"x" * 200_000,
            413,
            "the file has more than 200,000 bytes; split it into several files",
        ),
    ],
)
def test_an_unscreenable_file_is_reported_at_the_field(
    name: str, content: bytes, status: int, line: str, served: Client
) -> None:
    """In words, under the status of the API, and nothing is kept."""
    reply = send(served, name, content)
    page = text_of(reply)
    assert reply.status == status
    assert f'id="f-file-fault">{line}' in unescape(page)
    assert 'href="#f-file"' in page


@pytest.mark.parametrize(("body", "type_"), [(b"", "multipart/form-data"), (b"--x", "multipart/form-data; boundary=y")])
def test_an_unreadable_form_is_reported(body: bytes, type_: str, served: Client) -> None:
    """It is no fault of the program."""
    assert served.post("/files", body, type_).status in {400, 422}


def test_a_form_of_another_type_is_refused(served: Client) -> None:
    """Such as JSON."""
    assert served.post("/files", b"{}").status == 415


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("rows.xlsx", b"no workbook", "rows.xlsx was not screened"),
        ("rows.csv", b"", "rows.csv: has no rows; send one line of headings, and below it a row for each item"),
        ("rows.csv", b"item,to\n", "rows.csv: has no rows; send one line of headings"),
        ("rows.csv", b"price,colour\n1,red\n", "rows.csv was not screened"),
    ],
)
def test_a_file_without_rows_is_reported(name: str, content: bytes, line: str, served: Client) -> None:
    """By its own name, and not by that of a folder of this machine."""
    _, page = result(served, name, content)
    assert line in words(page)
    assert "file:" not in words(page)
    assert tempfile.gettempdir() not in page


@pytest.mark.parametrize(
    ("name", "content", "fields", "anchor"),
    [
        ("rows.pdf", b"%PDF", {}, "file"),
        ("", b"", {}, "file"),
        ("rows.csv", b"price\n1\n", {}, "columns"),
        ("rows.csv", b"item\ngallium\n", {"values": "to=Mars\r\nend_use=civil"}, "values"),
        ("rows.csv", b"item\ngallium\n", {"on": "2025-13-01"}, "day"),
        ("rows.csv", b"item\ngallium\n", {"date_order": "xyz"}, "date_order"),
        ("rows.csv", b"item\ngallium\n", {"encoding": "punycode"}, "encoding"),
    ],
)
def test_a_file_that_is_not_screened_leads_back_to_its_form(
    name: str, content: bytes, fields: dict[str, str], anchor: str, served: Client
) -> None:
    """The form for files comes first, with the line at the field to correct and with all that was entered."""
    fields = {"values": "to=US\r\nend_use=civil", "sheet": "1", "on": "2025-12-01", "date_order": "mdy"} | fields
    if name.endswith(".csv"):
        del fields["sheet"]
    sent = send(served, name, content, **fields)
    if sent.status == 303:
        address, _ = result(served, name, content, **fields)
        sent = served.get(address)
        assert sent.status == 422
        assert served.get(f"{address}/screened.xlsx").status == 404
    page = text_of(sent)
    assert page.index('id="spreadsheet"') < page.index('id="question"')
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == ["Check a spreadsheet"]
    above = part(page, r'<section class="faults" role="alert".*?</section>')
    assert re.findall(r'href="#f-(\w+)">(.*?)</a>', above) == [(anchor, part(page, r'(?<=-fault">).*?(?=</p>)'))]
    assert f'id="f-{anchor}-fault"' in page
    assert "<details open><summary>Sheet, encoding" in page
    assert fields["values"].replace("\r\n", "\n") in page
    assert f'value="{fields["on"]}"' in page
    if fields["date_order"] == "mdy":
        assert '<option value="mdy" selected>' in page
    assert ("Choose rows" in words(page)) is bool(name)
    assert '<form action="/" ' in page


@pytest.mark.parametrize(
    ("language", "advice"),
    [
        ("en", "split it into several files, or screen it on the command line with exportctl screen"),
        ("zh", "请拆分为多个文件，或在命令行用 exportctl screen 筛查"),
    ],
)
def test_a_file_that_is_too_large_can_be_split_or_screened_by_the_command(
    language: str, advice: str, served: Client
) -> None:
    """A workbook that unpacks to too much is saved as a text first, because the command has the same limit."""
    large = words(text_of(send(served, "rows.csv", b"x" * 200_001, language)))
    assert {"en": "the file has more than 200,000 bytes; ", "zh": "文件超过200,000字节；"}[language] + advice in large
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b" " * (8 << 20))
    _, page = result(served, "rows.xlsx", packed.getvalue(), language)
    assert {"en": "save its rows as .csv; if that is too large, split it", "zh": "请将各行另存为.csv"}[
        language
    ] in words(page)
    assert "exportctl screen" in words(page)


def test_the_address_of_the_form_for_files_leads_back_to_it(served: Client) -> None:
    """A browser shows that address after it refused a file, and people load it again."""
    reply = served.get("/files", lang="zh")
    assert (reply.status, reply.headers["location"]) == (303, "/?lang=zh#spreadsheet")


def test_a_name_is_a_name(served: Client) -> None:
    """Without folders and control characters, short, and escaped."""
    for name, shown in (
        ("../../etc/rows.csv", "rows.csv"),
        ("C:\\\\mine\\\\rows.csv", "rows.csv"),
        ("<b>rows.csv", "&lt;b&gt;rows.csv"),
        ("x" * 500 + ".csv", "x" * 120 + ".csv"),
    ):
        _, page = result(served, name, ROWS.encode())
        assert f'<p class="subject">{shown}</p>' in page


def test_results_are_deleted(serving: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On request, after their time, soon after both were fetched, and with the service; the file itself at once."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def files() -> list[str]:
        return sorted(path.name for path in tmp_path.rglob("*") if path.is_file())

    with serving() as client:
        address, _ = result(client, "rows.csv", ROWS.encode())
        assert files() == ["report.html", "screened.xlsx"]
        assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.iterdir())
        assert client.post(f"{address}/delete", b"", "application/x-www-form-urlencoded").status == 303
        assert files() == []
        gone = client.get(address)
        assert (gone.status, client.get(f"{address}/report.html").status) == (404, 404)
        assert "These results were deleted." in words(text_of(gone))
        result(client, "rows.csv", ROWS.encode())
        assert files()
    assert [*tmp_path.iterdir()] == []
    with serving(Limits(keep=0.2)) as client:
        address = send(client, "rows.csv", ROWS.encode()).headers["location"]  # its results may be gone before we look
        until = monotonic() + _PATIENCE
        while client.get(address).status == 200:
            assert monotonic() < until
            sleep(0.05)
        assert files() == []
    with serving(Limits(keep=30)) as client:
        address, page = result(client, "rows.csv", ROWS.encode())
        began = monotonic()
        for text in ("Open the report", "Save the workbook"):
            assert client.get(address_of(page, text)).status == 200
        while client.get(address).status == 200:
            assert monotonic() < began + _PATIENCE
            sleep(0.05)
        assert files() == []
        assert monotonic() - began < 25, "they end before their time, because both were fetched"


def test_an_unknown_address_has_nothing(served: Client) -> None:
    """Nor has another file of a result's folder."""
    address, _ = result(served, "rows.csv", ROWS.encode())
    assert len(address) > 30
    for path in ("/files/x", "/files/x/report.html", f"{address}/rows.csv", f"{address}/..%2fscreened.xlsx"):
        assert served.get(path).status == 404
    assert served.get("/files/x/progress").json["ready"] is True


def test_progress_is_shown_and_places_are_limited(serving: Callable[..., Any]) -> None:
    """The page renews itself while a file is screened; without a free slot, the sender must try again."""
    free = threading.Event()

    def slow(by: Answerer, sent: SentFile, folder: Path, progress: Callable[[Progress], None]) -> Outcome:
        progress(Progress(12_345, 49_380))
        free.wait(_PATIENCE)
        return screen_file(by, sent, folder, progress)

    with serving(Limits(tables=1), slow) as client:
        address = send(client, "rows.csv", ROWS.encode()).headers["location"]
        until = monotonic() + _PATIENCE
        while (state := client.get(f"{address}/progress").json)["share"] is None:
            assert monotonic() < until
        assert state == {"ready": False, "text": "Rows screened: 12,345 of 49,380", "share": 0.25}
        assert client.get(f"{address}/progress", lang="zh").json["text"] == "已筛查12,345行，共49,380行"
        page = text_of(client.get(address))
        assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page
        assert 'value="0.25"' in page
        assert "Rows screened: 12,345 of 49,380" in words(page)
        assert client.get(f"{address}/report.html").status == 404
        busy = send(client, "rows.csv", ROWS.encode())
        assert busy.status == 503
        assert busy.headers["retry-after"] == "1"
        assert (
            "the service is at capacity: files are still being screened, or questions answered; try again when one is finished"
            in words(text_of(busy))
        )
        free.set()
        while not client.get(f"{address}/progress").json["ready"]:
            assert monotonic() < until
            sleep(0.05)
        assert "1 of 2 rows" in words(text_of(client.get(address)))


def test_a_fault_of_the_program_ends_nothing(serving: Callable[..., Any]) -> None:
    """The sender and the operator get a line, and the next file is screened."""
    lines: list[str] = []

    def faulty(*_: object) -> Outcome:
        raise ZeroDivisionError("of what nobody foresaw")

    line = "ZeroDivisionError: of what nobody foresaw: a fault of the program, not of the input; please report it"
    with serving(Limits(tables=1), faulty, lines.append) as client:
        for _ in range(2):
            _, page = result(client, "rows.csv", ROWS.encode())
            assert line in words(page)
    assert lines == [line, line]


@pytest.mark.long
def test_a_file_has_no_more_rows_than_a_report_shows(serving: Callable[..., Any]) -> None:
    """It is given up before the rest of it is screened."""
    with serving() as client:
        _, page = result(client, "rows.csv", b"item,to\n" + b"gallium,US\n" * 200_001)
        assert "has more than 200,000 rows; split it into several files, or screen it on the command line" in words(
            page
        )
        assert "Open the report" not in page


def test_a_file_that_takes_too_long_is_given_up(serving: Callable[..., Any]) -> None:
    """The sender gets the next step."""

    def late(*_: object) -> Outcome:
        raise LateError

    with serving(screen=late) as client:
        _, page = result(client, "rows.csv", ROWS.encode())
        assert "the screening took too long; split it into several files" in words(page)


def test_the_oldest_results_make_room(serving: Callable[..., Any]) -> None:
    """However many files are sent, the disk has those of some."""
    with serving(screen=lambda *_: Outcome(headline="Done.")) as client:
        addresses = [result(client, "rows.csv", b"x")[0] for _ in range(34)]
        statuses = [client.get(address).status for address in addresses]
    assert statuses == [404] * 2 + [200] * 32


@pytest.mark.long
def test_sixty_four_people_ask_at_once(served: Client) -> None:
    """Each gets the answer to their own question, and none is refused."""
    questions = [
        ("gallium", "US", "licence required"),
        ("cotton T-shirts", "DE", "no control found"),
        ("unobtainium", "FR", "undecided"),
        ("heavy water", "DE", "prohibited"),
    ]

    def ask(number: int) -> tuple[int, bool, bool]:
        item, to, decision = questions[number % len(questions)]
        reply = served.get("/", item=item, to=to, on="2026-03-01", quantity=f"{number + 1} kg", lang="en")
        page = text_of(reply)
        return reply.status, f">{decision}</h1>" in page, f'value="{number + 1} kg"' in page

    with ThreadPoolExecutor(64) as people:
        assert set(people.map(ask, range(64))) == {(200, True, True)}


def test_a_workbook_can_be_sent_again(served: Client) -> None:
    """Its own answers are left out, and the result is the same."""
    _, page = result(served, "rows.csv", b"item,to,on\ngallium,US,2025-12-01\n")
    book = served.get(address_of(page, "Save the workbook")).body
    _, again = result(served, "again.xlsx", book)
    assert "1 of 1 row needs a licence or is prohibited." in words(again)


def book_of(**sheets: list[list[str]]) -> bytes:
    """Return a workbook with some sheets."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return out.getvalue()


GOODS = [["品名", "目的国"], ["镓", "美国"]]


@pytest.mark.parametrize(("item", "to"), [("gallium", "US"), ("LFP cathode powder", "PL")])
def test_the_conclusion_is_that_of_the_notes(item: str, to: str, served: Client) -> None:
    """The page folds nothing, so it states whether an extension was announced, as `--notes` does."""
    page = words(part(text_of(served.get("/", item=item, to=to, on="2026-12-01")), r'<p class="conclusion">.*?</p>'))
    printed = " ".join(ask("check", item, "--to", to, "--on", "2026-12-01", "--notes").out.split())
    assert page in printed
    assert re.search(r"No extension of .* was announced|announced an extension", page)


def test_a_cover_sheet_leads_to_the_other_sheets(served: Client) -> None:
    """The error names them and the field that chooses one; a file with a chosen sheet is screened."""
    book = book_of(说明=[["出口计划表"]], 十二月=GOODS, 一月=GOODS)
    _, page = result(served, "计划.xlsx", book, "zh")
    assert (
        "“列：货物=列名”（出口计划表）；其他工作表：“十二月”（1行：品名、目的国）；“一月”（1行：品名、目的国）；"
        in words(page)
    )
    assert "请在“工作表”栏中填写名称" in words(page)
    _, page = result(served, "计划.xlsx", book, "zh", sheet="一月", on="2025-12-01")
    assert "1行中有1行须取得许可或者禁止出口。" in words(page)
    _, page = result(served, "plan.xlsx", book, sheet="Feb")
    assert "Sheet: there is no sheet 'Feb'; the sheets are 说明, 十二月, 一月" in words(page)
    _, page = result(served, "plan.csv", ROWS.encode(), sheet="Feb")
    assert "Sheet: plan.csv is not a workbook and has no sheets; leave the sheet out" in words(page)


def test_sheets_that_were_not_read_are_a_notice(served: Client) -> None:
    """With the number of rows below their headings, above the results; with one sheet there is none."""
    _, page = result(served, "plan.xlsx", book_of(Jan=GOODS, Feb=GOODS), on="2025-12-01")
    notice = words(part(page, r'<p class="notice">.*?</p>'))
    read = "Only one sheet was read. Not read: 'Feb' (1 row: 品名, 目的国). To screen another sheet, name it in the field “Sheet”."
    assert notice == read
    _, page = result(served, "plan.xlsx", book_of(Jan=GOODS), on="2025-12-01")
    assert "Only one sheet" not in words(page)


def test_a_text_of_an_unknown_encoding_leads_to_the_field_that_states_it(served: Client) -> None:
    """As Excel saves it in Europe, with semicolons; the result is that of the same rows in UTF-8."""
    text = "Goods;Country;Remark\ngallium;US;Gallium für Kühlung, Größe 5\n"
    _, page = result(served, "rows.csv", text.encode("cp1252"))
    line = "the encoding of the text is unknown; choose it in the field “Encoding”, or save the file as .xlsx or as CSV UTF-8"
    assert line in words(page)
    assert '<option value="cp1252">Western European (cp1252)</option>' in text_of(served.get("/"))
    results = [
        result(served, "rows.csv", text.encode(code), encoding=stated, on="2025-12-01")
        for code, stated in (("cp1252", "cp1252"), ("utf-8", ""))
    ]
    reports = [text_of(served.get(f"{address}/report.html")) for address, _ in results]
    assert reports[0] == reports[1]
    assert "Größe 5" in reports[0]
    _, page = result(served, "rows.csv", text.encode("cp1252"), encoding="punycode")
    assert "Encoding: 'punycode' is not one of cp1252, " in words(page)


def test_pages_name_no_command(served: Client) -> None:
    """Nor an option, in an answer, a fault, a result, a report and a workbook; their steps are those of the page."""
    for lang in ("en", "zh"):
        asked = {"item": "gallium", "to": "US", "on": "2025-06-01", "lang": lang}
        similar = text_of(served.get("/", **asked, party="end-user=Leidos Incc"))
        fault = text_of(served.get("/", **asked, param="colour=blue"))
        rows = b"item,end user,on\ngallium,Leidos Incc,2025-06-01\ngallium,,01/02/2025\n"
        address, page = result(served, "rows.csv", rows, lang)
        report = text_of(served.get(f"{address}/report.html"))
        data = part(report, r'"columns":\[\{.*?"possible"')
        book = CalamineWorkbook.from_filelike(io.BytesIO(served.get(f"{address}/rows.screened.xlsx").body))
        sheets = " ".join(str(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)
        shown = [*(words(re.sub(r"<footer.*", "", text)) for text in (similar, fault, page, report)), data, sheets]
        for text in shown:
            assert not re.search(r"exportctl [a-z]|exportctl\.toml|(?<![\w-])--[a-z]", text)
        assert {"en": "“Columns: Destination=HEADING”", "zh": "“列：目的国（地区）=列名”"}[lang] in words(page)
        assert {"en": "the listing", "zh": "与名单所列名称核对"}[lang] in sheets


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "if 'Delivery date' is the day of export, state “Columns: Day=Delivery date”"),
        ("zh", "如“Delivery date”列为出口日期，请填写“列：日期=Delivery date”"),
    ],
)
def test_a_column_that_may_state_the_day_leads_to_the_field_of_columns(
    language: str, line: str, served: Client
) -> None:
    """The line has the day of the rows, and what it proposes is read."""
    rows = b"item,to,Delivery date\ngallium,DE,2025-06-01\n"
    assert line in words(result(served, "rows.csv", rows, language)[1])
    stated = re.search("“(?:Columns: |列：)(.*?)”", line)
    assert stated
    address, page = result(served, "rows.csv", rows, language, columns=stated[1])
    assert line not in words(page)
    assert "2025-06-01" in text_of(served.get(f"{address}/report.html"))


def test_the_words_of_pages_replace_words_of_the_program(store: Law) -> None:
    """Each is a text of the code, so that no command comes back under new words."""
    assert ON_PAGES.keys() <= catalogue_words(store).keys()


def test_the_names_of_properties_are_at_their_field(served: Client) -> None:
    """A fault in the field unfolds them, in the language of the page."""
    fault = "'colour' is not a parameter of the control lists; the list at the field has all of them"
    page = text_of(served.get("/", item="graphite", to="US", param="colour=blue"))
    assert fault in words(page)
    names = words(part(page, r"<details open><summary>Names of the properties</summary>.*?</details>"))
    assert {"density", "purity"} <= {*re.split(r"[;,] ", names.removeprefix("Names of the properties "))}
    chinese = words(part(text_of(served.get("/", lang="zh")), r"<summary>参数名称</summary>.*?</details>"))
    assert "密度；" in chinese
    assert ";" not in chinese


def test_chinese_sentences_have_no_blank_between_them(served: Client) -> None:
    """At the field of the file, and above the rows of a report."""
    page = text_of(served.get("/", lang="zh"))
    assert "200,000行。数据不会传出本服务。文件筛查后立即删除" in part(
        page, r'<p class="hint" id="f-file-hint">.*?</p>'
    )
    address, _ = result(served, "rows.csv", ROWS.encode(), "zh")
    assert '法规依据。<span class="sorting">点击列标题可排序。' in text_of(served.get(f"{address}/report.html"))


def test_a_deletion_is_confirmed_in_the_language_of_the_page(serving: Callable[..., Any]) -> None:
    """Whatever language the browser prefers; the form keeps it, and a new question has no trace of it."""
    with serving() as client:
        address, page = result(client, "rows.csv", ROWS.encode(), "zh")
        assert f'action="{address}/delete?lang=zh"' in page
        gone = client.post(f"{address}/delete", b"", "application/x-www-form-urlencoded", lang="zh")
        form_page = text_of(client.get(gone.headers["location"]))
        assert '<p class="notice" role="status">结果已删除。</p>' in form_page
        assert '<html lang="zh">' in form_page
        assert client.get(gone.headers["location"]).status == 200
        assert "deleted" not in address_of(form_page, "English")


def test_the_pages_of_a_file_are_in_both_languages(served: Client) -> None:
    """A link switches the page; what was written for the file stays in the language of its form, and the page states this."""
    address, page = result(served, "rows.csv", ROWS.encode())
    chinese = text_of(served.get(address_of(page, "中文")))
    assert "2行中有1行须取得许可或者禁止出口；另有1行无法读取。" in words(chinese)
    assert "报告、工作簿和各行的理由使用上传文件时的语言。" in words(chinese)
    assert "The report, the workbook" not in words(page)
    assert address_of(chinese, "English").startswith(f"{address}?lang=en")


def test_progress_counts_rows_and_names_the_last_step(serving: Callable[..., Any]) -> None:
    """A long file counts in several steps, before its rows are all screened, and then names what is being written."""
    seen: list[Progress] = []

    def watched(by: Answerer, sent: SentFile, folder: Path, progress: Callable[[Progress], None]) -> Outcome:
        def note(state: Progress) -> None:
            seen.append(state)
            progress(state)

        return screen_file(by, sent, folder, note)

    with serving(screen=watched) as client:
        _, page = result(client, "rows.csv", b"item,to\n" + b"gallium,US\n" * 20_000)
    assert "20,000 of 20,000 rows need" in words(page)
    assert [state.rows for state in seen] == [8_192, 16_384, 20_000, 20_000]
    assert [str(state.in_words()) for state in (Progress(), seen[0], seen[-1])] == [
        "The file is being read.",
        "Rows screened: 8,192",
        "Rows screened: 20,000. The report and the workbook are being written.",
    ]


def test_an_address_of_the_law_data_is_a_link(served: Client) -> None:
    """In a warning as in what to do, and that of mail without its scheme; the address of a caller is text."""
    page = text_of(served.get("/", item="gallium", to="US", on="2026-12-01", party="https://evil.example"))
    warnings = part(page, r'<section aria-labelledby="warnings">.*?</section>')
    link = '<a href="https://exportcontrol.mofcom.gov.cn" rel="noreferrer">https://exportcontrol.mofcom.gov.cn</a>'
    assert link in warnings
    assert "evil.example" not in " ".join(re.findall(r'href="(https?:[^"]*)"', page))
    abroad = {"item": "dysprosium oxide", "from": "VN", "to": "US", "on": "2026-12-01"}
    page = text_of(served.get("/", **abroad))
    assert '<a href="mailto:jingwaizixun@mofcom.gov.cn" rel="noreferrer">jingwaizixun@mofcom.gov.cn</a>' in page
    assert "mailto:" not in words(page)
    printed = ask("steps", "dysprosium oxide", "--from", "VN", "--to", "US", "--on", "2026-12-01", "--all").out
    assert "jingwaizixun@mofcom.gov.cn" in printed
    assert "mailto:" not in printed
