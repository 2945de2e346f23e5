"""What an item claims, held against the library: the key is supported, and no other option is.

One proof for each kind of claim. None trusts what a maker did: all is looked up again in the documents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assistant.quiz.model import HOLE, LETTERS, QuizItem
from assistant.quiz.sources import Sources, is_akin, overlap, squeeze, stands, without_opener
from corpus.model import Document, Section, Span

RIVAL = 0.5
"""Share of the asked statement's bigrams in another sentence from which on a distractor there counts as true too."""
FOREIGN = 0.45
_SHOWN_QUOTES = str.maketrans({"‘": "“", "’": "”"})


def keyed_options(item: QuizItem) -> list[str]:
    """Return the options that the key names, in its order."""
    places = [LETTERS.find(letter) for letter in item.key if len(letter) == 1]
    return [item.options[place] for place in places if 0 <= place < len(item.options)]


def item_pairs(item: QuizItem) -> list[tuple[str, str]]:
    """Return the pairs that the key of a match makes."""
    return [(item.left[n], item.right[LETTERS.find(pair.partition("-")[2])]) for n, pair in enumerate(item.key)]


def claim_faults(item: QuizItem, sources: Sources) -> Iterator[str]:
    """Yield what is wrong with what `item` asserts of the library, by the kind of its claim."""
    if item.type in ("single", "multiple") and not keyed_options(item):
        return
    kinds = {
        "single": ("fill", "among", "body", "deed", "member", "owner", "card", "heading"), "multiple": ("among", "member"),
        "judge": ("statement", "listed"), "blank": ("fill",), "order": ("order",), "match": ("pairs",), "short": ("points",),
    }  # fmt: skip
    if item.claim.kind not in kinds[item.type]:
        yield "题型与所证内容不符"
        return
    document = sources.documents[item.citation.document]
    match item.claim.kind:
        case "fill":
            yield from _fill_faults(item, sources)
        case "among":
            yield from _list_faults(item, sources)
        case "body" | "deed":
            yield from _office_faults(item, sources)
        case "member" | "owner" | "listed":
            yield from _place_faults(item, sources, document)
        case "heading":
            yield from _heading_faults(item, sources, document)
        case "card":
            yield from _card_faults(item, document)
        case "statement":
            yield from _statement_faults(item, sources)
        case "order":
            yield from _order_faults(item)
        case "pairs":
            yield from _pair_faults(item, sources, document)
        case "points":
            yield from _point_faults(item, sources, document)


def _fill_faults(item: QuizItem, sources: Sources) -> Iterator[str]:
    frame = item.claim.frame
    quotes = squeeze("".join(c.quote for c in item.citations))
    keyed = keyed_options(item) if item.type != "blank" else [item.answer]
    wrong = [o for o in item.options if o not in keyed]
    if frame.count(HOLE) != 1:
        yield "所证的句子没有空格"
        return
    before, after = (_plain(squeeze(part)) for part in frame.split(HOLE))
    stem = squeeze(item.stem)
    if before.rstrip(",")[-8:] not in _plain(stem) or after.lstrip(",")[:8].lstrip("多少") not in _plain(stem):
        yield "题干与所证的句子不同"
    if squeeze(frame.replace(HOLE, keyed[0])) not in quotes:
        yield "填入答案后不是原文"
    if len(re.sub(r"[^\w]", "", before + after)) < 5:
        yield "题干的线索太少"
    context = frame.replace(HOLE, "")
    for other in wrong:
        if sources.holds(frame.replace(HOLE, other)):
            yield f"“{other[:20]}”在资料库中也成立"
        for _, sentence in sources.sentences_saying(other):
            if overlap(context, sentence) >= RIVAL:
                yield f"“{other[:20]}”在相同内容的句子里出现"
                break
        if any(is_akin(other, k) or squeeze(other) in squeeze(k) or squeeze(k) in squeeze(other) for k in keyed):
            yield "错误选项与答案互相包含"
    yield from _other_filling(item, sources, before, after, keyed[0])


def _list_faults(item: QuizItem, sources: Sources) -> Iterator[str]:
    frame, run, quote = item.claim.frame, item.claim.was, item.citation.quote
    keyed = keyed_options(item)
    if frame.count(HOLE) != 1 or not run or squeeze(frame.replace(HOLE, run)) not in squeeze(quote):
        yield "所证的一组不是原文"
        return
    lead, tail = frame.split(HOLE)
    stem = _plain(squeeze(item.stem))
    if squeeze(lead)[-8:] not in stem or squeeze(tail).removeprefix("等") not in stem or len(squeeze(lead)) < 4:
        yield "题干与所证的句子不同"
    for option in item.options:
        bounded = re.search(rf"(?:^|[、和与及,，”]){re.escape(option)}(?:$|[、和与及,，“等])", run)
        if (option in keyed) != bool(bounded):
            yield "答案不是原文中这一组的项" if option in keyed else f"“{option[:20]}”也是这一组的项"
        if option in keyed:
            continue
        bare = option.strip("“”")
        if stands(squeeze(bare), squeeze(quote)):
            yield "错误选项也在出处中"
        if not sources.holds(bare):
            yield f"“{option[:20]}”在资料库中没有"
        if any(overlap(lead + tail, sentence) >= RIVAL for _, sentence in sources.sentences_saying(bare)):
            yield f"“{option[:20]}”在相同内容的句子里出现"
        if any(
            squeeze(option) in squeeze(k) or squeeze(k) in squeeze(option) or overlap(option, k) > 0.6 for k in keyed
        ):
            yield "错误选项与答案互相包含"


def _plain(stem: str) -> str:
    return stem.translate(_SHOWN_QUOTES)


def _other_filling(item: QuizItem, sources: Sources, before: str, after: str, key: str) -> Iterator[str]:
    """The same words around the hole, elsewhere in the document named, with something else between: two answers."""
    if len(before) < 2 and len(after) < 2:
        return
    around = re.compile(
        re.escape(before[-10:])
        + r"([^，,；;。、]{1,30}?)"
        + re.escape(after[:10] or "")
        + ("" if after else r"(?=[,;。]|$)")
    )
    text = squeeze(sources.documents[item.citation.document].text)
    found = {hit.group(1) for hit in around.finditer(text)}
    if any(other != squeeze(key) and squeeze(key) not in other and other not in squeeze(key) for other in found):
        yield "同一文件另有一种说法"


def _office_faults(item: QuizItem, sources: Sources) -> Iterator[str]:
    document = item.citation.document
    key, wrong = keyed_options(item)[0], [o for o in item.options if o not in keyed_options(item)]
    quote = squeeze(item.citation.quote)
    body, deed = (key, item.claim.frame) if item.claim.kind == "body" else (item.claim.frame, key)
    if squeeze(item.claim.frame) not in _plain(squeeze(item.stem)):
        yield "题干没有写明所问的内容"
    if not quote.startswith(squeeze(body)) or not quote.startswith(squeeze(body + deed)):
        yield "答案在出处中不属于题干所问的主体"
    for other in wrong:
        rival_body, rival_deed = (other, deed) if item.claim.kind == "body" else (body, other)
        if not sources.holds(other):
            yield f"“{other[:20]}”在资料库中没有"
        if (
            _short(rival_body) in _short(body) != item.claim.kind
            and item.claim.kind == "body"
            and _short(body) in _short(other)
        ):
            yield "错误选项是同一单位"
        for id_, sentence in sources.sentences_saying(_short(rival_body)):
            if id_ == document and (squeeze(rival_deed) in squeeze(sentence) or overlap(rival_deed, sentence) >= RIVAL):
                yield f"“{other[:20]}”也成立"
                break


def _short(body: str) -> str:
    return re.sub(r"^[\u4e00-\u9fff]{2}市(?=[\u4e00-\u9fff]{2})|^市", "", body)


def _sections_titled(sources: Sources, document: Document, title: str) -> list[Section]:
    return [s for s in document.sections if squeeze(sources.title_of(document.id, s)) == squeeze(title)]


def _place_faults(item: QuizItem, sources: Sources, document: Document) -> Iterator[str]:
    kind, frame = item.claim.kind, item.claim.frame
    if kind == "member":
        whole = not frame
        homes = _sections_titled(sources, document, frame) if frame else []
        if (not whole and len(homes) != 1) or (frame and squeeze(frame) not in _plain_quotes(item.stem)):
            yield "题干所说的部分不存在或不唯一"
            return
        text = document.text if whole else sources.section_text(document.id, homes[0])
        for option in item.options:
            if option in keyed_options(item):
                if squeeze(option) not in squeeze(text) or not _cited_inside(
                    item, option, homes[0].span if homes else None
                ):
                    yield "答案不在题干所说的部分"
                if whole and any(
                    squeeze(option) in squeeze(d.text) for i, d in sources.documents.items() if i != document.id
                ):
                    yield "答案也在别的文件中"
            elif (
                squeeze(option) in squeeze(text)
                or overlap(option, text_window(option, text)) >= 0.6
                or overlap(option, text) >= FOREIGN
            ):
                yield f"“{option[:20]}”也写在这一部分"
            elif not sources.holds(option):
                yield f"“{option[:20]}”在资料库中没有"
        return
    right = item.claim.was if kind == "listed" else keyed_options(item)[0]
    wrong = [item.claim.said] * bool(item.claim.said) if kind == "listed" else [o for o in item.options if o != right]
    homes = _sections_titled(sources, document, right)
    if len(homes) != 1 or squeeze(frame) not in squeeze(sources.section_text(document.id, homes[0])):
        yield "内容不在答案所说的部分"
        return
    if not _cited_inside(item, frame, homes[0].span):
        yield "内容不在出处中"
    if squeeze(frame) not in _plain_quotes(item.stem):
        yield "题干没有写明所问的内容"
    for other in wrong:
        rivals = _sections_titled(sources, document, other)
        if len(rivals) != 1:
            yield "错误选项不是这份文件的部分"
        elif overlap(frame, sources.section_text(document.id, rivals[0])) >= FOREIGN:
            yield f"“{other[:20]}”部分也有类似内容"
        elif rivals[0].span.contains(homes[0].span) or homes[0].span.contains(rivals[0].span):
            yield "错误选项与答案是上下级"
    if kind == "listed":
        said = _plain_quotes(item.stem)
        if not item.claim.said:
            if item.key != ("A",) or squeeze(item.claim.was) not in said.replace(squeeze(frame), "", 1):
                yield "判断题的答案与所证不符"
            return
        if (
            item.key != ("B",)
            or squeeze(item.claim.said) not in said
            or squeeze(item.claim.was) in said.replace(squeeze(item.claim.said), "")
        ):
            yield "判断题的答案与所证不符"
        if squeeze(item.claim.was) not in _plain_quotes(item.answer) or squeeze(frame) not in _plain_quotes(
            item.answer
        ):
            yield "判断题的正确说法不符"


def text_window(option: str, text: str) -> str:
    """Return the sentence of `text` that shares most with `option`."""
    sentences = re.split(r"(?<=[。！？\n])", text)
    return max(sentences, key=lambda s: overlap(option, s), default="")


def _cited_inside(item: QuizItem, words: str, span: Span | None) -> bool:
    return any(
        squeeze(words) in squeeze(c.quote) and (span is None or span.contains(Span(c.start, c.end)))
        for c in item.citations
    )


def _plain_quotes(text: str) -> str:
    return squeeze(text.translate(_SHOWN_QUOTES))


def _heading_faults(item: QuizItem, sources: Sources, document: Document) -> Iterator[str]:
    key = keyed_options(item)[0]
    home = next((s for s in document.sections if s.heading.start == item.citation.start), None)
    if (
        home is None
        or home.number is None
        or squeeze(sources.title_of(document.id, home)) != squeeze(key)
        or key != item.claim.frame
    ):
        yield "答案不是所引的标题"
        return
    beside = [s for s in document.sections if s.parent == home.parent and s.kind == home.kind]
    rank = beside.index(home) + 1
    digits = "零一二三四五六七八九十"
    han = digits[rank] if rank <= 10 else f"十{digits[rank - 10]}" if rank < 20 else str(rank)
    if f"第{han}{'部分' if home.parent is None else ''}" not in item.stem:
        yield "题干的序号与原文不同"
    if home.parent is not None and squeeze(
        sources.title_of(document.id, document.sections[home.parent])
    ) not in _plain_quotes(item.stem):
        yield "题干没有写明上级标题"
    for other in item.options:
        if other != key and (len(_sections_titled(sources, document, other)) != 1 or overlap(other, key) > 0.8):
            yield "错误选项不是这份文件的另一个标题"


def _card_faults(item: QuizItem, document: Document) -> Iterator[str]:
    field = {"number": document.card.number, "issued": document.card.issued, "issuer": document.card.issuer}.get(
        item.claim.frame
    )
    asked = {"number": "发文字号", "issued": "成文日期", "issuer": "印发"}.get(item.claim.frame, "\0")
    key = keyed_options(item)[0]
    if field is None or field.span is None or field.span.of(document.text) != key or asked not in item.stem:
        yield "答案不是信息卡所记"
    if any(squeeze(o) in squeeze(document.text) for o in item.options if o != key):
        yield "错误选项也在文件中"


def _statement_faults(item: QuizItem, sources: Sources) -> Iterator[str]:
    claim, quotes = item.claim, squeeze("".join(c.quote for c in item.citations))
    if item.answer != claim.frame or squeeze(claim.frame) not in quotes:
        yield "正确说法不是原文"
    told = claim.frame.replace(claim.was, claim.said) if claim.said else claim.frame
    if item.key != (("B",) if claim.said else ("A",)):
        yield "判断题的答案与所证不符"
    lead, found, rest = squeeze(item.stem).partition(squeeze(f"{told}。"))
    lead = lead.removeprefix(squeeze(f"{sources.names[item.citation.document]}:"))
    if not found or rest or not _opens(item, sources, lead):
        yield "题干不是只换了一处的原文" if claim.said else "题干多出原文没有的话"
    if not claim.said:
        return
    false = told
    if not claim.was or claim.frame.count(claim.was) != 1:
        yield "所换的词不止一处"
    if sources.holds(false):
        yield "换过的说法在资料库中也成立"
    context = claim.frame.replace(claim.was, "")
    for id_, sentence in sources.sentences_saying(claim.said):
        if id_ == item.citation.document and overlap(context, sentence) >= RIVAL:
            yield "换过的说法可能也成立"
            break
    if (
        is_akin(claim.said, claim.was)
        or squeeze(claim.said) in squeeze(claim.was)
        or squeeze(claim.was) in squeeze(claim.said)
    ):
        yield "换过的说法与原说法互相包含"


def _opens(item: QuizItem, sources: Sources, lead: str) -> bool:
    """Say whether `lead` opens the quote, or what stands before it in the same sentence, ahead of a semicolon."""
    text = sources.documents[item.citation.document].text
    start = max(text.rfind(mark, 0, item.citation.start) for mark in "。！？\n") + 1
    return any(
        squeeze(without_opener(each)).startswith(lead)
        for each in (item.citation.quote, text[start : item.citation.end])
    )


def _order_faults(item: QuizItem) -> Iterator[str]:
    keyed = [squeeze(text) for text in keyed_options(item)]
    if len(item.citations) == 1:
        if "、".join(keyed) not in squeeze(item.citation.quote):
            yield "次序与原文不同"
        return
    quotes = [squeeze(c.quote) for c in item.citations]
    starts = [c.start for c in item.citations]
    if (
        len(quotes) != len(keyed)
        or any(k not in q for k, q in zip(keyed, quotes, strict=True))
        or starts != sorted(starts)
    ):
        yield "次序与原文不同"


def _pair_faults(item: QuizItem, sources: Sources, document: Document) -> Iterator[str]:
    for a, b in item_pairs(item):
        for other_a, other_b in item_pairs(item):
            own = (a, b) == (other_a, other_b)
            if item.claim.frame == "body":
                said = [s for i, s in sources.sentences_saying(a) if i == document.id]
                text = "".join(said)
                right = any(squeeze(s).startswith(squeeze(a)) and squeeze(other_b) in squeeze(s) for s in said)
            elif item.claim.frame == "figure":
                text = ""
                said = [c.quote for c in item.citations] if own else [s for _, s in sources.sentences_saying(other_b)]
                right = any(_counts(a, other_b, s) for s in said)
            else:
                homes = _sections_titled(sources, document, a)
                text = sources.section_text(document.id, homes[0]) if len(homes) == 1 else ""
                right = squeeze(other_b) in squeeze(text)
            if own and (not right or not any(squeeze(b) in squeeze(c.quote) for c in item.citations)):
                yield "所连的一对在原文中不成立"
            if not own and (right or overlap(other_b, text) >= RIVAL):
                yield "另一种连法也成立"


def _counts(what: str, figure: str, sentence: str) -> bool:
    """Say whether `sentence` gives `figure` of `what`, which may be 主体：事项."""
    body, _, thing = what.rpartition("：")
    return stands(squeeze(thing + figure), squeeze(sentence)) and (
        not body or squeeze(sentence).startswith(squeeze(body))
    )


def _point_faults(item: QuizItem, sources: Sources, document: Document) -> Iterator[str]:
    homes = _sections_titled(sources, document, item.claim.frame)
    if len(homes) != 1 or squeeze(item.claim.frame) not in _plain_quotes(item.stem):
        yield "题干所说的部分不存在或不唯一"
        return
    counted = Counter(squeeze(point.text) for point in item.points)
    if (
        any(not homes[0].span.contains(Span(p.citation.start, p.citation.end)) for p in item.points)
        or max(counted.values()) > 1
    ):
        yield "要点不属于题干所说的部分"
