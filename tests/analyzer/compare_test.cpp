// Two drafts of a plan: what counts as a change, how it is told, and what is one thing under two names.
#include "analyzer/compare/compare.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/support/support.hpp"

namespace gouji::analyzer::compare {
namespace {

using gouji::testing::audit_text;
using gouji::testing::Audited;
using gouji::testing::only;

struct Drafts {
  Audited before;
  Audited after;
  std::vector<PlanComparison> plans;

  Drafts(const std::string& old, const std::string& now, const AuditOptions& options = only({"reconcile"}))
      : before(audit_text(old, options)), after(audit_text(now, options)) {
    plans = compare_drafts({before.plans, before.result}, {after.plans, after.result});
  }
  [[nodiscard]] const PlanComparison& plan() const { return plans.at(0); }
  // "indicator changed 企业：2025年目标由…", a line a difference; of an item without one its head alone.
  [[nodiscard]] std::vector<std::string> told() const {
    std::vector<std::string> lines;
    for (const Item& item : plan().items) {
      const std::string_view state = item.identity == Identity::Same ? to_string(item.state) : to_string(item.identity);
      const std::string head = fmt::format("{} {} {}", to_string(item.kind), state, item.told().subject.name);
      if (item.differences.empty()) lines.push_back(head);
      for (const Difference& difference : item.differences) lines.push_back(fmt::format("{}：{}", head, difference.words.zh));
    }
    return lines;
  }
};

using Lines = std::vector<std::string>;

std::string with(const std::string& inside) { return "plan 甲 \"甲方案\" {\n" + inside + "}\n"; }
// One indicator with these statements.
std::string indicator(const std::string& statements) { return with("indicator 企业 \"示范企业\" {\n" + statements + "\n}\n"); }

Lines changes(const std::string& old, const std::string& now) { return Drafts(indicator(old), indicator(now)).told(); }

TEST(Compare, TheSameDraftHasNoDifference) {
  const std::string text = indicator("baseline 2023 = 5家; target 2025 >= 100家 @4; milestone 2024 60家");
  const Drafts drafts(text, text);
  EXPECT_TRUE(drafts.plan().same_facts());
  EXPECT_TRUE(drafts.plan().same_findings());
  EXPECT_EQ(drafts.plan().counts[static_cast<std::size_t>(ItemKind::Indicator)].unchanged, 1U);
}

TEST(Compare, AValueWrittenInAnotherWayIsNoChange) {
  EXPECT_EQ(changes("target 2025 达到 1亿元", "target 2025 不低于 10000万元 @9"), Lines());
  EXPECT_EQ(changes("target 2025 = 5%", "target 2025 = 5.0%"), Lines());
  EXPECT_EQ(changes("target 2025 = 2万件", "target 2025 = 20000件"), Lines());
  EXPECT_EQ(changes("target 2025 = 15亩", "target 2025 = 1公顷"), Lines());
  // Nor is another order, another line, or a note.
  EXPECT_EQ(Drafts(with("indicator 一 { target 2025 = 1家 }\nindicator 二 { target 2025 = 2家 }\n"),
                   with("\n// 注\nindicator 二 { target 2025 = 2家 @3 }\nindicator 一 { target 2025 = 1家 }\n")).told(),
            Lines());
}

TEST(Compare, TheNumberIsSaidToGoUpOrDownAndNoMore) {
  EXPECT_EQ(changes("target 2025 = 100家", "target 2025 = 120家"), Lines{"indicator changed 示范企业：2025年目标由“100家”增至“120家”（多 20家）"});
  EXPECT_EQ(changes("target 2025 = 100家", "target 2025 = 90家"), Lines{"indicator changed 示范企业：2025年目标由“100家”减至“90家”（少 10家）"});
  const Lines less = changes("lower; target 2025 = 5%", "lower; target 2025 = 4%");
  EXPECT_EQ(less, Lines{"indicator changed 示范企业：2025年目标由“5%”降至“4%”（低 1 个百分点）"});
  EXPECT_EQ(changes("target 2025 = 1亿元", "target 2025 = 9000万元"), Lines{"indicator changed 示范企业：2025年目标由“1亿元”减至“9000万元”（少 0.1亿元）"});
}

TEST(Compare, TurnsAreData) {
  const Drafts up(indicator("target 2025 = 100家; milestone 2024 = 50家"), indicator("target 2025 = 120家; milestone 2024 = 40家"));
  const auto& differences = up.plan().items.at(0).differences;
  ASSERT_EQ(differences.size(), 2U);
  EXPECT_EQ(differences[0].turn, Turn::Up);
  EXPECT_TRUE(differences[0].of_target);
  EXPECT_EQ(differences[0].before->value, "100");
  EXPECT_EQ(differences[1].turn, Turn::Down);
  EXPECT_FALSE(differences[1].of_target);
}

TEST(Compare, ComparatorTimeAndUnit) {
  EXPECT_EQ(changes("target 2025 超 200家", "target 2025 200家以上"), Lines{"indicator changed 示范企业：2025年目标的限定词改变：由“超200家”改为“200家以上”，数值未变"});
  EXPECT_EQ(changes("target 2025 = 100家", "target 2026 = 100家"), Lines{"indicator changed 示范企业：“100家”由2025年目标改为2026年目标，数值未变"});
  EXPECT_EQ(changes("target 2025 = 100家", "target 2026 = 120家"), Lines{"indicator changed 示范企业：2025年目标“100家”改为2026年目标“120家”（多 20家）"});
  EXPECT_EQ(changes("target 2025 = 100人次; milestone 2024 = 50人次", "target 2025 = 100次; milestone 2024 = 50次"),
            Lines{"indicator changed 示范企业：计量单位由“人次”改为“次”（2 个数据），数字未变"});
  EXPECT_EQ(changes("target 2025 = 100家", "target 2025 = 100个"), Lines{"indicator changed 示范企业：计量单位由“家”改为“个”，数字未变"});
  EXPECT_EQ(changes("target 2025 = 100人次", "target 2025 = 120家"),
            (Lines{"indicator changed 示范企业：计量单位由“人次”改为“家”", "indicator changed 示范企业：2025年目标由“100人次”改为“120家”（计量单位不同，不能直接相比）"}));
  EXPECT_EQ(changes("target 2025 = 1至2家", "target 2025 = 2至3家"), Lines{"indicator changed 示范企业：2025年目标由“1–2家”增至“2–3家”"});
  EXPECT_EQ(changes("target 2025 +10% vs 2021", "target 2025 +12% vs 2021"), Lines{"indicator changed 示范企业：2025年目标由“+10%”升至“+12%”（高 2 个百分点）"});
}

TEST(Compare, MilestonesBaselinesAndTerms) {
  EXPECT_EQ(changes("baseline 2023 = 5家; milestone 2024 = 7家", "baseline 2023 = 6家; milestone 2025 = 7家"),
            (Lines{"indicator changed 示范企业：2023年基期值由“5家”增至“6家”（多 1家）", "indicator changed 示范企业：增加2025年节点“7家”", "indicator changed 示范企业：删去2024年节点“7家”"}));
  EXPECT_EQ(changes("target 2025 = 100家", "target 2025 = 100家 \"新增\""), Lines{"indicator changed 示范企业：2025年目标的措辞原未写明，现为“新增”"});
  EXPECT_EQ(changes("target 2025 = 100家", "target 2025 = 100家 争取"), Lines{"indicator changed 示范企业：2025年目标的语气原未写明，现为“争取”"});
  EXPECT_EQ(Drafts(with("indicator 一 \"甲数\" expected { target 2025 = 1家 }\n"), with("indicator 一 \"甲数\" binding { target 2025 = 1家 }\n")).told(),
            Lines{"indicator changed 甲数：指标属性由“预期性”改为“约束性”"});
}

TEST(Compare, AddedAndDropped) {
  EXPECT_EQ(Drafts(with("indicator 一 \"登记件数\" { target 2025 = 1件 }\n"), with("indicator 二 \"用水总量\" { target 2025 = 9吨 }\n")).told(),
            (Lines{"indicator added 用水总量：2025年目标“9吨”", "indicator dropped 登记件数：2025年目标“1件”"}));
}

TEST(Compare, RenamingIsAssertedByIdsAndAliasesAndOnlyProposedByLikeness) {
  const std::string old = with("indicator 贯标 \"新增贯标企业\" { target 2025 = 300家; milestone 2024 = 100家 }\n");
  EXPECT_EQ(Drafts(old, with("indicator 贯标 \"贯标单位\" { target 2025 = 300家; milestone 2024 = 100家 }\n")).told(),
            Lines{"indicator renamed 贯标单位：名称由“新增贯标企业”改为“贯标单位”"});
  EXPECT_EQ(Drafts(old, with("indicator x \"贯标单位\" also \"新增贯标企业\" { target 2025 = 300家; milestone 2024 = 100家 }\n")).told(),
            Lines{"indicator renamed 贯标单位：名称由“新增贯标企业”改为“贯标单位”"});
  const Drafts likely(old, with("indicator x \"贯标企业\" { target 2025 = 300家; milestone 2024 = 100家 }\n"));
  EXPECT_EQ(likely.told(), Lines{"indicator likely 贯标企业：名称由“新增贯标企业”改为“贯标企业”"});
  EXPECT_EQ(likely.plan().items[0].why.zh, "名称相近、有 2 个数据相同");
  // Likeness alone, with other figures, says nothing: 新增 makes another thing of it.
  EXPECT_EQ(Drafts(old, with("indicator x \"贯标企业\" { target 2025 = 900家 }\n")).told().size(), 3U);
  // An ID that only counts is no name.
  EXPECT_EQ(Drafts(with("indicator 1 \"登记件数\" { target 2025 = 1件 }\n"), with("indicator 1 \"用水总量\" { target 2025 = 9吨 }\n")).told().size(), 2U);
}

const std::string kOrgs = "leads marked \"*\"\norg 科技局\norg 商务局\norg 财政局\norg 人社局\n";

TEST(Compare, UnitsOfTasks) {
  const Drafts drafts(with(kOrgs + "task 1 \"壮大企业\" { units *科技局, 商务局 }\ntask 2 \"培训人才\" { units *人社局 }\n"),
                      with(kOrgs + "task 1 \"壮大企业\" { units 科技局, *财政局 }\ntask 2 \"培训人才\" { units *人社局, 商务局 }\n"));
  EXPECT_EQ(drafts.told(), (Lines{"task changed 壮大企业：责任单位增加“财政局”，减少“商务局”", "task changed 壮大企业：牵头单位由“科技局”改为“财政局”",
                                  "task changed 培训人才：责任单位增加“商务局”", "org changed 科技局：不再牵头 1 项任务：“壮大企业”",
                                  "org changed 商务局：新承担 1 项任务：“培训人才”", "org changed 商务局：不再承担 1 项任务：“壮大企业”",
                                  "org changed 财政局：新承担 1 项任务：“壮大企业”（牵头）"}));
}

TEST(Compare, TheOnlyUnitLeftIsNoNewLead) {
  const Drafts drafts(with("org 科技局\norg 商务局\ntask 1 \"壮大企业\" { units 科技局, 商务局 }\n"), with("org 科技局\norg 商务局\ntask 1 \"壮大企业\" { units 科技局 }\n"));
  EXPECT_EQ(drafts.told(), (Lines{"task changed 壮大企业：责任单位减少“商务局”", "org changed 商务局：不再承担 1 项任务：“壮大企业”"}));
}

TEST(Compare, ATaskPutInRenumbersTheOthers) {
  const Drafts drafts(with(kOrgs + "task 1 \"壮大企业\" { units *科技局 }\ntask 2 \"培训人才\" { units *人社局 }\n"),
                      with(kOrgs + "task 1 \"壮大企业\" { units *科技局 }\ntask 2 \"数据登记\" { units *商务局 }\ntask 3 \"培训人才\" { units *人社局 }\n"));
  ASSERT_EQ(drafts.plan().items.size(), 3U);
  EXPECT_TRUE(drafts.plan().items[0].only_renumbered());
  EXPECT_EQ(drafts.told(), (Lines{"task changed 培训人才：序号由“2”改为“3”", "task added 数据登记：责任单位：“商务局”", "org changed 商务局：新承担 1 项任务：“数据登记”（牵头）"}));
}

TEST(Compare, OrganisationsUnderAnotherName) {
  const auto plan = [](const std::string& org) {
    return with("leads marked \"*\"\norg 科技局\norg " + org + "\ntask 1 \"壮大企业\" { units *" + org + ", 科技局 }\ntask 2 \"培训人才\" { units *科技局, " + org + " }\n");
  };
  EXPECT_EQ(Drafts(plan("市发展和改革委员会"), plan("市发展改革委")).told(), Lines{"org likely 市发展改革委：名称由“市发展和改革委员会”改为“市发展改革委”"});
  const Drafts reform(plan("银保监分局"), plan("金融监管分局"));
  EXPECT_EQ(reform.told(), Lines{"org likely 金融监管分局：名称由“银保监分局”改为“金融监管分局”"});
  EXPECT_TRUE(reform.plan().items[0].why.zh.find("职责移交") != std::string::npos);
}

TEST(Compare, TasksPhasesGoalsAndThePlanItself) {
  const Drafts drafts(
      "plan 甲 \"甲方案（征求意见稿）\" {\nperiod 2024..2026\nindicator 一 \"甲数\" { target 2026 = 1家 }\nindicator 二 \"乙数\" { target 2026 = 2家 }\n"
      "phase 实施 2024-01..2026-06 implement \"实施阶段\"\ngoal 体系 \"公共服务体系\" 建成 by 2026\ntask 1 \"壮大企业\" { supports 一; dates 2024-01..2024-12; delivers \"办法\" }\n}\n",
      "plan 甲 \"甲方案（送审稿）\" {\nperiod 2024..2027\nindicator 一 \"甲数\" { target 2026 = 1家 }\nindicator 二 \"乙数\" { target 2026 = 2家 }\n"
      "phase 实施 2024-01..2026-12 implement \"实施阶段\"\ngoal 体系 \"公共服务体系\" 建成 by 2025\ntask 1 \"壮大企业\" { supports 二; dates 2024-01..2025-06; delivers \"意见\" }\n}\n");
  EXPECT_TRUE(drafts.before.diagnostics.empty() && drafts.after.diagnostics.empty());
  EXPECT_EQ(drafts.told(), (Lines{"plan changed 甲方案（送审稿）：题名由“甲方案（征求意见稿）”改为“甲方案（送审稿）”", "plan changed 甲方案（送审稿）：期间由“2024—2026年”改为“2024—2027年”",
                                  "goal changed 公共服务体系：时间由“2026年”改为“2025年”", "task changed 壮大企业：支撑的指标增加“乙数”，减少“甲数”",
                                  "task changed 壮大企业：成果增加“意见”，减少“办法”", "task changed 壮大企业：起止时间由“2024年1月—2024年12月”改为“2024年1月—2025年6月”",
                                  "phase changed 实施阶段：起止由“2024年1月—2026年6月”改为“2024年1月—2026年12月”"}));
}

TEST(Compare, FindingsNewGoneChangedUnchanged) {
  const auto plan = [](const std::string& first, const std::string& name, const std::string& third) {
    return with("indicator 甲 \"甲数\" {\n target 2025 = " + first + "家\n milestone 2025 = 6家\n}\nindicator 乙 \"" + name +
                "\" {\n target 2025 = 5家\n milestone 2025 = 6家\n}\nindicator 三 \"丙数\" {\n target 2025 = " + third + "家\n milestone 2025 = 6家\n}\n");
  };
  const Drafts drafts(plan("5", "乙数", "6"), plan("6", "乙数", "4"));
  const FindingChanges& findings = drafts.plan().findings;
  ASSERT_EQ(findings.appeared.size(), 1U);
  EXPECT_EQ(findings.appeared[0].subject.name, "丙数");
  ASSERT_EQ(findings.vanished.size(), 1U);
  EXPECT_EQ(findings.vanished[0].subject.name, "甲数");
  ASSERT_EQ(findings.unchanged.size(), 1U);

  // Under another name, and with another figure, it is the same finding still.
  const Drafts renamed(plan("5", "乙数", "6"), plan("4", "乙总数", "6"));
  EXPECT_TRUE(renamed.plan().findings.appeared.empty());
  EXPECT_TRUE(renamed.plan().findings.vanished.empty());
  EXPECT_EQ(renamed.plan().findings.changed.size(), 2U);
}

TEST(Compare, AWaivedFindingIsNotFixed) {
  const std::string inside = "indicator 一 \"甲数\" {\n target 2025 = 5家\n milestone 2025 = 6家\n}\n";
  const Drafts drafts(with(inside), with(inside + "allow milestone-target-mismatch on 一 because \"另有口径\" by \"审计处\" until 2099-12-31\n"));
  ASSERT_TRUE(drafts.after.diagnostics.empty());
  ASSERT_EQ(drafts.plan().findings.vanished.size(), 1U);
  EXPECT_TRUE(drafts.plan().waived[0]);
}

TEST(Compare, PlansAreMatchedByIdAndOneLeftOverOnEachSideIsOne) {
  const Drafts two("plan 甲 { }\nplan 乙 { }\n", "plan 乙 { }\nplan 丙 { }\n");
  ASSERT_EQ(two.plans.size(), 2U);
  EXPECT_EQ(two.plans[1].before->id, "甲");
  EXPECT_EQ(two.plans[1].after->id, "丙");
  const Drafts more("plan 甲 { }\nplan 乙 { }\n", "plan 乙 { }\n");
  ASSERT_EQ(more.plans.size(), 2U);
  EXPECT_EQ(more.plans[1].after, nullptr);
  const Drafts less("plan 乙 { }\n", "plan 甲 { }\nplan 乙 { }\n");
  EXPECT_EQ(less.plans[0].before, nullptr);
}

TEST(Compare, EmptyPlansAreTheSame) {
  const Drafts drafts("plan 甲 { }\n", "plan 甲 { }\n");
  EXPECT_TRUE(drafts.plan().same_facts());
}

TEST(Compare, ManyThingsAreComparedInReasonableTime) {
  const auto plan = [](int first) {
    std::string inside;
    for (int i = first; i < first + 20000; ++i) {
      inside += fmt::format("indicator i{0} \"指标第{0}号\" {{ target 2025 = {0}家; milestone 2024 = {0}家 }}\ntask {0} \"任务第{0}号\" {{ supports i{0} }}\n", i);
    }
    return with(inside);
  };
  const Drafts drafts(plan(0), plan(10000), only({"unit"}));
  const KindCounts& counts = drafts.plan().counts[static_cast<std::size_t>(ItemKind::Indicator)];
  EXPECT_EQ(counts.unchanged, 10000U);
  EXPECT_EQ(counts.added + counts.dropped + 2 * counts.likely, 20000U);
}

TEST(Compare, NumbersThatOnlyCount) {
  EXPECT_TRUE(only_counts("12"));
  EXPECT_TRUE(only_counts("(十一)"));
  EXPECT_TRUE(only_counts("三·一"));
  EXPECT_FALSE(only_counts("企业"));
  EXPECT_FALSE(only_counts("x1"));
  EXPECT_FALSE(only_counts(""));
}

}  // namespace
}  // namespace gouji::analyzer::compare
