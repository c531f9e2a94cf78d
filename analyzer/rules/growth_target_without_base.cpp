#include <array>
#include "analyzer/audit/growth.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule growth_target_without_base;
constinit const Rule growth_target_without_base{
    .code = "GJ0106",
    .name = "growth-target-without-base",
    .family = "reconcile",
    .severity = Severity::Warning,
    .title = {"增长目标没有基期值", "A growth target without its base value"},
    .page =
        {
            .checks =
                {"“较某年增长”的目标，其基期年份的数值在方案中是否给出。没有给出而又有目标年（或其前最近一年）的水平值时，"
                 "倒推基期值须在什么范围内，目标才成立。",
                 "Whether the base year of a growth target has a value anywhere in the plan; where it has none, for which "
                 "base values the target would hold."},
            .why = {"没有基期值，增长率就无从核对，验收时可以任选口径。",
                    "Without its base a growth rate cannot be checked at all."},
            .guards =
                {"基期年份的数值以基期、实绩、节点、目标任一身份给出过，即不报；增长率是否相符由 growth-target-mismatch 核对；"
                 "“每年增长”不在此列。",
                 "Silent when any statement gives a value for the base year. Whether the growth is right is another rule's "
                 "question; growth of every year is not looked at."},
            .failing = R"(plan 河口 "河口镇茶产业提升方案" {
    period 2024..2026 @2
    indicator 茶企 "茶叶加工企业" stock 家 {
        target 2026 +25%以上 vs 2022 @5
        //^ growth-target-without-base: +25%以上 vs 2022
        milestone 2026 250家 @9
    }
}
)",
            .passing = R"(plan 河口 "河口镇茶产业提升方案" {
    period 2024..2026 @2
    indicator 茶企 "茶叶加工企业" stock 家 {
        baseline 2022 = 200家 @4
        target 2026 +25%以上 vs 2022 @5
        milestone 2026 250家 @9
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

// The level of the growth's own year, else the latest milestone before it.
std::optional<StatementId> level_at_horizon(const Plan& plan, const Statement& growth) {
  const auto year = growth.when.year();
  if (!year) return std::nullopt;
  const StatementIds targets = levels_of(plan, growth.indicator, Role::Target, *year);
  if (!targets.empty()) return targets.front();
  std::optional<StatementId> latest;
  for (const StatementId id : milestones_of(plan, growth.indicator)) {
    if (plan[id].when.year() <= year && plan[id].when.year() > growth.growth->base.year) latest = id;
  }
  return latest;
}

// For which base values the target holds: at most 1025 件, less than 3.2亿元.
Text holding_bases(const Exact& base, const Quantity& like, Comparator comparator) {
  if (comparator == Comparator::Equal || comparator == Comparator::About) {
    return {"为 " + display_like(base, like), display_like(base, like)};
  }
  const bool at_most = is_lower_bound(comparator);
  const bool strict = comparator == Comparator::MoreThan || comparator == Comparator::LessThan;
  if (!like.unit || !like.unit->is_countable()) {
    const std::string bound = display_like(base, like);
    if (strict)
      return at_most ? Text{"低于 " + bound, "less than " + bound} : Text{"高于 " + bound, "more than " + bound};
    return at_most ? Text{"不超过 " + bound, "at most " + bound} : Text{"不低于 " + bound, "at least " + bound};
  }
  // Things counted one by one: the last whole number that still holds.
  Exact whole = base;
  const Exact half = Exact::ratio(1, 2);
  if (base.is_integer() && strict) whole = at_most ? base - Exact(1) : base + Exact(1);
  if (!base.is_integer()) whole = Exact::parse((at_most ? base - half : base + half).to_decimal(0)).value_or(base);
  const std::string bound = display_like(whole, like);
  return at_most ? Text{"不超过 " + bound, "at most " + bound} : Text{"不少于 " + bound, "at least " + bound};
}

void add_bound(const Plan& plan, const Statement& growth, StatementId level_id, Finding& finding) {
  const Statement& level = plan[level_id];
  const auto effect = growth_effect(growth, level.quantity);
  const auto base = effect ? effect->base_from(level.quantity.normalized()) : std::nullopt;
  if (!base) return;
  // A mean growth tells nothing of a year before its own.
  if (effect->years > 1 && level.when.year() != growth.when.year()) return;
  const std::string year = std::to_string(growth.growth->base.year);
  const std::string value = number_text(level.quantity.normalized(), level.quantity);
  Step step{effect->adds ? Operation::Difference : Operation::Quotient,
            {level.quantity.normalized()},
            *base,
            base_unit(level.quantity),
            value};
  step.operands.push_back(effect->adds ? effect->amount : Exact(1) + effect->amount);
  step.text += effect->inverse_text(level.quantity) + result_text(*base, level.quantity);

  const Text bases = holding_bases(*base, level.quantity, effect->comparator);
  const Text role = role_text(level);
  finding.notes.emplace_back("按" + role.zh + " " + figure_text(level) + " 倒推（" + step.text + "），" + year +
                                 "年的数" + bases.zh + " 时，该数才够得上目标增幅。",
                             "The " + role.en + " " + figure_text(level) + " (" + step.text +
                                 ") meets this growth for a " + year + " value of " + bases.en + ".");
  finding.computation.push_back(std::move(step));
  add_figures(finding, plan, std::vector{level_id});
}

void run(const Plan& plan, Sink& sink) {
  for (std::size_t i = 0; i < plan.statements.size(); ++i) {
    const auto id = static_cast<StatementId>(i);
    const Statement& growth = plan.statements[i];
    if (!growth.growth || growth.when.form == When::Form::Each) continue;
    const std::int32_t base_year = growth.growth->base.year;
    if (const auto base = base_of(plan, growth)) {
      const std::array ids{id, *base};
      sink.holds(ids, [&] {
        Check check = check_of(plan, subject_of(plan, growth.indicator), ids, {"基期值已给出", "the base value is given"});
        check.reading = "growth";
        return check;
      });
      continue;
    }
    if (const auto other = value_in(plan, growth.indicator, base_year)) {
      sink.undetermined([&] { return check_of(plan, subject_of(plan, growth.indicator), std::array{id, *other},
                                 {"基期年份只有另一范围的数值", "the base year has a value of another scope only"}); });
      continue;
    }
    Finding finding;
    finding.subject = subject_of(plan, growth.indicator);
    add_figures(finding, plan, std::vector{id});
    const std::string year = std::to_string(base_year);
    finding.message = dsl::fill(
        {"“{name}”的{role}以{year}年为基期（{figure}），方案没有给出{year}年的数值，增长与否无法核对。",
         "The {role} of “{name}” grows from {year} ({figure}), but the plan gives no value for {year}, so it cannot be checked."},
        {{"name", plan[growth.indicator].name},
         {"role", role_text(growth)},
         {"year", year},
         {"figure", figure_text(growth)}});
    if (const auto level = level_at_horizon(plan, growth)) add_bound(plan, growth, *level, finding);
    finding.help = {"补写" + year + "年的基期值及其出处。", "State the " + year + " value and where it comes from."};
    sink.fails(std::move(finding), "growth");
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
