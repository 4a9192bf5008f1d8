"""Write a draft as a Word document: a table of two columns for each section, English and Chinese, with the gaps marked."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from exportctl.errors import MissingExtraError
from exportctl.files.embedded import xml_part
from exportctl.reports.draft_cells import Cell, in_both, in_each_language, part_of
from exportctl.sentences import Sentence

try:
    from docx import Document
    from docx.enum.text import WD_COLOR_INDEX
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part as PackagePart
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor
except ModuleNotFoundError:
    raise MissingExtraError(Sentence("a Word document"), "documents") from None

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from exportctl.procedure.draft import Section
    from exportctl.reports.results import DraftResult

_FONTS: Final = ("Calibri", "SimSun")
_SMALL: Final = Pt(8)
_GREY: Final = RGBColor(0x50, 0x50, 0x50)
_COLUMN: Final = Cm(8.5)
_PART: Final = "/customXml/item2.xml"


def docx(result: DraftResult) -> bytes:
    """Return the document, with the receipt in an invisible part."""
    document, draft = Document(), result.draft
    _set_page(document)
    titles = in_both(draft.title)
    properties = document.core_properties
    law, day = result.checked.verdict.law, result.checked.verdict.on
    properties.title, properties.author = titles[0], "exportctl"
    properties.comments = f"law data {law.version}, {law.digest}, day checked {day}"
    properties.created = properties.modified = datetime.combine(result.written_on, time())
    for title in titles:
        document.add_heading(title, level=1)
    for text in draft.opening:
        for line in in_both(text):
            document.add_paragraph(line)
    for section in draft.sections:
        _add_section(document, section)
    for row in document.element.xpath("//w:tr"):
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    _keep(document, result.receipt)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_page(document: WordDocument) -> None:
    """Make the pages A4 and the letters small enough for two columns, with a font for each script."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = _FONTS[0]
        (fonts,) = style.element.xpath("w:rPr/w:rFonts")
        for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{script}"), None)
        fonts.set(qn("w:eastAsia"), _FONTS[1])
    (language,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    language.set(qn("w:eastAsia"), "zh-CN")  # otherwise a program may choose Japanese forms of the characters
    normal = document.styles["Normal"]
    normal.font.size = Pt(10)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(2)


def _add_section(document: WordDocument, section: Section) -> None:
    english, chinese = in_each_language(lambda: part_of(section))
    document.add_heading(f"{english.title} / {chinese.title}", level=2)
    pairs = [*zip(english.cells, chinese.cells, strict=True)]
    table = document.add_table(rows=len(pairs) + bool(english.remarks), cols=2, style="Table Grid")
    table.autofit = False
    rows = [row.cells for row in table.rows]
    for row in rows:
        for place in row:
            place.width = _COLUMN
    if english.remarks:
        for place, remarks in zip(rows.pop(0), (english.remarks, chinese.remarks), strict=True):
            _add_small(place, remarks)
    for row, pair in zip(rows, pairs, strict=True):
        for place, cell in zip(row, pair, strict=True):
            _fill(place, cell)


def _fill(place: _Cell, cell: Cell) -> None:
    """Write a cell: its label, its lines with the gaps highlighted, and its sources in small print."""
    _paragraph(place).add_run(cell.what).bold = True
    for line in cell.lines:
        run = _paragraph(place).add_run(line.text)
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW if line.is_gap else None
    _add_small(place, cell.basis)


def _add_small(place: _Cell, texts: Iterable[str]) -> None:
    for text in texts:
        run = _paragraph(place).add_run(text)
        run.font.size, run.font.color.rgb = _SMALL, _GREY


def _paragraph(place: _Cell) -> Paragraph:
    """Return the paragraph of a cell that is still empty, or a new one."""
    paragraph: Paragraph = place.add_paragraph() if place.text else place.paragraphs[0]
    return paragraph


def _keep(document: WordDocument, receipt: Mapping[str, Any]) -> None:
    """Add the receipt as a part of the document."""
    part = PackagePart(PackURI(_PART), "application/xml", xml_part(receipt), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
