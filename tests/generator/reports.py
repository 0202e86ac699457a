"""Whole reports of fictional bodies: prose that agrees with the tables, in any of the forms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.generator.figures import TOTAL, History, Truth, form_of, year_figures
from tests.generator.layout import Blocks, tables

SEED = 20261122
_FIRST = "澄栎苍青澜枫梧桐槐榆"
_SECOND = "湾溪岚泽洲川岭浦坪塘"
_KINDS = ("县人民政府", "区教育局", "市水利局", "县交通运输局", "区卫生健康局")

_WORK = (
    "严格落实信息发布审核制度，坚持先审查、后公开，一事一审",
    "调整政务公开工作领导小组，由分管负责同志任组长，办公室负责日常工作",
    "编制并公布基层政务公开标准目录，覆盖社会救助、养老服务等重点领域",
    "围绕群众关心的就业、教育、医疗问题制作图解和短视频，提高解读质量",
    "改版门户网站，合并重复栏目，优化检索功能，方便群众查找",
    "健全政务新媒体管理制度，清理长期不更新的账号",
    "把政务公开纳入年度绩效考核，按季度通报结果并督促整改",
    "在政务服务大厅、图书馆和档案馆设置查阅场所，配备专门设备",
    "开展保密审查培训，结合案例讲解公开与保密的界限",
    "修订公开指南，更新办公地址、联系方式和申请流程",
)
_PROBLEMS = (
    "部分单位主动公开不够及时", "政策解读形式较为单一", "基层工作人员业务能力有待提高",
    "公众参与渠道还不够丰富", "信息检索不够便捷",
)  # fmt: skip
_PLANS = (
    "加强业务培训，提高队伍水平", "丰富解读形式，多用图表和视频", "完善考核办法，压实工作责任",
    "优化栏目设置，提升使用体验",
)  # fmt: skip


@dataclass(frozen=True)
class Generated:
    """One report: what it says and what a reader must find in it."""

    body: str
    year: int
    form: str
    blocks: Blocks
    truth: Truth


def bodies(count: int) -> list[str]:
    """At most 100 different names."""
    names = [f"{a}{b}" for a in _FIRST for b in _SECOND]
    return [f"{name}{_KINDS[i % len(_KINDS)]}" for i, name in enumerate(names[:count])]


def reports(count: int, years: Sequence[int], seed: int = SEED) -> Iterator[Generated]:
    """``count`` bodies over ``years``, body by body; a body's years carry on from each other."""
    for number, body in enumerate(bodies(count)):
        random = Random(f"{seed} {body}")
        history = History(size=(8, 40, 150, 400, 1200)[number % 5])
        for year in years:
            truth, history = year_figures(random, year, history)
            yield Generated(body, year, form_of(year), _blocks(random, body, year, truth), truth)


def _blocks(random: Random, body: str, year: int, truth: Truth) -> Blocks:
    form = form_of(year)
    held = tables(form, truth)
    title = f"{body}{year}年政府信息公开工作年度报告"
    lead = (
        f"根据《中华人民共和国政府信息公开条例》要求，现公布{body}{year}年政府信息公开工作年度报告。"
        f"本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。如有疑问，请与{body}办公室联系"
        f"（电话：0680-555{random.randint(1000, 9999)}；邮编：697{random.randint(100, 999)}）。"
    )
    blocks: Blocks = [title, lead, "一、总体情况"]
    blocks += [f"（{'一二三'[i]}）{text}" for i, text in enumerate(_overview(random, form, truth))]
    if form == "2014":
        blocks += ["二、存在的主要问题及改进情况", _outlook(random, year)]
        return [*blocks, f"附件：{body}{year}年政府信息公开情况统计表", *held["附"]]
    blocks += ["二、主动公开政府信息情况", *held["二"]]
    blocks += ["三、收到和处理政府信息公开申请情况", *held["三"]]
    blocks += ["四、政府信息公开行政复议、行政诉讼情况", *held["四"]]
    blocks += ["五、存在的主要问题及改进情况", _outlook(random, year)]
    return [*blocks, "六、其他需要报告的事项", f"{year}年没有收取信息处理费。"]


def _overview(random: Random, form: str, truth: Truth) -> Iterator[str]:
    column = None if form == "2014" else TOTAL
    new, total = truth["apply.new", column], truth["result.total", column]
    courses = truth.get(("training.courses", None), Decimal(random.randint(1, 9)))
    carried = truth.get(("apply.carried_in", column), Decimal(0))
    yield f"加强组织领导\n{'。'.join(random.sample(_WORK, 4))}。"
    yield (
        f"依申请公开情况\n全年新收政府信息公开申请{new}件，上年结转{carried}件，办结{total}件，"
        "均在法定期限内答复。"
    )
    yield f"平台和监督保障\n{'。'.join(random.sample(_WORK, 4))}。全年开展培训{courses}期。"


def _outlook(random: Random, year: int) -> str:
    problems = random.sample(_PROBLEMS, 3)
    plans = random.sample(_PLANS, 2)
    return f"存在的问题：{'；'.join(problems)}。{year + 1}年将{'；'.join(plans)}。"
