"""Figures of fictional bodies, year after year, that add up in every way the forms prescribe.

``truth[key, column]`` is what a reader must find: the keys and columns of the catalogue's forms,
column ``None`` in the 2014 list. A fixed seed gives the same figures on every machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

Truth = Mapping[tuple[str, str | None], Decimal]

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
TOTAL = "总计"
REMEDIES = ("review", "lawsuit.direct", "lawsuit.after")
OUTCOMES = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other", "其他结果"),
    ("pending", "尚未审结"),
)
DENIED = (
    "denied.secret", "denied.law", "denied.stability", "denied.third_party", "denied.internal",
    "denied.process", "denied.enforcement", "denied.inquiry",
)  # fmt: skip
UNAVAILABLE = ("unavailable.not_held", "unavailable.needs_making", "unavailable.unclear")
REFUSED = (
    "refused.petition", "refused.repeat", "refused.publication", "refused.excessive",
    "refused.confirm",
)  # fmt: skip
REPLIES = (
    "result.already_public", "result.granted", "result.partial", "result.denied",
    "result.not_ours", "result.not_exist", "result.amend", "result.other_channel",
)  # fmt: skip
OTHER = {"2019": ("result.other",), "2021": ("other.no_correction", "other.no_fee", "other.other")}
ITEMS = ("license", "service", "penalty", "coercion", "charge")
"""Matters whose number of projects the 2019 form carries on from year to year."""


@dataclass
class History:
    """What one body's next report starts from."""

    size: int
    """Roughly how many applications a year."""
    carried: tuple[int, ...] = (0,) * len(APPLICANTS)
    in_force: dict[str, int] = field(default_factory=dict)
    projects: dict[str, int] = field(default_factory=dict)


def form_of(year: int) -> str:
    """The form prescribed for a year."""
    return "2014" if year <= 2018 else "2019" if year <= 2020 else "2021"


def year_figures(random: Random, year: int, before: History) -> tuple[Truth, History]:
    """One report's figures, and what the next year's starts from."""
    form = form_of(year)
    if form == "2014":
        return _list_2014(random, before.size), before
    after = History(before.size, before.carried, dict(before.in_force), dict(before.projects))
    truth: dict[tuple[str, str | None], Decimal] = {}
    if form == "2019":
        _articles_2019(random, truth, after)
    else:
        _articles_2021(random, truth, after)
    after.carried = _applications(random, truth, before, (*UNAVAILABLE, *REFUSED, *OTHER[form]))
    _remedies(random, truth)
    return truth, after


def share_out(random: Random, total: int, parts: int, *, gaps: float = 0.5) -> list[int]:
    """``total`` in ``parts`` counts; about ``gaps`` of them stay 0."""
    shares = [0] * parts
    weights = [0.0 if random.random() < gaps else random.random() for _ in range(parts)]
    weights[random.randrange(parts)] += 0.5
    for part in random.choices(range(parts), weights, k=total):
        shares[part] += 1
    return shares


def _put(truth: dict[tuple[str, str | None], Decimal], key: str, counts: Sequence[int]) -> None:
    for column, count in zip(APPLICANTS, counts, strict=True):
        truth[key, column] = Decimal(count)
    truth[key, TOTAL] = Decimal(sum(counts))


def _applications(
    random: Random,
    truth: dict[tuple[str, str | None], Decimal],
    before: History,
    rest: Sequence[str],
) -> tuple[int, ...]:
    people = random.randint(0, before.size)
    firms = share_out(random, random.randint(0, max(1, before.size // 8)), 5, gaps=0.6)
    new = [people, *firms]
    carried = tuple(min(n, random.choice((0, 0, 0, 1, 2, 5))) for n in new)
    handled = [n + c - o for n, c, o in zip(new, before.carried, carried, strict=True)]
    results = ("result.granted", "result.partial", *DENIED, *rest)
    by_applicant = [share_out(random, n, len(results), gaps=0.6) for n in handled]
    _put(truth, "apply.new", new)
    _put(truth, "apply.carried_in", before.carried)
    for at, key in enumerate(results):
        _put(truth, key, [shares[at] for shares in by_applicant])
    _put(truth, "result.total", handled)
    _put(truth, "apply.carried_out", carried)
    return carried


def _remedies(random: Random, truth: dict[tuple[str, str | None], Decimal]) -> None:
    for group in REMEDIES:
        counts = share_out(random, random.choice((0, 0, 1, 3, 12)), len(OUTCOMES))
        for (key, column), count in zip(OUTCOMES, counts, strict=True):
            truth[f"{group}.{key}", column] = Decimal(count)
        truth[group, TOTAL] = Decimal(sum(counts))


def _articles_2019(
    random: Random, truth: dict[tuple[str, str | None], Decimal], history: History
) -> None:
    for key, most in (("regulation", 3), ("normdoc", 60)):
        made = random.randint(0, most)
        truth[f"{key}.made", "本年新制作数量"] = Decimal(made)
        truth[f"{key}.published", "本年新公开数量"] = Decimal(made)
        truth[f"{key}.public", "对外公开总数量"] = Decimal(made + random.randint(0, 5 * most))
    for key in ITEMS:
        had = history.projects.get(key, random.randint(10, 3000))
        change = random.randint(-had // 4, had // 4)
        truth[f"{key}.previous", "上一年项目数量"] = Decimal(had)
        truth[f"{key}.change", "本年增/减"] = Decimal(change)
        if key != "charge":
            truth[f"{key}.decisions", "处理决定数量"] = Decimal(random.randint(0, 30_000))
        history.projects[key] = had + change
    truth["procurement.items", "采购项目数量"] = Decimal(random.randint(0, 400))
    amount = Decimal(random.randint(0, 9_000_000_00)) / 100
    truth["procurement.amount", "采购总金额"] = amount.quantize(Decimal("0.01"))


def _articles_2021(
    random: Random, truth: dict[tuple[str, str | None], Decimal], history: History
) -> None:
    for key, most in (("regulation", 2), ("normdoc", 90)):
        had = history.in_force.get(key, random.randint(0, 8 * most))
        made, repealed = random.randint(0, most), random.randint(0, min(had, most))
        truth[f"{key}.made", "本年制发件数"] = Decimal(made)
        truth[f"{key}.repealed", "本年废止件数"] = Decimal(repealed)
        truth[f"{key}.in_force", "现行有效件数"] = Decimal(had + made - repealed)
        history.in_force[key] = had + made - repealed
    for key in ("license", "penalty", "coercion"):
        truth[f"{key}.decisions", "本年处理决定数量"] = Decimal(random.randint(0, 30_000))
    amount = Decimal(random.randint(0, 3_000_000)) / 100
    truth["charge.amount", "本年收费金额（单位：万元）"] = amount.quantize(Decimal("0.01"))


def _list_2014(random: Random, size: int) -> Truth:
    found: dict[str, int] = {}

    def parts(total: int, *keys: str) -> None:
        found.update(zip(keys, share_out(random, total, len(keys)), strict=True))

    disclosed = random.randint(50, 5000)
    found |= {"active.total": disclosed, "active.normdoc": random.randint(0, 40)}
    found["normdoc.made"] = random.randint(0, 40)
    ways = [f"channel.{way}" for way in ("gazette", "website", "weibo", "wechat", "other")]
    found |= {way: random.randint(0, disclosed) for way in ways}
    found["channel.website"] = disclosed
    found["response.hot"] = random.randint(0, 20)
    for key in ("press", "interview"):
        found[f"response.{key}"] = random.randint(0, 12)
        found[f"response.{key}_lead"] = random.randint(0, found[f"response.{key}"])
    for key in ("articles", "weibo_events", "other"):
        found[f"response.{key}"] = random.randint(0, 80)
    found["apply.new"] = random.randint(0, size)
    parts(found["apply.new"], *(f"apply.{way}" for way in ("in_person", "fax", "online", "letter")))
    found["apply.closed"] = found["result.total"] = found["apply.new"]
    parts(found["apply.closed"], "apply.closed_on_time", "apply.closed_extended")
    parts(found["result.total"], *REPLIES)
    why = ("secret", "commercial", "privacy", "stability", "not_info", "law")
    parts(found["result.denied"], *(f"denied.{reason}" for reason in why))
    for group in ("review", "lawsuit"):
        found[group] = random.randint(0, 9)
        parts(found[group], *(f"{group}.{end}" for end in ("upheld", "corrected", "other")))
    found["complaint"] = random.randint(0, 9)
    staff = {"org.fulltime": random.randint(0, 9), "org.parttime": random.randint(0, 30)}
    found |= staff | {"org.staff": sum(staff.values())}
    found |= {"org.offices": random.randint(1, 9), "org.points": random.randint(1, 30)}
    found |= {"training.meetings": random.randint(1, 9), "training.courses": random.randint(1, 9)}
    found["training.people"] = random.randint(10, 900)
    truth: dict[tuple[str, str | None], Decimal] = {(k, None): Decimal(v) for k, v in found.items()}
    truth["fee", None] = Decimal(random.randint(0, 900)) / 100
    truth["org.budget", None] = Decimal(random.randint(0, 90))
    return truth
