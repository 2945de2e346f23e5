"""Questions for a name: the quoted brand, action or 《document》 before its noun, the X of 以X为Y, the office that acted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.quiz.drafting import Evidence, draft
from assistant.quiz.makers.wording import Setting, balanced, bare, is_framing, is_self_contained, is_solemn, shown
from assistant.quiz.model import HOLE, Claim, QuizItem
from assistant.quiz.sources import Line, Sources, is_akin, overlap
from assistant.quiz.words import follows_noun
from corpus.model import Span

_NOUNS = (
    "专项行动|提质行动|三年行动计划|行动|关爱活动|活动|品牌|工程|计划|制度|党建创新大赛|创新大赛|大赛|学习平台|平台|系列讲座|讲座|讲堂|课程|"
    "工作机制|学习机制|机制|模式|服务|方案|党支部|节目|职能|目标|理念|功能|小程序|频道|责任清单|经验|功夫|形态|要求|主题教育|党建|话剧|方法|试点|指引|"
    "创新项目|志愿服务|品牌建设|总品牌"
)
_QUOTED = re.compile(rf"“[^”“]{{2,24}}”(?P<noun>{_NOUNS})?")
_TITLE = re.compile(r"《[^》《]{4,60}》(?:（[^（）]{4,14}）)?(?P<noun>" + _NOUNS + ")?")
_OFFICIAL = re.compile(r"(?:意见|方案|规定|办法|条例|纲要|规则|细则|规划|标准|措施|通知|概论|要点)(?:（[^（）]*）)?》$")
_AS = re.compile(
    r"以(?P<what>[^，,；;。、“”《》以]{3,18}?)为(?P<role>主题|主线|重点|关键|统领|抓手|契机|牵引|核心|载体|总目标|目标)"
)
_RUN_MARK = "、和与及“《"


@dataclass(frozen=True, slots=True)
class Term:
    """A name in a line: the span with its quotes, the noun that follows, and what kind it is."""

    line: Line
    at: int
    span: Span
    noun: str
    kind: str

    @property
    def text(self) -> str:
        """The exact slice."""
        return self.span.of(self.line.document.text)


def find_terms(sources: Sources) -> tuple[Term, ...]:
    """Return the quoted names, 《documents》 and 以X为Y of all lines, in order."""
    return tuple(
        term for line in sources.all_lines() for at in range(len(line.clauses)) for term in _in_clause(line, at)
    )


def _in_clause(line: Line, at: int) -> Iterator[Term]:
    start, text = line.clauses[at].start, line.clause(at)
    for kind, pattern in (("quoted", _QUOTED), ("title", _TITLE)):
        for hit in pattern.finditer(text):
            whole = hit.group()
            if kind == "quoted" and text.count("《", 0, hit.start()) > text.count("》", 0, hit.start()):
                continue
            noun = hit["noun"] or ""
            word = whole[: len(whole) - len(noun)] if noun else whole
            if kind == "title" and not noun and _OFFICIAL.search(word):
                noun = "文件"
            yield Term(line, at, Span(start + hit.start(), start + hit.start() + len(word)), noun, kind)
    for hit in _AS.finditer(text):
        if "同志" in hit["what"] or "中国式现代化" in hit["what"]:
            continue
        yield Term(line, at, Span(start + hit.start("what"), start + hit.end("what")), hit["role"], "as")


def make_terms(sources: Sources, document: str, terms: tuple[Term, ...]) -> Iterator[QuizItem]:
    """Yield single, blank and judge items over the names of a document."""
    for term in terms:
        if term.line.document.id != document or not _is_alone(term):
            continue
        text = term.line.document.text
        setting = Setting(sources, term.line, term.at)
        inner = Span(term.span.start + 1, term.span.end - 1) if text[term.span.start] in "“《" else term.span
        inner = Span(inner.start, text.find("》", inner.start)) if term.kind == "title" else inner
        frame = setting.statement(term.span, HOLE)
        hole = setting.statement(inner, HOLE)
        if frame is None or hole is None or inner.of(text) in frame:
            continue
        rivals = _rivals(sources, term, frame, terms)
        here = [Evidence(term.line.document, term.line.span)]
        worth = 0.85 if term.noun else 0.6
        lead = text[term.line.clauses[term.at].start : term.span.start]
        ask = "" if follows_noun(lead) or not lead else _question(term)
        if ask and len(rivals) >= 3 and (stem := setting.ask(term.span, ask)):
            yield draft(
                sources, "single", here, stem=stem, claim=Claim("fill", frame), right=[term.text],
                wrong=rivals[:3], value=worth, difficulty=3,
            )  # fmt: skip
        if (term.kind != "title" or len(inner) <= 24) and (stem := setting.state(inner, HOLE)):
            yield draft(
                sources, "blank", here, stem=stem, accepted=list(dict.fromkeys([inner.of(text), term.text])),
                claim=Claim("fill", hole), value=worth - 0.15 if not ask else worth - 0.2, difficulty=4,
            )  # fmt: skip
        statement = setting.statement(term.span, term.text)
        telling = bool(term.noun) or _make(term.text).count("n") >= 2
        if (
            rivals
            and statement
            and term.kind == "quoted"
            and telling
            and not is_solemn(statement)
            and (stem := setting.state(term.span, rivals[0]))
        ):
            yield draft(
                sources, "judge", here, stem=stem, true=statement,
                claim=Claim("statement", statement, was=term.text, said=rivals[0]), value=worth - 0.15,
            )  # fmt: skip


def _is_alone(term: Term) -> bool:
    """Say whether `term` is no member of a run of names, whose order nobody need know."""
    text = term.line.document.text
    if term.span == term.line.clauses[term.at]:
        return False  # the clause is the name and nothing more
    before, after = text[term.span.start - 1 : term.span.start], text[term.span.end : term.span.end + 1]
    return before not in _RUN_MARK + "”》" and after not in _RUN_MARK


_ASKED = {
    "品牌": "哪个",
    "平台": "哪个",
    "节目": "哪个",
    "频道": "哪个",
    "程序": "哪个",
    "清单": "哪份",
    "服务": "哪项",
    "模式": "哪种",
    "方法": "哪种",
    "支部": "",
    "党建": "",
}
_NOUN_GROUPS = (
    frozenset("专项行动 提质行动 三年行动计划 行动 关爱活动 活动 工程 计划 大赛 创新大赛 党建创新大赛 创新项目 志愿服务 主题教育 试点".split()),
    frozenset("品牌 总品牌 品牌建设 平台 学习平台 系列讲座 讲座 讲堂 课程 频道 小程序 节目 话剧 党支部 大赛".split()),
    frozenset("机制 学习机制 模式 制度".split()),
    frozenset("职能 功能".split()),
    frozenset("理念 目标 要求".split()),
)  # fmt: skip


def _question(term: Term) -> str:
    if term.kind == "title":
        following = term.line.document.text[term.span.end : term.span.end + 1]
        joined = "\u4e00" <= following <= "\u9fff" and following not in "的中里和与及"
        return f"哪份文件{'的' if joined else ''}" if term.noun in ("文件", "") else ""
    if term.kind == "as":
        return "什么"
    return _ASKED.get(term.noun[-2:], "哪项") if term.noun else ""


def _is_of_kind(noun: str, other: str) -> bool:
    return noun == other or any(noun in group and other in group for group in _NOUN_GROUPS)


def _rivals(sources: Sources, term: Term, frame: str, terms: tuple[Term, ...]) -> list[str]:
    """Return names of the same kind that could stand there but do not: same noun, same make, same document, like length."""
    said_here = term.line.text
    marked = len(set(_make(term.text))) > 1
    scored: dict[str, tuple[float, ...]] = {}
    for other in terms:
        if other.kind != term.kind or other.text in said_here or other.text == term.text or len(other.text) < 4:
            continue
        if term.text.strip("“”《》") in other.text or other.text.strip("“”《》") in term.text:
            continue
        if overlap(other.text, term.text) > 0.6 or overlap(frame, other.line.text) > 0.5:
            continue
        if is_akin(other.text, term.text):
            continue
        alike = marked and _make(term.text) == _make(other.text)
        if term.kind == "quoted" and not (_is_of_kind(term.noun, other.noun) if term.noun else alike and marked):
            continue
        if abs(len(other.text) - len(term.text)) > 6 + len(term.text) // 2:
            continue
        if term.kind == "title" and _official(term.text) != _official(other.text):
            continue
        same = bool(term.noun) and other.noun == term.noun
        near = other.line.document.id == term.line.document.id
        scored.setdefault(other.text, (-alike, -same, -near, abs(len(other.text) - len(term.text))))
    picked: list[str] = []
    for text in sorted(scored, key=lambda text: (*scored[text], text)):
        if not any(is_akin(text, other) for other in picked):
            picked.append(text)
    return picked


def _official(text: str) -> bool:
    return bool(_OFFICIAL.search(text))


def _make(text: str) -> str:
    """Return how a name is made, blind to its words: where numerals and signs stand (四级三岗 and 三级六岗 alike)."""
    return "".join(
        "d" if c.isdigit() else c if c in "+·—" else "n" if c in "一二三四五六七八九十" else "x"
        for c in text.strip("“”")
    )


def make_bodies(sources: Sources, document: str) -> Iterator[QuizItem]:
    """Yield single and multiple items: which office did this, and what did this office do."""
    acting = [line for line in sources.lines(document) if line.body and not line.heading]
    for line in acting:
        others = [o for o in acting if o.body != line.body and not _same_body(o.body, line.body)]
        others.sort(key=lambda o: (abs(o.span.start - line.span.start), o.span.start))
        names = list(dict.fromkeys(o.body for o in others))
        here = [Evidence(line.document, line.span)]
        name = sources.names[document]
        deed = _deed(line)
        if deed is None:
            continue
        if len(names) >= 3:
            yield draft(
                sources, "single", here, stem=f"据{name}，“{bare(deed)}”是哪个单位或地区的做法？",
                claim=Claim("body", deed), right=[line.body], wrong=names[:3], value=0.88, difficulty=3,
            )  # fmt: skip
        deeds = [d for o in others if (d := _deed(o)) and o.body in names[:6]]
        deeds = list(dict.fromkeys(d for d in deeds if abs(len(d) - len(deed)) <= 25))
        if len(deeds) >= 3:
            yield draft(
                sources, "single", here, stem=f"据{name}，下列哪一项是{line.body}的做法或成效？",
                claim=Claim("deed", line.body), right=[deed], wrong=deeds[:3], value=0.86, difficulty=3,
            )  # fmt: skip
        if names and (statement := _whole(line)):
            yield draft(
                sources, "judge", here, stem=f"{name}：{names[0]}{shown(statement[len(line.body) :])}。", true=statement,
                claim=Claim("statement", statement, was=line.body, said=names[0]), value=0.66,
            )  # fmt: skip


def deeds(sources: Sources, document: str) -> dict[tuple[int, str], str]:
    """Return what each office did, keyed (start of the line, office), each office once, in order."""
    found: dict[tuple[int, str], str] = {}
    for line in sources.lines(document):
        known = {office for _, office in found}
        if line.body and not line.heading and line.body not in known and (deed := _deed(line)):
            found[(line.span.start, line.body)] = deed
    return found


def _same_body(a: str, b: str) -> bool:
    return a in b or b in a


def _deed(line: Line) -> str | None:
    """Return what the office of `line` did: its first clauses without the office, up to a whole predicate."""
    text = line.document.text
    start = line.span.start + len(line.body)
    for clause in line.clauses:
        found = text[start : clause.end]
        if len(found) > 46:
            return None
        framing = re.split(r"[,，]", found)[-1]
        if len(found) >= 10 and not is_framing(framing) and balanced(found) and is_self_contained(found):
            return found
    return None


def _whole(line: Line) -> str | None:
    deed = _deed(line)
    return line.body + deed if deed else None
