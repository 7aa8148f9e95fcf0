"""Outlines with fewer curves.

FandolFang's glyphs follow the brush in 145 short curves on the mean, and what a
document embeds is mostly they. Here neighbouring curves that run on into each
other become one wherever a single cubic curve stays within TOLERANCE of them:
the handles' directions are those of the ends, their lengths the least squares'.
Corners and straight lines stay as they are.
"""

import math

from fontTools.pens.basePen import BasePen

# Farthest a merged curve may stray from the curves it stands for, in units of a
# 1000-unit em: at 16 pt, half a dot of a 600 dpi printer.
TOLERANCE = 4.0

# A joint that turns by more is a corner.
CORNER = math.cos(math.radians(20))

SAMPLES = 8  # points that are compared, a curve
ROUNDS = 4  # of moving the points along the fitted curve


class SimplifyingPen(BasePen):
    """Passes contours on to another pen, their curves merged."""

    def __init__(self, out):
        super().__init__(None)
        self.out = out

    def _moveTo(self, at):
        self.at = self.start = complex(*at)
        self.segments = []

    def _lineTo(self, to):
        self.segments.append((self.at, complex(*to)))
        self.at = complex(*to)

    def _curveToOne(self, first, second, to):
        self.segments.append((self.at, complex(*first), complex(*second), complex(*to)))
        self.at = complex(*to)

    def _closePath(self):
        if self.at != self.start:
            self.segments.append((self.at, self.start))
        self.out.moveTo(pair(self.start))
        for segment in merged(self.segments):
            points = [pair(p) for p in segment[1:]]
            if len(points) == 1:
                self.out.lineTo(points[0])
            else:
                self.out.curveTo(*points)
        self.out.closePath()


def pair(point):
    return point.real, point.imag


def merged(segments):
    """The segments of a contour: lines as two points, cubic curves as four."""
    out, run = [], []
    for segment in segments:
        smooth = len(segment) == 4 and run and dot(direction(run[-1][::-1]), -direction(segment)) >= CORNER
        if not smooth:
            out += merged_run(run)
            run = []
        if len(segment) == 4:
            run.append(segment)
        else:
            out.append(segment)
    return out + merged_run(run)


def merged_run(curves):
    """Curves that run on into each other, as few as will do, from the first on."""
    out = []
    while curves:
        best, count = curves[0], 1
        points = samples(curves[0])
        while count < len(curves):
            points = points + samples(curves[count])[1:]
            curve = fit(points, direction(curves[0]), direction(curves[count][::-1]))
            if curve is None:
                break
            best, count = curve, count + 1
        out.append(best)
        curves = curves[count:]
    return out


def dot(a, b):
    return a.real * b.real + a.imag * b.imag


def direction(curve):
    """Whither a curve sets out: the unit vector to its first point elsewhere."""
    for point in curve[1:]:
        if abs(point - curve[0]) > 1e-9:
            return (point - curve[0]) / abs(point - curve[0])
    return 0j


def at(curve, t):
    s = 1 - t
    return s * s * s * curve[0] + 3 * s * s * t * curve[1] + 3 * s * t * t * curve[2] + t * t * t * curve[3]


def samples(curve):
    return [at(curve, i / SAMPLES) for i in range(SAMPLES + 1)]


def fit(points, start, end):
    """A cubic curve through the points' ends, with handles in the directions
    given, that stays within TOLERANCE of all; None if there is none."""
    lengths = [0.0]
    for a, b in zip(points, points[1:]):
        lengths.append(lengths[-1] + abs(b - a))
    total = lengths[-1]
    if total == 0:
        return None
    times = [length / total for length in lengths]
    for _ in range(ROUNDS):
        handles = least_squares(points, times, start, end)
        if handles is None or not all(0.02 * total < h < 2 * total for h in handles):
            return None
        curve = (points[0], points[0] + handles[0] * start, points[-1] + handles[1] * end, points[-1])
        worst = max(abs(at(curve, t) - p) for p, t in zip(points, times))
        if worst <= TOLERANCE:
            return curve
        if worst > 8 * TOLERANCE:
            return None
        times = [nearer(curve, p, t) for p, t in zip(points, times)]
    return None


def least_squares(points, times, start, end):
    """The lengths of the two handles that bring the curve nearest to the points."""
    aa = ab = bb = ax = bx = 0.0
    for p, t in zip(points, times):
        s = 1 - t
        a, b = 3 * s * s * t * start, 3 * s * t * t * end
        rest = p - points[0] * s * s * (s + 3 * t) - points[-1] * t * t * (t + 3 * s)
        aa, ab, bb = aa + dot(a, a), ab + dot(a, b), bb + dot(b, b)
        ax, bx = ax + dot(a, rest), bx + dot(b, rest)
    determinant = aa * bb - ab * ab
    if abs(determinant) < 1e-9:
        return None
    return (ax * bb - bx * ab) / determinant, (bx * aa - ax * ab) / determinant


def nearer(curve, point, t):
    """A step of Newton's towards the place on the curve that is nearest to point."""
    s = 1 - t
    off = at(curve, t) - point
    first = 3 * (s * s * (curve[1] - curve[0]) + 2 * s * t * (curve[2] - curve[1]) + t * t * (curve[3] - curve[2]))
    second = 6 * (s * (curve[2] - 2 * curve[1] + curve[0]) + t * (curve[3] - 2 * curve[2] + curve[1]))
    slope = dot(first, first) + dot(off, second)
    if abs(slope) < 1e-9:
        return t
    return min(1, max(0, t - dot(off, first) / slope))
