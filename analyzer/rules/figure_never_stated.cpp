#include <algorithm>
#include <map>
#include <set>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/source/proof.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule figure_never_stated;
constinit const Rule figure_never_stated{
    .code = "GJ0803",
    .name = "figure-never-stated",
    .family = "source",
    .severity = Severity::Warning,
    .title = {"原文有数据没有转写", "Figures of the document that the plan file does not state"},
    .page =
        {
            .checks =
                {"给出原文（--sources）时，原文中的每个数据是否都有着落：写进了某条语句，或是日期、文号、章节号之类一望可知的，或以“非数据”写明了理由。",
                 "With the documents at hand (--sources): whether every figure of the document is accounted for, by a statement, as a date, document "
                 "or section number, or by an aside that gives its reason."},
            .why =
                {"漏转一个数，就少核对一个数。着落齐全，“未发现问题”才站得住。",
                 "A figure left out is a figure never checked. Only when all are accounted for does “nothing found” mean something."},
            .guards =
                {"日期、年份、文号、章节与表内序号、附件编号、会议届次、五年规划名、序数、级次、计量单位、电话网址等不是方案的数据，各按类别识别，"
                 "在小结中列数；按原文照录的名称（指标、目标、成果等）里的数视为已转写；已由 figure-not-at-place 指出的不重复报。",
                 "Dates, document, section and serial numbers, annexes, sessions, names of five-year plans, ordinals, grades, units and addresses are "
                 "recognised by kind and counted in the summary; figures inside words that the plan file quotes (names, goals, deliverables) count as "
                 "stated; what figure-not-at-place tells is not told again."},
            .failing = R"(方案 云岭 "云岭县数字乡村工作方案" {
    原文 "yunling.txt"
    //^ figure-never-stated: "yunling.txt"
    指标 服务站 "村级服务站" 个 {
        目标 2026 100个 @2
    }
}
)",
            .passing = R"(方案 云岭 "云岭县数字乡村工作方案" {
    原文 "yunling.txt"
    指标 服务站 "村级服务站" 个 {
        目标 2026 100个 @2
    }
    指标 信息员 "信息员" 名 {
        目标 2026 超300名 @2
    }
    非数据 "2358" 因为 "工作体系的名称" @3
}
)",
            .document = R"(云岭县数字乡村工作方案
到2026年,建成村级服务站100个,培训信息员超300名。
一、构建“2358”工作体系。
)",
        },
    .follows_from = "",
    .rests_on = RestsOn::WholePlan,
    .run = run,
};

namespace {

using source::Cover;
using source::Document;
using source::Proof;

// Open figures that no other finding has told of, by line.
std::map<std::uint32_t, std::vector<std::size_t>> untold_figures(const Proof& proof) {
  std::set<std::size_t> told;
  for (const source::Stated& stated : proof.stated) {
    if (stated.counterpart) told.insert(*stated.counterpart);
  }
  std::map<std::uint32_t, std::vector<std::size_t>> result;
  for (std::size_t i = 0; i < proof.covers.size(); ++i) {
    if (proof.covers[i] == Cover::None && !told.contains(i)) result[proof.document->figures[i].line].push_back(i);
  }
  return result;
}

// The value is left empty for what is no single number: 1至2家, 1+1+4.
Evidence evidence_of(const source::Reading& reading, const std::string& line, std::string text) {
  Evidence evidence{{"原文第 " + line + " 行", "document line " + line}, std::move(text), "", "", ""};
  if (!reading.low || reading.high) return evidence;
  Quantity quantity;
  quantity.number = *reading.low;
  quantity.unit = UnitCatalogue::builtin().find(reading.unit);
  evidence.normalized = quantity.normalized().to_string();
  evidence.base_unit = base_unit(quantity);
  return evidence;
}

void report(const Plan& plan, const Proof& proof, const std::map<std::uint32_t, std::vector<std::size_t>>& open, Sink& sink) {
  const Document& document = *proof.document;
  Finding finding;
  finding.subject = subject_of(plan);
  const Place& place = plan.document_place ? *plan.document_place : plan.place;
  finding.labels.push_back({place, place.span, {"原文 " + plan.document, "the document " + plan.document}, "source"});
  std::size_t count = 0;
  std::vector<Text> first;
  constexpr std::size_t kMostNamed = 3;
  constexpr std::size_t kMostListed = 500;  // the first ones are worklist enough
  for (const auto& [line, figures] : open) {
    const std::string number = std::to_string(line);
    std::vector<Text> texts;
    for (const std::size_t i : figures) {
      if (++count > kMostListed) continue;
      const std::string text(document.raw_text(document.figures[i]));
      if (count <= kMostNamed) first.emplace_back("第 " + number + " 行“" + text + "”", "“" + text + "” in line " + number);
      texts.emplace_back("“" + document.context(document.figures[i]) + "”");
      finding.evidence.push_back(evidence_of(document.figures[i].reading, number, text));
    }
    if (texts.empty()) continue;
    const Text list = dsl::join(texts);
    finding.notes.emplace_back("第 " + number + " 行：" + list.zh, "line " + number + ": " + list.en);
  }
  if (count > kMostListed) {
    const std::string rest = std::to_string(count - kMostListed);
    finding.notes.emplace_back("另有 " + rest + " 个未列出", rest + " more are not listed");
  }
  Text named = dsl::join(first);
  if (count > kMostNamed) named = {named.zh + "等", named.en + ", …"};
  finding.message = dsl::fill({"原文《{document}》有 {count} 个数据在方案文件中没有着落：{named}。",
                               "Figures of the document “{document}” that the plan file does not account for ({count}): {named}."},
                              {{"document", plan.document}, {"count", std::to_string(count)}, {"named", named}});
  finding.help = {"逐个补写进方案文件；确非方案数据的（名称、口号），用“非数据”写明理由。",
                  "State each in the plan file; what is no figure of the plan (a name, a slogan) gets an aside with its reason."};
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  if (!plan.proof || !plan.proof->document) return;
  const Proof& proof = *plan.proof;
  const auto open = untold_figures(proof);
  if (!open.empty()) return report(plan, proof, open, sink);
  const source::Coverage coverage = proof.coverage();
  if (coverage.open > 0) return;  // figure-not-at-place has told them
  Check check;
  check.subject = subject_of(plan);
  const Place& place = plan.document_place ? *plan.document_place : plan.place;
  check.labels.push_back({place, place.span, {"原文 " + plan.document, "the document " + plan.document}, "source"});
  check.reason = dsl::fill({"原文 {count} 个数据均有着落", "all {count} figures of the document are accounted for"},
                           {{"count", std::to_string(coverage.figures)}});
  sink.holds(std::move(check));
}

}  // namespace

}  // namespace gouji::analyzer::rules
