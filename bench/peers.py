#!/usr/bin/env python3
"""Writes the same plans for gouji and for the programs it is compared with.

    peers.py --gen DIR N OUT FORMAT[,FORMAT...] [--random]

N blocks (indicators and tasks, 150 a plan) go to OUT/nN.FORMAT. The format `plan` is gouji's language and is written here; the others
(ledger, bean, csv, json, ...) are written by DIR/gen.py, which is loaded as it is: only its source of blocks is replaced, so that every
program reads the same content.

gen.py's own figures are random, so nearly every one of them is a contradiction. Real plans mostly agree with themselves. The blocks made
here are coherent (milestones rise from the baseline to the target, claims repeat it, tasks wait for tasks that are done by then) and about
one in a hundred holds a planted contradiction. --random keeps gen.py's figures: the worst case, where nearly everything is a finding.
"""

import argparse
import importlib.util
import pathlib
import random
import re
import sys

SEED = 20240315
BLOCKS_A_PLAN = 150
INDICATORS_A_PLAN = 60
PLANTED_PER_HUNDRED = 1

OBJECTS = ["专利", "商标", "版权", "地理标志", "商业秘密", "植物新品种", "集成电路", "数据产权", "工业设计", "老字号",
           "首台套装备", "生物医药", "新能源汽车", "海洋渔业", "跨境电商"]

# What is measured: words after the object, kind, unit, decimals, least and greatest baseline, better lower.
MEASURES = [
    ("年申请量", "flow", "件", 0, 200, 3000, False),
    ("年登记量", "flow", "件", 0, 50, 900, False),
    ("质押融资额", "flow", "亿元", 2, 300, 9000, False),
    ("年交易额", "flow", "亿元", 1, 50, 4000, False),
    ("服务机构数", "stock", "家", 0, 5, 200, False),
    ("从业人员数", "stock", "万人", 1, 10, 300, False),
    ("每万人口拥有量", "stock", "件/万人", 2, 100, 3000, False),
    ("案件按期办结率", "rate", "%", 1, 600, 850, False),
    ("纠纷调解成功率", "rate", "%", 1, 500, 800, False),
    ("群众投诉率", "rate", "%", 1, 80, 300, True),
    ("案件发改率", "rate", "%", 2, 200, 900, True),
    ("社会满意度得分", "index", "分", 2, 6000, 8000, False),
]

KIND_WORDS = {"flow": "流量", "stock": "存量", "rate": "比率", "index": "评分"}
COMPARATOR_WORDS = {">=": "达到 ", "<=": "控制在 ", "=": "= "}
CLAIM_TAILS = {">=": "以上", "<=": "以内", "=": ""}


def load_generator(folder):
    spec = importlib.util.spec_from_file_location("gen", pathlib.Path(folder) / "gen.py")
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True  # the folder is not ours
    spec.loader.exec_module(module)
    return module


def decimal(mantissa, places):
    return str(mantissa) if places == 0 else f"{mantissa // 10**places}.{mantissa % 10**places:0{places}d}"


def month(first_year, months):
    return f"{first_year + months // 12}-{months % 12 + 1:02d}"


class CoherentPlans:
    """The blocks of n statements, in gen.py's shape."""

    def __init__(self, gen):
        self.gen = gen

    def __call__(self, count):
        draw = random.Random(SEED)
        for index in range(count):
            place = index % BLOCKS_A_PLAN
            if place == 0:
                plan = self.plan(draw, index // BLOCKS_A_PLAN)
                names = draw.sample([(o, m) for o in OBJECTS for m in MEASURES], INDICATORS_A_PLAN)
                titles = self.task_titles(draw)
                indicators, tasks = [], []
                yield plan
            planted = draw.randrange(100) < PLANTED_PER_HUNDRED
            if place < INDICATORS_A_PLAN:
                block = self.indicator(draw, index, plan["p0"], *names[place], planted)
                indicators.append(block["id"])
            else:
                block = self.task(draw, index, plan["p0"], place - INDICATORS_A_PLAN, titles, indicators, tasks, planted)
            yield block

    def plan(self, draw, number):
        year = 2016 + draw.randint(0, 8)
        return dict(t="plan", id=f"p{number}", title=f"临港市{draw.choice(OBJECTS)}强市建设行动方案第{number}号",
                    issued=f"{year - 1}-{draw.randint(9, 12)}-{draw.randint(10, 28)}", p0=year, p1=year + 3)

    def task_titles(self, draw):
        titles = set()
        ordered = []
        while len(ordered) < BLOCKS_A_PLAN - INDICATORS_A_PLAN:
            title = draw.choice(self.gen.ADJ) + draw.choice(self.gen.NOUN) + draw.choice(self.gen.TAIL)
            if title not in titles:
                titles.add(title)
                ordered.append(title)
        return ordered

    def indicator(self, draw, index, year, thing, measure, planted):
        words, kind, unit, places, least, greatest, lower = measure
        base = draw.randint(least, greatest)
        step = max(1, base // draw.randint(12, 30))
        values = [base]
        for _ in range(3):
            moved = draw.randint(max(1, step // 2), step)
            values.append(values[-1] + (-moved if lower else moved))
        if kind in ("rate", "index"):
            values = [min(value, 100 * 10**places) for value in values]
        base, *milestones = values
        target = claim = milestones[-1]
        if planted:
            fault = draw.randrange(4)
            if fault == 0:
                claim += step
            elif fault == 1:
                milestones[-1] += -step if lower else step
            elif fault == 2:
                base = target + (-step if lower else step)
            else:
                milestones[1] = milestones[0] - (-step if lower else step)
        compare = "<=" if lower else draw.choice([">=", ">=", ">=", "="])
        title = thing + words
        told = decimal(claim, places)
        return dict(t="ind", id=f"i{index}", title=title, unit=unit, kind=kind, base=(year - 1, decimal(base, places)),
                    ms=[(year + 1 + n, decimal(value, places)) for n, value in enumerate(milestones)],
                    target=(year + 3, compare, decimal(target, places)),
                    claim=(draw.randint(1, 400), f"到{year + 3}年,{title}{'控制在' if lower else '达到'}{told}{unit}{CLAIM_TAILS[compare]}"),
                    told=told, lower=lower)

    def task(self, draw, index, year, place, titles, indicators, tasks, planted):
        first = place * 36 // (BLOCKS_A_PLAN - INDICATORS_A_PLAN) + draw.randint(0, 3)
        last = first + draw.randint(1, 8)
        done = [name for name, end in tasks[-30:] if end < first]
        if planted and tasks:
            done = [name for name, end in tasks[-30:] if end >= first] or done
        lead, *others = draw.sample(self.gen.U, draw.randint(2, 5))
        supports = [indicators[place % len(indicators)]]
        if draw.random() < 0.5:
            other = draw.choice(indicators)
            supports += [other] if other != supports[0] else []
        name = f"t{index}"
        block = dict(t="task", id=name, title=titles[place], lead=lead, co=others, sup=supports, f=month(year, first), u=month(year, last),
                     after=draw.sample(done, min(len(done), draw.randint(0, 2))), ln=draw.randint(1, 400))
        tasks.append((name, last))
        return block


def plan_name(text):
    """Quoted where the language asks for it."""
    return f'"{text}"' if re.search(r"[(（、)）]", text) else text


def told_value(block):
    """The figure of a claim; gen.py has it in the claim's words alone."""
    return block["told"] if "told" in block else re.findall(r"[0-9.]+", block["claim"][1])[-1]


def write_plans(blocks, organisations, out):
    opened = False
    for block in blocks:
        if block["t"] == "plan":
            out.write("}\n\n" if opened else "")
            opened = True
            out.write(f'方案 {block["id"]} "{block["title"]}" {{\n    印发 {block["issued"]}\n    期间 {block["p0"]}..{block["p1"]}\n\n')
            for organisation in organisations:
                out.write(f"    机构 {plan_name(organisation)}\n")
            out.write("\n")
        elif block["t"] == "ind":
            compare = block["target"][1]
            lower = " 越低越好" if block.get("lower") else ""
            out.write(f'    指标 {block["id"]} "{block["title"]}" {KIND_WORDS[block["kind"]]} {block["unit"]}{lower} {{\n')
            out.write(f'        基期 {block["base"][0]} = {block["base"][1]}\n        ')
            out.write("; ".join(f"节点 {year} = {value}" for year, value in block["ms"]))
            out.write(f'\n        目标 {block["target"][0]} {COMPARATOR_WORDS[compare]}{block["target"][2]}\n')
            line, words = block["claim"]
            # gen.py words every claim as a floor, whatever the target's comparator is.
            claimed = compare if "told" in block else ">="
            out.write(f'        表述 {block["target"][0]} {COMPARATOR_WORDS[claimed]}{told_value(block)} "{words}" @{line}\n    }}\n')
        else:
            out.write(f'    // 任务 {block["id"]}\n    任务 {block["id"]} "{block["title"]}" @{block["ln"]} {{\n')
            out.write(f'        牵头 {plan_name(block["lead"])}\n        配合 {", ".join(map(plan_name, block["co"]))}\n')
            out.write(f'        支撑 {", ".join(block["sup"])}\n')
            if block["after"]:
                out.write(f'        后于 {", ".join(block["after"])}\n')
            out.write(f'        起止 {block["f"]}..{block["u"]}\n    }}\n')
    out.write("}\n" if opened else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gen", required=True, help="the folder of gen.py")
    parser.add_argument("--random", action="store_true", help="gen.py's own figures")
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("formats")
    options = parser.parse_args()

    gen = load_generator(options.gen)
    if not options.random:
        gen.entities = CoherentPlans(gen)
    options.out.mkdir(parents=True, exist_ok=True)
    for form in options.formats.split(","):
        with open(options.out / f"n{options.count}.{form}", "w", encoding="utf-8", newline="\n") as out:
            if form == "plan":
                write_plans(gen.entities(options.count), gen.U, out)
            else:
                gen.F[form](options.count, out)


if __name__ == "__main__":
    main()
