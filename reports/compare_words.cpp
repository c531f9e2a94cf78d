#include "reports/compare_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "analyzer/audit/rule.hpp"
#include "reports/snippet.hpp"

namespace gouji::reports {

using namespace analyzer::compare;  // NOLINT: every line speaks of its results
using analyzer::Finding;
using analyzer::Plan;

namespace {

constexpr std::size_t kMostRenumbered = 6;

std::string joined(const std::vector<std::string>& parts, Language language) {
  return fmt::format("{}", fmt::join(parts, word(language, "，", ", ")));
}

std::string counted(std::string_view what, std::size_t count) { return fmt::format("{} {}", what, count); }

std::string counts_words(const KindCounts& counts, Language language) {
  std::vector<std::string> parts;
  const auto part = [&](std::string_view zh, std::string_view en, std::size_t count) {
    if (count > 0) parts.push_back(counted(word(language, zh, en), count));
  };
  part("变动", "changed", counts.changed);
  part("仅序号改变", "only renumbered", counts.renumbered);
  part("改名", "renamed", counts.renamed);
  part("疑为改名", "perhaps renamed", counts.likely);
  part("新增", "added", counts.added);
  part("删去", "dropped", counts.dropped);
  const std::string unchanged = counted(word(language, "未变", "unchanged"), counts.unchanged);
  if (parts.empty()) return unchanged;
  return counts.unchanged == 0 ? joined(parts, language) : joined(parts, language) + std::string(word(language, "；", "; ")) + unchanged;
}

std::string quoted_name(const Thing& thing, bool numbered) {
  const std::string name = fmt::format("“{}”", visible(thing.subject.name));
  return numbered && thing.subject.id != thing.subject.name ? visible(thing.subject.id) + " " + name : name;
}

}  // namespace

std::string_view kind_words(ItemKind kind, Language language) {
  switch (kind) {
    case ItemKind::Plan: return word(language, "方案", "Plan");
    case ItemKind::Indicator: return word(language, "指标", "Indicators");
    case ItemKind::Relation: return word(language, "指标关系", "Relations");
    case ItemKind::Goal: return word(language, "定性目标", "Goals");
    case ItemKind::Section: return word(language, "章节", "Sections");
    case ItemKind::Task: return word(language, "任务与保障措施", "Tasks and safeguards");
    case ItemKind::Phase: return word(language, "阶段", "Phases");
    case ItemKind::Org: return word(language, "机构", "Organisations");
    case ItemKind::Citation: return word(language, "依据", "Citations");
  }
  return {};
}

std::string_view change_words(const Item& item, Language language) {
  if (item.state == State::Added) return word(language, "新增", "added");
  if (item.state == State::Dropped) return word(language, "删去", "dropped");
  if (item.identity == Identity::Renamed) return word(language, "改名", "renamed");
  if (item.identity == Identity::Likely) return word(language, "疑为改名", "perhaps renamed");
  return word(language, "变动", "changed");
}

std::string item_words(const Item& item, Language language) {
  const bool numbered = item.kind == ItemKind::Task;
  if (item.kind == ItemKind::Relation) return visible(item.told().subject.name);
  if (item.identity == Identity::Same) {
    const bool moved = numbered && item.before && item.after && item.before->subject.id != item.after->subject.id;
    return moved ? fmt::format("{} → {}", visible(item.before->subject.id), quoted_name(*item.after, true)) : quoted_name(item.told(), numbered);
  }
  const std::string why = item.why.empty() ? std::string()
                                           : fmt::format("{}{}{}", word(language, "（", " ("), shown(item.why, language), word(language, "）", ")"));
  return fmt::format("{} → {}{}", quoted_name(*item.before, numbered), quoted_name(*item.after, numbered), why);
}

std::vector<const Difference*> told_differences(const Item& item) {
  std::vector<const Difference*> told;
  for (const Difference& difference : item.differences) {
    const bool in_heading = difference.aspects.front() == Aspect::Name || (item.kind == ItemKind::Task && difference.aspects.front() == Aspect::Number);
    if (!in_heading) told.push_back(&difference);
  }
  return told;
}

std::string place_words(const Plan& plan, const analyzer::Place& place, dsl::Span marked, Language language) {
  const dsl::LineColumn at = plan.source->position(marked.begin);
  return fmt::format("{}:{}{}", at.line, at.column, document_suffix(place, language));
}

std::string places_words(const std::string& before, const std::string& after, Language language) {
  std::vector<std::string> parts;
  if (!before.empty()) parts.push_back(fmt::format("{} {}", word(language, "原稿", "old"), before));
  if (!after.empty()) parts.push_back(fmt::format("{} {}", word(language, "新稿", "new"), after));
  return joined(parts, language);
}

std::vector<ItemGroup> groups_of(const PlanComparison& comparison) {
  std::vector<ItemGroup> groups;
  for (const Item& item : comparison.items) {
    if (groups.empty() || groups.back().kind != item.kind) groups.push_back({item.kind, {}, {}});
    (item.only_renumbered() ? groups.back().renumbered : groups.back().items).push_back(&item);
  }
  return groups;
}

std::string renumbered_words(const std::vector<const Item*>& items, Language language) {
  std::vector<std::string> parts;
  for (const Item* item : items) {
    if (parts.size() == kMostRenumbered) break;
    parts.push_back(fmt::format("{} {} → {}", quoted_name(*item->after, false), visible(item->before->subject.id), visible(item->after->subject.id)));
  }
  const std::string list = fmt::format("{}", fmt::join(parts, word(language, "、", ", ")));
  const std::string_view more = items.size() > parts.size() ? word(language, "等", " and more") : std::string_view();
  return fmt::format(fmt::runtime(word(language, "仅序号改变 {} 项：{}{}", "only renumbered, {}: {}{}")), items.size(), list, more);
}

std::vector<Detail> summary_of(const PlanComparison& comparison, Language language) {
  std::vector<Detail> details;
  for (std::size_t i = 0; i < kItemKinds; ++i) {
    const KindCounts& counts = comparison.counts[i];
    const auto kind = static_cast<ItemKind>(i);
    if (kind == ItemKind::Plan || (!counts.any() && counts.unchanged == 0)) continue;
    details.push_back({kind_words(kind, language), counts_words(counts, language)});
    if (kind != ItemKind::Indicator) continue;
    std::array<std::size_t, 3> turns{};
    for (const Item& item : comparison.items) {
      if (item.state != State::Changed) continue;
      for (const Difference& difference : item.differences) {
        if (difference.of_target) ++turns[static_cast<std::size_t>(difference.turn)];
      }
    }
    std::vector<std::string> parts;
    const auto part = [&](std::string_view zh, std::string_view en, Turn turn) {
      const std::size_t count = turns[static_cast<std::size_t>(turn)];
      if (count > 0) parts.push_back(counted(word(language, zh, en), count));
    };
    part("数值调高", "number up", Turn::Up);
    part("数值调低", "number down", Turn::Down);
    part("其他变动", "changed otherwise", Turn::None);
    if (!parts.empty()) details.push_back({word(language, "目标", "Targets"), joined(parts, language)});
  }
  const auto& findings = comparison.findings;
  std::array<std::size_t, 3> grades{};
  for (const Finding& finding : findings.appeared) ++grades[static_cast<std::size_t>(finding.severity)];
  std::vector<std::string> parts;
  if (!findings.appeared.empty()) {
    std::vector<std::string> of;
    for (const auto severity : {analyzer::Severity::Error, analyzer::Severity::Warning, analyzer::Severity::Info}) {
      const std::size_t count = grades[static_cast<std::size_t>(severity)];
      if (count > 0) of.push_back(counted(severity_word(severity, language), count));
    }
    parts.push_back(fmt::format("{}{}{}{}", counted(word(language, "新出现", "new"), findings.appeared.size()), word(language, "（", " ("), joined(of, language),
                                word(language, "）", ")")));
  }
  if (!findings.vanished.empty()) parts.push_back(counted(word(language, "已消失", "gone"), findings.vanished.size()));
  if (!findings.changed.empty()) parts.push_back(counted(word(language, "有变化", "changed"), findings.changed.size()));
  if (!findings.unchanged.empty()) parts.push_back(counted(word(language, "未变", "unchanged"), findings.unchanged.size()));
  if (parts.empty()) parts.emplace_back(word(language, "无", "none"));
  details.push_back({word(language, "问题", "Findings"), joined(parts, language)});
  return details;
}

std::string verdict_words(const PlanComparison& comparison, Language language) {
  if (comparison.before == nullptr) return std::string(word(language, "新增的方案，原稿中没有。", "A new plan: the old file does not hold it."));
  if (comparison.after == nullptr) return std::string(word(language, "新稿中没有这个方案。", "The new file does not hold this plan."));
  if (!comparison.same_facts()) return {};
  if (!comparison.same_findings()) return std::string(word(language, "两稿内容无差异，核对结果有变。", "The drafts say the same; what the audit finds differs."));
  return std::string(word(language, "两稿无差异。", "The drafts do not differ."));
}

std::string heading_words(const PlanComparison& comparison) {
  if (comparison.after == nullptr) return title_of(*comparison.before);
  return title_of(*comparison.after);
}

std::string mistakes_note(const ComparedFile& file, Language language) {
  if (file.mistakes == 0) return {};
  return fmt::format(fmt::runtime(word(language, "有语法错误 {} 处，有误的语句没有参与比较", "mistakes of the language: {}; the statements they stand in were not compared")),
                     file.mistakes);
}

std::vector<FindingLine> finding_lines(const PlanComparison& comparison, Language language) {
  std::vector<FindingLine> lines;
  const auto place = [&](const Plan& plan, const Finding& finding) {
    const analyzer::Label& label = finding.labels.front();
    return place_words(plan, label.place, analyzer::marked_span(label), language);
  };
  const auto& findings = comparison.findings;
  for (const Finding& finding : findings.appeared) {
    lines.push_back({word(language, "新出现", "new"), &finding, nullptr, true, places_words({}, place(*comparison.after, finding), language)});
  }
  for (std::size_t i = 0; i < findings.vanished.size(); ++i) {
    const bool waived = comparison.waived[i];
    lines.push_back({waived ? word(language, "已豁免", "waived") : word(language, "已消失", "gone"), &findings.vanished[i], nullptr, false,
                     places_words(place(*comparison.before, findings.vanished[i]), {}, language)});
  }
  for (const auto& [before, after] : findings.changed) {
    lines.push_back({word(language, "有变化", "changed"), &after, &before, false,
                     places_words(place(*comparison.before, before), place(*comparison.after, after), language)});
  }
  return lines;
}

}  // namespace gouji::reports
