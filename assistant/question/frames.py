"""The frames questions come in: regular expressions over folded text, in Chinese and English, as data.

Source: how Chinese asks (疑问代词 and their measure words); written for this product.
"""

from __future__ import annotations

import re

from corpus.numerals import CHARACTERS

NUMERAL = rf"(?:\d+|[{CHARACTERS}]+)"

MEASURES = (
    "个方面|个部分|人次|场次|户次|人|名|位|项|个|件|条|家|所|处|座|户|株|棵|场|次|期|份|篇|支|类|种|岁|元|万元|亿元|亩|公里|平方米|吨|天|年|月|小时|分钟|"
    "周|届|批|类|部|套|轮|站|间|栋|村|镇|区|句|字|页|章|节|点|方面|部分|支部|倍|岗|级|例|宗|起|台|辆|本|版"
)

CHITCHAT = re.compile(
    r"^(?:(?:你|您)好(?:呀|啊|吗)?|hi|hello|hey|嗨|哈喽|(?:早上|上午|中午|下午|晚上)好|早安|晚安|good (?:morning|afternoon|evening)|在吗|在不在|"
    r"(?:非常|十分|太|好的)?[,，]?(?:谢谢|感谢|多谢|辛苦)(?:你|您|了|啦|啊)*|thanks?(?: you)?(?: very much)?|再见|拜拜|bye|goodbye|好的|ok|"
    r"(?:请问)?(?:你|您)(?:是谁|叫什么(?:名字)?|是什么|能(?:做|干|帮我做)(?:些)?什么|会(?:些)?什么|会干什么|有什么(?:用|功能|本事)|可以(?:做|干)(?:些)?什么|怎么用)|"
    r"(?:介绍(?:一下)?(?:你|您)自己|自我介绍(?:一下)?)|who are you|what can you do|what are you|how (?:do i|to) use (?:this|you)|怎么(?:使|用)(?:用)?(?:你|您|这个助手|它)?|(?:hello|hi|hey)[,， ]*(?:who are you|what can you do|what are you)|(?:早|晚)(?:上)?(?:好)?(?:呀|啊|啦)?|(?:早上|上午|中午|下午|晚上)好(?:呀|啊))[!?。,.~ ]*$"
)

OUT_OF_PURPOSE = re.compile(
    r"(?:写|作|来)(?:一)?(?:首|篇|段|个)(?:.{0,8})(?:诗|歌|小说|故事|代码|程序|作文|笑话)|讲(?:个|一个)(?:笑话|故事)|天气|股票|彩票|翻译(?:一下|成)|"
    r"\b(?:weather|poem|joke|stock price)\b|write (?:a|some) (?:poem|story|code|program)"
)

ORDER = re.compile(
    r"忽略(?:以上|之前|前面|上述|所有)|无视(?:以上|之前|上述)|系统提示|提示词|ignore (?:all|the|previous|above)|system prompt|"
    r"从现在起你|你现在是|假装(?:你)?|扮演|developer mode|越狱"
)

ASKING = re.compile(r"[?]|多少|几|哪|谁|什么|怎么|如何|为什么|何时|吗|呢|\b(?:what|who|when|where|which|how|why)\b")

SECTION = re.compile(
    rf"第({NUMERAL})(?:(?:至|到|-|~)第?({NUMERAL}))?(个)?(大)?(部分|部份|项|相(?!关|比|对|当|同|应)|点|条|章|节|方面|板块|块|大点|件事|段)"
    rf"|最后(?:一)?(个)?(部分|项|点|条|章|节|方面)"
)
SECTION_EN = re.compile(
    r"\b(?:(part|section|item|point|article|chapter)\s+(?:no\.?\s*)?(\d+|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"|(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)\s+(part|section|item|point|article|chapter))\b"
)
ENGLISH_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip

DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[(【]\s*(?:19|20)\d{2}\s*[〕\])】]\s*(?:第\s*)?\d{1,4}\s*号")
BOOK_TITLE = re.compile(r"《([^《》]{2,80})》")
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)(?=\s*(?:年|[^\d号〕\])]|$))|([二][〇零○]\S{2})年")
RELATIVE_YEAR = re.compile(r"今年|去年|明年|前年")

DOCUMENT_WORD = r"(?:这份|该|那份|这个|那个|这篇|那篇|此|本)?(?:文件|通知|公文|要点|文章|报道|新闻|讲话稿|讲话|意见|方案|办法|条例|规定|决定|材料|稿子|文稿|它|document|notice|speech|article)"

CARD_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(r"文号|发文字号|文件编号|几号文|document number|reference number|file number|\bdoc(?:ument)? no\b"),
    ),
    ("signer", re.compile(r"签发人|谁签发|由谁签发|\bsigned by\b|who signed")),
    (
        "issuer",
        re.compile(
            rf"发文(?:机关|单位|部门)|印发(?:机关|单位|部门)|发布(?:机关|单位|机构|部门)|落款(?:单位|是谁|机关)|制发(?:机关|单位)|"
            rf"{DOCUMENT_WORD}(?:是)?(?:由)?(?:谁|哪个(?:单位|部门|机关|机构)|哪家单位)(?:印发|发布|下发|发出|制发|发)|"
            rf"(?:谁|哪个(?:单位|部门|机关|机构)|哪家单位)(?:印发|发布|下发|发出|制发|发)(?:了|的)?{DOCUMENT_WORD}|(?:谁|哪个(?:单位|部门|机关|机构))(?:印发|下发|发)的|"
            r"who (?:issued|published|released)|issued by|issuing (?:body|authority|agency)"
        ),
    ),
    ("addressee", re.compile(r"主送|发给(?:了)?(?:谁|哪|什么)|送(?:给)?哪些单位|addressed to|addressee")),
    (
        "issued",
        re.compile(
            rf"成文(?:日期|时间)|印发(?:日期|时间)|发文(?:日期|时间)|落款(?:的)?(?:日期|时间)|落款(?:是)?(?:在)?(?:哪(?:一)?[天年]|什么时候|几月几[日号]|几号)|发布(?:日期|时间)|{DOCUMENT_WORD}(?:的)?(?:日期|落款|发布时间)|"
            rf"{DOCUMENT_WORD}?(?:是)?(?:在)?(?:什么时候|何时|哪天|哪一天|哪年|几月几[日号]|几号)(?:印发|发布|下发|成文|发文|刊发|刊登|发表|发)(?:的|出)?(?:[?,]|$)|(?:什么时候|何时|哪(?:一)?[天年])落的?款|"
            rf"(?:印发|发布|下发|成文|刊发|发表)(?:的)?(?:日期|时间)|when was .{{0,60}}(?:issued|published|released|dated)|issue date|date of (?:the )?(?:document|notice)"
        ),
    ),
    (
        "publisher",
        re.compile(
            r"(?:文章|报道|新闻|它|这篇|稿件|消息)?(?:的)?来源(?:是|于)?(?:什么|哪|谁|$|[?])|哪(?:家|个)(?:媒体|报纸|报社|网站)|刊登在|(?:文章|报道|新闻)的?来源|which (?:newspaper|media|website)"
        ),
    ),
    (
        "author",
        re.compile(
            r"(?:(?<!工)作者|记者|编辑|责编|通讯员|撰稿人|二审|三审|审核)(?:都|分别)?(?:是|有|叫)?(?:谁|哪|什么|几|$|[?])|谁(?:写|编辑|采写|撰写|审核)的?|who (?:wrote|edited)|(?:author|editor|reporter)s?\b"
        ),
    ),
    ("classification", re.compile(r"密级|是否涉密|保密级别")),
    (
        "title",
        re.compile(
            rf"{DOCUMENT_WORD}(?:的)?(?:标题|题目|全称|名称)|(?<!部分)(?<!各)(?<!项的)(?<!部分的)(?:标题|题目|全称)(?:是|叫)|what is the title|full title"
        ),
    ),
    ("kind", re.compile(r"文种|什么(?:类型|种类)的(?:文件|公文|文章)|是(?:什么|哪种)公文")),
)

COMPARE = re.compile(
    r"对比|相比|比较(?:一下)?|有(?:什么|何|哪些)(?:不同|区别|差异|异同)|区别|不同点|不同之处|异同|\bcompare\b|\bdifferen(?:t|ce)|\bversus\b|\bvs\b"
)
COMPUTE = re.compile(
    r"第[一二三四五六七八九十\d]+部分(?:和|与|加|、)第[一二三四五六七八九十\d]+部分(?:一共|总共|共|合计|合起来|加起来).{0,4}(?:几|多少)|加起来|相加|之和|总和|加在一起|比.{1,20}(?:长|高|大|重|快|早|晚)(?:了|出)?(?:多少|几)|(?<![结配联整融])合起来|相差|差多少|差了多少|差几|多(?:了)?多少|少(?:了)?多少|多几|少几|平均每|几倍|多少倍|"
    r"\b(?:sum|total of|add up|combined|difference between|how many more|how many fewer)\b"
)
DOCUMENTS = re.compile(
    r"(?:哪些|哪几|哪|什么|多少|几)(?:份|篇|个|部)?(?:文件|文档|材料|资料|文章|讲话|新闻|报道|文献|通知)(?:里|中|都|也)*(?:提到|提及|讲到|涉及|说到|谈到|写到|写了|包含|讲了|有关|介绍|关于|在讲|说)|"
    r"(?:提到|提及|涉及|讲到|谈到|关于).{1,30}的(?:文件|文档|材料|资料|文章)(?:有哪些|是哪些|有几|有多少)|"
    r"(?:资料库|文档库|知识库|库)(?:里|中|内)*(?:都|现在|目前)*(?:有|收录)(?:了)?(?:哪些|什么|多少|几)(?:份|篇|个)?(?:文件|文档|材料|资料|文章|内容)?|有哪些(?:文件|文档|材料|资料)(?:可以|可|能)?(?:查|问|用)?[?]?$|"
    r"有没有(?:哪[份篇个])?(?:文件|文档|材料|资料|文章)(?:里|中)*(?:提到|提及|讲到|涉及|说到|谈到|写到)|which documents?|what documents"
)
YESNO = re.compile(
    r"(?:吗|么|吧)[?]?$|是不是|是否|有没有|能不能|对不对|对么|是真的|没错吧|属实|请确认|确认一下|真的假的|有无|可不可以|要不要"
)
YESNO_EN = re.compile(r"^(?:is|are|was|were|did|does|do|has|have|can|must|should)\b")
DEFINITION = re.compile(
    r"^(?:请?(?:问|解释|说明)?(?:一下)?)?(?:什么(?:是|叫|叫做)|何谓|何为|啥(?:是|叫)|所谓的?)(?P<a>.{2,40}?)[?]?$|"
    r"^(?P<b>.{2,40}?)(?:到底|究竟|具体)?(?:是什么意思|是啥意思|什么意思|啥意思|指(?:的)?(?:是)?(?:什么|啥|哪些|哪)|是指什么|的含义(?:是什么)?|的定义(?:是什么)?|的内涵(?:是什么)?|的意思(?:是什么)?|怎么(?:理解|解释)|如何理解|是(?:个)?啥|是(?:个)?什么(?:东西)?)[?]?$|"
    r"^(?:解释|说明)(?:一下|下)?(?P<c>.{2,40}?)[?]?$"
)
SPELLED_OUT = re.compile(
    r"(?P<a>[“《][^”》]{2,20}[”》])(?:[\u4e00-\u9fff]{0,6})?(?:具体|分别|各|到底)?(?:是|指|包括|代表|确立了|部署(?:是)?|的(?:.{1,8})(?:各|分别)?(?:是|指))(?:的)?(?:哪|什么|啥)|"
    r"^(?P<b>[\u4e00-\u9fffa-z\d]{0,3}[一二三四五六七八九十两\d]{1,4}[\u4e00-\u9fff\d]{0,6}?)(?:的含义|的意思)?(?:具体|分别|各|到底)?(?:是|指|代表)(?:的)?(?:哪|什么|啥)|"
    r"(?P<c>[二三四五六七八九十][级大层类种重][\u4e00-\u9fff]{0,6}?)(?:具体|分别|各|到底)?(?:是|指|包括)(?:的)?哪"
)
DEFINITION_EN = re.compile(
    r"^(?:what (?:does|do) (?P<a>.+?) mean|define (?P<b>.+?)|what is meant by (?P<c>.+?)|(?:explain|what is) (?:the term )?(?P<d>[\"“'].+?[\"”']))\??$"
)
OUTLINE = re.compile(
    r"要点|小标题|(?:几|多少|哪几|哪些)(?:个)?(?:大)?(?:标题|块)|重点(?:工作|任务|内容)?|主要(?:内容|任务|工作|精神)|工作(?:任务|安排|部署|举措)|提纲|大纲|框架|结构|目录|主旨|大意|概要|纲要|总结|概括|概述|摘要|归纳|梳理|"
    rf"(?:几|哪几|哪些|哪|多少|{NUMERAL})(?:个|大)*(?:部分|板块|章|大点)|(?:几|哪几|{NUMERAL})(?:点|个方面|方面)(?:意见|要求|内容|工作)?|"
    r"(?:讲|说|写|谈)(?:了|的)?(?:是)?(?:些|哪些|什么|啥|哪几)|主要(?:讲|说|写)|key points?|main points?|\bsections\b|\bparts\b|outline|summary|summari[sz]e|overview|priorities|structure|main (?:content|tasks|parts)"
)
STRUCTURE = re.compile(
    rf"(?:几|多少|哪几|哪些|哪{NUMERAL}|{NUMERAL})(?:个)?(?:大)?(?:部分|板块|块|章|小?标题|点(?:意见|要求|内容)?|方面(?:的)?(?:意见|要求|内容|工作|任务)?)(?:是|有|叫|的?标题|分别|,|[?]|$)|"
    r"(?:章|部分|块)(?:名|的?标题)?(?:分别|都|各)?(?:是|叫)(?:什么|啥|哪)|标题(?:分别|都|各)(?:是|叫)|小标题|提纲|大纲|框架|结构|目录|(?:分|分成|分为|列)(?:了)?(?:几|多少|哪几)(?:个)?(?:大)?(?:部分|块|章|板块|方面)"
)
"""A question about how a document is divided, not about its matter."""
PARTS = re.compile(
    r"(?:几|多少)(?:个)?(?:大|小)?(?:部分|方面|板块|块|点|标题)|(?:分|列|包括|有|共)(?:为|了|成)?(?:几|多少)(?:大)?[项条块]"
)
LIST = re.compile(
    rf"哪些|哪几|哪(?!一){NUMERAL}|有哪|分别(?:是|有|为|叫)|包括(?:什么|啥|了)|包含(?:什么|啥)|都有(?:什么|啥|谁)|有(?:什么|啥)(?:具体)?(?:要求|措施|举措|问题|做法|任务|活动|内容|品牌|安排|成效|短板|不足|成绩|特点|亮点|制度|机制|计划|成果|经验|办法|表现|荣誉|服务)|"
    rf"(?:列举|列出|罗列|说出|列一下|列下)|(?:几|哪几)(?:个|项|点|条|种|类)(?:要求|措施|方面|任务|内容|意见|举措|制度)(?:是|有)(?:什么|哪|啥)|"
    r"\bwhat are\b|\blist\b|\bwhich (?:\w+ )?\w+s\b|\bname (?:the|all)\b"
)
QUANTITY = re.compile(
    rf"多少(?P<unit1>{MEASURES})?|第几(?P<unit3>{MEASURES})?|(?<!哪)几(?P<unit2>{MEASURES})|多大|多高|多长|多远|多久|有多(?!少)|占比|比例|比重|百分之几|百分之多少|几成|数量|总数|人数|"
    r"\bhow many\b|\bhow much\b|\bwhat (?:percentage|percent|proportion|number|share)\b|\bnumber of\b|\bhow long\b"
)
PERCENT = re.compile(
    r"占比|比例|比重|百分之|几成|百分比|\bpercent|\bproportion\b|\bshare\b|(?:率|度)(?:是|为|有|达|达到|多高|超过|目标)*(?:多少|多高|几)"
)
WHO = re.compile(r"谁|哪位|哪(?:些|几)位|哪(?:些|几)?个?(?:人|领导|干部)|什么人|\bwho\b|\bwhom\b")
BODY = re.compile(
    r"哪(?:一)?(?:个|家|些|几个|几家)?(?:市直)?(?:部门|单位|机关|机构|局|委|办|区|街道|镇|组织|党委|企业|公司|媒体|报社|学校|银行|医院|城市|市|地方|地区|社区|村)(?!域)|什么(?:部门|单位|机构|组织)|"
    r"\bwhich (?:department|bureau|unit|district|city|body|agency|organi[sz]ation|office|government)\b"
)
TIME = re.compile(
    r"什么时候|什么时间|何时|几时|啥时候|哪(?:一)?(?:天|年|月|日|时|个月)|哪几年|周几|星期几|几月|几号|时间(?:是|节点|要求|安排|限制|$)|截止|期限|时限|最晚|最迟|多久|什么日期|日期|\bwhen\b|\bwhat (?:date|time|year|day)\b|deadline|by what"
)
WHERE = re.compile(
    r"哪里|哪儿|什么地方|何处|在哪(?!些|个|几|一)|哪(?:一)?个(?:会场|地方|地点|场馆|会议室)|什么地点|地点|\bwhere\b"
)
NAME = re.compile(
    r"叫(?:做)?(?:什么|啥)|(?:名称|名字|主题|口号|品牌名)(?:是|叫)|(?:什么|哪(?:一)?(?:个|项|部|种|场|款|档|类|支))(?P<head>品牌|活动|计划|行动|工程|项目|主题|口号|大赛|比赛|机制|制度|平台|节目|称号|奖项|奖|文件|条例|办法|模式|做法|系统|工作法|体系|小程序|话剧|课程|讲堂|讲座|展览|栏目|频道|方案|规定|意见|标准|会议|名义|目标|荣誉|服务|技术|方式|程序|责任|理念|阵地|队伍|题目|内容|身份|地位|经验|精神|名字|站)|"
    r"\bwhat(?:'s| is) the name\b|\bcalled\b|\bnamed\b"
)
REASON = re.compile(r"为什么|为何|为啥|原因|凭什么|缘由|\bwhy\b|\breason")
MANNER = re.compile(r"怎么|如何|怎样|咋|怎样才能|\bhow\b")

POLITE = re.compile(
    r"^(?:(?:请问|请教|麻烦|劳驾|想问|我想问|想知道|我想知道|想了解|我想了解|想请问|帮我|帮忙|给我|请|那个|那么|嗯|哎|诶|话说|对了|另外|还有|领导问|"
    r"查(?:一)?(?:下|查)|看(?:一)?下|告诉我|说说|说(?:一)?下|讲讲|讲(?:一)?下|谈谈|介绍(?:一)?下|问(?:一)?下|简单(?:介绍|说说)|please|could you|can you|tell me|i want to know|do you know)[,，:：、 ]*)+"
)
STRIP = re.compile(
    r"请问|请教|一下子?|是(?:个)?什么意思|什么意思|啥意思|是什么|有什么|是哪些|有哪些|哪些|哪几|包括哪|哪(?:一)?(?=[个项家位年月天部种场批届份篇条句样])|分别(?:是|为|有|叫)?|都有谁|都有|什么时候|啥时候|什么时间|什么样|"
    r"什么|多少|第几[批届位名次项]?|几(?:大)?[个项名位家人次条场所处户株件份篇支期类种点块批届月号年天样句]|为什么|为何|为啥|怎么样|怎么回事|是怎么|怎么|如何|怎样|哪里|哪儿|在哪|何时|谁|是不是|是否|有没有|能不能|办不办|对不对|"
    r"(?:吗|呢|吧|啊|呀|么|嘛|咧|哈|啦)+(?=$|[?？!,，。\s])|啥|咋(?:说|样|办|弄)?|来着|到底|究竟|多大|多高|多久|多长时间?|具体(?!部署)|大概|主要(?!任务|负责人)|"
    r"(?:根据|按照|依据)(?:文件|资料|材料|原文)?|(?:文件|资料|材料|文章|文中|原文|讲话稿?|报道|新闻|通知|稿子|稿件)(?:里面|当中|里|中|上)?(?:提到|谈到|讲到|说到|说|讲|写|要求|提出|指出)?(?:过|了)?(?:的)?|"
    r"(?:这|那|该|此)(?:篇|个|份|场|次|套|边|些|位|条|项|种|样|几[个项条])?(?!样)|请(?:列出|列举|说明|介绍|简述|概括|确认)|列出|列举|简述|介绍|告诉我|说说|讲讲|给个|说法|完整(?:地)?(?:说|讲)"
)
