"""The clauses of a question that each ask something, and what all of them are asked of. Pure; nothing is looked up.

Clauses are parted by a mark, by a conjunction, or by nothing (谁统筹谁实施); 时间和地点 are two things though no question
word stands there. What only looks like two is one: 由谁和谁, 党建和业务融合的做法, 各单位.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question import frames
from assistant.question.states import BEFORE, NOW

OPEN = re.compile(
    r"多少|(?<![这那好后近十])(?<!(?<![提给])前)几(?!乎)|哪|谁|什么(?!的$|[都也])|怎么(?![都也])|怎样|如何|为什么|为啥|啥(?![都也])|何时|何地|多(?:久|大|高|长|远|重)(?!力)|咋(?![都也])"
)
_MARKS = re.compile(r"[,;、?。!]+")
_TAG = re.compile(
    r"^(?:是|对|行|好|可以|真的?|没错|属实|确定)(?:的)?(?:吗|么|不)?$|(?:是|对|真的)(?:吗|么|不)$|对不对$|是不是$"
)
"""A clause that only asks for a nod (是吗, 对不): it asks nothing by itself."""
_EITHER = re.compile(r"(?<=[\u4e00-\u9fff])(?<![一二三四五六七八九十两几哪])不$")
_DEGREE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:多不多|少不少|高不高|低不低|大不大|长不长)$")
"""A clause that asks how much there is of something without a question word (跑掉的人多不多)."""
_RATED = r"率|比例|占比|比重|满意度"
_MEASURE = re.compile(rf"(?P<what>[\u4e00-\u9fff]*(?:{_RATED}))(?:是|有|为|达到?|能?到)*(?:多少|多高|几成|百分之几)")
_BARE_MEASURE = re.compile(r"(?P<said>[\u4e00-\u9fff\d]{2,10}?)的?(?:多少|多高|几成|百分之几)$")
_WHETHER = re.compile(r"(?:还|也|都|到底)?(?P<v>[\u4e00-\u9fff])[不没](?P=v)[\u4e00-\u9fff]{0,2}$")
_YESNO_LEAST = 3  # characters of a clause that asks for yes or no
_JOINED = frozenset({"以及", "还有", "并且", "而且", "同时", "另外", "和", "与", "跟", "及", "并", "还", "又"})
_ALWAYS = frozenset({"以及", "还有", "并且", "而且", "另外"})
_FOLLOWS = re.compile(
    r"^(?:由|是|在|于)?(?:谁(?=.)|(?<=在)哪|哪(?:里|儿)|什么(?:时候|时间|地方|地点)|何时|何地|几[号月]|哪(?:一)?[天年])"
)
_KNOWING = re.compile(r"(?:决定|确定|规定|明确|知道|了解|指定|通知|告诉|说明|认定|看|问|查|到|至)$")
_PHRASE = re.compile(
    rf"(?:由|是|在|于|有|共有?|一共|总共|为|达到?|占|给|向|找)*(?:第几[届批期次]?|多少(?:{frames.MEASURES})?|几(?:{frames.MEASURES}|月几号|号)?|"
    rf"哪(?:一|些|几|{frames.NUMERAL})?(?:个|家|位|项|种|名|条|批)?(?:方面|单位|部门|机关|机构|人|领导|地方|里|儿|天|年|月)?|"
    r"谁|什么(?:时候|时间|地方|地点|人|单位|样)?|何时|何地|为什么|为啥|啥(?:时候)?|多(?:久|大|高|长|远|重)(?:时间)?|怎(?:么样?|样)|如何|咋)"
)
_CASE = re.compile(
    r"(?P<head>.*?)(?P<phrase>(?:是|由|在|于|从)*"
    r"(?:谁|何时|何地|哪里|哪儿|哪天|哪年|什么(?:时候|时间|地方|地点|人)|哪(?:个|家)(?:单位|部门)))$"
)
_SAID = re.compile(r"(?:归|给|找|问|的)$")
"""What ends a clause with its question word, so that it needs no predicate of the next one (归谁, 补写的是谁)."""
_OF_ANOTHER = re.compile(r"(?P<other>[\u4e00-\u9fff\d“”]{2,12})呢$")
"""A clause that asks the same of another subject or case (主会场来了多少人,分会场呢)."""
_PAIR = re.compile(r"(?<=何时)(?=何地|何人)|(?<=何地)(?=何时|何人)")
NOUNS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"的?(?:时间|日期)$"), ("{}什么时候",)),
    (re.compile(r"的?(?:地点|地址|场所)$"), ("{}在哪里",)),
    (
        re.compile(r"的?(?P<does>主办|承办|协办|牵头|负责|组织|主管)(?:单位|部门)$"),
        ("{}由哪个单位{does}", "{}{does}单位是哪个单位"),
    ),
    (re.compile(r"的?(?P<does>主持|召集|主讲)人$"), ("{}由谁{does}", "{}{does}人是谁")),
    (re.compile(r"的?(?P<does>联系|负责|报告|牵头|讲话|发言)人$"), ("{}{does}人是谁",)),
    (re.compile(r"的?(?P<does>责任|配合)(?:单位|部门)$"), ("{}{does}单位是哪个单位",)),
    (re.compile(r"的?(?:原因|理由)$"), ("{}为什么",)),
    (re.compile(r"的?人数$"), ("{}有多少人", "{}人数是多少")),
    (re.compile(r"的?(?<=[\u4e00-\u9fff])(?P<does>总数|数量|总量|数)$"), ("{}有多少", "{}{does}是多少")),
    (
        re.compile(
            r"(?P<does>(?<=[\u4e00-\u9fff])率|金额|总额|比例|占比|(?:联系)?电话(?:号码)?|号码|权重|文号|发文字号|[上下]限|限额|额度)$"
        ),
        ("{}{does}是多少",),
    ),
    (
        re.compile(r"(?P<does>期限|时限|年限|(?<=[\u4e00-\u9fff]{2})(?<![第一二三四五六])(?<!学)期)$"),
        ("{}{does}是多久",),
    ),
)
"""Nouns that ask by themselves when they stand in a row, with the questions that ask for them."""
_ROW_END = re.compile(r"(?:都|各自?|分别)*(?:是|为|有|在)*(?:什么|多少|哪里|哪儿|谁|怎样的?|哪些|几)?[?]?$")
_AND = re.compile(r"、|以及|和|与|及|跟")
_ASKED_FIELD = re.compile(r"(?:的)?(?:截止|期限|时限|时间|日期|地点|电话|最晚|最迟)+$")
"""What a clause asks for by its noun: no subject of the clauses after it."""
_ROUND = re.compile(r"上一?[届轮批]")
_ENDING = re.compile(r"(?:的|了|过|是|有|由|在|将|要|应|都|共|达|为|占|其中|里头|里面|,)+$")
_SUBJECT_LEAST = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that is asked: as the question says it (`said`), and the ways to put it (`puts`), without its subject."""

    said: str
    puts: tuple[str, ...]


def find_clauses(text: str) -> tuple[str, tuple[Asked, ...]]:
    """Return what stands before the asking clauses of folded Chinese `text`, and those clauses; none when it asks one thing."""
    lead: list[str] = []
    asked: list[Asked] = []
    if row := _row(text):
        return row
    for piece in _pieces(text):
        if degree := _DEGREE.search(piece):
            what = piece[: degree.start()]
            asked.append(Asked(piece, (f"{what}{'是' if re.search(f'(?:{_RATED})$', what) else '有'}多少",)))
        elif OPEN.search(piece) or asks_either_way(piece):
            asked.append(Asked(piece, (_EITHER.sub("吗", piece),)))
        elif asked and (puts := _by_noun(piece) or _of_another(asked[-1].said, piece)):
            asked.append(Asked(piece, puts))
        elif asked:
            return "", ()
        else:
            lead.append(piece)
    return ",".join(lead), tuple(asked)


def is_of_another(piece: str) -> bool:
    """Say whether a clause asks of another subject or case what the one before it asks (住院的呢)."""
    return _OF_ANOTHER.fullmatch(piece) is not None and OPEN.search(piece) is None


def _of_another(before: str, piece: str) -> tuple[str, ...]:
    """Return the ways to put a clause that asks the same of another subject: what is with it, and the same again."""
    hit = _OF_ANOTHER.fullmatch(piece)
    asking = _PHRASE.search(before, next((m.start() for m in OPEN.finditer(before)), 0)) if hit else None
    if hit is None or asking is None:
        return ()
    other = hit["other"].lstrip("那要")
    return (f"{other}怎么样", f"{other}{asking.group()}")


def of_same_measure(first: str, piece: str) -> str:
    """Return a clause that only asks how much at another time, as one of the share that `first` asks for; often nothing.

    现在活跃率多少,明年想弄到多少: 明年想弄到的活跃率是多少.
    """
    import rjieba

    measure, bare = _MEASURE.search(first), _BARE_MEASURE.search(piece.rstrip("?。呢 "))
    if measure is None or bare is None or bare.start() or any(tag[:1] == "n" for _, tag in rjieba.tag(bare["said"])):
        return ""
    return f"{bare['said']}的{NOW.sub('', BEFORE.sub('', measure['what']))}是多少"


def asks_either_way(piece: str) -> bool:
    """Say whether a clause asks for yes or no (批了没有, 能报销不), and is no mere nod to what was said before (是吗)."""
    either = frames.YESNO.search(piece) or _EITHER.search(piece)
    return len(piece) >= _YESNO_LEAST and either is not None and _TAG.search(piece) is None


def is_same_again(piece: str, after: str) -> bool:
    """Say whether a clause only asks how much of what the one before it asks for (给不给钱,给多少)."""
    bare = frames.STRIP.sub("", after).strip("的话了呢")
    return (
        asks_either_way(piece)
        and OPEN.search(after) is not None
        and 0 < len(bare) < _YESNO_LEAST
        and all(char in piece for char in bare)
    )


def subjects(lead: str, first: str, *, places: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what the later clauses may be asked of, in the order to be tried.

    What stands before the first clause, all that it says beside its question words, and what it says before them.
    """
    noun = (
        next((hit for pattern, _ in NOUNS if (hit := pattern.search(first))), None) if not OPEN.search(first) else None
    )
    first = first[: noun.start()] if noun else first
    hit = next((hit for hit in _PHRASE.finditer(first) if OPEN.search(hit.group())), None)
    whole = first[: hit.start()] + first[hit.end() :] if hit else _WHETHER.sub("", first)
    whole = _ENDING.sub("", frames.STRIP.sub("", whole).strip())
    head = _ENDING.sub("", frames.STRIP.sub("", first[: hit.start()]).strip()) if hit else ""
    bare = head
    for place in places:
        bare = bare.replace(place, "")
    found = [lead] if len(lead) >= _SUBJECT_LEAST else []
    found += [",".join(part for part in (lead, whole) if part)]
    found += [whole.rpartition("的")[0]] if noun and "的" in whole else []
    found += [",".join(part for part in (lead, head) if part)] if len(bare) >= _SUBJECT_LEAST - 1 else []
    found += [first[: hit.start()]] if hit and not bare else []  # 讲话 names no matter, but a document
    timeless = (_ROUND.sub("", BEFORE.sub("", NOW.sub("", _ASKED_FIELD.sub("", said)))) for said in found)
    return tuple(dict.fromkeys(matter for matter in timeless if matter))


def _pieces(text: str) -> list[str]:
    found: list[str] = []
    for clause in _MARKS.split(text):
        for part in _PAIR.split(clause):
            bare = part.strip().rstrip("啊呀吧嘛哦啦")
            bare = bare.rstrip("呢") if OPEN.search(bare) or asks_either_way(bare) else bare
            found += _cut(bare) if bare else []
    return _shared(found)


def _shared(pieces: list[str]) -> list[str]:
    """Give a question word that stands alone the predicate of the next piece: 什么时候,在哪里召开 is 什么时候召开,在哪里召开."""
    for at in range(len(pieces) - 2, -1, -1):
        alone = _CASE.fullmatch(pieces[at])
        hit = _PHRASE.match(pieces[at + 1])
        tail = pieces[at + 1][hit.end() :] if hit else ""
        said = alone is None or _SAID.search(alone["head"]) is not None
        kinds = {_class(alone["phrase"]), _class(hit.group())} if alone and hit and not said else set()
        if len(kinds) > 1 and "what" not in kinds and len(tail) > 1:
            pieces[at] += tail
    return pieces


def _class(phrase: str) -> str:
    names = (("谁|人", "who"), ("时|天|年", "when"), ("哪里|哪儿|地", "where"))
    return next((name for words, name in names if re.search(words, phrase)), "what")


def _cut(clause: str) -> list[str]:
    """Cut a clause where a second question begins: at a conjunction, or where a predicate has ended before 谁 or 在哪."""
    import rjieba

    at, start = 0, 0
    found: list[str] = []
    tags: list[str] = []
    for word, tag in rjieba.tag(clause):
        left, right = clause[start:at], clause[at + len(word) :]
        asked = OPEN.search(left) is not None
        if asked and word in _JOINED and OPEN.search(right) and _is_new(word, left, right, tags):
            found.append(left)
            start = at + len(word)
        elif asked and _FOLLOWS.match(clause[at:]) and _has_ended(left, tags):
            found.append(left)
            start = at
        tags.append(tag)
        at += len(word)
    return [piece for piece in (*found, clause[start:]) if piece]


def _is_new(word: str, left: str, right: str, tags: Sequence[str]) -> bool:
    """Say whether a conjunction joins two questions rather than two nouns of one (哪些单位和哪些人参加)."""
    if len(left) < _SUBJECT_LEAST:
        return False
    begins = _PHRASE.match(right)
    if begins and _PHRASE.search(left[-len(begins.group()) :]) and left.endswith(begins.group()):
        return False  # 由谁和谁
    if word in _ALWAYS or not begins:
        return word in _ALWAYS or word in {"并", "还", "又", "同时"} or OPEN.search(left) is not None
    return tags[-1:] != [] and tags[-1][:1] in {"v", "u"}


def _has_ended(left: str, tags: Sequence[str]) -> bool:
    """Say whether the predicate of a question has been said: its last word is a verb, or 的 or 了 after one."""
    opened = list(_PHRASE.finditer(left))
    if not opened or len(left) - opened[-1].end() < 1 or _KNOWING.search(left.rstrip("的了")):
        return False
    if re.search(r"谁[\u4e00-\u9fff]{2,4}$", left):  # 谁统筹谁落实
        return True
    ended = [tag for tag in tags if tag[:1] not in {"u", "y"}][-1:]
    return bool(ended) and ended[0][:1] == "v" and re.search(r"怎么|如何|咋", left) is None


def _row(text: str) -> tuple[str, tuple[Asked, ...]] | None:
    """Return the things that nouns in a row ask for by themselves (培训的时间、地点和联系人); None when there is no such row.

    Every noun of the row must be one that asks.
    """
    plain = text.rstrip("?。 ")
    end = _ROW_END.search(plain)
    row = plain[: end.start()] if end else plain
    lead, _, last = row.rpartition(",")
    if OPEN.search(row):
        return None
    names = [name.strip() for name in _AND.split(last)]
    if len(names) < 2 or "" in names:
        if not (lead and (names := [name.strip() for name in re.split(r"[,、]", row)])[1:] and all(names)):
            return None
        lead = ""
    words = [_by_noun(name) for name in names]
    if not all(words) or max(len(name) for name in names[1:]) > 8:
        first = next((at for at, word in enumerate(words) if word), None)
        if first != 1 or len(names) < 3 or not all(words[1:]):
            return None
        lead = ",".join(part for part in (lead, names[0]) if part)
        names, words = names[1:], words[1:]
    return lead, tuple(Asked(name, puts) for name, puts in zip(names, words, strict=True))


def _by_noun(piece: str) -> tuple[str, ...]:
    """Return the questions that a noun stands for: 报名截止时间 is 报名截止什么时候; none when it asks nothing by itself."""
    bare = piece.rstrip("?呢 ")
    for noun, puts in NOUNS:
        if hit := noun.search(bare):
            return tuple(put.format(bare[: hit.start()], **hit.groupdict()) for put in puts)
    return ()
