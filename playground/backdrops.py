"""What the scenes stand in front of: a street, a yard, a stairwell."""

from playground.canvas import HEIGHT, WIDTH, Canvas, seeded

_BUILDINGS = ("#c8b7a6", "#b9c4cc", "#d2c2a3", "#aebdb0", "#cbb0a4")
_PANES_BY_DAY = ("#e9f3f8", "#e9f3f8", "#8fa9b8", "#8fa9b8", "#8fa9b8")
_PANES_BY_NIGHT = ("#f2cf7a", *("#24324f",) * 7)


def houses(canvas: Canvas, seed: int, ground: float, *, night: bool = False) -> None:
    """A row of blocks of flats whose feet stand at `ground`."""
    chance = seeded(seed)
    panes = _PANES_BY_NIGHT if night else _PANES_BY_DAY
    left = -20.0
    while left < WIDTH:
        width, top = chance.randint(150, 240), ground - chance.randint(170, 330)
        wall = "#1c2740" if night else chance.choice(_BUILDINGS)
        canvas.box(left, top, left + width, ground, wall)
        canvas.box(left, top, left + width, top + 12, "#00000022")
        for x in range(int(left) + 24, int(left + width) - 40, 46):
            for y in range(int(top) + 34, int(ground) - 50, 52):
                canvas.box(x, y, x + 26, y + 30, chance.choice(panes), 2)
        left += width + chance.randint(6, 26)


def _tree(canvas: Canvas, x: float, foot: float, height: float) -> None:
    canvas.box(x - height * 0.04, foot - height * 0.5, x + height * 0.04, foot, "#7a5a3e")
    for dx, dy, radius in ((-0.17, 0.6, 0.2), (0.17, 0.62, 0.21), (0, 0.8, 0.24), (0, 0.58, 0.22)):
        canvas.disc(x + dx * height, foot - dy * height, radius * height, radius * height, "#5f9150")
    canvas.disc(x - height * 0.06, foot - height * 0.84, height * 0.13, height * 0.12, "#78a966")


def street(canvas: Canvas, horizon: float = 400) -> None:
    """A road running away to the middle of the horizon, with pavements, houses and trees."""
    canvas.fade(0, horizon, "#8fc4e8", "#e3f1f7")
    for x, y, size in ((220, 90, 60), (300, 100, 44), (960, 70, 56), (1040, 82, 40)):
        canvas.disc(x, y, size * 1.5, size * 0.5, "#ffffffcc")
    houses(canvas, 7, horizon)
    canvas.box(0, horizon, WIDTH, HEIGHT, "#b8b2a5")
    for x in (70, 250, 1030, 1220):
        _tree(canvas, x, horizon + 30, 230)
    canvas.polygon([(470, horizon), (810, horizon), (1500, HEIGHT), (-220, HEIGHT)], "#595f66")
    for side in (-1, 1):
        inner, outer = 640 + side * 170, 640 + side * 860
        canvas.polygon(
            [(inner, horizon), (inner + side * 10, horizon), (outer + side * 60, HEIGHT), (outer, HEIGHT)], "#d9d4c9"
        )


def lane_marks(canvas: Canvas, horizon: float = 400) -> None:
    """The dashes in the middle of that road."""
    depth = HEIGHT - horizon
    for near, far in ((0.02, 0.06), (0.12, 0.2), (0.32, 0.46), (0.64, 0.9)):
        y1, y2 = horizon + near * depth, horizon + far * depth
        w1, w2 = 2 + near * 14, 2 + far * 14
        canvas.polygon([(640 - w1, y1), (640 + w1, y1), (640 + w2, y2), (640 - w2, y2)], "#eef0ea")


def grain(canvas: Canvas, seed: int, top: float, count: int) -> None:
    """Small light and dark specks, denser far away, so that asphalt does not look like paper."""
    chance = seeded(seed)
    for _ in range(count):
        depth = chance.random() ** 1.5
        y = top + depth * (HEIGHT - top)
        reach = 190 + depth * 900
        x = 640 + chance.uniform(-reach, reach)
        size = 1 + depth * 4
        canvas.disc(x, y, size * 1.6, size * 0.7, chance.choice(("#ffffff1c", "#0000002c")))


def stairs(canvas: Canvas) -> None:
    """Nine steps up to the right, a rail, a window."""
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


def yard(canvas: Canvas) -> None:
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
