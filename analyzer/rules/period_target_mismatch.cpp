#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {

void run(const Plan& plan, Sink& sink);

constexpr Threshold kThresholds[] = {
    {"months", 6, {"期间在目标完成之后还可以延续几个月（收尾、验收、评估）而不提示", "months the period may run on after the targets are due (closing, acceptance, review) without a finding"}},
};

}  // namespace

extern constinit const Rule period_target_mismatch;
constinit const Rule period_target_mismatch{
    .code = "GJ0401",
    .name = "period-target-mismatch",
    .family = "time",
    .severity = Severity::Warning,
    .title = {"方案期间与目标年对不上", "The period of the plan and the year of its targets do not meet"},
    .page =
        {
            .checks = {"方案期间的结束与目标的完成时间：目标晚于期间结束，期间止于目标年的年中，或期间在目标完成之后还有很久；"
                       "以及题名中的起止年份与期间的起止年份。全方案只报一条。",
                       "The end of the plan's period against the time its targets are due: targets due after it, a period that ends "
                       "midway through the target year, or one that runs on long after; and the years of the title against those of the "
                       "period. One finding a plan."},
            .why = {"期间先结束，目标就没有人对最后一段负责；“到2025年”在期间止于6月的方案里有两种读法，验收时会各执一词。",
                    "A period that ends first leaves nobody answerable for the last stretch; “by 2025” has two readings where the "
                    "period ends in June, and each side will take its own at the acceptance."},
            .guards = {"双方只写到年份而年份相同的不报；期间写到月份、目标写明不晚于该月的不报；目标完成之后用于收尾、验收的几个月不报；"
                       "期间未写终点的无法判定。远景目标不作全方案的目标年：没有写目标年的，取多数目标所在的年份。",
                       "Silent for one year on both sides when neither names a month, for targets that are due within the months of "
                       "the period, and for a few months after them in which work is closed and accepted. Without an end of the period "
                       "nothing can be judged. A vision beyond the plan is no target year: where none is stated, it is that of most targets."},
            .failing = R"(plan 石湾 "石湾区示范创建工作方案" {
    issued 2023-06-20 @1
    period 2023-07..2025-06 @3
    //^ period-target-mismatch: 2023-07..2025-06
    horizon 2025 @3
    indicator 书屋 "城市书屋" stock 个 {
        baseline 2022 = 12个 @5
        target 2025 达到 30个 @5
    }
}
)",
            .passing = R"(plan 石湾 "石湾区示范创建工作方案" {
    issued 2023-06-20 @1
    period 2023-07..2025-06 @3
    horizon 2025年6月 @3
    indicator 书屋 "城市书屋" stock 个 {
        baseline 2022 = 12个 @5
        target 2025年6月 达到 30个 @5
    }
}
)",
        },
    .follows_from = "",
    .thresholds = kThresholds,
    .run = run,
};

namespace {

struct Title {
  std::int32_t first = 0;
  std::int32_t last = 0;
  Label label;
};

std::optional<Title> titled(const Plan& plan) {
  Title title;
  Place place = plan.place;
  place.span = plan.title_span;
  if (plan.titled) {
    title.first = plan.titled->first.year;
    title.last = plan.titled->last.value_or(plan.titled->first).year;
    place = *plan.titled_place;
  } else {
    const auto years = years_in_title(plan.title);
    if (!years || !years->at_end) return std::nullopt;
    title.first = years->first;
    title.last = years->last;
  }
  const Text range = range_text({PartialDate{title.first}, PartialDate{title.last}});
  title.label = {place, place.span, dsl::fill({"题名写 {range}", "the title says {range}"}, {{"range", range}}), "title"};
  return title;
}

bool agrees(const Title& title, const DateRange& period) { return title.first == period.first.year && title.last == period.last->year; }

Text told_period(const Plan& plan) { return dsl::fill({"期间 {range}", "period {range}"}, {{"range", range_text(*plan.period)}}); }

// Targets and period name one year, but the period ends before the year does.
Finding open_end_of_year(const PlanDue& due, const PartialDate& end) {
  const std::int32_t months = last_month(due.date) - last_month(end);
  Finding finding;
  finding.message = dsl::fill({"方案期间到{end}为止，目标却写到{due}，{year}年最后 {months} 个月不在期间之内，目标应在期间结束前还是年底前完成没有写明。",
                               "The period ends in {end} while the targets are due by {due}: the last {months} months of {year} lie outside it, and "
                               "whether the targets are due by the end of the period or of the year is not said."},
                              {{"end", date_text(end)},
                               {"due", date_text(due.date)},
                               {"year", std::to_string(end.year)},
                               {"months", std::to_string(months)}});
  finding.help = Text("把目标写到月份，或使期间与目标年同时结束。", "Give the targets their month, or let the period end with the target year.");
  finding.computation.push_back(months_step(last_month(due.date), last_month(end)));
  return finding;
}

Finding due_after_the_end(const PlanDue& due, const PartialDate& end) {
  const std::int32_t months = last_month(due.date) - last_month(end);
  Finding finding;
  finding.message = dsl::fill({"方案期间到{end}为止，目标却要到{due}完成，晚于期间结束 {months}。",
                               "The period ends in {end}, but the targets are due by {due}, {months} after it."},
                              {{"end", date_text(end)}, {"due", date_text(due.date)}, {"months", months_text(months)}});
  finding.help = Text("核对期间与目标年，两者取齐；确属期满后考核的，予以写明。",
                      "Check period and target year and let them meet; if the targets are judged after the period, say so.");
  finding.computation.push_back(months_step(last_month(due.date), last_month(end)));
  return finding;
}

Finding end_after_the_due(const PlanDue& due, const PartialDate& end) {
  const std::int32_t months = last_month(end) - last_month(due.date);
  Finding finding;
  finding.message = dsl::fill({"方案期间到{end}为止，目标却定在{due}，期间的最后 {months}没有目标可考。",
                               "The period runs to {end}, but the targets are due by {due}: its last {months} have no target."},
                              {{"end", date_text(end)}, {"due", date_text(due.date)}, {"months", months_text(months)}});
  finding.help = Text("核对期间与目标年，或补写期末应达到的目标。", "Check period and target year, or add what is due at the end of the period.");
  finding.computation.push_back(months_step(last_month(end), last_month(due.date)));
  return finding;
}

// Some figure is planned for the time after `date`.
bool goes_on_after(const Plan& plan, const PartialDate& date) {
  return std::any_of(plan.statements.begin(), plan.statements.end(), [&](const Statement& statement) {
    const auto due = due_date(statement);
    return is_planned(statement) && due && surely_before(date, *due);
  });
}

// What is wrong between the end of the period and the due date; absent when they meet.
std::optional<Finding> mismatch(const Plan& plan, const PlanDue& due, std::int64_t tail) {
  const PartialDate& end = *plan.period->last;
  if (surely_before(end, due.date)) return due_after_the_end(due, end);
  if (end.year == due.date.year && !names_month(due.date) && last_month(end) < last_month(due.date)) return open_end_of_year(due, end);
  if (surely_before(due.date, end) && last_month(end) - last_month(due.date) > tail && !goes_on_after(plan, due.date)) return end_after_the_due(due, end);
  return std::nullopt;
}

void judge_due(const Plan& plan, const PlanDue& due, Finding finding, const std::optional<Title>& title, Sink& sink) {
  finding.subject = subject_of(plan);
  finding.labels.push_back(period_label(plan, told_period(plan)));
  finding.labels.push_back(due.label);
  if (title) finding.labels.push_back(title->label);
  for (const StatementId id : due.targets) {
    if (plan[id].value_span != due.label.marked) finding.labels.push_back(label_of(plan, id));
    finding.subjects.push_back(subject_of(plan, plan[id].indicator));
  }
  sink.fails(std::move(finding));
}

void judge_title(const Plan& plan, const Title& title, Sink& sink) {
  if (agrees(title, *plan.period)) {
    return sink.holds(StatementIds(), [&] { return check_at(subject_of(plan), title.label, Text("题名与期间的起止年份一致", "title and period name the same years")); });
  }
  Finding finding;
  finding.subject = subject_of(plan);
  finding.message = dsl::fill({"{title}，方案期间却是{period}，起止年份不一。", "{title}, but the period is {period}: other years."},
                              {{"title", title.label.text}, {"period", range_text(*plan.period)}});
  finding.message.en.front() = 'T';
  finding.labels = {period_label(plan, told_period(plan)), title.label};
  finding.help = Text("核对原文，统一题名与正文的起止年份。", "Check the document and settle on one pair of years.");
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  const auto& due = common_due(plan);
  const auto title = titled(plan);
  if (!due && !title) return;
  if (!plan.period || !plan.period->last) {
    return sink.undetermined([&] {
      return check_at(subject_of(plan), due ? due->label : title->label, Text("方案期间没有写明终点", "the period of the plan states no end"));
    });
  }
  if (due) {
    if (auto finding = mismatch(plan, *due, sink.threshold("months"))) return judge_due(plan, *due, std::move(*finding), title, sink);
    sink.holds(StatementIds(), [&] { return check_at(subject_of(plan), due->label, Text("目标在方案期间结束时完成", "the targets are due as the period ends")); });
  }
  if (title) judge_title(plan, *title, sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
