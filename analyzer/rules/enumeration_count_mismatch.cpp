#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/audit/calendar.hpp"
#include "analyzer/audit/likeness.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule enumeration_count_mismatch;
constinit const Rule enumeration_count_mismatch{
    .code = "GJ0313",
    .name = "enumeration-count-mismatch",
    .family = "wording",
    .severity = Severity::Error,
    .title = {"自述的个数与所列对不上", "A stated count and what is listed differ"},
    .page =
        {
            .checks =
                {"文件自己点明的个数（四大工程、三合一）与列举的项数是否一致，列举有无重复；没有列举的，“任务”“指标”“保障措施”与方案实际所列核对。",
                 "Whether a count the document states of itself (four projects) is the number of things it lists, and whether a thing is listed twice; "
                 "without a list, whether counts of tasks, indicators and safeguards are those the plan has."},
            .why = {"多为增删条目后没有改数，或漏列一项：究竟几项，分解任务时各执一词。",
                    "Mostly an item was added or dropped and the count was left; whoever divides the work cannot tell how many there are."},
            .guards =
                {"列举以“等”收尾的只是举例，列得比自述少不报；“阶段”由 phase-count-mismatch 查；“任务”可以指任务、也可以指设有任务的章节，“指标”可以指有目标的"
                 "指标、也可以指一张表的行数，其中有一个数相符即可；其余事项没有列举的不查。",
                 "A list that ends in 等 gives examples, so it may be shorter. Phases are phase-count-mismatch's. Tasks may mean tasks or the sections that hold "
                 "them, indicators those with targets or the rows of one table: one count that fits is enough. Other things without a list are "
                 "not looked at."},
            .failing = R"(plan 白渡 "白渡区商业秘密保护方案" {
    period 2024..2026 @2
    declares 4 "保护工程" listing "先行区", "示范园区", "联络点" @6
    //^ enumeration-count-mismatch: 4
    declares 3 "合一" listing "民事", "行政", "刑事" @7
}
)",
            .passing = R"(plan 白渡 "白渡区商业秘密保护方案" {
    period 2024..2026 @2
    declares 4 "保护工程" listing "先行区", "示范园区", "联络点", "助企行动" @6
    declares 3 "合一" listing "民事", "行政", "刑事" @7
    declares 5 "工程" listing "先行区", "示范园区等" @8
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

Label count_label(const Declared& declared) {
  const std::string count = declared.count.to_string();
  return {declared.place, declared.count_span, {"自述 " + count, "states " + count}, "count"};
}

Subject subject_of_count(const Declared& declared) { return {SubjectKind::Statement, declared.what, declared.what}; }

// Items that stand in the list more than once, each told once.
std::vector<std::string> repeated_in(const Declared& declared) {
  std::map<std::string, int> counts;
  std::vector<std::string> repeated;
  for (const std::string& item : declared.listing) {
    if (++counts[name_core(item)] == 2) repeated.push_back(item);
  }
  return repeated;
}

bool gives_examples(const Declared& declared) { return declared.listing.back().ends_with("等"); }

Step counting(std::size_t number, std::string unit_text) {
  const Exact value(static_cast<std::int64_t>(number));
  return {Operation::Value, {value}, value, "", std::move(unit_text)};
}

void judge_list(const Plan& plan, const Declared& declared, Sink& sink) {
  const std::vector<std::string> repeated = repeated_in(declared);
  const std::size_t listed_count = declared.listing.size();
  const Exact number(static_cast<std::int64_t>(listed_count));
  const bool fits = declared.count == number || (gives_examples(declared) && number < declared.count);
  // Three phases listed and three declared, against a number of four: that number is phase-count-mismatch's business.
  if (!fits && counts_phases(declared) && listed_count == plan.phases.size()) return;
  if (fits && repeated.empty()) {
    sink.holds(StatementIds(), [&] {
      return check_at(subject_of_count(declared), count_label(declared), {"个数与所列相符", "the count is that of the list"});
    });
    return;
  }
  std::vector<Text> items;
  for (const std::string& item : declared.listing) items.emplace_back("“" + item + "”");
  Finding finding;
  finding.subject = subject_of_count(declared);
  finding.labels.push_back(count_label(declared));
  const std::string count = declared.count.to_string();
  finding.evidence.push_back({{"自述个数", "stated count"}, count, "", count, ""});
  finding.computation.push_back(counting(listed_count, "列出 " + std::to_string(listed_count) + " 项"));
  if (!fits) {
    const Exact gap = number < declared.count ? declared.count - number : number - declared.count;
    const std::string more = number < declared.count ? "少" : "多";
    const std::string more_en = number < declared.count ? "fewer" : "more";
    finding.message = dsl::fill({"自述 {count} 项“{what}”，列出的却是 {listed} 项，{more} {gap} 项：{items}。",
                                 "The document speaks of {count} “{what}” but lists {listed}, {gap} {more}: {items}."},
                                {{"count", count},
                                 {"what", declared.what},
                                 {"listed", std::to_string(listed_count)},
                                 {"more", {more, more_en}},
                                 {"gap", gap.to_string()},
                                 {"items", dsl::join(items)}});
    finding.help = {"补列漏写的项，或改正个数。", "Add what is missing, or correct the count."};
    return sink.fails(std::move(finding));
  }
  std::vector<Text> twice;
  for (const std::string& item : repeated) {
    twice.emplace_back("“" + item + "”");
    const std::string_view text = plan.source->slice(declared.place.span);
    const std::size_t last = text.rfind(item);
    if (last == std::string_view::npos) continue;
    const auto begin = declared.place.span.begin + static_cast<std::uint32_t>(last);
    finding.labels.push_back({declared.place, {begin, begin + static_cast<std::uint32_t>(item.size())}, {"重复列举", "listed again"}, "item"});
  }
  finding.message = dsl::fill({"自述 {count} 项“{what}”，列举中 {twice} 重复，实际不足此数。",
                               "The document speaks of {count} “{what}”, but {twice} is listed twice, so there are fewer."},
                              {{"count", count}, {"what", declared.what}, {"twice", dsl::join(twice)}});
  finding.help = {"改正重复的一项，或改正个数。", "Correct the item that is listed twice, or the count."};
  sink.fails(std::move(finding), Severity::Warning);
}

// What a declared count may mean, as the plan has it; ascending. Empty for words that name nothing the plan counts.
std::set<std::size_t> counts_of(const Plan& plan, std::string_view what) {
  std::set<std::size_t> counts;
  const auto ends_in = [&](std::string_view word) { return what.ends_with(word); };
  if (ends_in("任务") || ends_in("任務")) {
    counts.insert(plan.counts.tasks);
    std::set<SectionId> with_tasks;
    std::set<SectionId> above;
    for (const Task& task : plan.tasks) {
      if (task.safeguard || !task.section) continue;
      with_tasks.insert(*task.section);
      if (const auto parent = plan[*task.section].parent) above.insert(*parent);
    }
    counts.insert(with_tasks.size());
    counts.insert(above.size());
  } else if (ends_in("指标") || ends_in("指標")) {
    std::size_t with_target = 0;
    for (const Indicator& indicator : plan.indicators) {
      with_target += std::any_of(indicator.statements.begin(), indicator.statements.end(), [&](StatementId id) {
        return plan[id].role == Role::Target || plan[id].role == Role::Milestone;
      });
    }
    counts.insert(with_target);
    for (const Table& table : plan.tables) counts.insert(table.rows.size());
  } else if (ends_in("保障措施") || ends_in("保障")) {
    counts.insert(plan.counts.safeguards);
  }
  counts.erase(0);
  return counts;
}

void judge_things(const Plan& plan, const Declared& declared, Sink& sink) {
  const std::set<std::size_t> counts = counts_of(plan, declared.what);
  if (counts.empty()) return;
  const bool fits = std::any_of(counts.begin(), counts.end(),
                                [&](std::size_t count) { return declared.count == Exact(static_cast<std::int64_t>(count)); });
  if (fits) {
    sink.holds(StatementIds(), [&] {
      return check_at(subject_of_count(declared), count_label(declared), {"个数与方案所列相符", "the plan has as many"});
    });
    return;
  }
  Finding finding;
  finding.subject = subject_of_count(declared);
  finding.labels.push_back(count_label(declared));
  const std::string count = declared.count.to_string();
  finding.evidence.push_back({{"自述个数", "stated count"}, count, "", count, ""});
  std::vector<Text> found;
  for (const std::size_t number : counts) {
    found.emplace_back(std::to_string(number));
    finding.computation.push_back(counting(number, "所列 " + std::to_string(number)));
  }
  std::string listed_numbers;
  for (const Text& number : found) listed_numbers += (listed_numbers.empty() ? "" : " / ") + number.zh;
  finding.message = dsl::fill({"自述 {count} 项“{what}”，方案所列为 {found} 项，怎样数都不符。",
                               "The document speaks of {count} “{what}”, but the plan has {found}, whichever way they are counted."},
                              {{"count", count}, {"what", declared.what}, {"found", listed_numbers}});
  finding.help = {"改正个数，或补齐所列。", "Correct the count, or add what is missing."};
  sink.fails(std::move(finding), Severity::Warning);
}

void run(const Plan& plan, Sink& sink) {
  for (const Declared& declared : plan.declared) {
    if (declared.listing.empty()) {
      judge_things(plan, declared, sink);
    } else {
      judge_list(plan, declared, sink);
    }
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
