"""How Chinese words open and close a phrase, as the quiz needs to know it: predicate or noun."""

from __future__ import annotations

from functools import lru_cache

_VERBS = frozenset(
    (
        "开展 举办 推进 落实 建立 健全 完善 加强 深化 实施 打造 组织 推动 做好 抓好 用好 出台 制定 强化 擦亮 优化 构建 "
        "探索 深入 创建 推出 牵头 联合 编发 严格 巩固 发挥 注重 坚持 聚焦 压实 着力 持续 继续 扎实 积极 认真 全面 充分 "
        "广泛 常态化 划片 分级 定期 及时 有序 高标准 高质量 率先 累计 督促 引导 培育 孵化 选树 策划 重点 严把 贯彻 学习 弘扬 "
        "严明 筑牢 夯实 聚力 带动 发动 谋划 引领 指导 查摆"
    ).split()
)


@lru_cache(maxsize=65536)
def tags(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of `text` with their parts of speech."""
    import rjieba

    return tuple((str(word), str(tag)) for word, tag in rjieba.tag(text))


def opens_with_verb(text: str) -> bool:
    """Say whether `text` begins as a predicate: a verb, perhaps after adverbs, or one of the prepositions 把 将 由 对."""
    for word, tag in tags(text[:16])[:3]:
        if (tag[:1] == "v" and tag != "vn") or word in _VERBS or (len(word) == 4 and word[:2] in _VERBS):
            return True
        if tag[:1] not in "da" and word not in ("把", "将", "以", "对", "按照"):
            return False
        if word in ("把", "将", "以"):
            return True
    return False


def follows_noun(text: str) -> bool:
    """Say whether `text` ends in a noun, so that 什么 or 哪个 after it would read as a stumble."""
    found = tags(text[-12:])
    if not found:
        return False
    word, tag = found[-1]
    governs = word in _VERBS or (len(word) == 4 and word[2:] in _VERBS)
    return (tag[:1] in "nbjlim" or tag == "vn") and not governs and len(word) > 1
