#include <algorithm>
#include <string>
#include <string_view>

#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/audit/service.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule no_quantified_target;
constinit const Rule no_quantified_target{
    .code = "GJ0505",
    .name = "no-quantified-target",
    .family = "structure",
    .severity = Severity::Warning,
    .title = {"全文没有量化目标", "No quantified target in the whole plan"},
    .page =
        {
            .checks = {"写有定性目标的方案，全文是否至少有一个量化目标：目标、分年节点，或任务里承诺的数值。一个都没有的报一条。",
                       "Whether a plan that states goals states at least one of them in figures: a target, a milestone, or a figure promised in "
                       "a task. Where there is none, one finding."},
            .why = {"目标都是“建成”“提升”“完善”，期满时没有一项可以按数验收，进度也无从跟踪。",
                    "Where everything is to be built up, raised and improved, nothing can be measured when the time is up, nor on the way."},
            .guards =
                {"没有写定性目标的方案文件可能只是没有转写，不报；保障措施里的数（如“每1至2年制定一次”的频次）不是目标；基期、实绩不是目标。"
                 "由此引起的（任务没有指标、目标不可衡量）不再另报。",
                 "Silent for a plan file without any goal, which may be a mere excerpt. A figure in a safeguard (how often a plan of work is made) "
                 "is no target, nor are baselines and actuals. What only follows (tasks without indicators, goals that cannot be measured) is "
                 "not told again."},
            .failing = R"(plan 河湾 "河湾区知识产权实施方案" {
//^ no-quantified-target: "河湾区知识产权实施方案"
    period 2024..2026 @2
    goal 交易中心 "知识产权交易中心" build @4
    goal 服务能力 "知识产权服务能力" rising @4
    task 1 "筹建知识产权交易中心" @12 {
        delivers "知识产权交易中心"
    }
}
)",
            .passing = R"(plan 河湾 "河湾区知识产权实施方案" {
    period 2024..2026 @2
    goal 交易中心 "知识产权交易中心" build @4
    goal 服务能力 "知识产权服务能力" rising @4
    indicator 交易额 "知识产权交易额" flow 亿元 {
        baseline 2023 1亿元 @5
        target 2026 达到 2亿元 @5
    }
    task 1 "筹建知识产权交易中心" @12 {
        supports 交易额
        delivers "知识产权交易中心"
    }
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

Label title_label(const Plan& plan, Text text) {
  const std::string quoted = "\"" + plan.title + "\"";
  // The title stands behind the plan's name, whose place is that of the plan.
  const std::string_view rest = plan.source->slice({plan.place.span.begin, static_cast<std::uint32_t>(plan.source->text().size())});
  const std::size_t found = rest.substr(0, rest.find('\n')).find(quoted);
  Span marked = plan.place.span;
  if (found != std::string_view::npos) {
    marked.begin += static_cast<std::uint32_t>(found);
    marked.end = marked.begin + static_cast<std::uint32_t>(quoted.size());
  }
  return {plan.place, marked, std::move(text), "plan"};
}

void run(const Plan& plan, Sink& sink) {
  const auto promise = std::find_if(plan.statements.begin(), plan.statements.end(), [&](const Statement& s) { return is_promise(plan, s); });
  if (promise != plan.statements.end()) {
    const auto id = static_cast<StatementId>(promise - plan.statements.begin());
    sink.holds(StatementIds(), [&] {
      return check_at(subject_of(plan), label_of(plan, id), {"方案有量化目标", "the plan has quantified targets"});
    });
    return;
  }
  if (plan.goals.empty()) return;
  Finding finding;
  finding.subject = subject_of(plan);
  finding.labels.push_back(title_label(plan, {"全文没有量化目标", "no quantified target"}));
  constexpr std::size_t kMostShown = 20;
  for (const Goal& goal : plan.goals) {
    if (finding.labels.size() <= kMostShown) finding.labels.push_back(label_of(plan, goal, {"没有数值", "no figure"}));
  }
  const std::string goals = std::to_string(plan.goals.size());
  const std::string tasks = std::to_string(plan.counts.tasks);
  finding.message = plan.counts.tasks == 0
                        ? dsl::fill({"全文没有一个量化目标：{goals} 项目标都只有定性表述，期满无从按数验收。",
                                     "The plan has no quantified target: its goals ({goals}) are words alone, and nothing can be measured at its end."},
                                    {{"goals", goals}})
                        : dsl::fill({"全文没有一个量化目标：{goals} 项目标、{tasks} 项任务都只有定性表述，期满无从按数验收。",
                                     "The plan has no quantified target: its goals ({goals}) and tasks ({tasks}) are words alone, and nothing can "
                                     "be measured at its end."},
                                    {{"goals", goals}, {"tasks", tasks}});
  finding.help = {"至少为主要目标设定指标，写明基期值、目标值和完成年份。",
                  "Set indicators for the main goals at least, with baseline, target and year."};
  sink.fails(std::move(finding));
}

}  // namespace

}  // namespace gouji::analyzer::rules
