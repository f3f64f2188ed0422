"""The gallery shows what the components look like, without making a video."""

from PIL import Image

from stagecraft.examples import EXAMPLES
from stagecraft.gallery import contact_sheet, still
from stagecraft.themes import THEMES


def test_a_still_is_the_last_picture_in_the_theme_at_720_lines():
    picture = still(EXAMPLES["recap"], "light")

    assert picture.size == (1280, 720)
    assert picture.getpixel((2, 2)) == (250, 250, 250)
    assert len(picture.getcolors(1 << 20)) > 20


def test_the_board_is_never_far_from_its_own_colour():
    picture = still(EXAMPLES["recap"], "chalkboard")
    corners = [picture.getpixel((x, y)) for x in (2, 1277) for y in (2, 717)]

    assert all(abs(channel - 0x1C) <= 8 for corner in corners for channel in corner)


def test_a_contact_sheet_holds_three_labelled_stills_a_row():
    stills = {f"{i}": Image.new("RGB", (1280, 720), "red") for i in range(4)}
    sheet = contact_sheet(stills)

    assert sheet.width > 3 * 640
    assert sheet.height > 2 * 360
    assert sheet.getpixel((100, 100)) == (255, 0, 0)


def test_there_is_an_example_of_every_component():
    shown = {name.split("-")[0] for name in EXAMPLES}

    assert shown == {
        "title",
        "code",
        "diagram",
        "array",
        "comparison",
        "steps",
        "timeline",
        "plot",
        "equation",
        "recap",
    }
    assert set(THEMES) == {"chalkboard", "light", "colorful"}
