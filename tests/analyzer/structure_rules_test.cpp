// Invented plans for the rules that look at a plan as a whole: what each of them finds, and one silent plan for each of its guards.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

struct WholePlan {
  const char* what;
  const char* body;  // of plan 试; with //^ rule: marked text below the line of each finding
};

// What one rule says of each plan is exactly what stands beside it.
void expect_of(const char* rule, const std::vector<WholePlan>& plans, const char* head = "plan 试 \"某市行动方案\" {\n period 2024..2026 @1\n") {
  for (const WholePlan& plan : plans) {
    SCOPED_TRACE(plan.what);
    const std::string text = std::string(head) + plan.body + "\n}\n";
    const Audited audited = audit_text(text, only({rule}));
    EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
    EXPECT_EQ(short_forms(audited), expectations(text));
  }
}

std::size_t undetermined(const char* rule, const std::string& body) {
  const Audited audited = audit_text("plan 试 \"某市行动方案\" {\n period 2024..2026 @1\n" + body + "\n}\n", only({rule}));
  return checks_of(audited, rule, analyzer::Outcome::Undetermined).size();
}

TEST(TargetWithoutTask, SpeaksOfTargetsThatNothingServes) {
  expect_of("target-without-task",
            {
                {"two of three, in one finding", R"( indicator 甲 "甲类设施" { target 2026 5个 @3 }
 indicator 乙 "乙类设施" { target 2026 6个 @4 }
 //^ target-without-task: 6个
 indicator 丙 "丙类设施" { milestone 2025 7个 @5 }
 task 1 "建设" { supports 甲 })"},
                {"a baseline alone is no target", R"( indicator 甲 { target 2026 5个 @3 }
 indicator 乙 { baseline 2023 6个 @4 }
 task 1 "建设" { supports 甲 })"},
                {"a figure in a task", R"( indicator 甲 { target 2026 5个 @3 }
 indicator 乙 { target 2026 6个 @4
  claim 2026 6个 in 1 @12 }
 task 1 "建设" { supports 甲 })"},
                {"a figure at the lines of a task", R"( indicator 甲 { target 2026 5个 @3 }
 indicator 乙 { target 2026 6个 @4
  claim 2026 6个 @13 }
 task 1 "建设" @12 { supports 甲 })"},
                {"the name in the title of a task", R"( indicator 甲 { target 2026 5个 @3 }
 indicator 乙 "知识产权服务机构" { target 2026 6个 @4 }
 task 1 "发展专业化知识产权服务机构" { supports 甲 })"},
                {"the name in a deliverable", R"( indicator 甲 { target 2026 5个 @3 }
 indicator 乙 "品牌指导服务站" { target 2026 6个 @4 }
 task 1 "建设" { supports 甲; delivers "品牌指导服务站" })"},
                {"a short name is found in too many words", R"( indicator 甲 { target 2026 5个 @3 }
 indicator 乙 "专利" { target 2026 6件 @4 }
 //^ target-without-task: 6件
 task 1 "专利工作" { supports 甲 })"},
                {"a goal about it in a section with tasks", R"( indicator 甲 { target 2026 5个 @3 }
 indicator 乙 { target 2026 6个 @4 }
 goal 规模 "规模" rising of 乙 in 三
 section 三 "任务" { task 1 "建设" { supports 甲 } })"},
                {"the whole of a part that is served", R"( indicator 甲 part of 乙 { target 2026 5个 @3 }
 indicator 乙 { target 2026 6个 @4 }
 task 1 "建设" { supports 甲 })"},
                {"a part of a whole that is served", R"( indicator 甲 { target 2026 5个 @3 }
 indicator 乙 part of 甲 { target 2026 3个 @4 }
 task 1 "建设" { supports 甲 })"},
                {"a sister part is another matter", R"( indicator 全 { target 2026 9个 @3 }
 indicator 甲 part of 全 { target 2026 5个 @3 }
 indicator 乙 part of 全 { target 2026 4个 @4 }
 //^ target-without-task: 4个
 task 1 "建设" { supports 甲 })"},
                {"a ratio by its numerator, not by its denominator", R"( indicator 率一 ratio { target 2026 50% @3 }
 indicator 率二 ratio { target 2026 50% @4 }
 //^ target-without-task: 50%
 indicator 子 { target 2026 5个 @5 }
 indicator 母
 relation 率一 = 子 / 母
 relation 率二 = 母 / 子
 task 1 "建设" { supports 子 })"},
                {"a safeguard serves too", R"( indicator 甲 { target 2026 5个 @3 }
 safeguard 一 "投入" { supports 甲 })"},
                {"a goal that a task serves", R"( indicator 甲 { target 2026 5个 @3 }
 goal 规模 "规模" rising of 甲
 indicator 乙 { target 2026 5个 @4 }
 task 1 "建设" { supports 规模, 乙 })"},
                {"no task at all", " indicator 甲 { target 2026 5个 @3 }"},
            });
  EXPECT_EQ(undetermined("target-without-task", " indicator 甲 { target 2026 5个 @3 }\n task 1 \"建设\" { }"), 1u);
}

TEST(GoalWithoutTask, SpeaksOfThingsThatNoTaskTakesUp) {
  expect_of("goal-without-task",
            {
                {"a centre", " goal 中心 \"某市仲裁调解中心\" build @3\n //^ goal-without-task: 某市仲裁调解中心\n task 1 \"建设交易中心\" @9 { }"},
                {"the words before the name may differ",
                 " goal 中心 \"优势特色产业快速维权中心\" build @3\n task 1 \"协同保护\" @9 { delivers \"优势产业知识产权快速维权中心\" }"},
                {"it stands in a task", " goal 中心 \"仲裁调解中心\" build in 1 @3\n task 1 \"协同保护\" @9 { }"},
                {"it stands at the lines of a task", " goal 中心 \"仲裁调解中心\" build @10\n task 1 \"协同保护\" @9 { }"},
                {"a task serves it", " goal 中心 \"仲裁调解中心\" build @3\n task 1 \"协同保护\" @9 { supports 中心 }"},
                {"somewhere in a section with tasks",
                 " section 三 \"任务\" { goal 中心 \"仲裁调解中心\" build\n task 1 \"协同保护\" @9 { } }"},
                {"a section of the text whose tasks stand in an annex and leave it out",
                 " section 三 \"任务\" @9\n goal 中心 \"仲裁调解中心\" build in 三 @9\n //^ goal-without-task: 仲裁调解中心\n"
                 " task 1 \"协同保护\" in 三 @40 { }"},
                {"systems and mechanisms are no things",
                 " goal 体系 \"知识产权保护体系\" build @3\n goal 机制 \"常态化机制\" build @3\n task 1 \"协同保护\" @9 { }"},
                {"any number of things", " goal 项目 \"一批重大项目\" build @3\n task 1 \"协同保护\" @9 { }"},
                {"directions", " goal 能力 \"维权援助中心\" rising @3\n task 1 \"协同保护\" @9 { }"},
                {"a note in brackets", " goal 中心 \"仲裁调解中心(探索建设)\" build @3\n task 1 \"建设仲裁调解中心\" @9 { }"},
                {"no task at all", " goal 中心 \"仲裁调解中心\" build @3"},
            });
  expect_of("goal-without-task", {{"the aim that the title names", " goal 总 \"国家知识产权强县示范区\" build @3\n task 1 \"保护\" @9 { }"}},
            "plan 试 \"某区建设国家知识产权强县示范区工作方案\" {\n");
}

TEST(TaskWithoutIndicator, SpeaksOfTasksWithNothingToBeJudgedBy) {
  const char* const head = "plan 试 \"某市行动方案\" {\n period 2024..2026 @1\n indicator 甲 { target 2026 5个 @3 }\n task 1 \"建设\" @9 { supports 甲 }\n";
  expect_of("task-without-indicator",
            {
                {"two tasks, one finding",
                 " task 2 \"加强宣传\" @10 { }\n //^ task-without-indicator: 加强宣传\n task 3 \"加强领导\" @11 { }"},
                {"a deliverable", " task 2 \"加强宣传\" @10 { delivers \"白皮书\" }"},
                {"money", " task 2 \"加强宣传\" @10 { money 5万元 }"},
                {"a figure in it", " indicator 乙 { claim 3个 in 2 @10 }\n task 2 \"加强宣传\" @10 { }"},
                {"a figure at its lines", " indicator 乙 { claim 3个 @11 }\n task 2 \"加强宣传\" @10 { }"},
                {"a goal at its lines", " goal 中心 \"宣传中心\" build @10\n task 2 \"加强宣传\" @10 { }"},
                {"its title names a goal", " goal 中心 \"国家知识产权保护示范区\" build @3\n task 2 \"争创国家知识产权保护示范区\" @10 { }"},
                {"a list of things that are counted", " declares 2 \"活动\" listing \"宣传周\", \"品牌日\" @10\n task 2 \"加强宣传\" @10 { }"},
                {"a safeguard", " safeguard 二 \"加强领导\" @10 { }"},
            },
            head);
  expect_of("task-without-indicator", {{"a plan without figures to reach", " goal 能力 \"能力\" rising @3\n task 1 \"建设\" @9 { }"}});
  EXPECT_EQ(undetermined("task-without-indicator", " indicator 甲 { target 2026 5个 @3 }\n task 1 \"建设\" { }"), 1u);
}

TEST(QuantifiedTaskWithoutMilestone, SpeaksOfPromisesWithoutADate) {
  const char* const task = "plan 试 \"某市行动方案\" {\n period 2024..2026 @1\n task 1 \"建设\" @9 { }\n";
  expect_of("quantified-task-without-milestone",
            {
                {"two promises, one finding", " indicator 甲 { claim 5个以上 in 1 @9 }\n //^ quantified-task-without-milestone: 5个以上\n"
                                              " indicator 乙 { claim 3个 in 1 @9 }"},
                {"a baseline is no date of the promise",
                 " indicator 甲 { baseline 2023 1个 @3\n claim 5个 in 1 @9 }\n //^ quantified-task-without-milestone: 5个"},
                {"its year", " indicator 甲 { claim 2025 5个 in 1 @9 }"},
                {"each year", " indicator 甲 { claim each 5个 in 1 @9 }"},
                {"a target elsewhere", " indicator 甲 { target 2026 5个 @3\n claim 5个 in 1 @9 }"},
                {"milestones", " indicator 甲 { claim 5个 in 1 @9 }\n table 表 { \n | indicator | 2024 | 2025 |\n | 甲 | 2 | 5 |\n }"},
                {"a task with dates", " indicator 甲 { claim 5个 in 2 @9 }\n task 2 \"建设\" @10 { dates 2024..2025 }"},
                {"a safeguard", " indicator 甲 { claim 1..2年 in 二 @20 }\n safeguard 二 \"领导\" @20 { }"},
                {"no place in the work", " indicator 甲 { claim 5个 @3 }"},
            },
            task);
  expect_of("quantified-task-without-milestone", {{"a plan of one year", " indicator 甲 { claim 5个 in 1 @9 }\n task 1 \"建设\" @9 { }"}},
            "plan 试 \"某市年度方案\" {\n period 2024..2024 @1\n");
}

TEST(NoQuantifiedTarget, SpeaksOnceOfAPlanWithoutFigures) {
  const char* const head = "plan 试 \"某市行动方案\" {\n";
  expect_of("no-quantified-target",
            {
                {"goals alone", "//^ no-quantified-target: \"某市行动方案\"\n goal 能力 \"能力\" rising @3\n goal 中心 \"中心\" build @3"},
                {"a cycle in a safeguard is no target",
                 "//^ no-quantified-target: \"某市行动方案\"\n goal 能力 \"能力\" rising @3\n indicator 周期 { claim 1..2年 in 二 @20 }\n"
                 " safeguard 二 \"领导\" @20 { }"},
                {"a baseline is no target",
                 "//^ no-quantified-target: \"某市行动方案\"\n goal 能力 \"能力\" rising @3\n indicator 甲 { baseline 2023 5个 @3 }"},
                {"a figure in a task", " goal 能力 \"能力\" rising @3\n indicator 甲 { claim 5个 in 1 @9 }\n task 1 \"建设\" @9 { }"},
                {"a target", " goal 能力 \"能力\" rising @3\n indicator 甲 { target 2026 5个 @3 }"},
                {"no goal at all", " task 1 \"建设\" @9 { }"},
            },
            head);
  // What only follows is not told again.
  const Audited audited = audit_text("plan 试 \"某市行动方案\" {\n goal 能力 \"能力\" rising @3\n task 1 \"建设\" @9 { }\n}\n",
                                     only({"structure", "unmeasurable-target"}));
  ASSERT_EQ(audited.result.findings.size(), 1u);
  EXPECT_EQ(audited.result.findings[0].rule->name, "no-quantified-target");
}

TEST(BaseMissing, SpeaksOfLevelsWithoutAStart) {
  expect_of("base-missing",
            {
                {"two levels, one finding", " indicator 甲 stock { target 2026 5个 @3 }\n //^ base-missing: 5个\n indicator 乙 score { target 2026 90分 @3 }"},
                {"a level by its words", " indicator 甲 \"每万人发明专利拥有量\" { target 2026 14件 @3 }\n //^ base-missing: 14件"},
                {"a level by its comparator", " indicator 甲 \"服务机构\" { target 2026 达到 50家 @3 }\n //^ base-missing: 达到 50家"},
                {"a baseline", " indicator 甲 stock { baseline 2023 3个 @3\n target 2026 5个 @3 }"},
                {"an actual", " indicator 甲 stock { actual 2023 3个 @3\n target 2026 5个 @3 }"},
                {"additions", " indicator 甲 new { target 2026 5个 @3 }\n indicator 乙 \"新增平台\" { target 2026 达到 5个 @3 }"},
                {"what is done", " indicator 甲 \"培训人才\" { target 2026 达到 3万人次 @3 }\n indicator 乙 \"机构\" { target 2026 达到 1家 \"培育建设\" @3 }"},
                {"a total over the period", " indicator 甲 { target 2026 达到 2亿元 total @3 }\n indicator 乙 flow { target 2024..2026 达到 9个 @3 }"},
                {"a running total", " indicator 甲 cumulative { target 2026 达到 9个 @3 }"},
                {"each year", " indicator 甲 stock { target each 5个 @3 }"},
                {"a growth", " indicator 甲 stock { target 2026 +10% vs 2023 @3 }"},
                {"a bare number of things", " indicator 甲 \"示范点\" { target 2026 10个 @3 }"},
                {"milestones that add up to the target",
                 " indicator 甲 \"示范点\" { milestone 2024 2个 @4\n milestone 2025 3个 @4\n milestone 2026 5个 @4\n target 2026 达到 10个 @3 }"},
                {"all there is", " indicator 甲 \"覆盖率\" ratio % { target 2026 100% @3 }"},
                {"a ratio of two that have theirs",
                 " indicator 子 { baseline 2023 1个 @3 }\n indicator 母 { baseline 2023 4个 @3 }\n indicator 率 \"占比\" ratio % { target 2026 50% @3 }\n"
                 " relation 率 = 子 / 母"},
            });
  // Milestones from the first year on show a start.
  const Audited audited = audit_text(
      "plan 试 \"某市行动方案\" {\n period 2024..2026 @1\n indicator 甲 stock { milestone 2024 3个 @4\n milestone 2025 4个 @4\n target 2026 达到 5个 @3 }\n}\n",
      only({"base-missing"}));
  ASSERT_EQ(audited.result.findings.size(), 1u);
  EXPECT_EQ(audited.result.findings[0].severity, analyzer::Severity::Info);
}

TEST(UndefinedReference, SpeaksOfWhatThePlanDoesNotHave) {
  const char* const table = "plan 试 \"某市行动方案\" {\n indicator 甲\n table 附件2 \"主要指标\" { \n | indicator | 2024 |\n | 甲 | 5 |\n }\n";
  expect_of("undefined-reference",
            {
                {"no such annex", " refers \"附件3\" @3\n //^ undefined-reference: \"附件3\""},
                {"its ID", " refers \"附件2\" @3"},
                {"its title", " refers \"主要指标\" @3"},
                {"named by to", " refers \"附表\" to 附件2 @3"},
                {"a task by its number", " refers \"任务3\" @3\n task 3 \"建设\" @9 { }"},
                {"a place in an annex that the plan does not name",
                 " refers \"附件2\" @3\n claim of 甲 5个 @附件3:2\n //^ undefined-reference: claim of 甲 5个 @附件3:2"},
                {"places in annexes where no reference names any", " claim of 甲 5个 @附件3:2"},
            },
            table);
  const Audited audited = audit_text("plan 试 {\n refers \"附表\" to 附件9\n}\n");
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{"2:17 unknown-name"});
}

TEST(UnusedDeclaration, SpeaksOfWhatHasNoUse) {
  const char* const head = "plan 试 \"某市行动方案\" {\n issuer \"市政府\"\n org 甲局\n task 1 \"建设\" @9 { units 甲局 }\n";
  expect_of("unused-declaration",
            {
                {"an organisation, an indicator and a unit in one finding",
                 " org 乙局 \"某市乙局\"\n //^ unused-declaration: 某市乙局\n indicator 丙\n unit 盏 = 1 个"},
                {"who issued the plan", " org 市政府"},
                {"members and their body", " org 成员单位 contains 丙局\n org 丙局"},
                {"an owner", " org 乙局\n indicator 丙 owner 乙局 { target 2026 5个 @3 }"},
                {"an indicator of a relation", " indicator 丙\n indicator 丁\n relation 丙 within 丁"},
                {"a unit that another is made of", " unit 担 = 50 千克\n unit 挑 = 2 担\n indicator 丙 { target 2026 5挑 @3 }"},
                {"a unit in a quotient", " unit 担 = 50 千克\n indicator 丙 { target 2026 5担/亩 @3 }"},
                {"sections and phases", " section 七 \"附则\"\n phase 一 2024..2025"},
            },
            head);
  expect_of("unused-declaration", {{"no task says who does it", " org 甲局\n task 1 \"建设\" @9 { }"}});
}

TEST(UnmeasurableTarget, SpeaksOfDirectionsWithoutAMeasure) {
  const char* const head = "plan 试 \"某市行动方案\" {\n period 2024..2026 @1\n indicator 甲 \"服务机构\" { target 2026 5家 @3 }\n";
  expect_of("unmeasurable-target",
            {
                {"two, in one finding", " goal 能力 \"服务能力\" rising @3\n //^ unmeasurable-target: 服务能力\n goal 成本 \"办事成本\" falling @3"},
                {"about an indicator", " goal 能力 \"服务能力\" rising of 甲 @3"},
                {"about an indicator that has no figure",
                 " indicator 乙\n goal 能力 \"服务能力\" rising of 乙 @3\n //^ unmeasurable-target: 服务能力"},
                {"the name of an indicator", " goal 机构 \"服务机构数量\" rising @3"},
                {"in a section with tasks", " section 三 { goal 能力 \"服务能力\" rising @9\n task 1 \"建设\" @9 { } }"},
                {"in a task", " goal 能力 \"服务能力\" rising in 1 @9\n task 1 \"建设\" @9 { }"},
                {"a task of that name", " goal 能力 \"公共服务能力\" rising @3\n task 1 \"提升公共服务能力\" @9 { }"},
                {"things and ranks", " goal 中心 \"交易中心\" build @3\n goal 位次 \"全省前列\" rank @3"},
            },
            head);
  expect_of("unmeasurable-target", {{"a plan without figures", " goal 能力 \"服务能力\" rising @3"}});
}

TEST(EnumerationCountMismatch, HoldsCountsAgainstWhatIsListed) {
  const Audited short_list = audit_text("plan 试 {\n declares 4 \"工程\" listing \"甲工程\", \"乙工程\", \"丙工程\" @3\n}\n",
                                        only({"enumeration-count-mismatch"}));
  ASSERT_EQ(short_list.result.findings.size(), 1u);
  EXPECT_EQ(short_list.result.findings[0].severity, analyzer::Severity::Error);
  EXPECT_EQ(short_list.result.findings[0].message.zh, "自述 4 项“工程”，列出的却是 3 项，少 1 项：“甲工程”、“乙工程”、“丙工程”。");
  expect_of("enumeration-count-mismatch",
            {
                {"one too few", " declares 4 \"工程\" listing \"甲\", \"乙\", \"丙\" @3\n //^ enumeration-count-mismatch: 4"},
                {"one too many", " declares 2 \"工程\" listing \"甲\", \"乙\", \"丙\" @3\n //^ enumeration-count-mismatch: 2"},
                {"one twice", " declares 3 \"工程\" listing \"甲园\", \"乙园\", \"甲园\" @3\n //^ enumeration-count-mismatch: 3"},
                {"as many", " declares 3 \"工程\" listing \"甲\", \"乙\", \"丙\" @3"},
                {"examples", " declares 5 \"工程\" listing \"甲\", \"乙等\" @3"},
                {"tasks", " declares 3 \"项任务\" @3\n //^ enumeration-count-mismatch: 3\n task 1 \"甲\" @9 { }\n task 2 \"乙\" @10 { }"},
                {"tasks in their sections",
                 " declares 2 \"重点任务\" @3\n section 一 { task 1 \"甲\" @9 { }\n task 2 \"乙\" @10 { } }\n section 二 { task 3 \"丙\" @11 { } }"},
                {"indicators with targets", " declares 2 \"项指标\" @3\n //^ enumeration-count-mismatch: 2\n indicator 甲 { target 2026 5个 @4 }"},
                {"rows of a table",
                 " declares 1 \"项主要指标\" @3\n indicator 甲 { target 2026 5个 @4 }\n indicator 乙 { target 2026 5个 @4 }\n"
                 " table 表 { \n | indicator | target 2026 |\n | 甲 | 5个 |\n }"},
                {"safeguards", " declares 2 \"保障措施\" @3\n //^ enumeration-count-mismatch: 2\n safeguard 一 \"领导\" @9 { }"},
                {"phases are another rule's", " declares 3 \"阶段\" @3"},
                {"what the plan does not count", " declares 5 \"思维\" @3"},
            });
}

}  // namespace
}  // namespace gouji::testing
