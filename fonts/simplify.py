"""Outlines of few points, on a coarse grid.

FandolFang's glyphs follow the brush in a hundred short curves and lines on the mean,
and what a document embeds is mostly they. Here each contour is drawn anew: of the
points where its segments meet those are kept, and of the ways to join two of them
(a straight line, a quadratic curve, a pair of them) those are chosen, that take the
fewest bytes while the new outline stays within TOLERANCE of the old one. Points are
moved onto the grid before they are measured, so that TOLERANCE is all that an
outline strays, rounding included.
"""

import math

from fontTools.pens.basePen import BasePen

# Farthest that an outline may stray, in units of a 1000-unit em: at 16 pt, half a dot
# of a 600 dpi printer.
TOLERANCE = 4.0

# A straight line stands for a curve where it meets the curve's ends at no more than
# this angle, so that a round stroke stays round, or where it strays so little.
FLAT = math.cos(math.radians(8))
FLAT_TOLERANCE = 1.5

STEP = 12  # between points of the old outline that are measured
LONGEST = 14  # segments that one new one may stand for
HALVINGS = 3  # of a curve that a pair of quadratic ones can't follow
ROUNDS = 2  # of moving the measured points along a fitted pair


class SimplifyingPen(BasePen):
    """Passes contours on to another pen as lines and quadratic curves, their points
    multiples of grid."""

    def __init__(self, out, grid):
        super().__init__(None)
        self.out = out
        self.grid = grid

    def _moveTo(self, at):
        self.at = self.start = complex(*at)
        self.segments = []

    def _lineTo(self, to):
        self._add(complex(*to))

    def _curveToOne(self, first, second, to):
        self._add(complex(*first), complex(*second), complex(*to))

    def _add(self, *points):
        if any(p != self.at for p in points):
            self.segments.append((self.at, *points))
            self.at = points[-1]

    def _closePath(self):
        self._add(self.start)
        drawn = Contour(self.segments, self.grid).drawn() if self.segments else []
        if len(drawn) < 2:
            return  # a speck
        self.out.moveTo(pair(drawn[0][0]))
        for segment in drawn:
            points = [pair(p) for p in segment[1:]]
            if len(points) == 1:
                self.out.lineTo(points[0])
            else:
                self.out.qCurveTo(*points)
        self.out.closePath()


def pair(point):
    return point.real, point.imag


class Contour:
    """A closed contour: segments of two points (lines) or four (cubic curves)."""

    def __init__(self, segments, grid):
        self.grid = grid
        segments = [part for s in segments for part in self.followed(s, HALVINGS)]
        # It begins at its sharpest corner, which is no place to join what runs on.
        turns = [dot(direction(s), -direction(before[::-1])) for s, before in zip(segments, segments[-1:] + segments)]
        sharpest = turns.index(min(turns))
        self.segments = segments[sharpest:] + segments[:sharpest]

    def followed(self, segment, halvings):
        """The segment, or its halves where a pair of curves can't follow the whole."""
        if len(segment) == 2 or halvings == 0:
            return [segment]
        new = self.joined([segment[0]] + samples(segment), [segment])
        if strays(new, [segment[0]] + samples(segment), TOLERANCE) <= TOLERANCE:
            return [segment]
        return [part for half in halves(segment) for part in self.followed(half, halvings - 1)]

    def drawn(self):
        """The contour of fewest bytes: lines of two points, curves of three, pairs of
        curves of four. Shortest ways from the first corner to each later one."""
        count = len(self.segments)
        cost, way = [0.0] + [math.inf] * count, [None] * (count + 1)
        measured = [samples(s) for s in self.segments]
        for i in range(count):
            points, failed = [self.segments[i][0]], 0
            for j in range(i + 1, min(count, i + LONGEST) + 1):
                points = points + measured[j - 1]
                new = self.joined(points, self.segments[i:j], j - i == count)
                if new is None:
                    failed += 1
                    if failed == 2:
                        break
                    continue
                failed = 0
                if cost[i] + self.bytes(new) < cost[j]:
                    cost[j], way[j] = cost[i] + self.bytes(new), (i, new)
        out = []
        while count > 0:
            count, new = way[count]
            if len(new) > 1:
                out.append(new)
        return out[::-1]

    def joined(self, points, segments, whole=False):
        """What takes the segments' place: the first of a point, a line, a curve and a
        pair that stays near enough to the points; None if none does. A single segment
        that none can follow, a small part of a curve, is a line."""
        first, last = self.snap(points[0]), self.snap(points[-1])
        single = len(segments) == 1
        if first == last:
            near = single or all(abs(p - first) <= TOLERANCE for p in points)
            return (first,) if near and not whole else None
        start, end = direction(segments[0]), direction(segments[-1][::-1])
        line = (first, last)
        if single and len(segments[0]) == 2:
            return line
        along = (last - first) / abs(last - first)
        flat = dot(along, start) >= FLAT and dot(-along, end) >= FLAT
        most = TOLERANCE if flat else FLAT_TOLERANCE
        if strays(line, points, most) <= most:
            return line
        curve = self.curve(points, first, last, start, end) or self.pair(points, first, last, start, end)
        return curve or (line if single else None)

    def curve(self, points, first, last, start, end):
        """One quadratic curve, its handle where the directions of the ends cross."""
        across = cross(start, end)
        if abs(across) < 0.02:
            return None
        forth, back = cross(last - first, end) / across, cross(last - first, start) / across
        if forth <= 0 or back <= 0:
            return None
        curve = (first, self.snap(first + forth * start), last)
        return curve if strays(curve, points, TOLERANCE) <= TOLERANCE else None

    def pair(self, points, first, last, start, end):
        """Two quadratic curves that meet half way between their handles, which lie in
        the directions of the ends, as far as brings the pair nearest to the points."""
        total, times = lengths(points)
        for _ in range(ROUNDS):
            forth, back = least_squares(points, times, first, last, start, end)
            if not all(0.02 * total < h < 1.2 * total for h in (forth, back)):
                return None
            fitted = (first, first + forth * start, last + back * end, last)
            curves = (first, self.snap(fitted[1]), self.snap(fitted[2]), last)
            worst = strays(curves, points, 3 * TOLERANCE)
            if worst <= TOLERANCE:
                return curves
            if worst > 3 * TOLERANCE:
                return None
            times = nearest(fitted, points)
        return None

    def snap(self, point):
        return complex(round(point.real / self.grid) * self.grid, round(point.imag / self.grid) * self.grid)

    def bytes(self, points):
        """About what a segment takes in the table glyf: flags, most of which repeat
        those before, and a byte for each coordinate that changes."""
        out = 0.0
        for a, b in zip(points, points[1:]):
            out += 0.6 + sum((d != 0) + (abs(d) > 255 * self.grid) for d in pair(b - a))
        return out


def dot(a, b):
    return a.real * b.real + a.imag * b.imag


def cross(a, b):
    return a.real * b.imag - a.imag * b.real


def direction(segment):
    """Whither a segment sets out: the unit vector to its first point elsewhere."""
    for point in segment[1:]:
        if abs(point - segment[0]) > 1e-9:
            return (point - segment[0]) / abs(point - segment[0])
    return 0j


def halves(curve):
    """A cubic curve's halves."""
    a, b, c, d = curve
    ab, bc, cd = (a + b) / 2, (b + c) / 2, (c + d) / 2
    abc, bcd = (ab + bc) / 2, (bc + cd) / 2
    middle = (abc + bcd) / 2
    return (a, ab, abc, middle), (middle, bcd, cd, d)


def at(points, t):
    """The place on an old segment, a line or a cubic curve."""
    while len(points) > 1:
        points = [a + (b - a) * t for a, b in zip(points, points[1:])]
    return points[0]


def samples(segment):
    """Points of the old outline, the segment's first left out."""
    length = sum(abs(b - a) for a, b in zip(segment, segment[1:]))
    count = max(len(segment) // 2, min(16, int(length / STEP)))
    return [at(segment, i / count) for i in range(1, count + 1)]


def drawn(new):
    """The way of a new segment as a polyline."""
    if len(new) == 3:
        return [a * new[0] + b * new[1] + c * new[2] for a, b, c in QUADRATIC]
    if len(new) == 4:
        return [a * new[0] + b * new[1] + c * new[2] + d * new[3] for a, b, c, d in PAIR]
    return list(new)


def strays(new, points, most):
    """How far a new segment and the way through the points are from each other; of what
    is farther than most only that it is."""
    way = drawn(new)
    return max(farthest(points, way, most), farthest(way, points, most))


def farthest(points, way, most):
    """How far the points, which follow each other, are from a way at most."""
    worst, at_hand, ahead, most = 0.0, 0, 5 + 2 * len(way) // len(points), most * most
    steps = [(b - a).conjugate() for a, b in zip(way, way[1:])] or [0j]
    for point in points:
        least = math.inf
        for i in range(at_hand, min(len(steps), at_hand + ahead)):
            off = point - way[i]
            turned = off * steps[i]  # along the step, and across it
            length = steps[i].real * steps[i].real + steps[i].imag * steps[i].imag
            if turned.real <= 0 or length == 0:
                distance = off.real * off.real + off.imag * off.imag
            elif turned.real >= length:
                off = point - way[i + 1]
                distance = off.real * off.real + off.imag * off.imag
            else:
                distance = turned.imag * turned.imag / length
            if distance < least:
                least, nearest_part = distance, i
        if least > most:
            return math.inf
        at_hand, worst = nearest_part, max(worst, least)
    return math.sqrt(worst)


def lengths(points):
    """The length of the way through the points, and where each lies on it, from 0 to 1."""
    ways = [0.0]
    for a, b in zip(points, points[1:]):
        ways.append(ways[-1] + abs(b - a))
    return ways[-1], [w / ways[-1] for w in ways]


def nearest(new, points):
    """Where on a pair the points' nearest places are, from 0 to 1."""
    way = drawn(new)
    out, at_hand = [], 0
    for point in points:
        at_hand = min(range(at_hand, min(len(way), at_hand + 6)), key=lambda i: abs(way[i] - point))
        out.append(at_hand / (len(way) - 1))
    return [0.0] + out[1:-1] + [1.0]


def quadratic(t):
    """What the first end, the handle and the last end of a quadratic curve weigh."""
    return (1 - t) ** 2, 2 * t * (1 - t), t * t


def weights(t):
    """What the first end, the two handles and the last end of a pair weigh."""
    if t <= 0.5:
        a, b, c = quadratic(2 * t)
        return a, b + c / 2, c / 2, 0.0
    a, b, c = quadratic(2 * t - 1)
    return 0.0, a / 2, a / 2 + b, c


QUADRATIC = [quadratic(i / 12) for i in range(13)]
PAIR = [weights(i / 24) for i in range(25)]


def least_squares(points, times, first, last, start, end):
    """The lengths of the two handles that bring a pair nearest to the points."""
    aa = ab = bb = ax = bx = 0.0
    for point, t in zip(points, times):
        from_first, a, b, from_last = weights(t)
        rest = point - first * from_first - last * from_last - a * first - b * last
        aa, ab, bb = aa + a * a, ab + a * b * dot(start, end), bb + b * b
        ax, bx = ax + a * dot(start, rest), bx + b * dot(end, rest)
    determinant = aa * bb - ab * ab
    if abs(determinant) < 1e-9:
        return 0.0, 0.0
    return (ax * bb - bx * ab) / determinant, (bx * aa - ax * ab) / determinant
