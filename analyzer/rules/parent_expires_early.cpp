#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/comparison.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule parent_expires_early;
constinit const Rule parent_expires_early{
    .code = "GJ0408",
    .name = "parent-expires-early",
    .family = "time",
    .severity = Severity::Info,
    .title = {"依据的文件先于方案到期", "A document the plan rests on runs out before the plan does"},
    .page =
        {
            .checks = {"所依据的规划、方案的期间与本方案的期间：依据先到期，或印发本方案时依据已经到期。同类的合报一条。",
                       "The period of the documents a plan rests on against its own: they run out before the plan does, or had run out when it was "
                       "issued. One finding for those of a kind."},
            .why = {"依据到期之后，方案最后一段的任务失去上位要求，届时应按接续的规划调整；印发时已经到期的，往往是沿用了旧稿。",
                    "Once the parent has run out, the last stretch of the plan rests on nothing and has to follow a successor; a parent that had run out "
                    "when the plan was issued mostly stems from an old draft."},
            .guards = {"依据的期间更长或同时到期的不报；没有写期间的，题名中有起止年份或“十四五”一类五年规划名称的按其年份，其余无法判定；"
                       "先到期只作提示（短期行动方案作依据并不违规），印发时已经到期的为警告。",
                       "Silent for parents that run as long or longer. A parent without a period is taken by the years in its title, a five-year plan by its "
                       "name (十四五); others cannot be judged. To run out earlier is information, for resting on a short-lived plan is no breach; to "
                       "have run out at the issue is a warning."},
            .failing = R"(plan 云坪 "云坪县专利转化工作方案" {
    issued 2024-02-20 @1
    period 2024..2026 @3
    cites "省专利转化运用专项行动方案" 2023..2025 @4
    //^ parent-expires-early: 2023..2025
    cites "省知识产权强省建设纲要" 2021..2035 @4
}
)",
            .passing = R"(plan 云坪 "云坪县专利转化工作方案" {
    issued 2024-02-20 @1
    period 2024..2025 @3
    cites "省专利转化运用专项行动方案" 2023..2025 @4
    cites "“十四五”知识产权保护和运用规划" @4
}
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

struct Parent {
  const Citation* citation = nullptr;
  PartialDate end;
  bool by_title = false;  // its years come from its title
};

std::optional<Parent> parent_of(const Citation& citation) {
  if (citation.range) return citation.range->last ? std::optional(Parent{&citation, *citation.range->last, false}) : std::nullopt;
  auto years = years_in_title(citation.title);
  if (!years) years = five_year_plan(citation.title);
  if (!years) return std::nullopt;
  return Parent{&citation, PartialDate{years->last}, true};
}

Label label_of(const Parent& parent) {
  const Citation& citation = *parent.citation;
  return {citation.place, parent.by_title ? citation.title_span : citation.range_span,
          dsl::fill({"依据到{end}为止", "this parent ends with {end}"}, {{"end", date_text(parent.end)}}), "citation"};
}

Text item_of(const Parent& parent) {
  const Text end = date_text(parent.end);
  return {"《" + parent.citation->title + "》（至" + end.zh + "）", "“" + parent.citation->title + "” (to " + end.en + ")"};
}

void add_parents(const std::vector<Parent>& parents, Finding& finding, std::vector<Text>& items) {
  for (const Parent& parent : parents) {
    finding.labels.push_back(label_of(parent));
    items.push_back(item_of(parent));
  }
}

void report_early(const Plan& plan, const std::vector<Parent>& parents, const PartialDate& end, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> items;
  add_parents(parents, finding, items);
  for (const Parent& parent : parents) finding.computation.push_back(months_step(last_month(end), last_month(parent.end)));
  finding.labels.push_back(plan.period && plan.period->last ? period_label(plan, range_text(*plan.period)) : common_due(plan)->label);
  finding.message = dsl::fill({"方案到{end}为止，{count}先行到期：{items}，其后的任务须按接续的文件执行。",
                               "The plan runs to {end}, but {count} out before: {items}; what follows has to rest on a successor."},
                              {{"end", date_text(end)},
                               {"count", count_text(parents.size(), "件依据", "of its parents runs", "of its parents run")},
                               {"items", list_of(items)}});
  finding.help = Text("写明依据到期后按何文件接续，或届时修订方案。", "Say which document takes over, or plan to revise.");
  sink.fails(std::move(finding));
}

void report_expired(const Plan& plan, const std::vector<Parent>& parents, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> items;
  add_parents(parents, finding, items);
  for (const Parent& parent : parents) finding.computation.push_back(months_step(first_month(*plan.issued), last_month(parent.end)));
  finding.labels.push_back(issued_label(plan));
  finding.message = dsl::fill({"方案{issued}印发时，{count} 件依据已经到期：{items}。", "When the plan was issued on {issued}, {count} of its parents had run out: {items}."},
                              {{"issued", date_text(*plan.issued)}, {"count", std::to_string(parents.size())}, {"items", list_of(items)}});
  finding.help = Text("改引现行文件；确为回顾而引的，予以写明。", "Cite the document in force, or say that the old one is cited in retrospect.");
  sink.fails(std::move(finding), Severity::Warning);
}

void run(const Plan& plan, Sink& sink) {
  const auto end = end_of(plan);
  std::vector<Parent> early;
  std::vector<Parent> expired;
  for (const Citation& citation : plan.citations) {
    const auto parent = parent_of(citation);
    const auto at = [&] { return Label{citation.place, citation.title_span, Text("依据", "a parent"), "citation"}; };
    if (!parent) {
      sink.undetermined([&] { return check_at(subject_of(plan), at(), Text("依据没有写明期间", "this parent states no period")); });
    } else if (plan.issued && surely_before(parent->end, *plan.issued)) {
      expired.push_back(*parent);
    } else if (!end) {
      sink.undetermined([&] { return check_at(subject_of(plan), at(), Text("本方案没有写明终点", "the plan itself states no end")); });
    } else if (surely_before(parent->end, *end)) {
      early.push_back(*parent);
    } else {
      sink.holds(StatementIds(), [&] { return check_at(subject_of(plan), at(), Text("依据不早于方案到期", "this parent runs as long as the plan")); });
    }
  }
  if (!expired.empty()) report_expired(plan, expired, sink);
  if (!early.empty()) report_early(plan, early, *end, sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
