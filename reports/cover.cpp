#include "reports/cover.hpp"

#include <fmt/format.h>

#include "analyzer/audit/calendar.hpp"
#include "analyzer/source/proof.hpp"
#include "reports/snippet.hpp"

namespace gouji::reports {

using analyzer::Plan;

std::vector<Detail> plan_details(const Report& report, std::size_t index) {
  const Language language = report.options.language;
  const Plan& plan = report.plans[index];
  std::vector<Detail> details;
  const auto add = [&](std::string_view zh, std::string_view en, std::string text) {
    if (!text.empty()) details.push_back({word(language, zh, en), std::move(text)});
  };
  add("方案名称", "plan", title_of(plan));
  add("发文机关", "issuer", list_names(plan.issuers, language));
  add("文号", "number", visible(plan.number));
  if (plan.issued) add("印发日期", "issued", shown(analyzer::date_text(*plan.issued), language));
  if (plan.period) add("规划期间", "period", shown(analyzer::range_text(*plan.period), language));
  if (plan.horizon) add("目标年", "target year", shown(analyzer::date_text(*plan.horizon), language));
  std::string document = visible(plan.document);
  if (!document.empty() && plan.document_lines) {
    document += fmt::format(fmt::runtime(word(language, "（{} 行）", " ({} lines)")), *plan.document_lines);
  }
  // One that was read is told with what became of its figures.
  if (!plan.proof || !plan.proof->document) add("原文", "document", document);
  add("方案文件", "plan file", visible(plan.source->name()));
  for (const File& file : report.files) {
    if (file.source == plan.source) add("文件校验值（SHA-256）", "SHA-256 of the file", file.sha256);
  }
  const analyzer::PlanCounts& counts = plan.counts;
  add("方案内容", "contents",
      fmt::format(fmt::runtime(word(language, "指标 {} 项，数据 {} 条，任务 {} 项，保障措施 {} 项，机构 {} 家，定性目标 {} 项",
                                    "indicators {}, figures {}, tasks {}, safeguards {}, organisations {}, goals in words {}")),
                  counts.indicators, counts.statements, counts.tasks, counts.safeguards, counts.orgs, counts.goals));
  if (const ConfigurationUse* use = configuration_of(report, index)) add("配置文件", "configuration", list_names(use->files, language));
  return details;
}

std::vector<Detail> run_details(const Report& report) {
  const Language language = report.options.language;
  std::vector<Detail> details;
  const auto add = [&](std::string_view zh, std::string_view en, std::string text) {
    if (!text.empty()) details.push_back({word(language, zh, en), std::move(text)});
  };
  add("审计日期", "audited on", visible(report.circumstances.day));
  add("审计工具", "program", fmt::format(fmt::runtime(word(language, "gouji {}，规则 {} 条", "gouji {}, {} rules")), visible(report.options.version), report.rules.size()));
  add("运行选项", "options", visible(fmt::format("{}", fmt::join(report.circumstances.options, "  "))));
  for (const analyzer::BaselineUse& use : report.baselines) {
    add("基准", "baseline", fmt::format("{}{}{}", visible(use.file), word(language, "：", ": "), baseline_words(use, language)));
  }
  return details;
}

std::vector<Detail> gaps_of(const Report& report) {
  const Language language = report.options.language;
  std::vector<Detail> gaps;
  for (const File& file : report.files) {
    if (file.diagnostics.empty()) continue;
    gaps.push_back({word(language, "语法错误", "mistakes"),
                    fmt::format("{}{}{}", visible(file.source->name()), word(language, "：", ": "), mistakes_words(file.diagnostics.size(), language))});
  }
  for (const analyzer::RuleFailure& failure : report.result.failures) {
    gaps.push_back({word(language, "未能核对", "not audited"),
                    fmt::format(fmt::runtime(word(language, "{} {} 核对“{}”时中途出错，没有结果：{}", "{} {} broke down over \"{}\" and gave no result: {}")),
                                failure.rule->code, pick(failure.rule->title, language), title_of(report.plans[failure.plan]), visible(failure.what))});
  }
  return gaps;
}

}  // namespace gouji::reports
