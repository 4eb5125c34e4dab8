"""The table on its pages: nothing lost, nothing below the type area, captions with what they caption."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.documents.forms import Band, facts, prose
from desktop.documents.paper import BOTTOM, SI_HAO, TOP
from desktop.documents.strips import FEWEST, LAST, Strip, strip
from desktop.documents.table import grown, placed

pytestmark = pytest.mark.usefixtures("qapp")

CONTINUED = "（续）"
FIRST_TOP = TOP + 30.0

BANDS = st.one_of(
    st.builds(lambda n: facts(("企业名称", "企" * n), ("受理时间", "业" * (n // 2))), st.integers(0, 60)),
    st.builds(lambda n: facts(("企业参加人", "人" * n)), st.integers(0, 3000)),
    st.builds(
        lambda n, m: prose("问题描述", "问" * n, least=m), st.integers(0, 4000), st.sampled_from([0.0, 40.0])
    ),
    st.builds(lambda n: prose("办理结果", "题" * n, foot=("签字：", "年月日")), st.integers(0, 2500)),
    st.just(Band(caption="签收与回执")),
)


def on_pages(bands: list[Band]) -> list[list[tuple[float, Strip]]]:
    return placed([strip(band, SI_HAO) for band in bands], FIRST_TOP, TOP, CONTINUED)


@settings(max_examples=40)
@given(bands=st.lists(BANDS, min_size=1, max_size=8))
def test_nothing_is_cut_and_nothing_leaves_the_type_area(bands: list[Band]) -> None:
    pages = on_pages(bands)
    strips = [each for page in pages for _, each in page]
    for page_no, page in enumerate(pages):
        expected = TOP if page_no else FIRST_TOP
        for y, each in page:
            assert y == pytest.approx(expected)
            expected = y + each.height
        assert expected <= BOTTOM + 0.01
    letters = "".join(line.text for each in strips for box in each.boxes for line in box.text)
    given_letters = "".join(cell.text for band in bands for cell in band.cells)
    assert sorted(letters) == sorted(given_letters)
    assert [foot for each in strips for foot in each.foot] == [foot for band in bands for foot in band.foot]


def test_a_caption_is_never_the_last_on_its_page() -> None:
    caption, receipt = Band(caption="签收与回执"), facts(("签收人", "示例经办甲"))
    together = set()
    for length in range(450, 650, 8):
        pages = on_pages([prose("问题描述", "问" * length), caption, receipt])
        captions = [[bool(each.caption) for _, each in page] for page in pages]
        assert not any(page[-1] for page in captions)
        together.add(len(pages))
    assert together == {1, 2}, "the lengths tried are those where it matters"


def test_a_long_text_goes_on_with_its_label_saying_so_once() -> None:
    pages = on_pages([prose("问题描述", "问" * 5000)])
    labels = [[line.text for line in page[0][1].boxes[0].label] for page in pages]
    assert len(pages) >= 5
    assert labels == [["问题描述"], *[["问题描述", CONTINUED]] * (len(pages) - 1)]


def test_no_part_of_a_text_is_too_short_to_stand_alone() -> None:
    for length in range(2000, 2400, 25):
        pages = on_pages([prose("问题描述", "问" * length)])
        counts = [len(page[0][1].boxes[0].text) for page in pages]
        assert counts[-1] >= LAST
        assert all(count >= FEWEST for count in counts[:-1])


def test_what_is_free_is_shared_by_those_that_grow() -> None:
    strips = [
        strip(band, SI_HAO) for band in (facts(("企业名称", "企业")), prose("描述", ""), prose("结果", ""))
    ]
    taller = grown(strips, 60.0)
    assert [after.height - before.height for before, after in zip(strips, taller, strict=True)] == [
        0.0,
        pytest.approx(30.0),
        pytest.approx(30.0),
    ]


def test_a_long_fact_is_set_smaller_and_never_cut() -> None:
    short = strip(facts(("填报人", "示例代表甲"), ("时间", "")), SI_HAO)
    long = strip(facts(("填报人", "示例" * 30), ("时间", "")), SI_HAO)
    assert (short.boxes[0].points, short.boxes[0].points > long.boxes[0].points) == (SI_HAO, True)
    assert "".join(line.text for line in long.boxes[0].text) == "示例" * 30
