#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "analyzer/audit/likeness.hpp"
#include "analyzer/audit/listing.hpp"
#include "analyzer/audit/rule.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule undefined_reference;
constinit const Rule undefined_reference{
    .code = "GJ0509",
    .name = "undefined-reference",
    .family = "structure",
    .severity = Severity::Warning,
    .title = {"提到的附件、附表在方案中找不到", "References to what the plan does not have"},
    .page =
        {
            .checks =
                {"“提及”语句所记的附件、附表、章节或任务，方案里有没有：写明“即”哪一个，或有表、章节、任务、阶段的标识或标题与之相同。方案列明了附件的，"
                 "出处（@附件3:2）所指的附件也须在其中。",
                 "Whether what the document points to (refers statements) is there: it is named by to, or a table, section, task or phase has those words "
                 "as its ID or title. Where the plan names its annexes, places such as @附件3:2 must be in one of them."},
            .why =
                {"“见附件3”而没有附件3，多是删改后没有同步，落实时无所依据。",
                 "“See annex 3” without such an annex is mostly what an earlier draft left behind; nobody can act on it."},
            .guards =
                {"方案文件里没有声明的名称属语言错误，另行提示；引用的上位文件用“依据”记，不在此列；没有“提及”语句的，出处中的附件不查。",
                 "An undeclared name in the plan file is a mistake of the language. Documents the plan rests on are cited, not referred to. Without a "
                 "refers statement about annexes places in annexes are not looked at."},
            .failing = R"(plan 青坪 "青坪县产业发展方案" {
    period 2024..2026 @2
    refers "附件1" @8
    refers "附件2" @9
    //^ undefined-reference: "附件2"
    indicator 产值 "总产值" flow 亿元
    table 附件1 "主要指标" @30 {
        | indicator | baseline 2023 | target 2026 | row         |
        | 产值      | 3亿元         | 5亿元       | @附件1:1 |
    }
}
)",
            .passing = R"(plan 青坪 "青坪县产业发展方案" {
    period 2024..2026 @2
    refers "附件1" @8
    refers "附件2" to 分工 @9
    indicator 产值 "总产值" flow 亿元
    table 附件1 "主要指标" @30 {
        | indicator | baseline 2023 | target 2026 | row         |
        | 产值      | 3亿元         | 5亿元       | @附件1:1 |
    }
    section 分工 "重点工作责任分工" @40
}
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

// Width, blanks and brackets make no difference.
std::string key_of(std::string_view name) { return name_core(name); }

std::set<std::string> things_of(const Plan& plan) {
  std::set<std::string> things;
  const auto add = [&](std::string_view kind, std::string_view id, std::string_view title) {
    things.insert(key_of(id));
    things.insert(key_of(title));
    things.insert(key_of(std::string(kind) + std::string(id)));
  };
  for (const Table& table : plan.tables) add("表", table.id, table.title);
  for (const Section& section : plan.sections) add("第", section.id, section.title);
  for (const Task& task : plan.tasks) add(task.safeguard ? "保障" : "任务", task.id, task.title);
  for (const Phase& phase : plan.phases) add("阶段", phase.id, phase.name);
  return things;
}

// The annex a place or a reference names: 附件2 of "附件2:3" and of 附件2 责任分工表; empty when it names none.
std::string annex_in(std::string_view text) {
  for (const std::string_view word : {"附件", "附表", "附录", "附錄"}) {
    if (!text.starts_with(word)) continue;
    const std::size_t end = text.find_first_not_of("0123456789", word.size());
    return std::string(text.substr(0, end));
  }
  return {};
}

// Figures and tasks said to stand in an annex that the plan does not name, by annex.
std::map<std::string, std::vector<const Place*>> strays(const Plan& plan) {
  std::set<std::string> annexes;
  for (const Reference& reference : plan.references) annexes.insert(annex_in(key_of(reference.words)));
  annexes.erase("");
  std::map<std::string, std::vector<const Place*>> found;
  if (annexes.empty()) return found;
  const auto named = [&](const auto& facts) {
    for (const auto& fact : facts) annexes.insert(annex_in(key_of(fact.id)));
  };
  named(plan.tables);
  named(plan.sections);
  const auto look = [&](const auto& facts) {
    for (const auto& fact : facts) {
      if (!fact.place.document) continue;
      const std::string annex = annex_in(fact.place.document->text);
      if (!annex.empty() && !annexes.contains(annex)) found[annex].push_back(&fact.place);
    }
  };
  look(plan.statements);
  look(plan.tasks);
  look(plan.goals);
  return found;
}

void judge(const Reference& reference, const std::set<std::string>& things, Sink& sink) {
  const auto label = [&](Text text) { return Label{reference.place, reference.words_span, std::move(text), "reference"}; };
  const Subject subject{SubjectKind::Statement, reference.words, reference.words};
  if (reference.to || things.contains(key_of(reference.words))) {
    sink.holds(StatementIds(), [&] { return check_at(subject, label({"提到此处", "referred to here"}), {"方案里有", "the plan has it"}); });
    return;
  }
  Finding finding;
  finding.subject = subject;
  finding.labels.push_back(label({"找不到所指", "nothing answers to it"}));
  finding.message = dsl::fill({"文中提到“{words}”，方案里没有这个附件、附表、章节或任务。",
                               "The document refers to “{words}”, but the plan has no such annex, table, section or task."},
                              {{"words", reference.words}});
  finding.help = {"补上所指的内容，或改正所引的名称、编号；已有而名称不同的，用“即”写明。",
                  "Add what is meant, or correct its name or number; where it is there under another name, say so by to."};
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  if (plan.references.empty()) return;
  const std::set<std::string> things = things_of(plan);
  for (const Reference& reference : plan.references) judge(reference, things, sink);
  for (const auto& [annex, places] : strays(plan)) {
    Finding finding;
    finding.subject = {SubjectKind::Statement, annex, annex};
    constexpr std::size_t kMostShown = 20;
    for (const Place* place : places) {
      if (finding.labels.size() < kMostShown) finding.labels.push_back({*place, place->span, {"出处写" + annex, "placed in " + annex}, "place"});
    }
    finding.message = dsl::fill({"{count} 处内容的出处写“{annex}”，而方案列出的附件里没有它。",
                                 "Facts whose place is “{annex}”, which is none of the annexes the plan names ({count})."},
                                {{"count", std::to_string(places.size())}, {"annex", annex}});
    finding.help = {"改正附件编号，或补记这一附件。", "Correct the number, or add the annex."};
    sink.fails(std::move(finding));
  }
}

}  // namespace

}  // namespace gouji::analyzer::rules
