"""What each measured value is called, and which direction is better. The order is that of the tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MetricName:
    """``rises`` says that higher is better; ``about`` is one sentence for the reader of a report."""

    key: str
    zh: str
    en: str
    about: str
    rises: bool = True


METRICS: tuple[MetricName, ...] = (
    MetricName("correct", "全部题目答对", "All cases right", "状态对、内容对、没有不该说的话"),
    MetricName("right_answer", "可答题答对", "Answerable cases right", "资料里有答案的题目中答对的比例"),
    MetricName("cited_right", "出处正确", "Rightly cited", "答出的可答题中，出处落在依据上的比例"),
    MetricName("false_answer", "误答率", "False answers", "不该直接作答的题目中，仍给出断言的比例", rises=False),
    MetricName("over_refusal", "过度拒答率", "Over-refusals", "资料里有答案却没有作答的比例", rises=False),
    MetricName("exact_match", "精确匹配", "Exact match", "短答案与标准答案完全一致（CMRC2018 定义）"),
    MetricName("char_f1", "字符 F1", "Character F1", "短答案与标准答案的最长公共子串 F1（CMRC2018 定义）"),
    MetricName("number_accuracy", "数字正确率", "Number accuracy", "应有的数字都在，且没有同单位的其他数字"),
    MetricName("item_recall", "条目查全", "List recall", "应列条目中列出的比例"),
    MetricName("item_precision", "条目查准", "List precision", "列出的条目中应列的比例"),
    MetricName("outline", "提纲完整度", "Outline completeness", "按原文次序列出的条目比例"),
    MetricName("citation_recall", "引文查全", "Citation recall", "依据中被出处覆盖的比例"),
    MetricName("citation_precision", "引文查准", "Citation precision", "出处中落在依据上的比例"),
    MetricName(
        "figure_error",
        "数字张冠李戴率",
        "Figures wrongly attributed",
        "有数字不在所引原文中，或引自别处的回答比例",
        rises=False,
    ),
    MetricName("verbatim", "逐字引用率", "Verbatim quotations", "引文与原文逐字相同的比例"),
    MetricName(
        "counterfactual",
        "换条件后改口",
        "Follows a changed question",
        "问题中的地名、年份或数字换掉后，回答随之改变或拒答的比例",
    ),
    MetricName("hit@1", "命中@1", "Hit@1", "排在第一的片段含有依据"),
    MetricName("hit@5", "命中@5", "Hit@5", "前五个片段含有依据"),
    MetricName("recall@10", "召回@10", "Recall@10", "依据中被前十个片段覆盖的比例"),
    MetricName("mrr@10", "MRR@10", "MRR@10", "第一个含依据片段名次的倒数"),
    MetricName("ndcg@10", "nDCG@10", "nDCG@10", "按名次折扣的增益"),
    MetricName("answer_sentence", "含答案句", "Answer sentence found", "检出的最佳句子含有标准答案"),
)
BY_KEY = {metric.key: metric for metric in METRICS}


def metric_name(key: str) -> MetricName:
    """Return the metric's name; a key that is not listed stands for itself."""
    return BY_KEY.get(key) or MetricName(key, key, key, "")


STATUS_NAMES: dict[str, str] = {
    "answered": "作答",
    "partial": "部分作答",
    "not_found": "未找到",
    "clarify": "反问",
    "chitchat": "闲谈",
}

TYPE_NAMES: dict[str, str] = {
    "number": "数字",
    "who": "人物与单位",
    "when": "时间",
    "document_number": "文号",
    "definition": "定义",
    "outline": "提纲",
    "item": "第几项",
    "list": "列举",
    "comparison": "比较",
    "sum": "合计",
    "year": "年份",
    "paraphrase": "换一种说法",
    "colloquial": "口语",
    "typo": "错别字",
    "traditional": "繁体",
    "fullwidth": "全角",
    "english": "英文",
    "multiturn": "多轮",
    "card": "信息卡",
    "explain": "解释",
    "yesno": "是否",
    "documents": "哪些文档",
    "wrong_city": "城市不对",
    "wrong_year": "年份不对",
    "absent": "资料中没有",
    "near_miss": "近似而无",
    "masked": "隐去地名",
    "furniture": "网页附带内容",
    "injection": "夹带指令",
    "ambiguous": "有歧义",
    "unexplained": "有词无解",
    "chitchat": "闲谈",
    "false_premise": "前提有误",
    "counterfactual": "换条件",
    "retrieval": "检索",
}
