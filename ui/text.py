"""Every word the page shows, in Chinese and in English.

One frozen record per language: a word missing in either is a type error, and tests compare the two.
Words of the documents themselves are never translated.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, assert_never

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The page's words in one language. Names in braces are filled in by `str.format`."""

    product: str
    tagline: str
    language_tag: str
    switch_language: str
    switch_language_tag: str
    switch_language_hint: str
    dark: str
    light: str
    tab_ask: str
    tab_library: str
    loading: str
    loading_step: str
    stage_read: str
    stage_encode: str
    stage_words: str
    stage_publish: str
    colon: str
    date_units: str
    engine_failed: str

    welcome: str
    welcome_more: str
    examples: str
    placeholder: str
    question_label: str
    send: str
    new_conversation: str
    empty_question: str
    long_question: str
    searching: str
    failed: str
    conversation_label: str
    your_question: str

    status_answered: str
    status_partial: str
    status_not_found: str
    status_clarify: str
    status_chitchat: str
    engine_rephrased: str
    nearest: str
    notes: str
    suggestions: str
    copy: str
    copied: str
    copy_failed: str
    sources_heading: str
    wrong_citation: str
    off_topic: str
    thanks_feedback: str
    show_sources: str
    show_nearest: str

    scope: str
    scope_all: str
    scope_remove: str
    scope_widened: str
    scope_set: str
    scope_place: str
    scope_year: str
    scope_document: str
    scope_any_place: str
    scope_any_year: str
    scope_any_document: str

    sources: str
    sources_empty: str
    source_open: str
    chip_label: str
    back_to_sources: str
    back_to_answer: str
    passage_label: str
    document_text: str
    furniture: str
    furniture_short: str
    masked: str
    masked_hint: str
    page_number: str
    part_shown: str
    not_stated: str
    untitled_date: str

    card: str
    field_title: str
    field_number: str
    field_issuer: str
    field_date: str
    field_place: str
    field_kind: str
    field_signer: str
    field_addressee: str
    field_printed: str
    field_published: str
    field_event: str
    field_classification: str
    field_publisher: str
    field_author: str
    field_issued: str
    origin_catalogue: str
    origin_user: str
    origin_inferred: str
    date_issued: str
    date_event: str
    date_published: str
    date_inferred: str

    library_count: str
    library_empty: str
    library_filter: str
    library_filter_placeholder: str
    library_no_match: str
    library_table_label: str
    library_open: str
    library_pick: str
    column_status: str
    status_ready: str
    status_words: str
    upload: str
    upload_hint: str
    upload_running: str
    upload_waiting: str
    upload_added: str
    upload_updated: str
    upload_unchanged: str
    upload_refused: str
    upload_indexing: str
    upload_indexed: str
    upload_busy: str
    refusals: str
    outline: str
    outline_empty: str
    edit: str
    edit_hint: str
    edit_save: str
    edit_saved: str
    remove: str
    remove_question: str
    remove_yes: str
    remove_no: str
    removed: str
    warnings: str


ZH = Words(
    product="党建知答",
    tagline="答必有据，出处可查",
    language_tag="zh-CN",
    switch_language="English",
    switch_language_tag="en",
    switch_language_hint="切换到英文界面",
    dark="深色",
    light="浅色",
    tab_ask="问答",
    tab_library="资料库",
    loading="正在准备资料库，请稍候",
    loading_step="正在准备资料库：{stage}（{done}/{total}）",
    stage_read="读取文件",
    stage_encode="生成语义索引",
    stage_words="整理词语",
    stage_publish="写入索引",
    colon="：",
    date_units="年月日",
    engine_failed="资料库没有准备好：{reason}",
    welcome="请就资料库中的文件提问",
    welcome_more="每一句回答都标明出处，点击编号即可查看原文；资料没有提到的，会直接告诉您。",
    examples="可以这样问",
    placeholder="请输入问题，回车发送",
    question_label="问题（回车发送，Shift+回车换行）",
    send="发送",
    new_conversation="新对话",
    empty_question="请先输入问题，再发送。",
    long_question="问题太长了，请精简到 {limit} 字以内再发送。",
    searching="正在查找资料",
    failed="这次没能作答，请稍后再试。",
    conversation_label="对话",
    your_question="您的提问",
    status_answered="有据作答",
    status_partial="部分有据",
    status_not_found="资料未提及",
    status_clarify="需要您补充",
    status_chitchat="",
    engine_rephrased="由语言模型改写，逐句核对",
    nearest="相近但不足以作答",
    notes="说明",
    suggestions="接着问",
    copy="复制回答与出处",
    copied="已复制",
    copy_failed="没能复制，请手动选择文字",
    sources_heading="出处：",
    wrong_citation="引用有误",
    off_topic="答非所问",
    thanks_feedback="已记录，谢谢",
    show_sources="查看出处",
    show_nearest="查看相近内容",
    scope="范围",
    scope_all="全部资料",
    scope_remove="去掉“{value}”这一限定，重新回答",
    scope_widened="已去掉限定：{value}",
    scope_set="限定范围",
    scope_place="地点",
    scope_year="年份",
    scope_document="文件",
    scope_any_place="不限地点",
    scope_any_year="不限年份",
    scope_any_document="不限文件",
    sources="出处",
    sources_empty="回答的出处会列在这里，点击即可查看原文。",
    source_open="查看原文",
    chip_label="出处 {n}：{title}",
    back_to_sources="返回出处列表",
    back_to_answer="返回回答",
    passage_label="原文",
    document_text="正文",
    furniture="网站附带信息（不是文件内容）",
    furniture_short="网站附带信息",
    masked="原文主体未具名",
    masked_hint="原文隐去了单位或地名，其中的内容不能归于任何具体地方。",
    page_number="第 {n} 页",
    part_shown="文件较长，这里显示引文前后的部分。",
    not_stated="未标明",
    untitled_date="日期未标明",
    card="信息卡",
    field_title="标题",
    field_number="文号",
    field_issuer="发文机关",
    field_date="日期",
    field_place="地点",
    field_kind="文种",
    field_signer="签发人",
    field_addressee="主送机关",
    field_printed="印发日期",
    field_published="发布日期",
    field_event="会议（活动）日期",
    field_classification="密级",
    field_publisher="发布媒体",
    field_author="作者",
    field_issued="成文日期",
    origin_catalogue="编目判定",
    origin_user="人工修改",
    origin_inferred="推断",
    date_issued="成文",
    date_event="活动",
    date_published="发布",
    date_inferred="推断",
    library_count="共 {n} 份文件",
    library_empty="资料库中还没有文件，请先上传。",
    library_filter="筛选",
    library_filter_placeholder="按标题、地点、文号、年份筛选",
    library_no_match="没有符合条件的文件。",
    library_table_label="文件列表",
    library_open="打开",
    library_pick="从左侧选择一份文件，查看信息卡、提纲和正文。",
    column_status="状态",
    status_ready="可检索",
    status_words="可按词检索，语义索引生成中",
    upload="上传文件",
    upload_hint="可一次选择多个文件：txt、md、html、docx、pdf 或图片。",
    upload_running="正在读取",
    upload_waiting="等待中",
    upload_added="已加入",
    upload_updated="已更新",
    upload_unchanged="内容相同，未重复加入",
    upload_refused="未能加入",
    upload_indexing="文字已可检索，正在生成语义索引（{done}/{total}）",
    upload_indexed="全部完成，可以提问了。",
    upload_busy="已有文件正在处理，新上传的会排在后面。",
    refusals="未能加入的文件",
    outline="提纲",
    outline_empty="这份文件没有可识别的标题。",
    edit="修改信息卡",
    edit_hint="改动会标为“人工修改”；留空表示未标明。日期写作 2025-03-27 或 2025-03。",
    edit_save="保存",
    edit_saved="信息卡已保存。",
    remove="移出资料库",
    remove_question="确定将《{title}》移出资料库吗？移出后不再用于回答。",
    remove_yes="确定移出",
    remove_no="取消",
    removed="已移出《{title}》。",
    warnings="读取提示",
)

EN = Words(
    product="Dangjian Answers",
    tagline="Every answer with its source",
    language_tag="en",
    switch_language="中文",
    switch_language_tag="zh-CN",
    switch_language_hint="Switch the page to Chinese",
    dark="Dark",
    light="Light",
    tab_ask="Ask",
    tab_library="Library",
    loading="Preparing the library, one moment please",
    loading_step="Preparing the library: {stage} ({done}/{total})",
    stage_read="reading files",
    stage_encode="indexing meaning",
    stage_words="indexing words",
    stage_publish="writing the index",
    colon=": ",
    date_units="",
    engine_failed="The library is not ready: {reason}",
    welcome="Ask about the documents in the library",
    welcome_more="Every sentence names its source; press a number to read the original. "
    "What the documents do not say, you are told plainly.",
    examples="For example",
    placeholder="Type a question, press Enter",
    question_label="Question (Enter sends, Shift+Enter starts a new line)",
    send="Send",
    new_conversation="New conversation",
    empty_question="Please type a question first.",
    long_question="The question is too long; please keep it within {limit} characters.",
    searching="Searching the documents",
    failed="No answer could be given this time; please try again shortly.",
    conversation_label="Conversation",
    your_question="Your question",
    status_answered="Supported",
    status_partial="Partly supported",
    status_not_found="Not in the documents",
    status_clarify="Please specify",
    status_chitchat="",
    engine_rephrased="Reworded by a language model, checked sentence by sentence",
    nearest="Close, but not enough to answer",
    notes="Notes",
    suggestions="Ask next",
    copy="Copy answer and sources",
    copied="Copied",
    copy_failed="Copying failed; please select the text by hand",
    sources_heading="Sources:",
    wrong_citation="Wrong citation",
    off_topic="Misses the question",
    thanks_feedback="Noted, thank you",
    show_sources="Show sources",
    show_nearest="Show the closest passages",
    scope="Scope",
    scope_all="Whole library",
    scope_remove="Drop the limit “{value}” and answer again",
    scope_widened="Limit dropped: {value}",
    scope_set="Limit the scope",
    scope_place="Place",
    scope_year="Year",
    scope_document="Document",
    scope_any_place="Any place",
    scope_any_year="Any year",
    scope_any_document="Any document",
    sources="Sources",
    sources_empty="The sources of an answer are listed here; press one to read the original.",
    source_open="Read the original",
    chip_label="Source {n}: {title}",
    back_to_sources="Back to the sources",
    back_to_answer="Back to the answer",
    passage_label="Original text",
    document_text="Text",
    furniture="Website furniture (not part of the document)",
    furniture_short="Website furniture",
    masked="Subject not named in the original",
    masked_hint="The original hides the body or place; nothing in it can be ascribed to a named place.",
    page_number="Page {n}",
    part_shown="The document is long; this is the part around the quotation.",
    not_stated="Not stated",
    untitled_date="date not stated",
    card="Document card",
    field_title="Title",
    field_number="Number",
    field_issuer="Issued by",
    field_date="Date",
    field_place="Place",
    field_kind="Kind",
    field_signer="Signed by",
    field_addressee="Addressee",
    field_printed="Printed",
    field_published="Published",
    field_event="Event on",
    field_classification="Secrecy",
    field_publisher="Publisher",
    field_author="Author",
    field_issued="Issued",
    origin_catalogue="judged in the catalogue",
    origin_user="edited by hand",
    origin_inferred="inferred",
    date_issued="issued",
    date_event="event",
    date_published="published",
    date_inferred="inferred",
    library_count="{n} documents",
    library_empty="The library is empty; please upload a file first.",
    library_filter="Filter",
    library_filter_placeholder="Filter by title, place, number or year",
    library_no_match="No document matches.",
    library_table_label="Documents",
    library_open="Open",
    library_pick="Choose a document on the left to see its card, outline and text.",
    column_status="State",
    status_ready="Searchable",
    status_words="Searchable by words; meaning follows",
    upload="Upload files",
    upload_hint="Several files at once: txt, md, html, docx, pdf or images.",
    upload_running="Reading",
    upload_waiting="Waiting",
    upload_added="Added",
    upload_updated="Updated",
    upload_unchanged="Same content, not added twice",
    upload_refused="Not added",
    upload_indexing="Searchable by words; indexing the meaning ({done}/{total})",
    upload_indexed="All done; you can ask now.",
    upload_busy="Other files are being read; yours wait behind them.",
    refusals="Files that could not be added",
    outline="Outline",
    outline_empty="No headings were recognised in this document.",
    edit="Edit the card",
    edit_hint="Changes are marked as edited by hand; an empty field means not stated. Dates as 2025-03-27 or 2025-03.",
    edit_save="Save",
    edit_saved="The card was saved.",
    remove="Remove from the library",
    remove_question="Remove “{title}” from the library? It will no longer be used for answers.",
    remove_yes="Remove",
    remove_no="Cancel",
    removed="“{title}” was removed.",
    warnings="Reading notes",
)


def words(language: Language) -> Words:
    """Return the page's words in `language`."""
    match language:
        case "zh":
            return ZH
        case "en":
            return EN
        case _:
            assert_never(language)
