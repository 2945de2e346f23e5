"""Questions for a name: the quoted brand, action or 《document》 before its noun, the X of 以X为Y, the office that acted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.quiz.drafting import Evidence, draft
from assistant.quiz.makers.wording import Setting, balanced, is_self_contained, shown
from assistant.quiz.model import HOLE, Claim, QuizItem
from assistant.quiz.sources import Line, Sources, overlap, without_opener
from corpus.model import Span

_NOUNS = (
    "专项行动|提质行动|三年行动计划|行动|关爱活动|活动|品牌|工程|计划|制度|党建创新大赛|创新大赛|大赛|学习平台|平台|系列讲座|讲座|讲堂|课程|"
    "工作机制|学习机制|机制|模式|服务|方案|党支部|节目|职能|目标|理念|功能|小程序|频道|责任清单|经验|功夫|形态|要求|主题教育|党建|话剧|方法|试点|指引|"
    "创新项目|志愿服务|品牌建设|总品牌"
)
_QUOTED = re.compile(rf"“[^”“]{{2,24}}”(?P<noun>{_NOUNS})?")
_TITLE = re.compile(r"《[^》《]{4,60}》(?:（[^（）]{4,14}）)?(?P<noun>" + _NOUNS + ")?")
_OFFICIAL = re.compile(r"(?:意见|方案|规定|办法|条例|纲要|规则|细则|规划|标准|措施|通知|概论|要点)(?:（[^（）]*）)?》$")
_AS = re.compile(r"以(?P<what>[^，,；;。、“”《》以]{3,18}?)为(?P<role>主题|主线|重点|关键|统领|抓手|契机|牵引|核心|载体|总目标|目标)")
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
    return tuple(term for line in sources.all_lines() for at in range(len(line.clauses)) for term in _in_clause(line, at))


def _in_clause(line: Line, at: int) -> Iterator[Term]:
    start, text = line.clauses[at].start, line.clause(at)
    for kind, pattern in (("quoted", _QUOTED), ("title", _TITLE)):
        for hit in pattern.finditer(text):
            whole = hit.group()
            noun = hit["noun"] or ""
            word = whole[: len(whole) - len(noun)] if noun else whole
            if kind == "title" and not noun and _OFFICIAL.search(word):
                noun = "文件"
            yield Term(line, at, Span(start + hit.start(), start + hit.start() + len(word)), noun, kind)
    for hit in _AS.finditer(text):
        yield Term(line, at, Span(start + hit.start("what"), start + hit.end("what")), hit["role"], "as")


def make_terms(sources: Sources, document: str, terms: tuple[Term, ...]) -> Iterator[QuizItem]:
    """Yield single, blank and judge items over the names of a document."""
    for term in terms:
        if term.line.document.id != document:
            continue
        text = term.line.document.text
        before, after = text[term.span.start - 1 : term.span.start], text[term.span.end : term.span.end + 1]
        alone = before not in _RUN_MARK + "”》" and after not in _RUN_MARK and "、" not in after
        setting = Setting(sources, term.line, term.at)
        frame = setting.statement(term.span, HOLE)
        if frame is None or term.text in frame:
            continue
        rivals = _rivals(sources, term, frame, terms)
        here = [Evidence(term.line.document, term.line.span)]
        worth = 0.85 if term.noun else 0.6
        ask = _question(term)
        if ask and alone and len(rivals) >= 3 and (stem := setting.ask(term.span, ask)):
            yield draft(
                sources, "single", here, stem=stem, claim=Claim("fill", frame), right=[term.text],
                wrong=rivals[:3], value=worth, difficulty=3,
            )  # fmt: skip
        yield draft(
            sources, "blank", here, stem=f"{setting.name}：{frame}。",
            accepted=list(dict.fromkeys([term.text, term.text.strip("“”《》")])),
            claim=Claim("fill", frame), value=worth - 0.2 + (0.05 if alone else -0.05), difficulty=4,
        )  # fmt: skip
        statement = setting.statement(term.span, term.text)
        if rivals and statement and alone and term.kind != "title":
            yield draft(
                sources, "judge", here, stem=f"{setting.name}：{setting.statement(term.span, rivals[0])}。",
                true=statement, claim=Claim("statement", statement, was=term.text, said=rivals[0]), value=worth - 0.15,
            )  # fmt: skip


def _question(term: Term) -> str:
    if term.kind == "title":
        return "什么" if term.noun != "文件" else "哪份文件"
    if term.kind == "as":
        return "什么"
    return "什么" if term.noun else ""


def _rivals(sources: Sources, term: Term, frame: str, terms: tuple[Term, ...]) -> list[str]:
    """Return names that could stand there but do not: the same noun first, then the same document, then the like length."""
    said_here = term.line.text
    scored: dict[str, tuple[float, ...]] = {}
    for other in terms:
        if other.kind != term.kind or other.text in said_here or other.text == term.text or len(other.text) < 4:
            continue
        if term.text.strip("“”《》") in other.text or other.text.strip("“”《》") in term.text:
            continue
        if overlap(other.text, term.text) > 0.6 or overlap(frame, other.line.text) > 0.5:
            continue
        same = bool(term.noun) and (other.noun[-2:] == term.noun[-2:])
        if term.noun and not other.noun:
            continue
        near = other.line.document.id == term.line.document.id
        scored.setdefault(other.text, (-same, -near, abs(len(other.text) - len(term.text))))
    return sorted(scored, key=lambda text: (*scored[text], text))


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
                sources, "single", here, stem=f"据{name}，“{shown(deed)}”的是哪个单位或地区？".replace("““", "“"),
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
                sources, "judge", here, stem=f"{name}：{names[0]}{statement[len(line.body) :]}。", true=statement,
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
    """Return what the office of `line` did: its first clauses without the office, ten characters at least."""
    text = line.document.text
    start = line.span.start + len(line.body)
    for clause in line.clauses:
        found = text[start : clause.end]
        if 10 <= len(found) <= 46 and balanced(found) and is_self_contained(found):
            return found
    return None


def _whole(line: Line) -> str | None:
    deed = _deed(line)
    return line.body + deed if deed else None


def make_runs(sources: Sources, document: str, terms: tuple[Term, ...]) -> Iterator[QuizItem]:
    """Yield multiple-choice items over runs of quoted names (“A”“B”“C”等活动) with names from elsewhere as distractors."""
    by_line: dict[tuple[int, int], list[Term]] = {}
    for term in terms:
        if term.line.document.id == document and term.kind == "quoted":
            by_line.setdefault((term.line.span.start, term.at), []).append(term)
    for group in by_line.values():
        run = _longest_run(group)
        if not 2 <= len(run) <= 4 or (not run[-1].noun and len(run) < 3):
            continue
        line, first, last = run[0].line, run[0].span, run[-1].span
        text = line.document.text
        clause = line.clauses[run[0].at]
        tail = text[last.end : clause.end]
        head = without_opener(text[clause.start : first.start])
        noun = re.match(rf"等?(?:\d+方面)?(?P<noun>{_NOUNS}|措施|机制|要求|大赛)", tail)
        if noun is None or len(head) < 2 or not is_self_contained(head + tail) or not balanced(head + tail):
            continue
        wrong: list[str] = []
        for term in run:
            wrong += [r for r in _rivals(sources, term, head + HOLE + tail, terms) if r not in wrong]
        wrong = wrong[: min(3, 6 - len(run))]
        if len(run) + len(wrong) < 4:
            continue
        lead = f"{line.body}" if line.body and line.body not in head else ""
        stem = f"据{sources.names[document]}，{lead}{shown(head)}的{noun['noun']}包括下列哪些？"
        yield draft(
            sources, "multiple", [Evidence(line.document, line.span)], stem=stem, claim=Claim("fill", head + HOLE),
            right=[t.text for t in run], wrong=wrong, value=0.84, difficulty=4,
        )  # fmt: skip


def _longest_run(group: list[Term]) -> list[Term]:
    best: list[Term] = []
    run: list[Term] = []
    for term in group:
        joined = run and term.line.document.text[run[-1].span.end : term.span.start] in ("", "、", "和", "与", "及")
        run = [*run, term] if joined else [term]
        best = run if len(run) > len(best) else best
    return best
