// gouji graph: pictures, data and lists; what it says when asked for something else.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

namespace gouji {
namespace {

using nlohmann::json;
using testing::contains;
using testing::Outcome;

const std::string kPlan = R"(plan 云溪 "云溪县行动方案" {
    period 2024..2026 @3
    leads marked "*"
    org 甲局 "甲管理局" also "甲"
    org 乙局
    org 丙局
    indicator 总量 "设施总量" stock 家 {
        baseline 2023 60家 @5
        target   2026 = 100家 @5
    }
    indicator 部分 "示范设施" stock 家 part of 总量 {
        target 2026 = 120家 @6
    }
    indicator 孤 "孤立指标" 家 {
        target 2026 = 5家 @7
    }
    goal 好 "更好" rising of 总量 @4
    goal 远 "更远" rising @4
    section 一 "第一章" @20
    section 一·一 "建设" in 一 @20 {
        task 1 "摸底" @21 {
            units *甲局, 乙局
            dates 2024-01..2024-06
        }
        task 2 "建设" @22 {
            units 乙局
            supports 总量, 部分
            after 1
        }
        task 3 "评估" @23 {
            units 乙局, 丙局
            after 2
        }
        task 4 "总量" @24 { }
    }
}
)";

class GraphCommand : public testing::ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write("a.plan", kPlan);
  }
};

TEST_F(GraphCommand, DotByDefault) {
  const Outcome run = gouji("graph a.plan");
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_TRUE(run.out.starts_with("digraph \"云溪\" {\n")) << run.out;
  EXPECT_TRUE(run.out.ends_with("}\n"));
  EXPECT_TRUE(contains(run.out, "fontname=\"Noto Sans CJK SC\""));
  EXPECT_TRUE(contains(run.out, "rankdir=LR"));
  EXPECT_TRUE(contains(run.out, "label=\"第一章\""));
  EXPECT_TRUE(contains(run.out, "label=\"没有任务支撑的指标\""));
  EXPECT_TRUE(contains(run.out, "2023年基期值 60家 → 2026年目标 100家")) << run.out;
  EXPECT_TRUE(contains(run.out, "另有 1 项没有数字的目标未画")) << run.out;
  EXPECT_EQ(gouji("graph a.plan").out, run.out);
}

TEST_F(GraphCommand, FindingsMarkTheirSubjects) {
  // subset-exceeds-superset is an error about 部分.
  const json report = json::parse(gouji("graph a.plan --format json").out);
  std::map<std::string, json> severities;
  for (const json& node : report["nodes"]) severities[node["kind"].get<std::string>() + ":" + node["id"].get<std::string>()] = node["severity"];
  EXPECT_EQ(severities["indicator:部分"], "error") << report;
  EXPECT_TRUE(contains(gouji("graph a.plan").out, "核对有错误"));
  EXPECT_TRUE(contains(gouji("graph a.plan --lang en").out, "audit: error"));
}

TEST_F(GraphCommand, JsonHoldsThePlaceOfEveryLink) {
  const json report = json::parse(gouji("graph a.plan --format json").out);
  EXPECT_EQ(report["schemaVersion"], "1");
  EXPECT_TRUE(report["focus"].is_null());
  bool found = false;
  for (const json& edge : report["edges"]) {
    if (edge["kind"] != "waits-for" || edge["location"]["line"] != 32) continue;
    found = true;
    EXPECT_EQ(edge["location"]["text"], "2");
    EXPECT_EQ(edge["location"]["source"]["line"], 23);
  }
  EXPECT_TRUE(found) << report["edges"];
  EXPECT_EQ(report["schedule"]["tasks"].size(), 3U);
  EXPECT_EQ(report["organisations"].size(), 3U);
  EXPECT_EQ(report["organisations"][1]["sole"].size(), 1U);
}

TEST_F(GraphCommand, MermaidAndGraphml) {
  const std::string mermaid = gouji("graph a.plan --format mermaid").out;
  EXPECT_TRUE(contains(mermaid, "\nflowchart LR\n")) << mermaid;
  EXPECT_TRUE(contains(mermaid, "==>|\"后于\"|")) << mermaid;
  EXPECT_TRUE(contains(mermaid, "2023年基期值 60家 → 2026年目标 100家")) << mermaid;
  const std::string graphml = gouji("graph a.plan --format graphml").out;
  EXPECT_TRUE(graphml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
  EXPECT_TRUE(contains(graphml, "<key id=\"kind\" for=\"all\" attr.name=\"kind\" attr.type=\"string\"/>"));
  EXPECT_TRUE(contains(graphml, "<data key=\"name\">设施总量</data>"));
}

TEST_F(GraphCommand, ImpactTellsTheWay) {
  const Outcome run = gouji("graph a.plan --impact 1");
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.out,
            "任务 1“摸底”（第 21 行）\n"
            "\n"
            "若有延误，受其牵连的有 5 项：\n"
            "  任务 2 项\n"
            "    任务 2“建设”（后于，第 28 行）\n"
            "    任务 2“建设”（后于，第 28 行） → 任务 3“评估”（后于，第 32 行）\n"
            "  指标 2 项\n"
            "    任务 2“建设”（后于，第 28 行） → 指标 总量“设施总量”（支撑，第 27 行）\n"
            "    任务 2“建设”（后于，第 28 行） → 指标 部分“示范设施”（支撑，第 27 行）\n"
            "  定性目标 1 项\n"
            "    任务 2“建设”（后于，第 28 行） → 指标 总量“设施总量”（支撑，第 27 行） → 定性目标 好“更好”（衡量，第 17 行）\n"
            "\n"
            "它有赖于以下 2 项：\n"
            "  机构 2 项\n"
            "    机构 甲局“甲管理局”（牵头，第 22 行）\n"
            "    机构“乙局”（参与，第 22 行）\n");
  const std::string english = gouji("graph a.plan --impact 甲 --lang en").out;
  EXPECT_TRUE(contains(english, "If it slips, 6 are touched:")) << english;
  EXPECT_TRUE(contains(gouji("graph a.plan --impact 甲 --format dot").out, "与机构 甲局“甲管理局”相连的部分"));
}

TEST_F(GraphCommand, AroundWithDepth) {
  const json near = json::parse(gouji("graph a.plan --around 任务:1 --format json").out);
  EXPECT_EQ(near["nodes"].size(), 4U) << near["nodes"];  // itself, two organisations, the task that waits for it
  const json far = json::parse(gouji("graph a.plan --around task:1 --depth 2 --format json").out);
  EXPECT_EQ(far["nodes"].size(), 7U) << far["nodes"];
  EXPECT_FALSE(far.contains("organisations"));
  // From a section down to its tasks, never up to the plan; in pictures it is a frame.
  const json section = json::parse(gouji("graph a.plan --around 一 --depth 2 --format json").out);
  EXPECT_EQ(section["nodes"].size(), 6U) << section["nodes"];
  const std::string frames = gouji("graph a.plan --around 一 --depth 2").out;
  EXPECT_TRUE(contains(frames, "label=\"第一章\"")) << frames;
  EXPECT_FALSE(contains(frames, "n1 ")) << frames;
  EXPECT_CANNOT(gouji("graph a.plan --around 任务:1 --depth 0"), "--depth 须为正整数");
  EXPECT_CANNOT(gouji("graph a.plan --depth 2"), "--depth 须与 --around 同用");
}

TEST_F(GraphCommand, WorkListsLeadFirst) {
  EXPECT_EQ(gouji("graph a.plan --by-unit").out,
            "乙局\n"
            "  牵头 1 项\n"
            "    2 建设（独自承担）；支撑：设施总量、示范设施；后于：1\n"
            "  参与 1 项\n"
            "    1 摸底；起止：2024-01—2024-06\n"
            "  列名而未明牵头 1 项\n"
            "    3 评估；后于：2\n"
            "\n"
            "甲管理局\n"
            "  牵头 1 项\n"
            "    1 摸底；起止：2024-01—2024-06\n"
            "\n"
            "丙局\n"
            "  列名而未明牵头 1 项\n"
            "    3 评估；后于：2\n"
            "\n"
            "没有责任单位的任务 1 项：4\n");
}

TEST_F(GraphCommand, Matrix) {
  EXPECT_EQ(gouji("graph a.plan --matrix").out,
            "         1   2   3\n"
            "1 摸底  牵  参   ·\n"
            "2 建设   ·  独   ·\n"
            "3 评估   ·   ?   ?\n"
            "4 总量   ·   ·   ·\n"
            "\n"
            "独 独自承担　牵 牵头　参 参与　? 列名而未明牵头\n"
            "   1 甲管理局\n"
            "   2 乙局\n"
            "   3 丙局\n");
}

TEST_F(GraphCommand, NamesThatAreNotThere) {
  EXPECT_CANNOT(gouji("graph a.plan --around 甲管理局局"), "方案里没有名为“甲管理局局”的任务、指标、机构等，是不是“甲管理局”？");
  EXPECT_CANNOT(gouji("graph a.plan --impact 甲管理局局 --lang en"), "nothing in the plan is called \"甲管理局局\", did you mean \"甲管理局\"?");
  // A section and a task share the name: the id decides where there is one, else the choices are told.
  const Outcome ambiguous = gouji("graph a.plan --around 建设");
  EXPECT_CANNOT(ambiguous, "“建设”不止一个，请写明是哪一个：\n  章节:一·一  章节 一·一“建设”（第 20 行）\n  任务:2  任务 2“建设”（第 25 行）");
  EXPECT_EQ(gouji("graph a.plan --around 任务:建设").code, 0);
  EXPECT_EQ(gouji("graph a.plan --around 总量").code, 0);
}

TEST_F(GraphCommand, OptionsThatDoNotFit) {
  EXPECT_CANNOT(gouji("graph"), "没有给出方案文件");
  EXPECT_CANNOT(gouji("graph a.plan --format dott"), "--format 没有“dott”这个取值，是不是“dot”？");
  EXPECT_CANNOT(gouji("graph a.plan --around 1 --impact 2"), "--around 与 --impact 只能取其一");
  EXPECT_CANNOT(gouji("graph a.plan --matrix --format json"), "不能同时给出 --format");
  EXPECT_CANNOT(gouji("graph a.plan --without orgs"), "是不是“org”？");
  EXPECT_CANNOT(gouji("graph a.plan --units many"), "--units");
  EXPECT_CANNOT(gouji("graph b.plan"), "b.plan");
  EXPECT_CANNOT(gouji("graph a.plan -o a.plan"), "-o 不能指向方案文件");
}

TEST_F(GraphCommand, UnitsAsWordsOrNotAtAll) {
  const std::string words = gouji("graph a.plan --units words").out;
  EXPECT_TRUE(contains(words, "牵头 甲局；参与 乙局")) << words;
  EXPECT_FALSE(contains(words, "shape=component"));
  const std::string none = gouji("graph a.plan --without org").out;
  EXPECT_FALSE(contains(none, "甲局")) << none;
  EXPECT_FALSE(contains(gouji("graph a.plan --without indicator").out, "shape=note"));
}

TEST_F(GraphCommand, WritesAFile) {
  const Outcome run = gouji("graph a.plan -o out.dot");
  EXPECT_EQ(run.code, 0);
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(read("out.dot"), gouji("graph a.plan").out);
  EXPECT_EQ(names(), (std::set<std::string>{"a.plan", "out.dot"}));
}

TEST_F(GraphCommand, SeveralPlansAndBrokenOnes) {
  write("two.plan", "plan 甲 { task 1 \"一\" { } }\nplan 乙 { task 2 \"二\" { } }\n");
  EXPECT_CANNOT(gouji("graph two.plan"), "two.plan 里有 2 个方案，请以 --plan 指明其一：甲、乙");
  EXPECT_TRUE(contains(gouji("graph two.plan --plan 乙").out, "2 二"));
  EXPECT_CANNOT(gouji("graph two.plan --plan 丙"), "没有名为“丙”的方案");
  write("none.plan", "\n");
  EXPECT_CANNOT(gouji("graph none.plan"), "none.plan 里没有方案");
  write("broken.plan", "plan 甲 {\n    task 1 \"一\" { }\n    tusk 2\n}\n");
  const Outcome broken = gouji("graph broken.plan");
  EXPECT_EQ(broken.code, 1);
  EXPECT_TRUE(contains(broken.err, "unknown-statement")) << broken.err;
  EXPECT_TRUE(contains(broken.out, "1 一"));
}

TEST_F(GraphCommand, HostileNames) {
  write("h.plan",
        "plan p \"<script>alert('x')</script> & \\\"q\\\" \\\\n\" {\n"
        "    org \"o\\\"];\" \"<b>&#34;\" \n"
        "    section s \"} subgraph {\" {\n"
        "        task \"a\\\\\" \"\\\"]; end; `x` #quot; -->\" { units \"o\\\"];\"; after b }\n"
        "        task b \"]]>\t\x1b[31m\" { after \"a\\\\\" }\n"
        "    }\n"
        "}\n");
  const std::string dot = gouji("graph h.plan").out;
  EXPECT_TRUE(contains(dot, "<TD>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot; \\n</TD>")) << dot;
  EXPECT_TRUE(contains(dot, "label=\"} subgraph {\"")) << dot;
  EXPECT_TRUE(contains(dot, "a\\ &quot;]; end; `x` #quot; --&gt;")) << dot;
  EXPECT_FALSE(contains(dot, "\x1b"));
  const std::string mermaid = gouji("graph h.plan --format mermaid").out;
  EXPECT_FALSE(contains(mermaid, "\x1b"));
  EXPECT_TRUE(contains(mermaid, "a#92; #quot;]#59; end#59; #96;x#96; #35;quot#59; --#gt;")) << mermaid;
  const std::string graphml = gouji("graph h.plan --format graphml").out;
  EXPECT_FALSE(contains(graphml, "<script>"));
  EXPECT_FALSE(contains(graphml, "\x1b"));
  EXPECT_TRUE(contains(graphml, "&quot;]; end; `x` #quot; --&gt;")) << graphml;
  EXPECT_FALSE(contains(gouji("graph h.plan --matrix").out, "\x1b"));
  EXPECT_FALSE(contains(gouji("graph h.plan --impact b").out, "\x1b"));
  EXPECT_FALSE(contains(gouji("graph h.plan --by-unit").out, "\x1b"));
  EXPECT_TRUE(json::accept(gouji("graph h.plan --format json").out));
}

TEST_F(GraphCommand, CirclesDoNotTrapThePicture) {
  write("c.plan",
        "plan p {\n    section 一 \"一\" in 二\n    section 二 \"二\" in 一\n    task 1 \"甲\" in 一 { after 2 }\n    task 2 \"乙\" in 二 { after 1 }\n}\n");
  const Outcome run = gouji("graph c.plan");
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_TRUE(contains(run.out, "1 甲"));
  const json report = json::parse(gouji("graph c.plan --format json").out);
  EXPECT_EQ(report["circles"].size(), 2U);
}

TEST_F(GraphCommand, HelpInBothLanguages) {
  const std::string help = gouji("graph --help").out;
  EXPECT_TRUE(contains(help, "画出方案的依赖关系")) << help;
  EXPECT_TRUE(contains(help, "draw the dependencies of a plan"));
  EXPECT_TRUE(contains(help, "--impact NAME"));
  EXPECT_TRUE(contains(gouji("--help").out, "graph"));
}

}  // namespace
}  // namespace gouji
