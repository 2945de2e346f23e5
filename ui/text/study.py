"""The words of the 学习 tab, in Chinese and in English, beside those of the rest of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.text import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyWords:
    """Every word that the tab shows of its own; items are in the documents' own words and never translated."""

    tab: str
    choose: str
    daily: str
    daily_about: str
    topic: str
    topic_about: str
    exam: str
    exam_about: str
    challenge: str
    challenge_about: str
    wrong: str
    wrong_about: str
    recite: str
    recite_about: str
    start: str
    due_new: str
    none_today: str
    best: str
    open_wrong: str
    any_document: str
    any_place: str
    any_section: str
    any_type: str
    label_document: str
    label_place: str
    label_section: str
    label_type: str
    label_count: str
    label_minutes: str
    label_outline: str
    items_count: str
    minutes_count: str

    single: str
    multiple: str
    judge: str
    blank: str
    order: str
    match: str
    short: str
    how_single: str
    how_multiple: str
    how_judge: str
    how_blank: str
    how_order: str
    how_match: str
    how_short: str
    true: str
    false: str
    position: str
    position_open: str
    difficulty: str
    submit: str
    next: str
    finish: str
    hint: str
    hint_label: str
    reveal: str
    met: str
    answer_label: str
    keys: str
    leave: str
    leave_exam: str
    leave_sure: str
    sheet: str
    time_left: str

    verdict_right: str
    verdict_wrong: str
    verdict_points: str
    right_answer: str
    your_answer: str
    no_answer: str
    passage: str
    see: str
    next_minutes: str
    next_days: str
    run: str
    mastered_now: str
    report: str
    report_wrong_key: str
    report_unclear: str
    report_trivial: str
    reported: str
    side_before: str
    side_exam: str
    give_first: str

    done: str
    done_rights: str
    score: str
    score_rights: str
    time_up: str
    challenge_over: str
    challenge_all: str
    review: str
    again: str
    back: str
    new_best: str

    standing: str
    tile_streak: str
    tile_today: str
    tile_rate: str
    tile_mastered: str
    days: str
    of: str
    longest: str
    forecast: str
    forecast_hint: str
    today: str
    day_after: str
    activity: str
    days_ago: str
    mastery: str
    mastery_hint: str
    seen: str
    unseen: str
    mastered: str
    nothing_yet: str

    making: str
    made: str
    made_retired: str
    empty_library: str
    no_items: str
    daily_done: str
    wrong_empty: str
    topic_empty: str
    recite_empty: str


ZH = StudyWords(
    tab="学习",
    choose="选择练习方式",
    daily="每日一练",
    daily_about="到期复习的题，加上今天的新题。",
    topic="专项练习",
    topic_about="按文件、地点、部分、题型挑选。",
    exam="模拟考试",
    exam_about="限时答卷，交卷后评分并逐题讲评。",
    challenge="挑战",
    challenge_about="一直答下去，答错为止。",
    wrong="错题本",
    wrong_about="答错过的题，连续答对 {n} 次即为掌握。",
    recite="背要点",
    recite_about="凭记忆给标题排序，再补全每个标题。",
    start="开始",
    due_new="复习 {due}　新题 {new}",
    none_today="今天已完成",
    best="最好成绩 {n} 题",
    open_wrong="待掌握 {n} 题",
    any_document="全部文件",
    any_place="全部地点",
    any_section="全部部分",
    any_type="全部题型",
    label_document="文件",
    label_place="地点",
    label_section="部分",
    label_type="题型",
    label_count="题数",
    label_minutes="时间",
    label_outline="提纲",
    items_count="{n} 题",
    minutes_count="{n} 分钟",
    single="单选",
    multiple="多选",
    judge="判断",
    blank="填空",
    order="排序",
    match="连线",
    short="简答",
    how_single="选择一项",
    how_multiple="选择所有正确的项",
    how_judge="判断正误",
    how_blank="填写空缺处的内容",
    how_order="按先后顺序依次点选",
    how_match="为左边每一项选择对应的字母",
    how_short="先在心里或纸上作答，再对照要点",
    true="正确",
    false="错误",
    position="第 {n} / {total} 题",
    position_open="第 {n} 题",
    difficulty="难度 {n}",
    submit="提交",
    next="下一题",
    finish="查看结果",
    hint="提示",
    hint_label="提示（记为“借助提示答对”）",
    reveal="对照要点",
    met="勾选您答到的要点，再提交",
    answer_label="您的答案",
    keys="键盘：1–4 或 A–E 选择，空格提交、下一题",
    leave="结束练习",
    leave_exam="交卷",
    leave_sure="确认交卷？",
    sheet="答题卡",
    time_left="剩余时间",
    verdict_right="回答正确",
    verdict_wrong="回答错误",
    verdict_points="答到 {met} / {total} 点",
    right_answer="正确答案",
    your_answer="您的答案",
    no_answer="未作答",
    passage="原文依据",
    see="查看全文",
    next_minutes="{n} 分钟后再次复习",
    next_days="{n} 天后再次复习",
    run="已连续答对 {run} / {n} 次",
    mastered_now="已掌握，移出错题本",
    report="这道题有问题",
    report_wrong_key="答案有误",
    report_unclear="题干不清",
    report_trivial="没有价值",
    reported="已记录，这道题以后不再出现，谢谢",
    side_before="作答以后，这里显示原文，依据所在的句子会标出来。",
    side_exam="考试中不显示原文，交卷后可以逐题查看。",
    give_first="请先作答，再提交。",
    done="这一组做完了",
    done_rights="答了 {total} 题，答对 {right} 题",
    score="{n} 分",
    score_rights="答对 {right} / {total} 题，用时 {minutes} 分钟",
    time_up="时间到，已自动交卷。",
    challenge_over="连续答对 {n} 题",
    challenge_all="全部 {n} 题都答对了",
    review="逐题讲评",
    again="再来一次",
    back="返回",
    new_best="新的最好成绩",
    standing="学习情况",
    tile_streak="连续学习",
    tile_today="今日答题",
    tile_rate="正确率",
    tile_mastered="已掌握",
    days="{n} 天",
    of="{n} / {total}",
    longest="最长 {n} 天",
    forecast="未来两周的复习量",
    forecast_hint="共 {n} 题，今天 {today} 题",
    today="今天",
    day_after="{n} 天后",
    activity="最近两周的答题量",
    days_ago="{n} 天前",
    mastery="各文件掌握情况",
    mastery_hint="一道题的记忆能保持三周以上，算作已掌握。",
    seen="学过",
    unseen="未学",
    mastered="掌握",
    nothing_yet="还没有学习记录，从每日一练开始吧。",
    making="正在根据 {n} 份文件出题并逐题核对，已用 {seconds} 秒",
    made="题库已备好：{items} 题，出自 {documents} 份文件",
    made_retired="；原文变动，停用 {n} 题",
    empty_library="资料库中还没有文件，请先在“资料库”中上传。",
    no_items="现有文件中没有能够逐字证明的题目，请加入内容更完整的文件。",
    daily_done="今天的练习已经做完，可以做专项练习或挑战。",
    wrong_empty="错题本是空的。",
    topic_empty="所选范围内没有题目，请放宽范围。",
    recite_empty="这份文件没有可以背的提纲。",
)

EN = StudyWords(
    tab="Study",
    choose="Choose how to practise",
    daily="Daily set",
    daily_about="Reviews that are due, and today's new items.",
    topic="By topic",
    topic_about="Choose document, place, part and type.",
    exam="Mock exam",
    exam_about="A timed paper, scored and reviewed at the end.",
    challenge="Challenge",
    challenge_about="Go on until the first miss.",
    wrong="Mistakes",
    wrong_about="Items once missed; {n} right answers in a row clear one.",
    recite="Outline by heart",
    recite_about="Put the headings in order, then complete each from memory.",
    start="Start",
    due_new="{due} due, {new} new",
    none_today="done for today",
    best="Best run: {n}",
    open_wrong="{n} to clear",
    any_document="All documents",
    any_place="All places",
    any_section="All parts",
    any_type="All types",
    label_document="Document",
    label_place="Place",
    label_section="Part",
    label_type="Type",
    label_count="Items",
    label_minutes="Time",
    label_outline="Outline",
    items_count="{n} items",
    minutes_count="{n} minutes",
    single="Single choice",
    multiple="Multiple choice",
    judge="True or false",
    blank="Fill in",
    order="Ordering",
    match="Matching",
    short="Short answer",
    how_single="Choose one",
    how_multiple="Choose all that are right",
    how_judge="True or false?",
    how_blank="Fill in what is missing",
    how_order="Press the parts in their order",
    how_match="Choose the letter that belongs to each line",
    how_short="Answer in your head or on paper, then compare",
    true="True",
    false="False",
    position="Item {n} of {total}",
    position_open="Item {n}",
    difficulty="Difficulty {n}",
    submit="Submit",
    next="Next",
    finish="See the result",
    hint="Hint",
    hint_label="Hint (counts as known with help)",
    reveal="Compare with the points",
    met="Tick the points you had, then submit",
    answer_label="Your answer",
    keys="Keys: 1–4 or A–E choose, space submits and goes on",
    leave="Stop here",
    leave_exam="Hand in",
    leave_sure="Hand in now?",
    sheet="Answer sheet",
    time_left="Time left",
    verdict_right="Right",
    verdict_wrong="Wrong",
    verdict_points="{met} of {total} points",
    right_answer="Right answer",
    your_answer="Your answer",
    no_answer="Not answered",
    passage="Evidence",
    see="Read in full",
    next_minutes="Again in {n} min",
    next_days="Again in {n} day(s)",
    run="{run} of {n} right in a row",
    mastered_now="Cleared from the mistakes",
    report="Something is wrong with this item",
    report_wrong_key="Wrong key",
    report_unclear="Unclear question",
    report_trivial="Not worth knowing",
    reported="Noted; you will not be asked this again. Thank you",
    side_before="After you answer, the original is shown here with the evidence marked.",
    side_exam="No originals during an exam; after handing in you can read each.",
    give_first="Please answer first, then submit.",
    done="This set is done",
    done_rights="{total} answered, {right} right",
    score="{n} points",
    score_rights="{right} of {total} right, {minutes} minutes",
    time_up="Time is up; the paper was handed in.",
    challenge_over="{n} right in a row",
    challenge_all="All {n} items right",
    review="Item by item",
    again="Once more",
    back="Back",
    new_best="A new best",
    standing="How you stand",
    tile_streak="Days in a row",
    tile_today="Today",
    tile_rate="Right",
    tile_mastered="Mastered",
    days="{n}",
    of="{n} of {total}",
    longest="Longest: {n} days",
    forecast="Reviews in the next two weeks",
    forecast_hint="{n} in all, {today} today",
    today="Today",
    day_after="in {n} days",
    activity="Answers in the last two weeks",
    days_ago="{n} days ago",
    mastery="Mastery by document",
    mastery_hint="An item counts as mastered when its memory lasts three weeks or more.",
    seen="seen",
    unseen="new",
    mastered="mastered",
    nothing_yet="Nothing recorded yet; begin with the daily set.",
    making="Making and checking items from {n} documents, {seconds} s so far",
    made="Ready: {items} items from {documents} documents",
    made_retired="; {n} retired because their source changed",
    empty_library="The library is empty; please upload a file in the library first.",
    no_items="No item can be proved word for word from these documents; please add fuller ones.",
    daily_done="Today's set is done; try a topic or the challenge.",
    wrong_empty="There are no mistakes to clear.",
    topic_empty="No items there; please widen the choice.",
    recite_empty="This document has no outline to learn.",
)


def study_words(language: Language) -> StudyWords:
    """Return the tab's words in `language`."""
    return EN if language == "en" else ZH
