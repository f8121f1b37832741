"""The XML of a native table (DrawingML, ECMA-376 part 1)."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.export.slides.markup import SPACES, Box, Text, attribute, emu, fill_xml, paragraphs_xml, place_xml

CELL_INSET = 4.0
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no fill, no lines
TableRow = tuple[float, str, Sequence[Text]]


def table(number: int, name: str, box: Box, widths: Sequence[float], rows: Sequence[TableRow]) -> str:
    """A `p:graphicFrame` with a native table; a row: its height, the colour of its lower line, a text a cell."""
    frame = (
        f'<p:graphicFrame {SPACES}><p:nvGraphicFramePr><p:cNvPr id="{number}" name="{attribute(name)}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
    )
    grid = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
    lines = "".join(_table_row(*row) for row in rows)
    kind = "http://schemas.openxmlformats.org/drawingml/2006/table"
    return (
        f'{frame}{place_xml(box).replace("a:xfrm>", "p:xfrm>")}<a:graphic><a:graphicData uri="{kind}"><a:tbl>'
        f'<a:tblPr firstRow="1"><a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{grid}</a:tblGrid>'
        f"{lines}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def _table_row(height: float, line: str, cells: Sequence[Text]) -> str:
    edges = "".join(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in "LRT")
    below = f'<a:lnB w="9525">{fill_xml(line)}</a:lnB>'
    inset = emu(CELL_INSET)
    margins = f'marL="{inset}" marR="{inset}" marT="{inset // 2}" marB="{inset // 2}"'
    found = "".join(
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{paragraphs_xml(cell)}</a:txBody>"
        f"<a:tcPr {margins}>{edges}{below}<a:noFill/></a:tcPr></a:tc>"
        for cell in cells
    )
    return f'<a:tr h="{emu(height)}">{found}</a:tr>'
