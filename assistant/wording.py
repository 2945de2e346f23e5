"""The assistant's own sentences, Chinese and English, in one place. Documents' words are never written here."""

from __future__ import annotations

import re
from typing import Final

from corpus.model import Document

WORDS: Final[dict[str, dict[str, str]]] = {
    "zh": {
        "empty": "没有看到可以查找的问题，请用一句话写下您想问的内容。",
        "too_long": "问题太长了，请压缩到 {limit} 个字以内再问。",
        "greeting": "您好，我是党建知答。我只根据资料库里的文件回答，并给出每句话的原文出处。您可以问：{example}",
        "thanks": "不客气，有问题随时问我。",
        "about": "我是党建知答：在资料库的文件里查找答案，每句话都注明原文出处；文件里没有的，会直接告诉您没有。目前资料库有 {count} 份文件。",
        "out_of_purpose": "这不属于资料库文件的内容，我只能根据库内的文件回答问题。",
        "not_found": "资料库的文件里没有写到这个问题的答案。",
        "not_found_near": "资料库的文件里没有写到这个问题的答案；下面是相近但不足以作答的原文。",
        "absent_place": "资料库里没有关于{place}的文件，无法回答。",
        "absent_year": "资料库里没有{year}年的相关文件，无法回答。",
        "absent_number": "资料库里没有文号为{number}的文件。",
        "wrong_place": "资料中与此相关的内容说的是{actual}，不是{asked}；没有写到{asked}的这一情况。",
        "wrong_body": "资料中与此相关的内容说的是{actual}，不是{asked}。",
        "wrong_year": "资料中与此相关的内容说的是{actual}年，没有写到{asked}年的这一情况。",
        "masked_place": "资料中与此相关的内容来自一份主体未具名的讲话，不能归于{asked}。",
        "masked_note": "原文主体未具名，不能归于任何具体城市。",
        "furniture": "这只出现在网页附带的信息里，不是文件正文：",
        "unexplained": "资料中只提到“{term}”，没有作出解释：",
        "page": "版次：",
        "speaker": "讲话人：",
        "speaker_unnamed": "这篇讲话没有写明讲话人的姓名和职务。",
        "unnamed": "原文没有写明具体名称，只写作“{written}”。",
        "office_alone": "原文只写了职务或身份“{written}”，没有写出姓名。",
        "only_mentioned": "原文只提到这一点，没有写出具体内容：",
        "named_in_part": "原文写明共 {stated} 项，只写出了其中 {count} 项，其余没有写出：",
        "not_stated": "未标明",
        "clarify": "这个问题可以对应多份文件，请说明您想问哪一份：",
        "no_matter": "这个问题没有说明问的是哪件事，请补充事项名称，或说明您想问哪一份文件：",
        "total": "共 {count} 项：",
        "total_parts": "{label}共 {count} 个部分：",
        "total_parts_items": "{label}共 {count} 个部分、{items} 项：",
        "stated_count": "原文写明共 {stated} 项，下面列出原文写出的 {count} 项：",
        "other_count": "原文写的是 {stated} 项，不是 {asked} 项：",
        "wording": "原文：“{text}”",
        "parts_missing": "{label}只有 {count} 个{word}，没有第 {number} {word}；最后一个是：",
        "undivided": "{label}没有分部分，也没有小标题。",
        "wrong_issuer": "这份文件由{actual}发出，不是{asked}；资料库里没有{asked}发出的这份文件。",
        "before": "在它之前：",
        "after": "在它之后：",
        "gap": "编号不连续，原文缺第 {missing} 项。",
        "yes": "是。",
        "no": "不是。",
        "documents": "资料库中有 {count} 份文件提到：",
        "fitting": "资料库中有 {count} 份这样的文件：",
        "library": "资料库现有 {count} 份文件：",
        "no_documents": "资料库中没有文件提到“{term}”。",
        "sum": "合计：",
        "difference": "相差：",
        "not_comparable": "两处的单位或口径不同，不能直接相加减，原文分别是：",
        "per_document": "几份文件都有相关内容，分别是：",
        "newest": "问题没有说明年份，按最近的文件（{year}年）回答。",
        "corrected": "已按“{read}”理解（您写的是“{written}”）。",
        "according": "据{label}：",
        "compare_missing": "未找到",
        "part_missing": "未找到",
        "part_in_quote": "未单独找到，请看所引原文",
        "column_place": "对象",
        "column_content": "原文",
    },
    "en": {
        "empty": "There is no question to look up; please write it in one sentence.",
        "too_long": "The question is too long; please keep it within {limit} characters.",
        "greeting": "Hello, I am 党建知答. I answer only from the documents in the library and cite every statement. Try: {example}",
        "thanks": "You are welcome.",
        "about": "I find answers in the library's documents and cite the exact passage for each; when the documents do not say, I say so. The library holds {count} documents.",
        "out_of_purpose": "This is outside the library's documents; I can only answer from them.",
        "not_found": "The documents in the library do not say.",
        "not_found_near": "The documents in the library do not say; the passages below are close but do not answer the question.",
        "absent_place": "The library has no document about {place}, so this cannot be answered.",
        "absent_year": "The library has no document for {year}, so this cannot be answered.",
        "absent_number": "The library has no document numbered {number}.",
        "wrong_place": "The related passage is about {actual}, not {asked}; the documents do not say this of {asked}.",
        "wrong_body": "The related passage is about {actual}, not {asked}.",
        "wrong_year": "The related passage is about {actual}; the documents do not say this for {asked}.",
        "masked_place": "The related passage comes from a speech whose city is not named; it cannot be attributed to {asked}.",
        "masked_note": "The text does not name its city; it belongs to no named place.",
        "furniture": "This stands only in the web page's surroundings, not in the document itself:",
        "unexplained": "The documents mention “{term}” without explaining it:",
        "page": "Page: ",
        "speaker": "Speaker: ",
        "speaker_unnamed": "This speech does not name its speaker.",
        "unnamed": "The text withholds the name; it only writes “{written}”.",
        "office_alone": "The text gives only the office, “{written}”, not the person's name.",
        "only_mentioned": "The text only mentions this; it does not tell its content:",
        "named_in_part": "The text speaks of {stated}; it names only these {count} and no others:",
        "not_stated": "not stated",
        "clarify": "Several documents fit this question; please say which one you mean:",
        "no_matter": "This question does not name its matter; please name it, or say which document you mean:",
        "total": "{count} in all:",
        "total_parts": "{label} has {count} parts:",
        "total_parts_items": "{label} has {count} parts and {items} items:",
        "stated_count": "The text speaks of {stated}; it spells out these {count}:",
        "other_count": "The text has {stated}, not {asked}:",
        "wording": "Text: “{text}”",
        "parts_missing": "{label} has {count} of these, and no number {number}; the last one is:",
        "undivided": "{label} is not divided into parts.",
        "wrong_issuer": "This document was issued by {actual}, not {asked}.",
        "before": "Before it:",
        "after": "After it:",
        "gap": "The numbering has a gap: number {missing} is missing in the text.",
        "yes": "Yes.",
        "no": "No.",
        "documents": "{count} documents mention it:",
        "fitting": "{count} documents fit:",
        "library": "The library holds {count} documents:",
        "no_documents": "No document mentions “{term}”.",
        "sum": "Total: ",
        "difference": "Difference: ",
        "not_comparable": "The units differ, so they cannot be added or subtracted; the text says:",
        "per_document": "Several documents speak of this:",
        "newest": "No year was named; this is from the most recent document ({year}).",
        "corrected": "Read as “{read}” (you wrote “{written}”).",
        "according": "From {label}: ",
        "compare_missing": "not found",
        "part_missing": "not found",
        "part_in_quote": "not found by itself; see the passage quoted",
        "column_place": "Subject",
        "column_content": "Text",
    },
}


def say(key: str, language: str, **values: object) -> str:
    """Return our sentence `key` in `language` (zh or en) with `values` filled in."""
    return WORDS["en" if language == "en" else "zh"][key].format(**values)


def label(document: Document) -> str:
    """Return how an answer names a document: 《title》 with its place, or place and kind, or the file's name.

    A notice that only issues another text (关于印发《…》的通知) is called by that text's title.
    """
    card = document.card
    place = card.place.value if card.place and not card.masked else ""
    if card.title:
        issued = re.search(r"印发(?:《|<)(.+?)(?:》|>)", card.title)
        title = issued.group(1) if issued else card.title
        named = f"《{' '.join(title.split())}》"
        return named if not place or place.rstrip("市") in title else f"{place}{named}"
    if place:
        year = f"{card.year}年" if card.year else ""
        return f"{place}{year}{card.kind.value if card.kind else '文件'}"
    return f"《{document.name}》"
