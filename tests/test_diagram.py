"""The state diagram: every row is drawn, the road taken is marked, nothing overlaps, nothing escapes."""

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest

from workflow_app.web.diagram import gambar, teks
from workflow_app.web.diagram_layout import BOX_HEIGHT, KANAN, KIRI, TENGAH, tata

ROWS = (
    ("ajukan", "draf", "diajukan"),
    ("ajukan", "dikembalikan", "diajukan"),
    ("tarik", "draf", "ditarik"),
    ("tarik", "diajukan", "ditarik"),
    ("tarik", "dikembalikan", "ditarik"),
    ("kembalikan", "diajukan", "dikembalikan"),
    ("terima", "diajukan", "penilaian"),
    ("ganti_penilai", "penilaian", "penilaian"),
    ("putuskan", "penilaian", "selesai"),
    ("buka_lagi", "penilaian", "diajukan"),
)
FINAL = {"selesai", "ditarik"}
PATH = ["draf", "diajukan", "dikembalikan", "diajukan"]


def label(name: str) -> str:
    return name.replace("_", " ")


def drawn(path: list[str], now: str) -> ET.Element:
    return ET.fromstring(str(gambar(ROWS, "draf", FINAL, path, now, label)))  # noqa: S314 - our own drawing


def boxes(svg: ET.Element, kind: str) -> set[str]:
    found = (g for g in svg.iter("g") if kind in (g.get("class") or "").split())
    return {" ".join(t.text or "" for t in g.findall("text")) for g in found}


def lines(svg: ET.Element, kind: str) -> set[str]:
    found = (g for g in svg.iter("g") if g.get("class") == kind)
    return {title.text or "" for g in found for title in g.findall("title")}


def layout():
    return tata(tuple((a, b) for _, a, b in ROWS), "draf", frozenset(FINAL))


def test_every_state_is_a_box_and_every_row_a_line():
    svg = drawn(PATH, "diajukan")
    assert boxes(svg, "dg-kotak") == {"draf", "diajukan", "dikembalikan", "penilaian", "selesai", "ditarik"}
    assert len(lines(svg, "dg-lewat") | lines(svg, "dg-belum")) == len({(a, b) for _, a, b in ROWS})
    assert "penilaian → penilaian: ganti penilai" in lines(svg, "dg-belum")


def test_the_road_taken_the_present_and_the_ends_are_marked():
    svg = drawn(PATH, "diajukan")
    assert boxes(svg, "dg-kini") == {"diajukan"}
    assert boxes(svg, "dg-dilalui") == {"draf", "diajukan", "dikembalikan"}
    assert boxes(svg, "dg-akhir") == FINAL
    assert lines(svg, "dg-lewat") == {
        "draf → diajukan: ajukan",
        "diajukan → dikembalikan: kembalikan",
        "dikembalikan → diajukan: ajukan",
    }


def test_the_present_state_need_not_end_the_path():
    assert lines(drawn(["draf"], "diajukan"), "dg-lewat") == lines(drawn(["draf", "diajukan"], "diajukan"), "dg-lewat")


def test_a_fresh_case_has_taken_no_line():
    svg = drawn([], "draf")
    assert not lines(svg, "dg-lewat")
    assert "draf" in (svg.findtext("desc") or "")


def test_the_main_road_is_in_the_middle_and_exits_beside_it():
    columns = {state: box.kolom for state, box in layout().kotak.items()}
    assert [s for s in layout().urutan if columns[s] == TENGAH] == ["draf", "diajukan", "penilaian", "selesai"]
    assert columns["dikembalikan"] == KIRI
    assert columns["ditarik"] == KANAN


def test_boxes_do_not_overlap_and_lie_inside_the_drawing():
    plan = layout()
    for one, other in combinations(plan.kotak.values(), 2):
        assert abs(one.y - other.y) >= BOX_HEIGHT or abs(one.x - other.x) >= (one.lebar + other.lebar) / 2
    for box in plan.kotak.values():
        assert box.lebar / 2 <= box.x <= plan.lebar - box.lebar / 2
        assert BOX_HEIGHT / 2 <= box.y <= plan.tinggi - BOX_HEIGHT / 2


def test_lines_run_straight_and_end_at_their_boxes():
    plan = layout()
    for (source, target), corners in plan.garis.items():
        for (x1, y1), (x2, y2) in pairwise(corners):
            assert x1 == x2 or y1 == y2
        for (x, y), state in ((corners[0], source), (corners[-1], target)):
            box = plan.kotak[state]
            assert abs(x - box.x) <= box.lebar / 2
            assert abs(y - box.y) <= BOX_HEIGHT / 2


def test_the_drawing_is_escaped_and_has_no_style():
    svg = str(gambar(ROWS, "draf", FINAL, PATH, "diajukan", lambda name: f"<b>{name}</b> & 'x'"))
    assert "<b>" not in svg
    assert not re.search(r"style=|<style|\son\w+=", svg)


def test_the_list_says_the_same_as_the_drawing():
    listed = teks(ROWS, "draf", FINAL, PATH, "diajukan", label)
    assert {(line.keadaan, act, state) for line in listed for act, state in line.langkah} == {
        (a, label(trigger), b) for trigger, a, b in ROWS
    }
    assert [line.keadaan for line in listed if line.kini] == ["diajukan"]
    words = {line.keadaan: line.tanda for line in listed}
    assert words["draf"] == ("sudah dilalui", "keadaan awal")
    assert words["ditarik"] == ("keadaan akhir",)


@pytest.mark.parametrize("rows", [(("mulai", "baru", "lama"),), (("ulang", "baru", "lama"), ("balik", "lama", "baru"))])
def test_the_smallest_workflows_are_drawn_too(rows):
    assert "lama" in str(gambar(rows, "baru", set(), [], "baru", label))
