"""What a text only mentions: 传达了例会精神 tells no spirit, 对照负面清单 no list, 给予相应处理 no penalty.

A question for the content of such a thing is answered only by words that tell it; else the answer says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.described import about
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Book, Sentence
from assistant.finding import Finder
from assistant.folding import fold
from assistant.quantities import find_quantities
from assistant.question.model import Question
from assistant.question.persons import SURNAMES
from assistant.question.terms import coverage
from assistant.quoted import QUOTED, quoted_names
from assistant.scoping import Scope
from assistant.wording import label, say

_WORKS = (
    r"顺口溜|口诀|歌谣|对联|(?:若干)?意见|办法|细则|条例|规定|制度|方案|计划|规划|预案|协议|合同|备忘录|精神|通知|文件|纪要|报告|讲话|发言|汇报|指示|批示|[回贺]信|声明|文章|倡议书?|公约|章程|"
    r"承诺书?|清单|名单|目录|标准|条款|条文|手册|指南|规程|提案|建议|事迹|故事|案例|行为|[函信书戏剧]|节目|短?片|视频|[登评]\S{0,2}表"
)
"""What has a content of its own, which may be told or not."""
_WORK = re.compile(_WORKS)
_GENERIC = re.compile("条文|条款|文件|目录")
_BEHIND = re.compile(
    r"[”》)]*[,的]*(?:能不能|可不可以|能否|能|请|麻烦)?(?:把|将)?(?:其|它|里面)?的?"
    r"(?:具体|主要|完整|全部)?(?:内容|条文|条款|原文|原话|全文|目录|文件)?"
)
"""What may stand between a work and the words that ask for its content: 负面清单,能把条文列给我."""
_SOME = r"(?:些|哪些|什么|啥|哪几|怎么|咋|哪)"
_WITHIN = r"(?:里面|里头|里边|里|中|上)?(?:头)?(?:都|具体|主要|到底|究竟|是|又)*"
_TOLD = r"(?:写|讲|说|规定|约定|载明|列|提|演|要求|强调)(?:明|到|出|的|了|过|着)*(?:是)?"
_WORK_ASKED = (
    re.compile(rf"(?P<work>[^,。?]{{2,30}}?){_WITHIN}{_TOLD}{_SOME}"),
    re.compile(rf"(?P<work>[^,。?]{{2,30}}?){_WITHIN}(?:怎么|咋|如何)(?:规定|写|说|讲|要求|约定|表述)"),
    re.compile(rf"(?P<work>[^,。?]{{2,30}}?){_WITHIN}的?(?:有|是)?(?:些|了)?{_SOME}?(?:样的)?(?:具体|主要)?内容"),
    re.compile(
        r"(?P<work>[^,。?]{2,30}?)(?:的)?(?:具体|完整|全部)?(?:内容|条文|原文|全文|正文)?(?:都|逐条|一条条|原样|能不能|能)*"
        r"(?:列|发|给|贴|念|抄|摘|拿)(?:出来|出|给|一下|下|过来)*(?:我|看|来|$)"
    ),
    re.compile(r"有(?:些)?(?:什么|啥|哪些)(?:样的)?(?P<work>事迹|故事|案例)"),
    re.compile(r"(?P<work>标准|条[款文]|行为|案例)(?:分别|都|具体|到底)*(?:是|有)(?:哪(?:些|几)|什么|啥)"),
)
_CONVEYED = re.compile(
    r"(?P<verb>传达|学习|学|审议|宣读|签)(?:了|的|过)*(?:些|哪些)?(?:什么|啥|哪些)(?:样的)?(?:具体)?内容"
)
_HAND_OVER = re.compile(r"(?:列|发|贴|念|抄|摘|拿)(?:出来|一下)*给我")
_TELLS = re.compile(
    r"[”》)]*(?:里面?|中|上|的)?(?:主要|分别|都|还|也|共|一共|对[^,。]{1,12}|就[^,。]{1,12}|从[^,。]{1,12})?(?:内容)?"
    r"(?:[::]|是|为(?!准|本)|即|指|,?(?:规定|约定|明确|提出|指出|强调|认为|包括|包含|分为|分成|列明|写明|提到)|要求|设|写|讲|说|有|共|[(])"
)
_GOES_ON = re.compile(
    r"[ \u3000]*(?:一是|一要|第一|首先|其中|即|具体|包括|1[.、]|[(]一[)]|会议(?:强调|指出|认为|要求|提出)|(?:强调|指出)|要|必须)"
)
_FIGURE = re.compile(r"\d|[一二三四五六七八九十百千两]+(?:元|分|小时|天|次|个月|年)")
_LATER = re.compile(
    r"另行(?:制定|制订|通知|公布|下发|印发|规定|确定|明确|发布)|(?:将|届时|即将|待定|随后|尽快|择期)[^,。;]{0,8}(?:出台|公布|发布|制定|下发|印发|通知)|"
    r"(?:尚未|还没有?|正在|仍在)(?:制定|研究|出台|公布|确定|起草|修订|征求意见|论证|试点|完善)"
)
_PUT_OFF = re.compile(
    rf"{_LATER.pattern}|暂不|(?:先|就|再)?不(?:再)?(?:展开|细说|多说|细讲|多讲|赘述|急着)|会后(?:再|另)?(?:发|取|领|印发)|以后再[说讲谈议]|另有(?:安排|规定|部署|方案|通知)|另行提出|"
    r"征求意见|(?:正在|仍在|还在)(?:制定|研究|论证|摸索|调试|测试)|(?:没有?|尚未)过关|(?:时机|条件)(?:还|尚)?[不未]|先行研究|再议|待定|下次会议|"
    r"(?:文件|材料|办法|方案|细则)(?:马上|很快|随后|不久)(?:就)?[会要]?(?:下|发|出|印)|(?:先|暂)不(?:急着?)?推|还要再[磨论研酝]"
)
"""What puts off telling of a thing that is mentioned (今天不展开讲, 具体做法会后发材料, 另有安排)."""
_CONTENT_ASKED = re.compile(
    r"怎么(?!样)|咋(?!样)|如何|怎样|(?:干|做|搞|办|弄)(?:的是|了|些|点)*(?:什么|啥)|(?:是|指)(?:什么|啥)|(?:什么|啥)(?:意思|内容|做法|东西)|内容|具体"
)
_RELATION = re.compile(r"关系|区别|一样|一回事|谁|哪|为(?:啥|什么|何)|多少|几")
_SHOWN = re.compile(r"(?:介绍|演示|展示|分享|谈|交流|推介|汇报)(?:了|过)?$")
"""Verbs with which somebody told of a thing, of which the text itself then tells nothing (介绍了“三早三办”做法)."""
_NAME_ENDS = re.compile(r"[”][\u3400-\u9fff]{0,4}(?=[,;。]|$)")
MOST_MENTIONS = 3  # sentences with a name, its heading among them, that may tell nothing of it
_PIECE = r"(?:顺口溜|口诀|快板书?词?|三字经|[歌诗]|歌词|打油诗|对联|台词|剧本|[书留便]?信|留言|便签|口号|标语)"
"""What is a text of its own, so that a document which names it has not its words; a document's own words are all there."""
_WORDING_ASKED = re.compile(
    rf"(?:{_PIECE}|承诺书?|公约|协议书?)[^,。?]{{0,4}}(?:原话|原句|原词|一字不[差落漏]|逐字)|{_PIECE}[^,。?]{{0,6}}(?:怎么|咋)(?:唱|念|编|写|说)的"
)
_SPOKEN = re.compile(r"[:,说道是]“[^”]{4,}|“[^”]{8,}|[说讲道]:")
_PENDING = re.compile(r"(?:正在|尚在|仍在|还在|有待)(?:进一步)?(?:核查|调查|审查|办理|处理|研究)")
_MASKED = re.compile(rf"[{SURNAMES}]某{{1,2}}")
_PENALTY_ASKED = re.compile(
    r"(?:什么|啥|哪种|何种|怎样的)(?:样的|个)?(?:处分|处理|处罚|惩处)(?!机制|流程|程序|办法)|"
    r"(?:怎么|咋|如何)(?:处理|处分|处罚)"
)
_PENALTY = re.compile(
    r"(?:相应|有关|相关|一定|适当|必要|严肃|依规依纪|依纪依法|依法|及时)的?[^,。;]{0,4}(?:处分|处理|处罚|惩处|处置)|"
    r"(?:处分|处理|处罚)情况|(?:受到|给予|作出)了?(?:处分|处理|处罚)"
)
_PENALTY_TOLD = re.compile(
    r"警告|记过|降[级职]|撤[职销]|开除|察看|罚|通报|约谈|谈话|诫勉|免职|调离|停职|批评|检查|检讨|取消|扣|\d元|调整|摘牌|移送|立案|拘|判|"
    r"整改|责令|暂停|收回|退|没收|不得|公开|除名|追究"
)


def only(question: Question, finder: Finder, draft: Draft) -> Draft | None:
    """Return what to say instead of `draft` when its words only mention what the question wants told; else None."""
    if (
        draft.status != "answered"
        or draft.kind
        not in (
            {"explain", "list", "fact", "yesno"} if _HAND_OVER.search(question.text) else {"explain", "list", "fact"}
        )
        or question.language == "en"
    ):
        return None
    if question.asked in {"time", "person", "place", "body", "reason"} or (question.count and len(draft.items) > 1):
        return None
    quotes = [q for statement in draft.statements if not statement.frame for q in statement.quotes[:1]]
    if not quotes:
        return None
    if _PENALTY_ASKED.search(question.text):
        quotes = [q for q in quotes if all(q.span != s.heading for s in q.document.sections)] or quotes
        best = max(quotes, key=lambda quote: coverage(question.terms, fold(quote.text)))
        bare = _PENALTY.search(fold(best.text)) and not _PENALTY_TOLD.search(fold(best.text))
        return _draft(question, best) if bare else None
    masked = _MASKED.search(question.text)
    told = [q for q in quotes if masked and masked.group() in fold(q.text)]
    if told and all(_PENDING.search(fold(q.text)) for q in told):
        return _draft(question, told[0])
    best = max(quotes, key=lambda quote: coverage(question.terms, fold(quote.text)))
    if question.asked == "manner" and draft.kind == "explain" and _only_puts_off(fold(best.text)):
        return _draft(question, best)
    heads = set(_asked_works(question))
    if not heads or len(draft.items) > 1:
        return None
    met = [(head, quote) for head in heads for quote in quotes if head in fold(quote.text)]
    if not met or any(_is_told(finder, head, quote, quotes) for head, quote in met):
        return None
    return _draft(question, met[0][1])


def by_name(question: Question, scope: Scope, finder: Finder) -> Draft | None:
    """Return that a name is only mentioned, when the question wants its content and all that the text says puts it off.

    None when any sentence with the name may tell of it.
    """
    asked = _CONTENT_ASKED.search(question.text)
    if asked is None or _RELATION.search(question.text) or question.language == "en":
        return None
    held: list[tuple[Book, Sentence]] = []
    for book in finder.books(scope):
        names = [name for name in quoted_names(book.folded) if name in question.text and name not in book.title]
        name = max(names, key=len, default="")
        held += [(book, s) for s in book.sentences if name and not s.furniture and f"“{name}”" in s.text]
    told = [(book, s) for book, s in held if not s.text.endswith("?")]
    if not told or len(held) > MOST_MENTIONS or not all(_tells_nothing(book, s, question) for book, s in told):
        return None
    book, sentence = told[0]
    return _draft(question, Quote(book.document, sentence.span))


def _tells_nothing(book: Book, sentence: Sentence, question: Question) -> bool:
    """Say whether a sentence with an asked name puts off telling of it, itself or in the next, or only says that it was shown."""
    names = [hit for hit in QUOTED.finditer(sentence.text) if hit[1] in question.text]
    if names and all(
        _SHOWN.search(sentence.text[: hit.start()]) and _NAME_ENDS.match(sentence.text, hit.end() - 1) for hit in names
    ):
        return True
    after = next((s for s in book.paragraph(sentence) if s.order == sentence.order + 1), None)
    following = (
        after.text if after is not None and names and _NAME_ENDS.match(sentence.text, names[-1].end() - 1) else ""
    )
    return _PUT_OFF.search(f"{sentence.text[names[0].end() :] if names else ''} {following}") is not None


def is_of_another(question: Question, draft: Draft) -> bool:
    """Say whether the person that the question calls by the surname alone (童某) is not in the words found."""
    masked = _MASKED.search(question.text)
    quotes = [quote for statement in draft.statements for quote in statement.quotes]
    return masked is not None and bool(quotes) and not any(masked.group() in fold(q.text) for q in quotes)


def _only_puts_off(text: str) -> bool:
    """Say whether folded `text` puts off telling how (具体办法另行制定), and has no count or sum of its own."""
    dates = {"年", "月", "日", "天", "届", "批", "季度", "年底"}
    return _PUT_OFF.search(text) is not None and all(q.ordinal or q.unit in dates for q in find_quantities(text))


def lacks_wording(question: Question, draft: Draft) -> bool:
    """Say whether the very words of something are asked for (原话怎么说的), of which nothing that was found is a quotation."""
    quotes = [fold(quote.text) for statement in draft.statements for quote in statement.quotes]
    return _WORDING_ASKED.search(question.text) is not None and not any(map(_SPOKEN.search, quotes))


def _asked_works(question: Question) -> Iterator[str]:
    """Yield the nouns of the works whose content is asked for: 若干意见里写了些什么, 把条文列给我, 有啥事迹."""
    text = question.text
    for pattern in _WORK_ASKED:
        for hit in pattern.finditer(text):
            said = text[: hit.end("work")]
            works = [w for w in _WORK.finditer(said) if not _GENERIC.fullmatch(w.group())]
            if works and _BEHIND.fullmatch(said[works[-1].end() :]):
                yield works[-1].group()
    if conveyed := _CONVEYED.search(text):
        yield {"学": "学习"}.get(conveyed["verb"], conveyed["verb"])


def _is_told(finder: Finder, head: str, quote: Quote, quotes: Sequence[Quote]) -> bool:
    """Say whether a quote tells a work's content: its words after the noun do, its heading or document is the work."""
    text, book = fold(quote.text), finder.shelf.open(quote.document)
    if _LATER.search(text) and not _FIGURE.search(text):
        return False
    if head in about(book):
        return True
    section = min(
        (s for s in book.document.sections if s.span.contains(quote.span)), key=lambda s: len(s.span), default=None
    )
    if section is not None and section.heading != quote.span and head in book.headings.get(section.index, ""):
        return True
    following = [fold(q.text) for q in quotes if q.document is quote.document and q.span.start > quote.span.start]
    if any(map(_GOES_ON.match, following)):
        return True
    if re.search(rf"(?:讲|说|举|介绍)[了一]*个[^,。]{{0,4}}{head}", text):
        return True
    for hit in re.finditer(re.escape(head), text):
        rest = text[hit.end() :]
        if _TELLS.match(rest):
            return True
        if head in {"标准", "行为"} and _FIGURE.search(text[max(0, hit.start() - 12) : hit.end() + 12]):
            return True
    return False


def _draft(question: Question, quote: Quote) -> Draft:
    head = Statement(say("only_mentioned", question.language), frame=True)
    source = say("according", question.language, label=label(quote.document))
    line = Statement(f"{source}“{' '.join(quote.text.split())}”", (quote,))
    return Draft("partial", question.kind, (head, line), confidence=0.3, documents=(quote.document.id,))
