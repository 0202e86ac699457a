"""Made-up bodies, question frames and prose frames that surround the catalogue's phrases.

None of it comes from a real report or from the golden questions. ``{p}`` is a phrase of the
lexicon, ``{b}`` a body, ``{y}`` a year, ``{n}`` a number, ``{u}`` a unit.
"""


def _listed(text: str) -> tuple[str, ...]:
    """Words between spaces; a list literal would take a line each."""
    return tuple(text.split())


PLACES = _listed(
    "东河县 南山区 青阳市 江北区 云岭县 西湖区 白水县 海州区 临江市 石门县 长宁区 "
    "丰泽区 兴隆县 金湖县 永安市 高新区 北川县 河东区 泉山区 龙江省 清源省 "
    "安平自治区 滨海新区 桃源县 武陵区 明光市 望城区 宁远县 新城区 港口区 松山市 "
    "玉田县 沙洲市 平南县 昌黎县 开发区"
)
OFFICES = _listed(
    "人民政府 人民政府办公室 财政局 教育局 科学技术局 民政局 司法局 自然资源局 "
    "生态环境局 住房和城乡建设局 交通运输局 水务局 农业农村局 商务局 文化和旅游局 "
    "卫生健康委员会 应急管理局 审计局 统计局 市场监督管理局 医疗保障局 发展和改革委员会 "
    "公安局 人力资源和社会保障局 林业局 信访局 城市管理局 管委会 税务局 街道办事处 "
    "气象局 国资委 投资促进局 政务服务管理局"
)
QUESTION_FRAMES = (
    "{p}", "{p}", "{p}", "{p}", "{p}", "{p}",
    "{y}年{p}", "{b}{y}年{p}", "{b}{p}", "{y}年{b}{p}", "{b}在{y}年{p}",
    "{p}是多少", "{p}有多少", "{y}年{p}是多少", "{b}{y}年{p}是多少", "请问{p}", "{p}呢", "{p}吗",
    "我想知道{p}", "{b}的{p}", "{b}{y}年度的{p}情况", "{y}年{p}怎么样", "查一下{b}{y}年{p}",
    "去年{p}", "今年{p}多少", "{p}，{y}年的", "他们{p}", "{b}{y}年政府信息公开年报里{p}",
)  # fmt: skip
INDICATOR_PROSE = (
    "{y}年，{p}{n}{u}。", "全年{p}{n}{u}。", "{p}为{n}{u}。", "本年度共计{p}{n}{u}，均按时办理。",
    "其中，{p}{n}{u}。", "{y}年度{p}{n}{u}，比上年有所增加。", "我单位{p}共{n}{u}。",
)  # fmt: skip
SECTION_PROSE = (
    "{y}年，{b}扎实做好{p}工作。", "认真抓好{p}，取得较好成效。", "进一步加强{p}，确保各项工作落实。",
    "一是推进{p}。", "二是做好{p}。", "{p}。", "按照上级部署，{b}高度重视{p}，明确责任分工，健全工作机制。",
    "在{p}方面，共开展{n}次。", "不断完善{p}。", "关于{p}，具体情况如下。",
)  # fmt: skip
CONTACT_PROSE = {
    "contact.phone": "联系电话：0{n}—{n}5245", "contact.fax": "传真：0{n}-{n}6311",
    "contact.email": "电子邮箱：xxgk{n}@163.com", "contact.postcode": "邮编：{n}01",
    "contact.address": "地址：{b}人民路{n}号", "contact.website": "网址：www.{n}.gov.cn",
    "contact.office": "请与{b}办公室联系", "contact.compiler": "本报告由{b}办公室编制",
    "contact.complaint": "监督举报电话：0{n}-{n}2315", "contact.duty": "值班电话：0{n}—{n}0110",
    "contact.hours": "办公时间：工作日9:00—12:00，14:00—18:00",
    "contact.period": "数据统计期限为{y}年1月1日至{y}年12月31日",
}  # fmt: skip
CONTACT_LEAD = "如对本报告有疑问，请与{b}联系（{p}）。"
MARKS = ("{i}、", "（{i}）", "{i}.", "", "(一) ", "第{i}部分 ")
NUMERALS = "一二三四五六七八九十"
