"""What stands and lies about in the scenes: cones, cars, manholes, bins, bicycles and the like."""

import math

from playground.canvas import Canvas, Point, seeded


def blob(x: float, y: float, rx: float, ry: float, seed: int, wobble: float = 0.16) -> list[Point]:
    """An irregular round outline of 28 corners."""
    chance = seeded(seed)
    points = []
    for i in range(28):
        angle, reach = i * math.tau / 28, 1 + chance.uniform(-wobble, wobble)
        points.append((x + math.cos(angle) * rx * reach, y + math.sin(angle) * ry * reach))
    return points


def cone(canvas: Canvas, x: float, foot: float, height: float) -> None:
    """A traffic cone, its foot at x."""
    canvas.disc(x, foot, height * 0.5, height * 0.1, "#00000033")
    canvas.box(x - height * 0.38, foot - height * 0.1, x + height * 0.38, foot, "#d9531e", 6)
    stripes = ((0, 1, "#ef6a2c"), (0.28, 0.46, "#fbf6ee"), (0.62, 0.76, "#fbf6ee"))
    for low, high, colour in stripes:
        a, b = (1 - low) * 0.27 * height + 3, (1 - high) * 0.27 * height + 3
        y1, y2 = foot - height * (0.08 + low * 0.92), foot - height * (0.08 + high * 0.92)
        canvas.polygon([(x - a, y1), (x + a, y1), (x + b, y2), (x - b, y2)], colour)


def car(canvas: Canvas, x: float, foot: float, width: float, colour: str) -> None:
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


def shaft(canvas: Canvas, x: float, y: float, rx: float, ry: float) -> None:
    """The round opening of a manhole, its far wall of bricks in view."""
    canvas.disc(x, y, rx * 1.14, ry * 1.16, "#8b8f92")
    canvas.disc(x, y, rx, ry, "#15181b")
    for row, shade in enumerate(("#57433a", "#453630", "#332a26")):
        for i in range(9):
            angle = math.pi * (1.08 + i * 0.105)
            px, py = x + math.cos(angle) * rx * 0.9, y + math.sin(angle) * ry * 0.84 + row * ry * 0.27
            canvas.box(px - rx * 0.11, py, px + rx * 0.11, py + ry * 0.2, shade, 3)
    canvas.polygon([(x - rx * 0.9, y + ry * 0.42), (x + rx * 0.9, y + ry * 0.42), (x, y + ry)], "#15181b")


def cover(canvas: Canvas, x: float, y: float, rx: float, ry: float) -> None:
    """A cast-iron cover with its pattern of studs."""
    canvas.disc(x, y, rx, ry, "#4a4f54")
    canvas.disc(x, y, rx * 0.94, ry * 0.94, "#6d737a")
    canvas.disc(x, y, rx * 0.86, ry * 0.86, "#5c6268")
    for ring in range(1, 5):
        for i in range(ring * 7):
            angle = i * math.tau / (ring * 7)
            reach = ring * 0.19
            canvas.disc(
                x + math.cos(angle) * rx * reach, y + math.sin(angle) * ry * reach, rx * 0.04, ry * 0.05, "#868d94"
            )
    canvas.disc(x, y, rx * 0.07, ry * 0.08, "#33383c")


def wheelie_bin(canvas: Canvas, x: float, foot: float, colour: str, *, lid_open: bool) -> None:
    """A sorting bin on wheels."""
    canvas.disc(x, foot, 120, 18, "#00000033")
    canvas.polygon([(x - 112, foot - 300), (x + 112, foot - 300), (x + 92, foot), (x - 92, foot)], colour)
    canvas.polygon([(x + 60, foot - 300), (x + 112, foot - 300), (x + 92, foot), (x + 56, foot)], "#0000001f")
    canvas.ring(x, foot - 150, 44, 8, "#ffffffd0")
    canvas.polygon([(x, foot - 182), (x + 26, foot - 134), (x - 26, foot - 134)], "#ffffffd0")
    for wheel in (-78, 78):
        canvas.disc(x + wheel, foot - 6, 20, 20, "#2b2f33")
    if lid_open:
        canvas.polygon(
            [(x - 116, foot - 300), (x - 90, foot - 400), (x - 60, foot - 404), (x - 88, foot - 300)], colour
        )
    else:
        canvas.box(x - 124, foot - 326, x + 124, foot - 294, colour, 14)
        canvas.box(x - 124, foot - 326, x + 124, foot - 312, "#ffffff2e", 10)


def bag(canvas: Canvas, x: float, foot: float, size: float, colour: str) -> None:
    """A tied rubbish bag."""
    canvas.disc(x, foot - 4, size * 0.95, size * 0.14, "#00000030")
    canvas.polygon(blob(x, foot - size * 0.62, size * 0.85, size * 0.62, int(x), 0.07), colour)
    canvas.polygon(
        [
            (x - size * 0.2, foot - size * 1.5),
            (x + size * 0.22, foot - size * 1.46),
            (x + size * 0.1, foot - size * 1.1),
            (x - size * 0.1, foot - size * 1.1),
        ],
        colour,
    )
    canvas.disc(x - size * 0.3, foot - size * 0.8, size * 0.16, size * 0.26, "#ffffff26")


def lamp_post(canvas: Canvas, x: float, foot: float, height: float, *, lit: bool) -> None:
    """A street lamp that leans over to the right."""
    width = height * 0.018
    canvas.box(x - width, foot - height, x + width, foot, "#39414c")
    canvas.box(x - width * 2.4, foot - height * 0.06, x + width * 2.4, foot, "#2b323b", 4)
    canvas.line(
        [(x, foot - height), (x + height * 0.13, foot - height * 1.05), (x + height * 0.25, foot - height * 1.04)],
        width * 1.6,
        "#39414c",
    )
    head = x + height * 0.26, foot - height * 1.03
    canvas.disc(*head, height * 0.075, height * 0.022, "#4a5360")
    if lit:
        canvas.beam(
            [(head[0], head[1]), (head[0] - height * 0.3, foot), (head[0] + height * 0.34, foot)],
            "#5c4a1e",
            height * 0.06,
        )
        canvas.glow(*head, height * 0.34, "#ffd77a")
        canvas.disc(head[0], head[1] + height * 0.012, height * 0.05, height * 0.016, "#fff6d8")


def hydrant(canvas: Canvas, x: float, foot: float) -> None:
    """A red hydrant."""
    canvas.disc(x, foot, 62, 12, "#00000033")
    canvas.box(x - 48, foot - 26, x + 48, foot, "#9e2b24", 6)
    canvas.box(x - 32, foot - 150, x + 32, foot - 20, "#d23a30", 10)
    canvas.disc(x, foot - 150, 38, 30, "#d23a30")
    canvas.box(x - 44, foot - 158, x + 44, foot - 142, "#9e2b24", 6)
    for side in (-1, 1):
        canvas.disc(x + side * 44, foot - 100, 17, 17, "#e9b93b")


def bicycle(canvas: Canvas, x: float, foot: float, u: float, colour: str, lean: float) -> None:
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
