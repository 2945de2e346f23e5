"""Courtesies: greetings, thanks, farewells, and questions about the assistant, alone or around a real question."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final, Literal

from assistant.question.closed import holds, is_made_of

Courtesy = Literal["greeting", "thanks", "about"]
_BY_WEIGHT: Final[tuple[Courtesy, ...]] = ("about", "thanks", "greeting")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GREETINGS = _words(
    "你好 您好 早 早上好 上午好 中午好 下午好 晚上好 早安 午安 晚安 哈喽 哈啰 哈罗 嗨 喂 在吗 在么 在不在 在不 有人吗 幸会 久仰 好久不见 新年好 新年快乐 "
    "节日快乐 周末愉快 周末快乐 过年好 麻烦 劳驾 打扰 有劳 请教 初次见面 请多关照 hi hello hey morning afternoon evening greetings"
)
_THANKS = _words(
    "谢谢 感谢 多谢 谢了 谢啦 谢过 拜谢 感激 辛苦 帮大忙 帮了大忙 帮了忙 多亏 费心 受累 再见 拜拜 回见 回头见 明天见 下次见 下回见 改天见 下次聊 回头聊 再会 好的 好嘞 好吧 行 行了 收到 明白 "
    "明白了 知道了 懂了 了解了 清楚了 没问题 没事了 没事 没有了 就这些 就这样 先这样 嗯 嗯嗯 哦 厉害 真棒 棒 不错 优秀 聪明 点赞 给力 太好了 好用 满意 靠谱 原来如此 对不起 抱歉 不好意思 不用了 不客气 "
    "thanks thank thx bye goodbye ok okay great nice cool perfect sorry cheers"
)
_AROUND = _words(
    "你 您 你们 我 我们 咱 咱们 大家 各位 小助手 助手 老师 同志 朋友 亲 今天 今儿 今日 昨天 刚才 这次 这回 这么 那么 那 这 又 还 再 也 都 就 先 真 真是 太 很 非常 十分 特别 实在 挺 万分 了 啦 呀 啊 哈 吧 呢 哦 的 地 得 "
    "一下 一声 要 来 给 帮 帮忙 帮我 请 让 是 见 工作 回答 解答 答复 答 帮助 支持 耐心 热情 服务 说 说得 答得 好 多 大 一 个 嘞 哎 呐 哟 哇 喽 嘛 吗 有 没 没有 别的 其他 问题 事 事儿 忙 感觉 觉得 用 为 对 可以 能 已经 我的 您的 你的 "
    "开始 继续 下班 走 下 吃饭 休息 期待 下次 祝 愉快 顺利 一切 生活 very much so a lot for your the help you to there again good day all my see later have nice much and very dear"
)
_SELF = _words("你 您 你们 助手 机器人 党建知答 知答 人工智能 ai chatgpt you yourself")
_ABOUT = _words(
    "你们 我 我们 咱 咱们 大家 别人 人家 是 叫 叫做 名字 姓名 姓 什么 啥 谁 哪个 哪些 哪 哪里 哪儿 哪家 怎么 如何 怎样 咋 能 能够 会 可以 可 都 到底 究竟 帮 帮忙 帮助 替 给 为 干 干嘛 做 办 查 找 问 提问 答 回答 解答 解决 处理 "
    "用 使用 用法 操作 一些 些 点 事 事儿 事情 活 活儿 忙 东西 问题 功能 本事 本领 能力 能耐 用处 作用 特长 擅长 有 有没有 多少 几 几种 种 样 类 方面 呀 啊 呢 吗 么 吧 哈 啦 嘛 的 了 这 那 个 一个 这个 那个 自己 自我 介绍 一下 下 简单 先 说说 讲讲 说 讲 请 "
    "请问 想 知道 来 自 来自 真人 人 活人 不 不是 是不是 会不会 能不能 可不可以 谁家 公司 开发 设计 制作 做的 训练 造 智能 聪明 模型 大模型 回事 平时 主要 具体 别的 还 也 又 除了 应该 该 要 需要 服务 支持 多大 几岁 累 累不累 忙不忙 吃 饭 吃饭 心情 好 好吗 怎么样 咋样 在 睡 "
    "工作 工作原理 原理 准确 准 准不准 靠谱 靠不靠谱 可靠 聊天 聊 陪 一 到 所 对 who what are can do is your name how use does this work i ask help me with should made built a an robot bot human real tell about things kind of questions answer to for the"
)
_LONGEST = 30  # characters of a clause that may be a courtesy
_CLAUSE = re.compile(r"[^,。!?;:~…\n]*(?:[,。!?;:~…\n]+|\.(?=\s|$)|$)\s*")
_GLUED_BEFORE = re.compile(
    r"^(?:你好|您好|(?:早上|上午|中午|下午|晚上)好|哈喽)(?:[呀啊哈]?)(?=请问|请|我|想|帮|麻烦|[\u3400-\u9fff]{5})"
)
_GLUED_AFTER = re.compile(
    r"(?<=[\u3400-\u9fff?])(?:谢谢|多谢|感谢)(?:你|您|了|啦|啊|哈)*$|(?<=[a-z?]) thanks?(?: you)?$"
)


def courtesy_of(text: str) -> Courtesy | None:
    """Return which courtesy folded `text` is when it is nothing else, or None."""
    kinds = [_kind(clause) for clause in _clauses(text)]
    if None in kinds:
        return None
    return next((kind for kind in _BY_WEIGHT if kind in kinds), None)


def without_courtesies(text: str) -> str:
    """Return folded `text` without the courtesies before and after its question; all of it when it is nothing else."""
    clauses = _clauses(text)
    kinds = [_kind(clause) for clause in clauses]
    first = _courteous(kinds)
    if first == len(clauses):
        return text
    last = len(clauses) - _courteous(kinds[::-1])
    rest = "".join(clauses[first:last]).strip()
    rest = _GLUED_AFTER.sub("", _GLUED_BEFORE.sub("", rest))
    return rest.rstrip(", ") or text


def _courteous(kinds: list[Courtesy | Literal["around"] | None]) -> int:
    """Return how many clauses at the beginning are greetings, thanks, and what goes with them."""
    row = list(takewhile(lambda kind: kind in {"greeting", "thanks", "around"}, kinds))
    return len(row) if {"greeting", "thanks"} & set(row) else 0


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.findall(text) if re.search(r"[\u3400-\u9fffa-z0-9]", clause)]


def _kind(clause: str) -> Courtesy | Literal["around"] | None:
    """Return which courtesy a clause is; "around" is what goes with one (明天见 after 下班了) and means nothing alone."""
    if len(clause) > _LONGEST:
        return None
    if is_made_of(clause, _GREETINGS | _THANKS | _AROUND):
        if holds(clause, _THANKS):
            return "thanks"
        return "greeting" if holds(clause, _GREETINGS) else "around"
    return "about" if holds(clause, _SELF) and is_made_of(clause, _SELF | _ABOUT) else None
