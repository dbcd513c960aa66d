"""The scenes that the sample pictures show: one painter each."""

import math

from playground import backdrops, props
from playground.canvas import HEIGHT, WIDTH, Canvas, seeded


def manhole_missing(canvas: Canvas) -> None:
    """An open manhole in the road, its cover pushed aside."""
    backdrops.street(canvas, 330)
    backdrops.grain(canvas, 1, 340, 900)
    backdrops.lane_marks(canvas, 330)
    canvas.polygon(props.blob(610, 705, 360, 135, 3, 0.05), "#4b5057")
    props.shaft(canvas, 600, 700, 255, 96)
    canvas.disc(995, 800, 205, 74, "#00000040")
    props.cover(canvas, 985, 785, 200, 70)


def manhole_repaired(canvas: Canvas) -> None:
    """The same place with its cover back in fresh asphalt."""
    backdrops.street(canvas, 330)
    backdrops.grain(canvas, 1, 340, 900)
    backdrops.lane_marks(canvas, 330)
    canvas.polygon(props.blob(600, 702, 350, 130, 3, 0.03), "#33383d")
    canvas.disc(600, 700, 276, 104, "#8b8f92")
    props.cover(canvas, 600, 700, 258, 96)
    props.cone(canvas, 1010, 800, 200)
    props.cone(canvas, 215, 690, 165)


def stairwell_lit(canvas: Canvas) -> None:
    """A stairwell in the light of its lamp."""
    backdrops.stairs(canvas)
    canvas.line([(520, 0), (520, 70)], 6, "#4c4c4c")
    canvas.glow(520, 110, 560, "#6a5a2c")
    canvas.glow(520, 110, 150, "#ffe9a8")
    canvas.disc(520, 104, 40, 42, "#fff8dc")
    canvas.box(496, 48, 544, 76, "#5b5b5b", 6)


def stairwell_dark(canvas: Canvas) -> None:
    """The same stairwell with a dead bulb: only the window and a phone's torch give light."""
    backdrops.stairs(canvas)
    canvas.line([(520, 0), (520, 70)], 6, "#4c4c4c")
    canvas.disc(520, 104, 40, 42, "#8d8b80")
    canvas.box(496, 48, 544, 76, "#5b5b5b", 6)
    canvas.box(0, 0, WIDTH, HEIGHT, "#060a18d8")
    canvas.box(852, 122, 936, 214, "#3d566f")
    canvas.box(944, 122, 1028, 214, "#36506a")
    canvas.box(852, 222, 936, 318, "#334a62")
    canvas.box(944, 222, 1028, 318, "#2e445b")
    canvas.beam([(40, 960), (420, 960), (610, 560), (330, 560)], "#4e4836", 60)
    canvas.ring(520, 104, 62, 5, "#c94a3f")
    canvas.line([(476, 148), (564, 60)], 5, "#c94a3f")


_BINS = ((240, "#2f74b5"), (510, "#3f8f4f"), (780, "#c2453a"), (1050, "#5f666d"))


def rubbish_overflowing(canvas: Canvas) -> None:
    """Four sorting bins that can't close, bags and boxes around them."""
    backdrops.yard(canvas)
    for i, (x, colour) in enumerate(_BINS):
        for dx, size, bag in ((-50, 62, "#30353b"), (44, 70, "#e6e3da"), (0, 78, "#3b5d4a")):
            props.bag(canvas, x + dx, 500 - (20 if dx == 0 else 0) + i % 2 * 10, size, bag)
        props.wheelie_bin(canvas, x, 780, colour, lid_open=True)
    for x, foot, size, colour in (
        (120, 850, 78, "#30353b"),
        (390, 870, 92, "#e6e3da"),
        (640, 850, 84, "#23282d"),
        (915, 880, 96, "#455a77"),
        (1170, 860, 86, "#30353b"),
    ):
        props.bag(canvas, x, foot, size, colour)
    canvas.polygon([(520, 930), (700, 930), (715, 845), (535, 845)], "#b98b58")
    canvas.polygon([(535, 845), (715, 845), (740, 815), (500, 820)], "#cfa470")
    for x, y in ((260, 910), (300, 930), (830, 925), (1050, 920), (460, 925)):
        canvas.box(x, y, x + 34, y + 13, "#e9e4d2", 5)


def bins_clean(canvas: Canvas) -> None:
    """The same bins emptied and closed, the ground swept."""
    backdrops.yard(canvas)
    for x, colour in _BINS:
        props.wheelie_bin(canvas, x, 790, colour, lid_open=False)
    for x, y, size in ((150, 850, 20), (1150, 870, 26), (660, 890, 18)):
        canvas.line([(x - size, y), (x + size, y)], 5, "#ffffffc0")
        canvas.line([(x, y - size), (x, y + size)], 5, "#ffffffc0")


def pothole(canvas: Canvas) -> None:
    """A broken road surface with water standing in it."""
    backdrops.street(canvas)
    backdrops.grain(canvas, 2, 410, 900)
    backdrops.lane_marks(canvas)
    chance = seeded(11)
    for angle in (0.3, 1.1, 2.2, 2.9, 3.6, 4.5, 5.5):
        crack = [
            (640 + math.cos(angle) * reach + chance.uniform(-18, 18), 760 + math.sin(angle) * reach * 0.36)
            for reach in (230, 320, 400, 470)
        ]
        canvas.line(crack, 7, "#35393e")
    canvas.polygon(props.blob(640, 760, 340, 128, 21), "#7b756c")
    canvas.polygon(props.blob(640, 768, 300, 106, 22), "#3f3a35")
    canvas.polygon(props.blob(650, 782, 230, 68, 23), "#6f93a8")
    canvas.polygon(props.blob(620, 772, 110, 22, 24), "#a9c6d5")
    for _ in range(26):
        angle, reach = chance.uniform(0, math.tau), chance.uniform(1.02, 1.5)
        x, y = 640 + math.cos(angle) * 330 * reach, 765 + math.sin(angle) * 122 * reach
        canvas.polygon(props.blob(x, y, chance.uniform(8, 22), chance.uniform(5, 12), int(x)), "#6a655e")


def street_light_out(canvas: Canvas) -> None:
    """A street at night; the nearest lamp stays dark."""
    _street_at_night(canvas, lit=False)
    canvas.ring(432, 138, 76, 6, "#d9584c")


def street_light_lit(canvas: Canvas) -> None:
    """The same street with the nearest lamp lit."""
    _street_at_night(canvas, lit=True)


def _street_at_night(canvas: Canvas, *, lit: bool) -> None:
    canvas.fade(0, 520, "#0b1230", "#2a3560")
    chance = seeded(5)
    for _ in range(70):
        canvas.disc(chance.uniform(0, WIDTH), chance.uniform(0, 300), 1.6, 1.6, "#dfe6ff")
    canvas.glow(1080, 120, 130, "#55608f")
    canvas.disc(1080, 120, 46, 46, "#f1efd9")
    canvas.disc(1100, 108, 40, 40, "#1a2347")
    backdrops.houses(canvas, 12, 520, night=True)
    canvas.box(0, 520, WIDTH, HEIGHT, "#1a2030")
    canvas.polygon([(560, 520), (760, 520), (1330, HEIGHT), (20, HEIGHT)], "#232935")
    for y, half in ((560, 3), (640, 5), (760, 8), (880, 11)):
        canvas.box(660 - half, y, 660 + half, y + half * 7, "#8c93a3")
    for x, foot, height in ((930, 545, 210), (1080, 600, 330), (500, 540, 190)):
        props.lamp_post(canvas, x, foot, height, lit=True)
    props.lamp_post(canvas, 250, 860, 700, lit=lit)


def fire_lane_blocked(canvas: Canvas) -> None:
    """A car on the hatched yellow fire lane before a gate."""
    backdrops.yard(canvas)
    canvas.box(330, 150, 950, 660, "#8c8375")
    canvas.box(350, 170, 930, 660, "#3f474e")
    for x in range(372, 920, 46):
        canvas.box(x, 190, x + 12, 655, "#9aa3aa")
    canvas.box(350, 300, 930, 316, "#9aa3aa")
    canvas.disc(640, 245, 62, 62, "#c8352c")
    canvas.disc(640, 245, 48, 48, "#f6f3ec")
    canvas.box(604, 236, 676, 254, "#c8352c")
    lane = [(230, 670), (1050, 670), (1260, 950), (20, 950)]
    canvas.polygon(lane, "#9d9a92")
    for i in range(9):
        canvas.line([(250 + i * 92, 676), (90 + i * 136, 944)], 13, "#eab92d")
    canvas.line([*lane, lane[0]], 16, "#eab92d")
    props.hydrant(canvas, 1140, 720)
    props.car(canvas, 270, 880, 720, "#c03a33")


def tree_down(canvas: Canvas) -> None:
    """A tree lying across the road beside its splintered stump."""
    backdrops.street(canvas)
    backdrops.grain(canvas, 4, 410, 700)
    backdrops.lane_marks(canvas)
    canvas.disc(690, 850, 560, 48, "#00000038")
    canvas.polygon([(130, 850), (150, 700), (170, 735), (190, 680), (215, 740), (240, 705), (262, 850)], "#6d4e34")
    canvas.polygon([(160, 730), (190, 690), (235, 725), (200, 752)], "#d8b483")
    canvas.polygon([(240, 735), (275, 815), (900, 800), (880, 735)], "#7d5b3e")
    canvas.polygon([(240, 735), (285, 722), (262, 775), (300, 800), (275, 815)], "#d8b483")
    canvas.line([(330, 760), (820, 762)], 4, "#65482f")
    for start, end in (((690, 750), (800, 560)), ((760, 780), (930, 900)), ((840, 770), (1090, 690))):
        canvas.line([start, end], 26, "#6d4e34")
    chance = seeded(9)
    for shade in ("#3f7040", "#4d8349", "#5f9855", "#78b066"):
        for _ in range(24):
            angle, reach = chance.uniform(0, math.tau), chance.random() ** 0.5
            x, y = 960 + math.cos(angle) * 250 * reach, 730 + math.sin(angle) * 170 * reach
            canvas.disc(x, y, chance.uniform(26, 54), chance.uniform(22, 42), shade)
    for _ in range(60):
        canvas.disc(chance.uniform(420, 1240), chance.uniform(850, 940), 9, 5, chance.choice(("#4d8349", "#78b066")))


def bicycles_clutter(canvas: Canvas) -> None:
    """Shared bicycles across the whole pavement, some fallen over."""
    backdrops.yard(canvas)
    chance = seeded(3)
    colours = ("#f2c230", "#2f8fd0", "#37b39a")
    for row, (foot, size) in enumerate(((740, 66), (830, 80), (930, 94))):
        for i in range(6 - row):
            x = -30 + i * (235 + row * 40) + chance.uniform(-35, 35)
            canvas.disc(x + size * 1.3, foot, size * 2.3, 11, "#0000002b")
            props.bicycle(
                canvas, x, foot + chance.uniform(-12, 12), size, colours[(i + row) % 3], chance.uniform(-0.34, 0.34)
            )


def _ripples(canvas: Canvas, top: float, bottom: float) -> None:
    chance = seeded(round(top))
    for _ in range(40):
        x, y = chance.uniform(0, WIDTH), chance.uniform(top, bottom)
        reach = 20 + (y - 460) * 0.18
        canvas.line([(x - reach, y), (x + reach, y)], 4, "#c3cdc56a")


def road_flooding(canvas: Canvas) -> None:
    """Brown water over the whole road, a car standing in it, rain."""
    backdrops.street(canvas)
    canvas.box(0, 0, WIDTH, 420, "#5d6f7c88")
    canvas.fade(455, HEIGHT, "#8c9a94", "#6f7a6c")
    _ripples(canvas, 480, 660)
    props.car(canvas, 420, 740, 520, "#e3e6e8")
    canvas.fade(668, HEIGHT, "#808c82", "#69756a")
    canvas.disc(680, 676, 330, 22, "#a9b5ab")
    canvas.disc(680, 684, 300, 20, "#7f8b81")
    _ripples(canvas, 700, 940)
    props.cone(canvas, 230, 800, 190)
    canvas.disc(230, 802, 110, 26, "#77837a")
    chance = seeded(8)
    for _ in range(150):
        x, y = chance.uniform(0, WIDTH + 60), chance.uniform(-40, HEIGHT)
        canvas.line([(x, y), (x - 14, y + 52)], 3, "#e8f1f566")
