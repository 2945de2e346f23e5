"""Questions after the documents that speak of a matter (哪几份材料讲过…, …写在哪份文件里, 哪里提到过…), and that matter."""

from __future__ import annotations

import re

_WHICH = r"(?:哪些|哪几|哪(?:一)?|什么|多少|几)"
_HOLDER = r"(?:份|篇|个|部|封|本)?(?:文件|文档|材料|资料|文章|讲话稿?|新闻|报道|文献|通知|公文|稿子|稿件|文稿|文本|东西)|(?:份|篇)(?![\u4e00-\u9fff]{0,4}(?:文件|材料|报道|讲话|文章))"
_WITHIN = r"(?:里面|当中|里|中|上|内)*(?:都|也|还|曾|曾经|有)*"
_SAYS = r"(?:提到|提及|提了|提过|提起|讲到|讲过|讲了|讲述|在讲|讲|说到|说过|说了|说起|说的?是|谈到|谈过|谈了|谈及|写到|写过|写着|写了|写有|写明|涉及|涉到|包含|有关|介绍|关于|出现|记载|记录|收录|论述)(?:过|了|到)?"
_RULES = r"(?:规定|要求|明确|部署|强调|提出)(?:过|了)?"
_ASKED_AFTER = re.compile(r"[哪谁啥几]|多少|什么|怎么|如何|为什么")
_END = r"(?:的|呢|啊|呀)?(?=[?,。;!]|$)"
_FRAMES = tuple(
    re.compile(pattern)
    for pattern in (
        # 新时代枫桥经验写在哪份文件里, 一岗双责在哪些材料里出现过, 先锋杯出自哪份文件
        rf"(?:是)?(?:写在|写进|记在|见于|见诸|出自|来自|出现在|放在|在)(?:了)?{_WHICH}(?:{_HOLDER}){_WITHIN}(?:{_SAYS}|{_RULES}|有)?{_END}",
        # 一岗双责哪些文件里有
        rf"(?<=[\u4e00-\u9fff”》a-z\d,]){_WHICH}(?:{_HOLDER}){_WITHIN}(?:{_SAYS}|有){_END}",
        # 哪几份材料讲过…, 库里有几份文件说到…, 哪个文件规定了…
        rf"(?:^|(?<=[,。;?]))(?:.{{0,8}}?(?:库|库里|库内|这里|里面|其中|手头))?(?:都|现在|目前|一共|总共)*有?{_WHICH}(?:{_HOLDER}){_WITHIN}(?:{_SAYS}|{_RULES}|有(?![哪多什几])|是(?:讲|写|说|介绍|关于))(?:的是)?",
        # 积分超市是哪份文件里的
        rf"是{_WHICH}(?:{_HOLDER})(?:里面|里|中|上){_END}",
        # 哪里提到过…, 某要点在哪里提到过…
        rf"(?:^|(?<=[,。;?])|在)(?:都)?(?:在)?(?:哪里|哪儿|哪些地方|什么地方|何处)(?:都|曾|有|还)*{_SAYS}",
        # …在哪里提到过
        rf"(?:是)?在?(?:哪里|哪儿|哪些地方|什么地方|何处)(?:都|曾|有|还)*(?:提到|提及|讲到|说到|谈到|写到|出现|讲|说|写)过?{_END}",
        # 有没有材料讲…的
        rf"^有(?:没有)?(?:{_WHICH})?(?:{_HOLDER}){_WITHIN}(?:{_SAYS}|{_RULES})",
    )
)
_HOLDERS_LAST = re.compile(
    rf"^(?P<lead>(?:请|帮我|帮忙|给我)*(?:找|查|搜|列|数|挑)(?:一下|一找|出来?|下)?|有没有|有哪些|哪里有)?(?:所有|全部)?(?:库里|资料库里|库中)?{_SAYS}(?P<matter>.{{1,40}}?)的(?:{_HOLDER})(?:都)?(?P<tail>有哪(?:些|几[份篇个])|是哪(?:些|几)?[份篇个]?|有几[份篇个]|有多少[份篇个]?|有什么|有没有)?[?。]*$"
)
_MARKS = ' ?,。!“”"'
_REST = re.compile(
    r"^(?:的是|的|了|过|着|到|,|:|一下|关于|有关)+|(?:的|吗|呢|啊|呀|过|这个词|这个说法|这个提法|这个概念|的?(?:内容|事|情况)|一词|哪些|是|都|,)+$"
)


def find_mention(text: str) -> str | None:
    """Return the matter of which folded `text` asks what documents speak, or None when it asks something else."""
    if (last := _HOLDERS_LAST.match(text)) and (last["lead"] or last["tail"]):
        return _matter(last["matter"])
    for frame in _FRAMES:
        hit = frame.search(text)
        if hit is None:
            continue
        after = re.split(r"[?。;!]", text[hit.end() :])[0]
        matter = _matter(after) or _matter(re.split(r"[?。;!]", text[: hit.start()])[-1])
        if matter and not _ASKED_AFTER.search(matter):
            return matter
    return None


def _matter(text: str) -> str:
    bare = _REST.sub("", text.strip(_MARKS)).strip(_MARKS)
    return bare if bare == text else _matter(bare)
