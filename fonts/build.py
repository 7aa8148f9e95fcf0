"""Cuts the embedded faces out of Debian's font packages.

    build.py ROOT TGH OUT

ROOT is the folder the packages were unpacked in, TGH the list of the
通用规范汉字表, OUT the folder that receives the .ttf files. build.sh calls it.

Every face comes out the same simple way, whatever its source was:

  - TrueType outlines. Cubic curves become quadratic ones within MAX_ERROR.
  - One glyph per code point, in code point order. Sources map 人 and the radical
    ⼈ to one glyph; a PDF made with that gives back the wrong one when its text
    is copied, because a glyph has only one line in the ToUnicode table.
  - No layout tables and no hints: the typesetter reads advances and the cmap
    and nothing else. What OpenType features would have done for Chinese (quotes
    and dashes a full em wide) is done here, in the cmap.
  - Names of this project: some licences reserve the originals (README.md).
"""

import copy
import math
import multiprocessing
import os
import sys

from fontTools.fontBuilder import FontBuilder
from fontTools.misc.transform import Identity
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from fontTools.ttLib.scaleUpem import scale_upem

from simplify import SimplifyingPen

# Farthest a quadratic curve may stray from its cubic, in font units. At 22 pt,
# the largest body size of an official document, one unit is 0.008 mm.
MAX_ERROR = 1.0

# What the marks of Chinese text must be: one em wide.
FULL_WIDTH = "—―…“”‘’·"

# The dash is written twice (——) and must come out as one unbroken line, while
# most sources leave room at its ends. It is drawn anew, as thick as the source's
# em dash, and passes the em box by this much on both sides, so that a viewer's
# rounding shows no seam.
DASHES = "—―"
DASH_OVERLAP = 10

# Bearing of a quotation mark that had to be moved into a full em: from the
# edge that faces the quoted words, in units of a 1000-unit em.
QUOTE_BEARING = 78

# Circles and circled numbers that fill the whole em, as Fandol draws them, touch
# their neighbours; they are scaled to this width.
CIRCLE_WIDTH = 920

# The ballot boxes, which no source has all three of: side, line and mark width in units of a
# 1000-unit em.
BOX_SIDE, BOX_LINE, BOX_MARK = 800, 50, 66

# Units of an em in which 仿宋 is kept: most of a document's bytes are its outlines, and
# smaller numbers take fewer. simplify.py draws its characters anew on that grid; signs
# and letters become quadratic within COARSE_ERROR, in units of a 1000-unit em, and are
# rounded, which moves a point by 0.014 mm at most at 16 pt.
COARSE = 200
COARSE_ERROR = 4.0

CHUNKS = 32  # of 仿宋's characters, drawn anew by all processors

FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"
NOTO = "usr/share/fonts/opentype/noto/"
WENKAI = "usr/share/fonts/truetype/lxgw-wenkai/"
LIBERATION = "usr/share/fonts/truetype/liberation2/"
NOTO_SC = 2  # the Simplified Chinese face of a Noto CJK collection


class Face:
    """One output file: where it comes from and what it keeps.

    middle is the height about which the face's characters are centred, half
    way up the mean ink of its ideographs; drawn signs are centred there.
    """

    def __init__(self, file, family, source, charset, number=-1, middle=None):
        self.file = file
        self.family = family
        self.source = source
        self.charset = charset
        self.number = number
        self.middle = middle


FACES = [
    # The largest first, so that the work spreads evenly over the cores.
    Face("songti", "Hongtou Song", NOTO + "NotoSerifCJK-Regular.ttc", "general", NOTO_SC, 380),
    Face("xiaobiaosong", "Hongtou Biaosong", NOTO + "NotoSerifCJK-Bold.ttc", "role", NOTO_SC, 380),
    Face("fangsong", "Hongtou Fangsong", FANDOL + "FandolFang-Regular.otf", "role", -1, 310),
    Face("heiti", "Hongtou Hei", NOTO + "NotoSansCJK-Medium.ttc", "role", NOTO_SC, 380),
    Face("kaiti", "Hongtou Kai", WENKAI + "LXGWWenKai-Regular.ttf", "role", -1, 355),
    Face("fangsong-supplement", "Hongtou Fangsong Supplement", WENKAI + "LXGWWenKai-Light.ttf", "supplement", -1, 355),
    Face("latin", "Hongtou Latin", LIBERATION + "LiberationSerif-Regular.ttf", "latin"),
    Face("latin-bold", "Hongtou Latin", LIBERATION + "LiberationSerif-Bold.ttf", "latin"),
]


# Character sets.


def code_points(*parts):
    """The code points of strings, ranges and single numbers."""
    out = set()
    for part in parts:
        if isinstance(part, str):
            out.update(map(ord, part))
        elif isinstance(part, tuple):
            out.update(range(part[0], part[1] + 1))
        else:
            out.add(part)
    return out


def gb2312():
    """All characters of GB 2312, signs and letters included."""
    out = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                out.add(ord(bytes([row, cell]).decode("gb2312")))
            except UnicodeDecodeError:
                pass  # an unassigned cell
    return out


# The signs official documents use. fonts_test.go has the same list.
SIGNS = code_points(
    "〔〕【】〖〗《》〈〉「」『』（）［］｛｝、。，．；：？！…—―－～·‘’“”〇○●◎□■△▲☆★",
    "→←↑↓√×÷±≥≤≠≈∞‰％℃°′″㎡㎥㎏㎜№§※￥¥€☐☑☒\u3000",
    (0x2160, 0x216B), (0x2170, 0x2179),  # Ⅰ–Ⅻ ⅰ–ⅹ
    (0x2460, 0x249B),  # ①–⑳ ⑴–⒇ ⒈–⒛
    (0x3220, 0x3229),  # ㈠–㈩
    (0xFF01, 0xFF5E),  # full-width ASCII
)

ASCII = code_points((0x20, 0x7E))

# What is drawn here for every Chinese face.
DRAWN = code_points("☐☑☒", DASHES)

# The names of five elements, the last of level 1 of GB 18030-2022; Noto lacks them.
ELEMENTS = code_points((0x9FEB, 0x9FEF))

# The general fallback leaves out only what Chinese documents cannot contain:
# Hangul (a third of Noto's glyphs), private use and format characters.
GENERAL = code_points(
    (0x20, 0x7E), (0xA0, 0x2FF), (0x370, 0x4FF), (0x1E00, 0x1EFF),
    (0x2000, 0x200A), (0x2010, 0x2027), (0x202F, 0x205F), (0x2070, 0x2E7F),
    (0x2E80, 0x312F), (0x3190, 0x31FF), (0x3220, 0x325F), (0x3280, 0x9FFF),
    (0xF900, 0xFAFF), (0xFE10, 0xFE1F), (0xFE30, 0xFE6F), (0xFF01, 0xFF9F),
    (0xFFE0, 0xFFEE), (0x1F100, 0x1F2FF), (0x20000, 0x3FFFD),
)

LATIN = code_points(
    (0x20, 0x7E), (0xA0, 0x17F),
    (0x1CD, 0x1DC), (0x1F8, 0x1F9), 0x251, 0x261,  # pinyin
    (0x2C6, 0x2DD), (0x370, 0x3FF),
    (0x2000, 0x200A), (0x2010, 0x2027), (0x202F, 0x205F),
    (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x218F), (0x2190, 0x22FF),
)


def charset(name, tgh, root):
    if name == "general":
        return GENERAL | SIGNS
    if name == "latin":
        return LATIN
    role = tgh | gb2312() | SIGNS | ASCII | ELEMENTS
    if name == "supplement":
        return role - set(Source(os.path.join(root, FANDOL + "FandolFang-Regular.otf"), -1).cmap) - DRAWN
    return role


# Outlines.


def turns_left(recording):
    """Tells whether a glyph's ink lies to the left of its contours, as PostScript
    has it. Asked of each glyph, since Fandol has some one way, some the other."""
    area = AreaPen()
    recording.replay(area)
    return area.value > 0


class Source:
    """A font as it came, read through what the faces need of it."""

    def __init__(self, path, number):
        self.font = TTFont(path, fontNumber=number, recalcTimestamp=False)
        self.cmap = self.font.getBestCmap()
        self.glyphs = self.font.getGlyphSet()
        self.cubic = "CFF " in self.font
        self.upm = self.font["head"].unitsPerEm
        self.error = MAX_ERROR

    def advance(self, name):
        return self.font["hmtx"][name][0]

    def bounds(self, name):
        pen = BoundsPen(self.glyphs)
        self.glyphs[name].draw(pen)
        return pen.bounds

    def recording(self, name, transform=Identity):
        """The glyph's contours, references resolved."""
        recording = DecomposingRecordingPen(self.glyphs)
        self.glyphs[name].draw(TransformPen(recording, transform) if transform != Identity else recording)
        return recording

    def simple(self, name, transform=Identity):
        """The glyph's contours of few points, as a RecordingPen has them."""
        recording = RecordingPen()
        self.recording(name, transform).replay(SimplifyingPen(recording, self.upm // COARSE))
        return recording.value

    def outline(self, name, transform=Identity, simple=None):
        """The glyph, or the simple contours given, as a simple TrueType glyph: outer
        contours clockwise."""
        recording = self.recording(name)
        if simple is not None:
            recording.value, transform = simple, Identity
        out = TTGlyphPen(None)
        pen = out
        if self.cubic:
            pen = Cu2QuPen(out, self.error * self.upm / 1000)
        if turns_left(recording):
            pen = ReverseContourPen(pen)
        if transform != Identity:
            pen = TransformPen(pen, transform)
        recording.replay(pen)
        return out.glyph()

    def full_width_alternates(self):
        """Glyph names of the `fwid` feature: proportional to one em wide."""
        out = {}
        if "GSUB" not in self.font:
            return out
        gsub = self.font["GSUB"].table
        for record in gsub.FeatureList.FeatureRecord:
            if record.FeatureTag != "fwid":
                continue
            for index in record.Feature.LookupListIndex:
                for table in gsub.LookupList.Lookup[index].SubTable:
                    out.update(getattr(table, "ExtSubTable", table).mapping)
        return out


def is_han(code):
    return 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or code >= 0x20000


def place(source, code, name):
    """How a character's outline moves, and its advance.

    What must be one em wide and is not moves: quotation marks go to the side of
    the words they hold, everything else to the middle. Circles that fill the em
    shrink about their centre.
    """
    advance = source.advance(name)
    em = source.upm
    if 0x2460 <= code <= 0x24FF or 0x25CB <= code <= 0x25CF:
        left, bottom, right, top = source.bounds(name)
        if right - left >= em:
            scale = CIRCLE_WIDTH / (right - left)
            x, y = (left + right) / 2 * (1 - scale), (bottom + top) / 2 * (1 - scale)
            return (scale, 0, 0, scale, x, y), advance
    if advance == em or not (is_han(code) or chr(code) in FULL_WIDTH):
        return Identity, advance
    left, _, right, _ = source.bounds(name)
    if chr(code) in "“‘":
        shift = em - QUOTE_BEARING - right
    elif chr(code) in "”’":
        shift = QUOTE_BEARING - left
    else:
        shift = round((em - advance) / 2)
    return (1, 0, 0, 1, shift, 0), em


def polygon(pen, points):
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def bar(pen, start, end, width):
    """A straight stroke as a clockwise rectangle."""
    (x0, y0), (x1, y1) = start, end
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    dx, dy = (x1 - x0) / length * width / 2, (y1 - y0) / length * width / 2
    polygon(pen, [(round(x), round(y)) for x, y in (
        (x0 - dy, y0 + dx), (x1 - dy, y1 + dx), (x1 + dy, y1 - dx), (x0 + dy, y0 - dx))])


def dash(source, wide):
    """— and ―: a line across the whole em, at the height of the full-width form."""
    default = source.cmap[ord("—")]
    _, bottom, _, top = source.bounds(default)
    _, low, _, high = source.bounds(wide.get(default, default))
    thickness = round(top - bottom)
    y = round((low + high - thickness) / 2)
    pen = TTGlyphPen(None)
    left, right = -DASH_OVERLAP, source.upm + DASH_OVERLAP
    polygon(pen, [(left, y), (left, y + thickness), (right, y + thickness), (right, y)])
    return pen.glyph()


def even_dots(glyph, em):
    """Sets the three dots of … a third of an em apart, so that …… is six dots
    at one distance."""
    starts = [0] + [end + 1 for end in glyph.endPtsOfContours]
    dots = [range(start, end) for start, end in zip(starts, starts[1:])]
    points = glyph.coordinates

    def centre(dot):
        xs = [points[i][0] for i in dot]
        return (min(xs) + max(xs)) / 2

    for place, dot in enumerate(sorted(dots, key=centre)):
        shift = round(em * (2 * place + 1) / 6 - centre(dot))
        for i in dot:
            points[i] = (points[i][0] + shift, points[i][1])
    glyph.recalcBounds(None)
    return glyph


def ballot_box(code, middle):
    """☐ ☑ ☒, one em wide, centred at the height middle; for 1000-unit faces."""
    pen = TTGlyphPen(None)
    x0, x1 = (1000 - BOX_SIDE) // 2, (1000 + BOX_SIDE) // 2
    y0, y1 = middle - BOX_SIDE // 2, middle + BOX_SIDE // 2
    i = BOX_LINE
    polygon(pen, [(x0, y0), (x0, y1), (x1, y1), (x1, y0)])
    polygon(pen, [(x0 + i, y0 + i), (x1 - i, y0 + i), (x1 - i, y1 - i), (x0 + i, y1 - i)])
    if code == 0x2611:
        # One outline, since two bars would leave a notch at the corner.
        polygon(pen, [(x, y + middle) for x, y in (
            (235, 10), (285, 55), (425, -95), (720, 265), (772, 222), (428, -198))])
    if code == 0x2612:
        bar(pen, (x0 + 170, y0 + 170), (x1 - 170, y1 - 170), BOX_MARK)
        bar(pen, (x0 + 170, y1 - 170), (x1 - 170, y0 + 170), BOX_MARK)
    return pen.glyph()


def image_of(source, middle):
    """≒, which GBK has and Noto CJK has not: its = with two of its dots."""
    pen = TTGlyphPen(None)
    quadratic = ReverseContourPen(Cu2QuPen(pen, MAX_ERROR))
    equals, dot = source.cmap[0xFF1D], source.full_width_alternates()[source.cmap[0xB7]]
    source.glyphs[equals].draw(quadratic)
    left, bottom, right, top = source.bounds(equals)
    x0, y0, x1, y1 = source.bounds(dot)
    scale = 0.7
    for x, y in ((left + 70, top + 130), (right - 70, bottom - 130)):
        move = (scale, 0, 0, scale, x - (x0 + x1) / 2 * scale, y - (y0 + y1) / 2 * scale)
        source.glyphs[dot].draw(TransformPen(quadratic, move))
    return pen.glyph()


# Tables.


def names(source, face):
    """The name table: this project's family, the source's credits and licence."""
    old = {r.nameID: r.toUnicode() for r in source.font["name"].names
           if (r.platformID, r.langID) == (3, 0x409)}
    style = old[2]
    post_script = face.family.replace(" ", "") + "-" + style
    original = old.get(16, old[1])
    licence = old.get(13)
    if "Fandol" in original:
        licence = ("GNU General Public License, version 3, with the font exception: a document "
                   "that embeds this font, or a part of it, is not by that covered by the GNU "
                   "General Public License.")
    strings = {
        0: old[0], 1: face.family, 2: style, 3: post_script + ";" + old[5],
        4: face.family + ("" if style == "Regular" else " " + style),
        5: old[5], 6: post_script, 7: old.get(7), 8: old.get(8), 9: old.get(9),
        10: "Cut from %s for the hongtou typesetter: TrueType outlines, a subset of the "
            "characters, no layout features. Not the original version." % original,
        11: old.get(11), 12: old.get(12), 13: licence, 14: old.get(14),
    }
    return {key: value for key, value in strings.items() if value}


def metrics(source, face_os2):
    """Fills in the capital and x heights a source left out."""
    for field, letter in (("sCapHeight", "H"), ("sxHeight", "x")):
        if not getattr(face_os2, field, 0):
            setattr(face_os2, field, round(source.bounds(source.cmap[ord(letter)])[3]))


def add_format_12(table, cmap):
    """Gives a face without characters beyond the BMP the same cmap as the others."""
    if not any(sub.format == 12 for sub in table.tables):
        sub = CmapSubtable.newSubtable(12)
        sub.platformID, sub.platEncID, sub.language, sub.cmap = 3, 10, 0, dict(cmap)
        table.tables.append(sub)


def simplify(face, root, codes):
    """The simple contours of characters, by code point; what the face lacks is left out."""
    source = Source(os.path.join(root, face.source), face.number)
    out = {}
    for code in codes:
        if code in source.cmap:
            out[code] = source.simple(source.cmap[code], place(source, code, source.cmap[code])[0])
    return out


def tighten(font):
    """Gives each glyph the box of its ink. fontTools takes that of its points, and a long
    curve's handle lies far outside of the curve."""
    glyphs, glyf, hmtx = font.getGlyphSet(), font["glyf"], font["hmtx"]
    for name in font.getGlyphOrder():
        pen, glyph = BoundsPen(glyphs), glyf[name]
        glyphs[name].draw(pen)
        if pen.bounds is None:
            continue
        left, bottom, right, top = pen.bounds
        glyph.xMin, glyph.yMin = math.floor(left), math.floor(bottom)
        glyph.xMax, glyph.yMax = math.ceil(right), math.ceil(top)
        hmtx[name] = (hmtx[name][0], glyph.xMin)
    for tag in ("hhea", "maxp"):
        font[tag].recalc(font)
    font.recalcBBoxes = False


def build(face, root, tgh, out, simple):
    source = Source(os.path.join(root, face.source), face.number)
    if face.file == "fangsong":
        source.error = COARSE_ERROR
    wide = source.full_width_alternates()
    order, glyphs, cmap, advances = [".notdef"], {}, {}, {}
    glyphs[".notdef"] = source.outline(".notdef")
    advances[".notdef"] = source.advance(".notdef")
    for code in sorted(charset(face.charset, tgh, root)):
        glyph = None
        if face.middle and 0x2610 <= code <= 0x2612:
            glyph, advance = ballot_box(code, face.middle), source.upm
        elif face.file == "songti" and code == 0x2252:
            glyph, advance = image_of(source, face.middle), source.upm
        elif face.middle and chr(code) in DASHES:
            glyph, advance = dash(source, wide), source.upm
        elif code in source.cmap:
            name = source.cmap[code]
            move = Identity
            advance = source.advance(name)
            if face.middle:
                if chr(code) in FULL_WIDTH:
                    name = wide.get(name, name)
                move, advance = place(source, code, name)
            glyph = source.outline(name, move, simple.get(code))
            if face.middle and chr(code) == "…":
                glyph = even_dots(glyph, source.upm)
        if glyph is not None:
            key = "u%05X" % code
            order.append(key)
            glyphs[key], advances[key], cmap[code] = glyph, advance, key

    builder = FontBuilder(source.upm, isTTF=True)
    font = builder.font
    font.recalcTimestamp = False
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(cmap)
    add_format_12(font["cmap"], cmap)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(
        {key: (advances[key], getattr(glyphs[key], "xMin", 0)) for key in order})
    for tag in ("hhea", "OS/2"):
        font[tag] = copy.deepcopy(source.font[tag])
    head, old = font["head"], source.font["head"]
    head.flags = 0x0003  # baseline at 0, left bearing at xMin
    head.fontRevision, head.macStyle = old.fontRevision, old.macStyle
    head.created, head.modified = old.created, old.modified
    head.lowestRecPPEM = old.lowestRecPPEM
    os2 = font["OS/2"]
    os2.fsType = 0  # every licence allows embedding
    os2.usMaxContext = 0
    metrics(source, os2)
    os2.recalcUnicodeRanges(font)
    os2.recalcAvgCharWidth(font)
    os2.updateFirstAndLastCharIndex(font)
    builder.setupNameTable(names(source, face), mac=False)
    post = source.font["post"]
    builder.setupPost(keepGlyphNames=False, underlinePosition=post.underlinePosition,
                      underlineThickness=post.underlineThickness)
    builder.setupMaxp()
    if face.file == "fangsong":
        scale_upem(font, COARSE)
        tighten(font)
    path = os.path.join(out, face.file + ".ttf")
    font.save(path)
    return "%-18s %6d glyphs %9d bytes" % (face.file + ".ttf", len(order), os.path.getsize(path))


def main():
    root, list_file, out = sys.argv[1:]
    with open(list_file, encoding="utf-8") as file:
        tgh = code_points("".join(line.strip() for line in file if not line.startswith("#")))
    fangsong = next(face for face in FACES if face.file == "fangsong")
    han = [code for code in sorted(charset(fangsong.charset, tgh, root)) if is_han(code)]
    parts = [(fangsong, root, han[start::CHUNKS]) for start in range(CHUNKS)]
    with multiprocessing.Pool() as pool:
        simple = {}
        for part in pool.starmap(simplify, parts, 1):
            simple.update(part)
        jobs = [(face, root, tgh, out, simple if face is fangsong else {}) for face in FACES]
        results = [pool.apply_async(build, job) for job in jobs]
        for result in results:
            print(result.get(), flush=True)


if __name__ == "__main__":
    main()
