"""What of a table's row a question asks for: each question word asks for a column by its kind, its header or its measure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from assistant.answering.grid import FIGURE, Row, Table, header, is_figures, naming_column
from assistant.folding import fold
from assistant.quantities import compatible, find_quantities
from assistant.question import frames

Kind = Literal["who", "body", "time", "day", "hour", "place", "phone", "measure", "which", "what"]

_CLASS = "处室|科室|处|科|室|局|委(?!员)|办|厅|单位|部门|机关|机构|党委|组织|家|街道|镇"
_LATEST = r"(?:(?:最[晚迟]|至迟)(?:得|要|应该?|必须)?[在到]?)?"
_ASKED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "phone",
        re.compile(
            r"(?:电话|手机|号码|热线)(?:号码?)?(?:是|打|为)?(?:多少|哪个?|几号?|什么|啥)?|"
            r"打(?:哪个?|什么|多少)(?:电话|号码?)|多少号(?=[?,]|$)"
        ),
    ),
    ("time", re.compile(rf"{_LATEST}(?:(?:什么|啥)时(?:候|间|段)|何时|多会儿|多咱)")),
    ("day", re.compile(rf"{_LATEST}(?:哪(?:一)?[天日]|几月几?[号日]?|几[号日](?!线|楼|院)|(?:什么|啥)日子)")),
    ("hour", re.compile(r"几点(?:钟)?(?:到几点|几分)?|几时")),
    (
        "place",
        re.compile(
            r"哪(?:一?个|间|座)?(?:地方|教室|会议室|楼|场地|会场|房间)|(?:什么|啥)地(?:方|点)|何处|哪(?:儿|里)|"
            r"(?<=[在去到])哪(?![个家些几位年天])"
        ),
    ),
    ("body", re.compile(rf"哪(?:一?个|一?家|几?家|几个|些)?(?:{_CLASS})")),
    ("who", re.compile(r"谁家?|哪(?:一?[位名]|个(?:人|老师|领导|同志|专家|教授)|些人|几位|几个(?:人|同志|老师))|(?:什么|啥)人")),
    ("which", re.compile(r"哪(?:一?[项门场堂节次类种个件条期届课块摊样]|几[项门场堂节次类种个件条块样])")),
    (
        "measure",
        re.compile(
            rf"(?:几|多少)(?P<unit>个?百分点|[万亿]?元|(?:个)?(?:学时|课时)|小时|分钟|分|钱|{frames.MEASURES})?|"
            r"百分之[几多](?:少)?|多(?:久|长时间)"
        ),
    ),
    ("what", re.compile(r"什么|啥|哪(?:些|样|种)")),
)  # fmt: skip
_PLACES = re.compile(r"地点|地址|场地|会场|教室|场所|位置")
_PERSONS = re.compile(r"人(?:选|$)|姓名|名单|教师|老师|讲师|专家|主讲|讲课|授课|负责|责任|牵头|承办|主办|联系|[者员]$")
_BODIES = re.compile(r"单位|部门|处室|科室|机关|责任|牵头|承办|主办|协作|协办|配合|推荐|申报|组织$")
_MATTERS = re.compile(r"内容|课程|课题|事项|任务|项目|赛项|活动|议程|主题|题目")
_SENT = re.compile(r"推荐|申报|报送|选送")
_ROLE = re.compile(r"联系|推荐|申报|报送|协作|协办|配合")
"""Columns of persons and bodies that only what is done in them asks for."""
_CALLED = re.compile(r"打(?:给|电话)")
_PHONES = re.compile(r"电话|手机|热线|联系方式|号码")
_DAY = re.compile(r"\d{1,2}月(?:\d{1,2}[日号]|底|[上中下]旬)?|\d{4}年|(?:每[周月]|星期|周)[一二三四五六日末\d]")
_HOUR = re.compile(r"\d{1,2}:\d{2}|\d{1,2}[时点](?!间)|全天|[上下]午")
_DIGIT = re.compile(r"\d")
_ONE = re.compile(rf"一(?P<unit>{frames.MEASURES})")
_EACH = re.compile(rf"每(?P<unit>{frames.MEASURES})")
_MUST = re.compile(r"^[得要须应该](?=.)")
_MONEY = re.compile(r"钱|经费|资金|奖金|补[助贴]|津贴|[拨批花奖补]")
_LIMIT = re.compile(r"上限|最高|最多|封顶|限额")
MOST = re.compile(r"最多|至多|顶多|上限|封顶")
_DONE = re.compile(r"时限|期限|截止|完成|办结")

_DOING: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile(r"讲|教|授|师"), re.compile(r"老师|教师|讲师|教授|专家|[讲教授上带]|讲课|上课|授课|主讲|讲授|开讲|来讲|来上")),
    (
        re.compile(r"负责|责任|牵头|承办|主办|落实"),
        re.compile(r"负责|[归管抓牵办干做弄搞盯包揽领]|牵头|挑头|承办|主办|主抓|落实|认领|主管|分管|去办|来办|来弄|来抓|来管"),
    ),
    (re.compile(r"联系"), re.compile(r"联系|[找问打]|咨询|打听|打给|反映|能打|可以打|打电话|受理")),
    (re.compile(r"推荐|申报|报送|选送"), re.compile(r"推荐|申报|[报推选送给拿得获]|拿到|获得|得奖|报送|选送|推选|上来|报上来|推上来|出来")),
    (re.compile(r"协作|协办|配合|参与"), re.compile(r"配合|协作|协办|帮忙|参与|帮着|搭手|[帮跟]|帮着干|一起|一块")),
    (
        _DONE,
        re.compile(
            r"完成|[\u4e00-\u9fff]?[完好成定妥]|[前要交出办弄搞干做建]|之前|以前|办结|截止|到期|必须|完工|完事|收工|收尾"
        ),
    ),
    (
        re.compile(r"日期|时间|日程|时段"),
        re.compile(r"[上讲开比考赛办搞演学去有在排]|举行|举办|进行|上课|开讲|开课|开始|安排|定在|排在|比赛|考试|开考|轮到|受理"),
    ),
    (re.compile(r"(?:受理|咨询|接听|办公|值班)时间"), re.compile(r"[打找问]|打通|打电话|反映|举报|咨询|上班|有人")),
    (_PLACES, re.compile(r"[上讲开比考赛办搞演学去在]|举行|举办|进行|上课|开讲|比赛|考试|开考|集中|参加")),
    (re.compile(r"单位|部门|职务"), re.compile(r"上班|工作|任职|供职|就职")),
    (_MATTERS, re.compile(r"[上讲演学考比做办干开搞弄]|上课|讲课|开讲|安排|表演|比赛|考试")),
    (_LIMIT, MOST),
    (re.compile(r"形式|方式|时长"), re.compile(r"[考讲比赛开办学训演说答]")),
    (re.compile(r"标准|分[值数]?$"), re.compile(r"[记计算得给打拿折]|折算")),
    (re.compile(r"目标|计划"), re.compile(r"打算|计划|准备|想|预计|目标|定")),
    (
        re.compile(r"经费|资金|预算|金额|奖励|奖金|补[助贴]"),
        re.compile(r"[给拨批花投用钱奖补发领拿得]|安排|拨付|投入|经费|资金|奖金|补[助贴]"),
    ),
)  # fmt: skip
"""What is done in a column, told by its header, and the everyday words that ask for just that."""
EMPTY = re.compile(
    r"(?:[一每是有为在到给得要能会算占个的了着过来去呢啊呀吧嘛么呗人由从让被把于又还再都各就也才共上下里中内该可说写列定排安的以之它他]|"
    r"可以|应该|一共|总共|安排|定在|排在|定的|轮到|来着|具体|到底|大概|一般|分别|各自|知道|请问|里面|里头|上面|表里|表上|今年|[一全每]年|这次|那次|本次|这回|最多|至多|顶多)+"
)
"""Words beside a question word that say nothing of what is done."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question word: its kind, where it stands in folded text, and the measure word it carries."""

    kind: Kind
    start: int
    end: int
    unit: str = ""


def find_asks(text: str) -> list[Ask]:
    """Return the question words of folded `text` in its order."""
    found: list[Ask] = []
    for kind, pattern in _ASKED:
        for hit in pattern.finditer(text):
            if not any(ask.start < hit.end() and hit.start() < ask.end for ask in found):
                found.append(Ask(kind, *hit.span(), hit.groupdict().get("unit") or _bare_unit(hit.group())))
    return sorted(found, key=lambda ask: ask.start)


def _bare_unit(asked: str) -> str:
    return "%" if asked.startswith("百分之") else "时长" if asked.startswith(("多久", "多长")) else ""


def asked_columns(ask: Ask, table: Table, row: Row, near: str, taken: frozenset[int]) -> tuple[int, ...]:
    """Return the one column that `ask` is for, or day and hour of a time; empty when none or several are.

    `near` are the words beside it, `taken` the columns that name the row.
    """
    names = [header(table, column)[0] for column in range(len(table.header))]
    free = [column for column in range(len(names)) if column not in taken]
    match ask.kind:
        case "time":
            days, hours = _of_cells(table, free, _DAY), _of_cells(table, free, _HOUR)
            hours = [column for column in hours if column not in days]
            if len(days) > 1 or len(hours) > 1:
                days, hours = [c for c in days if _is_done(names[c], near)], []
            return (*days, *hours) if len(days) <= 1 else ()
        case "day":
            fitting = _of_cells(table, free, _DAY)
        case "hour":
            fitting = [
                c
                for c in _of_cells(table, free, re.compile(r"\d{1,2}:\d{2}|\d{1,2}[时点](?!间)"))
                if _HOUR.search(fold(row.cells[c]))
            ]
        case "place":
            fitting = [c for c in free if _PLACES.search(names[c])]
            fitting = fitting or [c for c in free if _SENT.search(names[c]) and _is_done(names[c], near)]
        case "phone":
            fitting = [c for c in free if _PHONES.search(names[c])]
        case "who":
            fitting = [c for c in free if _PERSONS.search(names[c])] or [c for c in free if _BODIES.search(names[c])]
            done = [
                c for c in free if _is_done(names[c], near) and (_PERSONS.search(names[c]) or _BODIES.search(names[c]))
            ]
            fitting = done or [c for c in fitting if not _ROLE.search(names[c])]
            called = [c for c in free if _PHONES.search(names[c])] if _CALLED.search(near) else []
            if len(fitting) == len(called) == 1:
                return (fitting[0], called[0])
        case "body":
            fitting = [c for c in free if _BODIES.search(names[c])]
            fitting = [c for c in fitting if _is_done(names[c], near)] or fitting
        case "measure":
            fitting = _measured(ask, table, row, near, free, names)
        case "which" | "what":
            fitting = [c for c in free if _is_named(names[c], near)]
            naming = naming_column(table)
            if not fitting and naming in free and (ask.kind == "which" or _is_done(names[naming], near)):
                fitting = [naming]
    return (fitting[0],) if len(fitting) == 1 else ()


_ENGLISH: tuple[tuple[re.Pattern[str], re.Pattern[str], bool], ...] = (
    (re.compile(r"\bwhen\b|\bwhat (?:date|day|time)\b"), re.compile(rf"{_DAY.pattern}|{_HOUR.pattern}"), False),
    (re.compile(r"\bwhere\b|\bvenue\b"), _PLACES, True),
)
_AROUND_IT = re.compile(
    r"\b(?:regist|sign|appl|enrol|submi|deadline|announc|result|publish|clos(?:e|es|ing)\b|due\b|stay|live|eat|park|born|from\b|inspect|audit|evaluated|reviewed|assessed)"
)
"""Words of what goes before and after a thing, which has a time and place of its own."""


def has_asked_column(text: str, table: Table) -> bool:
    """Say whether a table has columns for when and where, as far as an English question asks for them of a thing itself."""
    every = list(range(len(table.header)))
    if _AROUND_IT.search(text):
        return False
    asked = [
        bool([c for c in every if form.search(header(table, c)[0])] if headed else _of_cells(table, every, form))
        for word, form, headed in _ENGLISH
        if word.search(text)
    ]
    return bool(asked) and all(asked)


def is_said_of(word: str, name: str, cell: str) -> bool:
    """Say whether a word beside a question word may be said of the column `name` with this cell: by its header, or its words."""
    bare = _MUST.sub("", word)  # 得建多少个 says 建, 给村里 is of 村
    bare = bare[:-1] if len(bare) > 1 and bare[-1] in "里上中内" else bare
    if EMPTY.fullmatch(bare) or bare in name or bare in cell or _is_each(bare, cell):
        return True
    return any(of.search(name) and doing.fullmatch(bare) for of, doing in _DOING)


def _is_each(word: str, cell: str) -> bool:
    """Say whether a word names the one (一回) of which a cell states what each has (每次2学时)."""
    one, each = _ONE.fullmatch(word), _EACH.search(cell)
    return one is not None and each is not None and compatible(one["unit"], each["unit"])


def is_in_half(word: str, cells: str) -> bool:
    """Say whether a time of day of `cells` is in the half of the day that `word` names."""
    hour = re.search(r"(\d{1,2})[:：时点]", cells)
    return hour is not None and HALVES[word][0] <= int(hour.group(1)) < HALVES[word][1]


HALVES = {"上午": (0, 12), "早上": (0, 12), "中午": (11, 14), "下午": (12, 18), "晚上": (18, 24), "夜里": (18, 24)}


def _is_done(name: str, near: str) -> bool:
    """Say whether the words near a question word tell what is done in the column `name`."""
    return any(of.search(name) and doing.search(near) for of, doing in _DOING)


def _is_named(name: str, near: str) -> bool:
    """Say whether words beside a question word name a column: its header, or the half of it that tells it from others."""
    return len(name) > 1 and any(name[at : at + 2] in near for at in range(len(name) - 1))


def _of_cells(table: Table, columns: list[int], form: re.Pattern[str]) -> list[int]:
    """Return those of `columns` of which most cells hold the form."""
    return [
        column
        for column in columns
        if sum(form.search(fold(row.cells[column])) is not None for row in table.rows) * 2 > len(table.rows)
    ]


def _measured(ask: Ask, table: Table, row: Row, near: str, free: list[int], names: list[str]) -> list[int]:
    unit = ask.unit.removeprefix("个") if len(ask.unit) > 1 else ask.unit
    figured = [
        c for c in free if _DIGIT.search(row.cells[c]) and not _is_date(fold(row.cells[c])) and not _counts(table, c)
    ]
    named = [c for c in figured if names[c] in near or (_is_named(names[c], near) and is_figures(table, c))]
    if unit in {"元", "万元", "钱"} or (not unit and _MONEY.search(near)):
        money = [c for c in figured if header(table, c)[1].endswith("元") or fold(row.cells[c]).endswith("元")]
        return money if len(money) == 1 else [c for c in money if c in named]
    if unit == "时长":
        return [c for c in figured if re.search(r"\d(?:个?小时|分钟|天|个?月|年)", fold(row.cells[c]))]
    if unit == "%":
        rates = [c for c in figured if fold(row.cells[c]).endswith("%")]
        return rates if len(rates) == 1 else [c for c in rates if c in named]
    own = [c for c in figured if unit and _carries(table, row, c, unit)]
    own = own or [c for c in figured if unit and _counts_alike(row, c, unit)]
    if len(own) > 1:  # 最多算几个学时 asks for the limit, 算几个学时 for what each counts
        own = [c for c in own if (_LIMIT.search(names[c]) is not None) == (MOST.search(near) is not None)]
    if not own and not named and unit:  # 评几个 of a row that is called 评选“好邻居支部”30个
        return [c for c in range(len(names)) if c not in free and _carries(table, row, c, unit)]
    if not unit and not named and len(figured) == 1 and "给" in near:
        return figured
    both = [c for c in own if c in named]
    return both or (own if len(own) == 1 and not named else named if not own else [])


def _carries(table: Table, row: Row, column: int, unit: str) -> bool:
    """Say whether a cell is measured in `unit`: by itself, in the brackets of its header, or as its header counts."""
    name, measure = header(table, column)
    cell = fold(row.cells[column])
    if measure == unit or re.search(rf"\d个?{re.escape(unit)}(?!钟)", cell):
        return True
    bare = FIGURE.fullmatch(cell) is not None and not cell.endswith("%")
    persons = unit in {"人", "名", "位"} and re.search(r"人数|[人员]$|[人员]数", name)
    score = unit == "分" and re.search(r"分$|分[数值]$", name)
    return bare and bool(persons or score or name.endswith(f"{unit}数"))


def _counts_alike(row: Row, column: int, unit: str) -> bool:
    """Say whether a cell counts what is asked in another measure word (每年最多计2次, asked 几回)."""
    return any(q.unit and compatible(unit, q.unit) for q in find_quantities(fold(row.cells[column])))


def _is_date(cell: str) -> bool:
    return (
        re.fullmatch(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:前|底)?|(?:[上下]午|晚上)?\d{1,2}:\d{2}.*", cell)
        is not None
    )


def _counts(table: Table, column: int) -> bool:
    return [row.cells[column] for row in table.rows] == [str(n) for n in range(1, len(table.rows) + 1)]
