"""The scenes that the sample pictures show: one painter each, on shared backdrops and props."""

import math
import random

from playground.canvas import HEIGHT, WIDTH, Canvas, Point

_BUILDINGS = ("#c8b7a6", "#b9c4cc", "#d2c2a3", "#aebdb0", "#cbb0a4")


def _houses(canvas: Canvas, seed: int, ground: float, *, night: bool = False) -> None:
    """A row of blocks of flats whose feet stand at `ground`."""
    chance = random.Random(seed)  # noqa: S311  a picture, not a secret
    left = -20.0
    while left < WIDTH:
        width, top = chance.randint(150, 240), ground - chance.randint(170, 330)
        wall = "#1c2740" if night else chance.choice(_BUILDINGS)
        canvas.box(left, top, left + width, ground, wall)
        canvas.box(left, top, left + width, top + 12, "#00000022")
        for x in range(int(left) + 24, int(left + width) - 40, 46):
            for y in range(int(top) + 34, int(ground) - 50, 52):
                lit = chance.random()
                pane = ("#f2cf7a" if lit < 0.12 else "#24324f") if night else ("#e9f3f8" if lit < 0.4 else "#8fa9b8")
                canvas.box(x, y, x + 26, y + 30, pane, 2)
        left += width + chance.randint(6, 26)


def _tree(canvas: Canvas, x: float, foot: float, height: float) -> None:
    canvas.box(x - height * 0.04, foot - height * 0.5, x + height * 0.04, foot, "#7a5a3e")
    for dx, dy, radius in ((-0.17, 0.6, 0.2), (0.17, 0.62, 0.21), (0, 0.8, 0.24), (0, 0.58, 0.22)):
        canvas.disc(x + dx * height, foot - dy * height, radius * height, radius * height, "#5f9150")
    canvas.disc(x - height * 0.06, foot - height * 0.84, height * 0.13, height * 0.12, "#78a966")


def _street(canvas: Canvas, horizon: float = 400) -> None:
    """A road running away to the middle of the horizon, with pavements, houses and trees."""
    canvas.fade(0, horizon, "#8fc4e8", "#e3f1f7")
    for x, y, size in ((220, 90, 60), (300, 100, 44), (960, 70, 56), (1040, 82, 40)):
        canvas.disc(x, y, size * 1.5, size * 0.5, "#ffffffcc")
    _houses(canvas, 7, horizon)
    canvas.box(0, horizon, WIDTH, HEIGHT, "#b8b2a5")
    for x in (70, 250, 1030, 1220):
        _tree(canvas, x, horizon + 30, 230)
    canvas.polygon([(470, horizon), (810, horizon), (1500, HEIGHT), (-220, HEIGHT)], "#595f66")
    for side in (-1, 1):
        inner, outer = 640 + side * 170, 640 + side * 860
        canvas.polygon([(inner, horizon), (inner + side * 10, horizon), (outer + side * 60, HEIGHT), (outer, HEIGHT)], "#d9d4c9")


def _lane_marks(canvas: Canvas, horizon: float = 400) -> None:
    depth = HEIGHT - horizon
    for near, far in ((0.02, 0.06), (0.12, 0.2), (0.32, 0.46), (0.64, 0.9)):
        y1, y2 = horizon + near * depth, horizon + far * depth
        w1, w2 = 2 + near * 14, 2 + far * 14
        canvas.polygon([(640 - w1, y1), (640 + w1, y1), (640 + w2, y2), (640 - w2, y2)], "#eef0ea")


def _grain(canvas: Canvas, seed: int, top: float, count: int) -> None:
    """Small light and dark specks, denser far away, so that asphalt does not look like paper."""
    chance = random.Random(seed)  # noqa: S311  a picture, not a secret
    for _ in range(count):
        depth = chance.random() ** 1.5
        y = top + depth * (HEIGHT - top)
        reach = 190 + depth * 900
        x = 640 + chance.uniform(-reach, reach)
        size = 1 + depth * 4
        canvas.disc(x, y, size * 1.6, size * 0.7, chance.choice(("#ffffff1c", "#0000002c")))


def _blob(x: float, y: float, rx: float, ry: float, seed: int, wobble: float = 0.16) -> list[Point]:
    """An irregular round outline of 28 corners."""
    chance = random.Random(seed)  # noqa: S311  a picture, not a secret
    points = []
    for i in range(28):
        angle, reach = i * math.tau / 28, 1 + chance.uniform(-wobble, wobble)
        points.append((x + math.cos(angle) * rx * reach, y + math.sin(angle) * ry * reach))
    return points


def _cone(canvas: Canvas, x: float, foot: float, height: float) -> None:
    canvas.disc(x, foot, height * 0.5, height * 0.1, "#00000033")
    canvas.box(x - height * 0.38, foot - height * 0.1, x + height * 0.38, foot, "#d9531e", 6)
    stripes = ((0, 1, "#ef6a2c"), (0.28, 0.46, "#fbf6ee"), (0.62, 0.76, "#fbf6ee"))
    for low, high, colour in stripes:
        a, b = (1 - low) * 0.27 * height + 3, (1 - high) * 0.27 * height + 3
        y1, y2 = foot - height * (0.08 + low * 0.92), foot - height * (0.08 + high * 0.92)
        canvas.polygon([(x - a, y1), (x + a, y1), (x + b, y2), (x - b, y2)], colour)


def _car(canvas: Canvas, x: float, foot: float, width: float, colour: str) -> None:
    """A car seen from the side, `width` units long, its wheels standing at `foot`."""
    u = width / 100

    def at(px: float, py: float) -> Point:
        return x + px * u, foot - py * u

    canvas.disc(x + 50 * u, foot, 54 * u, 4 * u, "#00000038")
    cabin = [at(18, 24), at(30, 39), at(62, 39), at(78, 24)]
    canvas.polygon(cabin, colour)
    canvas.box(*at(1, 26), *at(99, 7), colour, 7 * u)
    canvas.polygon([at(23, 25), at(32, 36), at(46, 36), at(46, 25)], "#cfe4ef")
    canvas.polygon([at(49, 25), at(49, 36), at(61, 36), at(72, 25)], "#cfe4ef")
    canvas.box(*at(1, 14), *at(99, 9), "#00000026")
    canvas.box(*at(94, 22), *at(99, 17), "#fff1b8", 2 * u)
    canvas.box(*at(1, 22), *at(5, 17), "#b3261e", 2 * u)
    canvas.box(*at(51, 21), *at(58, 19.5), "#00000055", u)
    for wheel in (22, 78):
        canvas.disc(*at(wheel, 8), 9 * u, 9 * u, "#23272b")
        canvas.disc(*at(wheel, 8), 4.6 * u, 4.6 * u, "#b9c0c6")


def _shaft(canvas: Canvas, x: float, y: float, rx: float, ry: float) -> None:
    """The round opening of a manhole, its far wall of bricks in view."""
    canvas.disc(x, y, rx * 1.14, ry * 1.16, "#8b8f92")
    canvas.disc(x, y, rx, ry, "#15181b")
    for row, shade in enumerate(("#57433a", "#453630", "#332a26")):
        for i in range(9):
            angle = math.pi * (1.08 + i * 0.105)
            px, py = x + math.cos(angle) * rx * 0.9, y + math.sin(angle) * ry * 0.84 + row * ry * 0.27
            canvas.box(px - rx * 0.11, py, px + rx * 0.11, py + ry * 0.2, shade, 3)
    canvas.polygon([(x - rx * 0.9, y + ry * 0.42), (x + rx * 0.9, y + ry * 0.42), (x, y + ry)], "#15181b")


def _cover(canvas: Canvas, x: float, y: float, rx: float, ry: float) -> None:
    """A cast-iron cover with its pattern of studs."""
    canvas.disc(x, y, rx, ry, "#4a4f54")
    canvas.disc(x, y, rx * 0.94, ry * 0.94, "#6d737a")
    canvas.disc(x, y, rx * 0.86, ry * 0.86, "#5c6268")
    for ring in range(1, 5):
        for i in range(ring * 7):
            angle = i * math.tau / (ring * 7)
            reach = ring * 0.19
            canvas.disc(x + math.cos(angle) * rx * reach, y + math.sin(angle) * ry * reach, rx * 0.04, ry * 0.05, "#868d94")
    canvas.disc(x, y, rx * 0.07, ry * 0.08, "#33383c")


def manhole_missing(canvas: Canvas) -> None:
    """An open manhole in the road, its cover pushed aside."""
    _street(canvas, 330)
    _grain(canvas, 1, 340, 900)
    _lane_marks(canvas, 330)
    canvas.polygon(_blob(610, 705, 360, 135, 3, 0.05), "#4b5057")
    _shaft(canvas, 600, 700, 255, 96)
    canvas.disc(995, 800, 205, 74, "#00000040")
    _cover(canvas, 985, 785, 200, 70)


def manhole_repaired(canvas: Canvas) -> None:
    """The same place with its cover back in fresh asphalt."""
    _street(canvas, 330)
    _grain(canvas, 1, 340, 900)
    _lane_marks(canvas, 330)
    canvas.polygon(_blob(600, 702, 350, 130, 3, 0.03), "#33383d")
    canvas.disc(600, 700, 276, 104, "#8b8f92")
    _cover(canvas, 600, 700, 258, 96)
    _cone(canvas, 1010, 800, 200)
    _cone(canvas, 215, 690, 165)


def _stairs(canvas: Canvas) -> None:
    canvas.fade(0, 560, "#efe9dc", "#e2dac9")
    canvas.box(0, 430, WIDTH, HEIGHT, "#8fb39a")
    canvas.box(0, 424, WIDTH, 434, "#6d927a")
    canvas.box(840, 110, 1040, 330, "#b8b0a0", 6)
    canvas.box(852, 122, 1028, 318, "#9ec7de")
    canvas.box(936, 122, 944, 318, "#b8b0a0")
    canvas.box(852, 214, 1028, 222, "#b8b0a0")
    for i in range(9):
        left, top = 250 + i * 96, 850 - i * 62
        canvas.box(left, top, WIDTH, HEIGHT, "#a9a59b" if i % 2 else "#a19d93")
        canvas.box(left, top, WIDTH, top + 14, "#cbc7bd")
        canvas.box(left, top + 14, left + 8, HEIGHT, "#86827a")
    canvas.box(0, 880, 260, HEIGHT, "#96928a")
    for i in range(9):
        canvas.line([(290 + i * 96, 846 - i * 62), (290 + i * 96, 640 - i * 62)], 9, "#59636b")
    canvas.line([(250, 666), (1290, -5)], 22, "#7b4a2d")


def stairwell_lit(canvas: Canvas) -> None:
    """A stairwell in the light of its lamp."""
    _stairs(canvas)
    canvas.line([(520, 0), (520, 70)], 6, "#4c4c4c")
    canvas.glow(520, 110, 560, "#6a5a2c")
    canvas.glow(520, 110, 150, "#ffe9a8")
    canvas.disc(520, 104, 40, 42, "#fff8dc")
    canvas.box(496, 48, 544, 76, "#5b5b5b", 6)


def stairwell_dark(canvas: Canvas) -> None:
    """The same stairwell with a dead bulb: only the window and a phone's torch give light."""
    _stairs(canvas)
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


def _yard(canvas: Canvas) -> None:
    """The foot of a block of flats: wall, windows, a strip of green and paving."""
    canvas.box(0, 0, WIDTH, 620, "#d8c7ad")
    for x in range(40, WIDTH, 250):
        for y in (30, 300):
            canvas.box(x, y, x + 170, y + 170, "#f3ede0", 4)
            canvas.box(x + 10, y + 10, x + 160, y + 160, "#8db4c7")
            canvas.polygon([(x + 10, y + 160), (x + 10, y + 90), (x + 110, y + 10), (x + 160, y + 10)], "#a9cbd9")
            canvas.box(x + 81, y + 10, x + 89, y + 160, "#f3ede0")
    canvas.box(0, 560, WIDTH, 630, "#b3a187")
    canvas.box(0, 620, WIDTH, 660, "#6f9b57")
    canvas.box(0, 655, WIDTH, HEIGHT, "#c2bdb2")
    for i in range(-12, 28):
        canvas.line([(640 + (i - 8) * 90, 655), (640 + (i - 8) * 200, HEIGHT)], 2, "#a8a39888")
    for y in (690, 740, 810, 900):
        canvas.line([(0, y), (WIDTH, y)], 2, "#a8a39888")


def _bin(canvas: Canvas, x: float, foot: float, colour: str, *, lid_open: bool) -> None:
    canvas.disc(x, foot, 120, 18, "#00000033")
    canvas.polygon([(x - 112, foot - 300), (x + 112, foot - 300), (x + 92, foot), (x - 92, foot)], colour)
    canvas.polygon([(x + 60, foot - 300), (x + 112, foot - 300), (x + 92, foot), (x + 56, foot)], "#0000001f")
    canvas.ring(x, foot - 150, 44, 8, "#ffffffd0")
    canvas.polygon([(x, foot - 182), (x + 26, foot - 134), (x - 26, foot - 134)], "#ffffffd0")
    for wheel in (-78, 78):
        canvas.disc(x + wheel, foot - 6, 20, 20, "#2b2f33")
    if lid_open:
        canvas.polygon([(x - 116, foot - 300), (x - 90, foot - 400), (x - 60, foot - 404), (x - 88, foot - 300)], colour)
    else:
        canvas.box(x - 124, foot - 326, x + 124, foot - 294, colour, 14)
        canvas.box(x - 124, foot - 326, x + 124, foot - 312, "#ffffff2e", 10)


def _bag(canvas: Canvas, x: float, foot: float, size: float, colour: str) -> None:
    canvas.disc(x, foot - 4, size * 0.95, size * 0.14, "#00000030")
    canvas.polygon(_blob(x, foot - size * 0.62, size * 0.85, size * 0.62, int(x), 0.07), colour)
    canvas.polygon([(x - size * 0.2, foot - size * 1.5), (x + size * 0.22, foot - size * 1.46), (x + size * 0.1, foot - size * 1.1), (x - size * 0.1, foot - size * 1.1)], colour)
    canvas.disc(x - size * 0.3, foot - size * 0.8, size * 0.16, size * 0.26, "#ffffff26")


_BINS = ((240, "#2f74b5"), (510, "#3f8f4f"), (780, "#c2453a"), (1050, "#5f666d"))


def rubbish_overflowing(canvas: Canvas) -> None:
    """Four sorting bins that can't close, bags and boxes around them."""
    _yard(canvas)
    for i, (x, colour) in enumerate(_BINS):
        for dx, size, bag in ((-50, 62, "#30353b"), (44, 70, "#e6e3da"), (0, 78, "#3b5d4a")):
            _bag(canvas, x + dx, 500 - (20 if dx == 0 else 0) + i % 2 * 10, size, bag)
        _bin(canvas, x, 780, colour, lid_open=True)
    for x, foot, size, colour in ((120, 850, 78, "#30353b"), (390, 870, 92, "#e6e3da"), (640, 850, 84, "#23282d"), (915, 880, 96, "#455a77"), (1170, 860, 86, "#30353b")):
        _bag(canvas, x, foot, size, colour)
    canvas.polygon([(520, 930), (700, 930), (715, 845), (535, 845)], "#b98b58")
    canvas.polygon([(535, 845), (715, 845), (740, 815), (500, 820)], "#cfa470")
    for x, y in ((260, 910), (300, 930), (830, 925), (1050, 920), (460, 925)):
        canvas.box(x, y, x + 34, y + 13, "#e9e4d2", 5)


def bins_clean(canvas: Canvas) -> None:
    """The same bins emptied and closed, the ground swept."""
    _yard(canvas)
    for x, colour in _BINS:
        _bin(canvas, x, 790, colour, lid_open=False)
    for x, y, size in ((150, 180, 20), (1120, 230, 26), (660, 860, 18)):
        canvas.line([(x - size, y), (x + size, y)], 5, "#ffffffc0")
        canvas.line([(x, y - size), (x, y + size)], 5, "#ffffffc0")


def pothole(canvas: Canvas) -> None:
    """A broken road surface with water standing in it."""
    _street(canvas)
    _grain(canvas, 2, 410, 900)
    _lane_marks(canvas)
    chance = random.Random(11)  # noqa: S311  a picture, not a secret
    for angle in (0.3, 1.1, 2.2, 2.9, 3.6, 4.5, 5.5):
        crack = [(640 + math.cos(angle) * reach + chance.uniform(-18, 18), 760 + math.sin(angle) * reach * 0.36) for reach in (230, 320, 400, 470)]
        canvas.line(crack, 7, "#35393e")
    canvas.polygon(_blob(640, 760, 340, 128, 21), "#7b756c")
    canvas.polygon(_blob(640, 768, 300, 106, 22), "#3f3a35")
    canvas.polygon(_blob(650, 782, 230, 68, 23), "#6f93a8")
    canvas.polygon(_blob(620, 772, 110, 22, 24), "#a9c6d5")
    for _ in range(26):
        angle, reach = chance.uniform(0, math.tau), chance.uniform(1.02, 1.5)
        x, y = 640 + math.cos(angle) * 330 * reach, 765 + math.sin(angle) * 122 * reach
        canvas.polygon(_blob(x, y, chance.uniform(8, 22), chance.uniform(5, 12), int(x)), "#6a655e")


def _lamp_post(canvas: Canvas, x: float, foot: float, height: float, *, lit: bool) -> None:
    width = height * 0.018
    canvas.box(x - width, foot - height, x + width, foot, "#39414c")
    canvas.box(x - width * 2.4, foot - height * 0.06, x + width * 2.4, foot, "#2b323b", 4)
    canvas.line([(x, foot - height), (x + height * 0.13, foot - height * 1.05), (x + height * 0.25, foot - height * 1.04)], width * 1.6, "#39414c")
    head = x + height * 0.26, foot - height * 1.03
    canvas.disc(*head, height * 0.075, height * 0.022, "#4a5360")
    if lit:
        canvas.beam([(head[0], head[1]), (head[0] - height * 0.3, foot), (head[0] + height * 0.34, foot)], "#5c4a1e", height * 0.06)
        canvas.glow(*head, height * 0.34, "#ffd77a")
        canvas.disc(head[0], head[1] + height * 0.012, height * 0.05, height * 0.016, "#fff6d8")


def street_light_out(canvas: Canvas) -> None:
    """A street at night; the nearest lamp stays dark."""
    canvas.fade(0, 520, "#0b1230", "#2a3560")
    chance = random.Random(5)  # noqa: S311  a picture, not a secret
    for _ in range(70):
        canvas.disc(chance.uniform(0, WIDTH), chance.uniform(0, 300), 1.6, 1.6, "#dfe6ff")
    canvas.glow(1080, 120, 130, "#55608f")
    canvas.disc(1080, 120, 46, 46, "#f1efd9")
    canvas.disc(1100, 108, 40, 40, "#1a2347")
    _houses(canvas, 12, 520, night=True)
    canvas.box(0, 520, WIDTH, HEIGHT, "#1a2030")
    canvas.polygon([(560, 520), (760, 520), (1330, HEIGHT), (20, HEIGHT)], "#232935")
    for y, half in ((560, 3), (640, 5), (760, 8), (880, 11)):
        canvas.box(660 - half, y, 660 + half, y + half * 7, "#8c93a3")
    for x, foot, height in ((930, 545, 210), (1080, 600, 330), (500, 540, 190)):
        _lamp_post(canvas, x, foot, height, lit=True)
    _lamp_post(canvas, 250, 860, 700, lit=False)
    canvas.ring(432, 138, 76, 6, "#d9584c")


def fire_lane_blocked(canvas: Canvas) -> None:
    """A car on the hatched yellow fire lane before a gate."""
    _yard(canvas)
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
    _hydrant(canvas, 1140, 720)
    _car(canvas, 270, 880, 720, "#c03a33")


def _hydrant(canvas: Canvas, x: float, foot: float) -> None:
    canvas.disc(x, foot, 62, 12, "#00000033")
    canvas.box(x - 48, foot - 26, x + 48, foot, "#9e2b24", 6)
    canvas.box(x - 32, foot - 150, x + 32, foot - 20, "#d23a30", 10)
    canvas.disc(x, foot - 150, 38, 30, "#d23a30")
    canvas.box(x - 44, foot - 158, x + 44, foot - 142, "#9e2b24", 6)
    for side in (-1, 1):
        canvas.disc(x + side * 44, foot - 100, 17, 17, "#e9b93b")


def tree_down(canvas: Canvas) -> None:
    """A tree lying across the road beside its splintered stump."""
    _street(canvas)
    _grain(canvas, 4, 410, 700)
    _lane_marks(canvas)
    canvas.disc(690, 850, 560, 48, "#00000038")
    canvas.polygon([(130, 850), (150, 700), (170, 735), (190, 680), (215, 740), (240, 705), (262, 850)], "#6d4e34")
    canvas.polygon([(160, 730), (190, 690), (235, 725), (200, 752)], "#d8b483")
    canvas.polygon([(240, 735), (275, 815), (900, 800), (880, 735)], "#7d5b3e")
    canvas.polygon([(240, 735), (285, 722), (262, 775), (300, 800), (275, 815)], "#d8b483")
    canvas.line([(330, 760), (820, 762)], 4, "#65482f")
    for start, end in (((690, 750), (800, 560)), ((760, 780), (930, 900)), ((840, 770), (1090, 690))):
        canvas.line([start, end], 26, "#6d4e34")
    chance = random.Random(9)  # noqa: S311  a picture, not a secret
    for shade in ("#3f7040", "#4d8349", "#5f9855", "#78b066"):
        for _ in range(24):
            angle, reach = chance.uniform(0, math.tau), chance.random() ** 0.5
            x, y = 960 + math.cos(angle) * 250 * reach, 730 + math.sin(angle) * 170 * reach
            canvas.disc(x, y, chance.uniform(26, 54), chance.uniform(22, 42), shade)
    for _ in range(60):
        canvas.disc(chance.uniform(420, 1240), chance.uniform(850, 940), 9, 5, chance.choice(("#4d8349", "#78b066")))


def _bicycle(canvas: Canvas, x: float, foot: float, u: float, colour: str, lean: float) -> None:
    """A bicycle from the side; `u` is the wheel's radius, `lean` shifts its top sideways."""

    def at(px: float, py: float) -> Point:
        return x + px * u + lean * py * u, foot - py * u

    for wheel in (0.0, 2.6):
        canvas.ring(*at(wheel, 1), u, u * 0.13, "#262a2e")
        for spoke in range(4):
            dx, dy = math.cos(spoke * math.pi / 4), math.sin(spoke * math.pi / 4)
            canvas.line([at(wheel + dx * 0.9, 1 + dy * 0.9), at(wheel - dx * 0.9, 1 - dy * 0.9)], 2, "#7c848b")
        canvas.disc(*at(wheel, 1), u * 0.12, u * 0.12, "#555c62")
    frame = u * 0.17
    canvas.line([at(0, 1), at(1.1, 0.9), at(2.25, 2.1), at(0.75, 2.1), at(0, 1)], frame, colour)
    canvas.line([at(1.1, 0.9), at(0.6, 2.5)], frame, colour)
    canvas.line([at(2.6, 1), at(2.15, 2.75)], frame, colour)
    canvas.line([at(2.15, 2.75), at(1.75, 2.9)], frame * 0.7, "#262a2e")
    canvas.box(*at(0.25, 2.68), *at(0.95, 2.46), "#262a2e", u * 0.1)
    canvas.polygon([at(2.3, 2.6), at(3.1, 2.6), at(3, 2.05), at(2.4, 2.05)], "#4b5157")
    canvas.disc(*at(1.1, 0.9), u * 0.2, u * 0.2, "#555c62")


def bicycles_clutter(canvas: Canvas) -> None:
    """Shared bicycles across the whole pavement, some fallen over."""
    _yard(canvas)
    chance = random.Random(3)  # noqa: S311  a picture, not a secret
    colours = ("#f2c230", "#2f8fd0", "#37b39a")
    for row, (foot, size) in enumerate(((740, 66), (830, 80), (930, 94))):
        for i in range(6 - row):
            x = -30 + i * (235 + row * 40) + chance.uniform(-35, 35)
            canvas.disc(x + size * 1.3, foot, size * 2.3, 11, "#0000002b")
            _bicycle(canvas, x, foot + chance.uniform(-12, 12), size, colours[(i + row) % 3], chance.uniform(-0.34, 0.34))


def road_flooding(canvas: Canvas) -> None:
    """Brown water over the whole road, a car standing in it, rain."""
    _street(canvas)
    canvas.box(0, 0, WIDTH, 420, "#5d6f7c88")
    canvas.fade(455, HEIGHT, "#8c9a94", "#6f7a6c")
    _car(canvas, 420, 740, 520, "#e3e6e8")
    canvas.box(0, 668, WIDTH, 790, "#7f8b80")
    canvas.fade(668, HEIGHT, "#808c82", "#69756a")
    canvas.disc(680, 676, 330, 22, "#a9b5ab")
    canvas.disc(680, 684, 300, 20, "#7f8b81")
    chance = random.Random(8)  # noqa: S311  a picture, not a secret
    for _ in range(60):
        y = chance.uniform(480, 940)
        reach = 20 + (y - 460) * 0.18
        x = chance.uniform(0, WIDTH)
        if y > 668 or not 380 < x < 980:
            canvas.line([(x - reach, y), (x + reach, y)], 4, "#c3cdc56a")
    _cone(canvas, 230, 800, 190)
    canvas.disc(230, 802, 110, 26, "#77837a")
    for _ in range(150):
        x, y = chance.uniform(0, WIDTH + 60), chance.uniform(-40, HEIGHT)
        canvas.line([(x, y), (x - 14, y + 52)], 3, "#e8f1f566")
