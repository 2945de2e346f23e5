"""From bytes to characters without mojibake: the right encoding, or a refusal, never a guess that is stored.

Byte order marks are believed. Without one, UTF-8 and UTF-16 betray themselves by their form. GB18030 and Big5 accept
each other's bytes, and are told apart by whether the characters that come out are those Chinese texts are made of.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from corpus.errors import UnreadableFile

COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相"
    "全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料"
    "象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取"
    "据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身"
    "车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持"
    "音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛"
    "這個們國來時為會學說對發經過動還後產種見長開關現實體點業當進與應電於機兩從樣間題黨員農階級戰爭義務處隊導統組織設計資質變條結際領氣"
    "萬總無歷書報東車門問馬話語認議論證讀調請許課該識記訊頭類風飛養館驗黃齊龍區縣鎮鄉廣場縣廳局辦處室會議紀錄強調堅持貫徹落實推動發揮"
    "县镇乡村街道局厅委办室会议纪录强调坚持贯彻落实推动发挥作用通知印送签附件年度月日号各单位机关支部书记廉洁监督检查责任"
)
"""Characters of everyday and official Chinese, in both scripts. Source: the most frequent characters of modern texts
and the fixed words of official documents, gathered by hand; only their order of magnitude matters here."""

MIN_COMMON_SHARE = 0.22  # of the Chinese characters; right decodings lie above .45, wrong ones below .08
MAX_INVALID_SHARE = 0.03  # of the characters
_CJK = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_REPLACEMENT = "\ufffd"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and how many bytes or code units were invalid and replaced by U+FFFD or dropped."""

    text: str
    encoding: str
    invalid: int = 0


def decode(data: bytes) -> Decoded:
    """Decode `data`; line ends stay as they are.

    Raises:
        UnreadableFile: the bytes are no text, or text in an encoding that cannot be told for certain.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _accept(_decode_marked(data[len(mark) :], encoding))
    wide = _wide_encoding(data)
    if wide:
        return _accept(_decode_marked(data, wide))
    try:
        return _accept(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        pass
    legacy = _decode_legacy(data)
    if legacy:
        return _accept(legacy)
    text = data.decode("utf-8", "replace")
    invalid = text.count(_REPLACEMENT)
    if invalid > max(2, len(text) * MAX_INVALID_SHARE):
        raise UnreadableFile("认不出它的文字编码", hint="请用记事本或 WPS 打开后另存为 UTF-8 编码的文本")
    return _accept(Decoded(text, "utf-8", invalid))


def common_share(text: str) -> float:
    """Return the share of Chinese characters that are everyday ones, 1.0 for a text without Chinese characters."""
    characters = _CJK.findall(text[:200_000])
    if not characters:
        return 1.0
    return sum(character in COMMON for character in characters) / len(characters)


def _decode_marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    given = data.count(_REPLACEMENT.encode(encoding))
    return Decoded(text, encoding, max(0, text.count(_REPLACEMENT) - given))


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: its two halves look different, and only one order gives known characters."""
    if len(data) < 4 or len(data) % 2:
        return None
    sample = data[: 1 << 16]
    if b"\x00" not in sample:
        # Chinese without a single ASCII character or line end: rare, and recognised only when nothing else fits.
        try:
            sample.decode("utf-8")
        except UnicodeDecodeError as error:
            if error.start > len(sample) - 4 or _decode_legacy(sample):
                return None
        else:
            return None
    scores = {encoding: _wide_score(sample, encoding) for encoding in ("utf-16-le", "utf-16-be")}
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] >= 0.6 else None


def _wide_score(sample: bytes, encoding: str) -> float:
    """Return the share of code units that are ASCII text, Chinese punctuation or everyday Chinese characters."""
    text = sample.decode(encoding, "replace")
    good = sum(
        character in COMMON
        or " " <= character <= "~"
        or character in "\n\r\t\u3000"
        or "\uff00" <= character <= "\uff5e"
        or "\u3001" <= character <= "\u301e"
        or "\u2010" <= character <= "\u2026"
        for character in text
    )
    cjk = sum("\u4e00" <= character <= "\u9fff" and character not in COMMON for character in text)
    return (good + 0.5 * cjk) / max(1, len(text)) if good >= cjk * 0.4 else 0.0


def _decode_legacy(data: bytes) -> Decoded | None:
    """Decode GB18030 or Big5, whichever gives everyday characters; None when neither does."""
    found: list[tuple[float, Decoded]] = []
    for encoding in ("gb18030", "big5hkscs"):
        try:
            decoded = Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError as error:
            text = data.decode(encoding, "replace")
            invalid = text.count(_REPLACEMENT)
            if error.start < len(data) - 2 and invalid > len(text) * 0.001:
                continue
            decoded = Decoded(text, encoding, invalid)
        if not _CJK.search(decoded.text):
            continue
        strange = sum("\ue000" <= character <= "\uf8ff" for character in decoded.text)
        score = common_share(decoded.text) - strange / max(1, len(decoded.text)) * 10
        found.append((score, decoded))
    score, best = max(found, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= MIN_COMMON_SHARE else None


def _accept(decoded: Decoded) -> Decoded:
    """Drop control characters that no text has; refuse when there are many, since that is no text."""
    text = decoded.text
    controls = len(_CONTROL.findall(text))
    if controls:
        if controls > max(2, len(text) * MAX_INVALID_SHARE):
            raise UnreadableFile("内容不是文字", hint="请确认选对了文件")
        text = _CONTROL.sub("", text)
    if decoded.invalid > max(2, len(text) * MAX_INVALID_SHARE):
        raise UnreadableFile("文字编码有大量错误", hint="请用记事本或 WPS 打开后另存为 UTF-8 编码的文本")
    return Decoded(text, decoded.encoding, decoded.invalid + controls)
