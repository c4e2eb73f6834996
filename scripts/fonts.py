"""Makes the bundled fonts from their sources; run by fonts.sh, which fetches the sources.

The result is the same for the same sources: no dates, no names of machines.
"""

import bz2
import math
import pathlib
import re
import subprocess
import sys

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

# Signs that the window, tables and charts use, whole blocks where they are small.
SIGNS = [
    (0x0020, 0x007E), (0x00A0, 0x00FF), (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x218F),
    (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x24FF), (0x2500, 0x25FF),
    (0x2600, 0x27BF), (0x3000, 0x303F), (0x3200, 0x33FF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF),
]
HANGUL = [(0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0x3200, 0x321E), (0x3260, 0x327F)]
EXTENSIONS = [(0x20000, 0x2EBEF)]  # CJK Unified Ideographs Extensions B to F


def spread(ranges):
    return {c for low, high in ranges for c in range(low, high + 1)}


def gb2312():
    found = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes([high, low]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return found


def general_standard(unihan):
    """The 8,105 characters of 通用规范汉字表: property kTGH of Unicode's Unihan database."""
    text = bz2.open(unihan, "rt", encoding="utf-8").read()
    found = {int(code, 16) for code in re.findall(r"^U\+([0-9A-F]+)\tkTGH\t", text, re.M)}
    if len(found) != 8105:
        raise SystemExit(f"kTGH lists {len(found)} characters, not 8105")
    return found


def polygon(pen, points):
    """Draws one filled contour, clockwise, as TrueType wants its outer contours."""
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))
    outline(pen, points if area < 0 else points[::-1])


def hole(pen, points):
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))
    outline(pen, points if area > 0 else points[::-1])


def outline(pen, points):
    points = [(round(x), round(y)) for x, y in points]
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def bar(pen, x0, y0, x1, y1, weight):
    length = math.hypot(x1 - x0, y1 - y0)
    dx, dy = (y1 - y0) / length * weight / 2, -(x1 - x0) / length * weight / 2
    polygon(pen, [(x0 + dx, y0 + dy), (x1 + dx, y1 + dy), (x1 - dx, y1 - dy), (x0 - dx, y0 - dy)])


def circle(x, y, radius, start=0.0, end=360.0, steps=40):
    return [(x + radius * math.cos(math.radians(start + (end - start) * i / steps)),
             y + radius * math.sin(math.radians(start + (end - start) * i / steps))) for i in range(steps + 1)]


def rectangle(x0, y0, x1, y1):
    return [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]


def turn(pen, weight, mirror):
    """An arrow that turns back: 撤销, or mirrored 重做."""
    flip = (lambda p: [(1000 - x, y) for x, y in p]) if mirror else (lambda p: p)
    middle = (530, 330)
    band = circle(*middle, 290 + weight / 2, -70, 165) + circle(*middle, 290 - weight / 2, -70, 165)[::-1]
    polygon(pen, flip(band))
    polygon(pen, flip([(60, 445), (430, 470), (215, 180)]))


def draw_signs(weight):
    """Draws the signs that Noto Sans SC lacks, on its square of 1000 units, middle of the Han characters at y 380."""
    def cross(pen):
        bar(pen, 200, 80, 800, 680, weight * 1.15)
        bar(pen, 200, 680, 800, 80, weight * 1.15)

    def tick(pen):
        bar(pen, 265, 385, 445, 200, weight)
        bar(pen, 420, 200, 745, 575, weight)

    def box(pen):
        polygon(pen, rectangle(120, 0, 880, 760))
        hole(pen, rectangle(120 + weight, weight, 880 - weight, 760 - weight))

    def ticked(pen):
        box(pen)
        tick(pen)

    def glass(pen):
        polygon(pen, circle(430, 450, 290))
        hole(pen, circle(430, 450, 290 - weight))
        bar(pen, 625, 255, 860, 20, weight * 1.4)

    def moon(pen):
        # The outer edge of one circle and, back again, the edge of a second one beside it.
        polygon(pen, circle(480, 380, 360, 60, 330) + circle(625, 470, 290, 300, 105)[1:])

    def triangle(*points):
        return lambda pen: polygon(pen, list(points))

    return {
        0x2715: cross,
        0x21B6: lambda pen: turn(pen, weight, False),
        0x21B7: lambda pen: turn(pen, weight, True),
        0x25BE: triangle((230, 530), (770, 530), (500, 210)),
        0x25B4: triangle((230, 230), (770, 230), (500, 550)),
        0x25B8: triangle((350, 110), (350, 650), (670, 380)),
        0x25C2: triangle((650, 110), (650, 650), (330, 380)),
        0x2610: box,
        0x2611: ticked,
        0x1F50D: glass,
        0x263E: moon,
    }


def add_signs(font, weight):
    cmap = font.getBestCmap()
    order = font.getGlyphOrder()
    added = {}
    for code, draw in draw_signs(weight).items():
        if code in cmap:
            continue
        pen = TTGlyphPen(None)
        draw(pen)
        name = f"u{code:05X}"
        order = order + [name]
        font["glyf"].glyphs[name] = pen.glyph()
        font["hmtx"].metrics[name] = (1000, 0)
        added[code] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    for name in added.values():
        glyph = font["glyf"][name]
        glyph.recalcBounds(font["glyf"])
        font["hmtx"].metrics[name] = (1000, glyph.xMin)
    for table in font["cmap"].tables:
        if not table.isUnicode():
            continue
        room = 0x10FFFF if table.format == 12 else 0xFFFF
        table.cmap.update({code: name for code, name in added.items() if code <= room})
    font["maxp"].numGlyphs = len(order)


def plain_cmap(font):
    """Leaves two tables, one for 16-bit readers and one for all of Unicode; variation sequences go."""
    cmap = dict(font.getBestCmap())
    font["cmap"] = newTable("cmap")
    font["cmap"].tableVersion = 0
    font["cmap"].tables = []
    for number, encoding, limit in ((4, 1, 0xFFFF), (12, 10, 0x10FFFF)):
        table = CmapSubtable.newSubtable(number)
        table.platformID, table.platEncID, table.language = 3, encoding, 0
        table.cmap = {code: name for code, name in cmap.items() if code <= limit}
        font["cmap"].tables.append(table)


def rename(font, family, style, licence, source):
    """Renames the subset: a changed font must not bear its source's reserved name."""
    copyright_ = font["name"].getDebugName(0) or ""
    font["name"].names = []
    postscript = (family + "-" + style).replace(" ", "")
    for number, text in {0: copyright_, 1: family, 2: style, 3: postscript, 4: f"{family} {style}", 5: "Version 1.000",
                         6: postscript, 10: f"Subset of {source}", 13: licence}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
        font["name"].setName(text, number, 1, 0, 0)


def even_digits(font):
    """Takes the half-width digits, all of one width as in 宋体, so that ID numbers and sums stand in columns."""
    cmap = font.getBestCmap()
    half = {}
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if record.FeatureTag != "hwid":
            continue
        for index in record.Feature.LookupListIndex:
            for subtable in font["GSUB"].table.LookupList.Lookup[index].SubTable:
                half.update(getattr(subtable, "ExtSubTable", subtable).mapping)
    digits = {code: half[cmap[code]] for code in range(ord("0"), ord("9") + 1)}
    for table in font["cmap"].tables:
        if table.isUnicode() and hasattr(table, "cmap"):
            table.cmap.update(digits)


def make(source, target, characters, family, style, licence, weight=0, tabular=False):
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "vhea", "vmtx", "VORG", "DSIG", "FFTM", "prop", "gasp", "meta"]
    font = TTFont(source, recalcTimestamp=False)
    if tabular:
        even_digits(font)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    if weight:
        add_signs(font, weight)
    plain_cmap(font)
    rename(font, family, style, licence, pathlib.Path(source).name)
    font["head"].created = font["head"].modified = 0
    font["post"].formatType = 3
    font.save(target)
    subprocess.run(["zstd", "-q", "-f", "--ultra", "-22", "--no-check", target, "-o", target + ".zst"], check=True)
    glyphs = font["maxp"].numGlyphs
    raw, packed = pathlib.Path(target).stat().st_size, pathlib.Path(target + ".zst").stat().st_size
    print(f"{pathlib.Path(target).name}: {glyphs} glyphs, {raw:,} bytes, packed {packed:,}")


def main(sources, out):
    sans, serif = f"{sources}/noto-sans-sc", f"{sources}/noto-serif-sc"
    ofl = "SIL Open Font License 1.1"
    common = gb2312() | general_standard(f"{sources}/Unihan_OtherMappings.txt.bz2")
    everyday = common | spread(SIGNS)
    whole = set(TTFont(f"{serif}/400Regular/NotoSerifSC_400Regular.ttf", lazy=True).getBestCmap()) - spread(HANGUL)
    make(f"{sans}/400Regular/NotoSansSC_400Regular.ttf", f"{out}/sans-regular.ttf", everyday, "Taizhang Sans", "Regular", ofl, 76)
    make(f"{sans}/700Bold/NotoSansSC_700Bold.ttf", f"{out}/sans-bold.ttf", everyday, "Taizhang Sans", "Bold", ofl, 118)
    make(f"{serif}/400Regular/NotoSerifSC_400Regular.ttf", f"{out}/serif-regular.ttf", whole, "Taizhang Serif", "Regular", ofl, tabular=True)
    make(f"{serif}/900Black/NotoSerifSC_900Black.ttf", f"{out}/serif-black.ttf", everyday, "Taizhang Serif", "Black", ofl)
    # HanaMinB holds all of Extensions B to F; what the serif face has is drawn by it.
    make(f"{sources}/HanaMinB.ttf", f"{out}/rare.ttf", spread(EXTENSIONS) - whole, "Taizhang Rare", "Regular", "Hanazono Font License")


if __name__ == "__main__":
    main(*sys.argv[1:])
