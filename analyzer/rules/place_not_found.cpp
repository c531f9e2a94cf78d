#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/source/proof.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule place_not_found;
constinit const Rule place_not_found{
    .code = "GJ0801",
    .name = "place-not-found",
    .family = "source",
    .severity = Severity::Warning,
    .title = {"出处在原文中不存在", "A place that the document does not have"},
    .page =
        {
            .checks =
                {"给出原文（--sources）时，方案文件中每个“@行号”是否落在原文之内、是否指着空行；“原文”语句记的行数与现有文件是否一致。",
                 "With the documents at hand (--sources): whether each @line lies inside the document and on a line that is not empty, "
                 "and whether the document still has the number of lines that the plan file notes."},
            .why =
                {"出处是复核的依据。行号指错，审计人员照着找不到；行数变了，说明原文换过版本，所有行号都要重核。",
                 "Places are what a reviewer goes by. A wrong one leads nowhere; another number of lines means another version of the document."},
            .guards =
                {"没有给出原文时不涉及；方案没有写“原文”的，无法判定；“@附件2:3”这类不是行号的出处不查。",
                 "Not applicable without the documents; undetermined for a plan that names none; places that are no lines (@附件2:3) are not looked up."},
            .failing = R"(方案 云岭 "云岭县数字乡村工作方案" {
    原文 "yunling.txt" 行数 3
    机构 县农业农村局 @3
    指标 服务站 "村级服务站" 个 {
        目标 2026 100个 @2
        表述 2026 100个 @12
        //^ place-not-found: @12
    }
}
)",
            .passing = R"(方案 云岭 "云岭县数字乡村工作方案" {
    原文 "yunling.txt" 行数 3
    机构 县农业农村局 @3
    指标 服务站 "村级服务站" 个 {
        目标 2026 100个 @2
    }
}
)",
            .document = R"(云岭县数字乡村工作方案
到2026年,建成村级服务站100个。
责任单位:县农业农村局
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

using source::LostPlace;
using source::Proof;

// The @17 at the end of a statement or cell; the whole of it where the place belongs to the table's row.
Span place_span(const Plan& plan, const Place& place) {
  const std::string_view text = plan.source->slice(place.span);
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos) return place.span;
  return {place.span.begin + static_cast<std::uint32_t>(at), place.span.end};
}

Label label_of(const Plan& plan, const LostPlace& lost) {
  return {lost.place, place_span(plan, lost.place),
          lost.blank ? Text("原文该行为空行", "an empty line") : Text("原文没有这一行", "no such line"), "place"};
}

Label source_label(const Plan& plan) {
  const Place& place = plan.document_place ? *plan.document_place : plan.place;
  return {place, place.span, Text("原文 " + plan.document, "the document " + plan.document), "source"};
}

void report_lost(const Plan& plan, const Proof& proof, bool changed, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  std::vector<Text> places;
  for (const LostPlace& lost : proof.lost_places) {
    finding.labels.push_back(label_of(plan, lost));
    places.emplace_back("@" + lost.place.document->text);
  }
  const std::string count = std::to_string(proof.lost_places.size());
  const std::string lines = std::to_string(proof.document->lines.size());
  finding.message = dsl::fill({"{count} 处出处在原文《{document}》中找不到（原文共 {lines} 行，或所指为空行）：{places}。",
                               "Places that the document “{document}” ({lines} lines) does not have, or where it has an empty line ({count}): {places}."},
                              {{"count", count}, {"document", plan.document}, {"lines", lines}, {"places", dsl::join(places)}});
  if (changed) {
    finding.notes.push_back(dsl::fill({"方案文件记原文 {noted} 行，现有 {lines} 行，原文可能换过版本", "the plan file notes {noted} lines, the document has {lines}: it may be another version"},
                                      {{"noted", std::to_string(*plan.document_lines)}, {"lines", lines}}));
  }
  finding.help = {"对照原文改正行号。", "Correct the line numbers against the document."};
  sink.fails(std::move(finding));
}

void report_changed(const Plan& plan, const Proof& proof, Sink& sink) {
  Finding finding;
  finding.subject = subject_of(plan);
  finding.labels.push_back(source_label(plan));
  finding.message = dsl::fill({"方案文件记原文《{document}》{noted} 行，现有文件 {lines} 行，原文可能换过版本。",
                               "The plan file notes {noted} lines for the document “{document}”, which has {lines}: it may be another version."},
                              {{"document", plan.document}, {"noted", std::to_string(*plan.document_lines)}, {"lines", std::to_string(proof.document->lines.size())}});
  finding.help = {"核对原文版本；确认无误后更新“行数”。", "Check the version of the document, then update the number of lines."};
  sink.fails(std::move(finding));
}

void run(const Plan& plan, Sink& sink) {
  if (!plan.proof) return;
  const Proof& proof = *plan.proof;
  if (!proof.document) {
    Check check;
    check.subject = subject_of(plan);
    check.labels.push_back({plan.place, plan.place.span, {"方案", "the plan"}, "plan"});
    check.reason = {"方案文件没有写明原文，出处无从核对", "the plan file names no document, so its places cannot be checked"};
    sink.undetermined(std::move(check));
    return;
  }
  const bool changed = plan.document_lines && *plan.document_lines != proof.document->lines.size();
  if (!proof.lost_places.empty()) return report_lost(plan, proof, changed, sink);
  if (changed) return report_changed(plan, proof, sink);
  Check check;
  check.subject = subject_of(plan);
  check.labels.push_back(source_label(plan));
  check.reason = dsl::fill({"{places} 处出处都在原文 {lines} 行之内", "all {places} places lie inside the {lines} lines of the document"},
                           {{"places", std::to_string(proof.places)}, {"lines", std::to_string(proof.document->lines.size())}});
  sink.holds(std::move(check));
}

}  // namespace

}  // namespace gouji::analyzer::rules
