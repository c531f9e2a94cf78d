// --baseline, --write-baseline, --prune-baseline: what is hidden and told, and when a file is touched.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::contains;
using testing::Outcome;

std::string plan_of(const std::string& id, const std::string& name, const std::string& target) {
  return "plan " + id + " \"" + id + "方案\" {\n"
         "    period 2023..2025\n"
         "    indicator 企业 \"" + name + "\" 家 {\n"
         "        milestone 2023 10家 @3\n"
         "        milestone 2024 10家 @3\n"
         "        milestone 2025 10家 @3\n"
         "        target    2025 = " + target + " @9\n"
         "    }\n"
         "}\n";
}

const std::string kHead = "#gouji-baseline\t1\nsince\trule\tplan\tkind\tsubject\tfacts\tcount\n";
const std::string kFacts = "milestone@2023=10家 milestone@2024=10家 milestone@2025=10家 target@2025=90家";
const std::string kLine = "2026-03-01\tmilestone-target-mismatch\t乙\tindicator\t示范企业\t" + kFacts + "\t1\n";

class Baseline : public testing::ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    write("a.plan", plan_of("乙", "示范企业", "90家"));
  }
  // The rules of one family, on a day of 2026.
  [[nodiscard]] Outcome audit(const std::string& arguments) const {
    return gouji("audit --select reconcile --as-of 2026-05-01 " + arguments);
  }
  [[nodiscard]] json data(const std::string& arguments) const { return json::parse(audit("--format json " + arguments).out); }
};

TEST_F(Baseline, WrittenThenOnlyWhatIsNewIsTold) {
  const Outcome written = gouji("audit a.plan --select reconcile --as-of 2026-03-01 --write-baseline known.tsv");
  EXPECT_EQ(written.code, 0) << written.out << written.err;
  EXPECT_EQ(read("known.tsv"), kHead + kLine);
  EXPECT_TRUE(contains(written.out, "基准 known.tsv：记有 1 个问题，本次不再列出 1 个，最早的记于 2026-03-01（0 天前）；已写入\n")) << written.out;

  const Outcome again = audit("a.plan --baseline known.tsv");
  EXPECT_EQ(again.code, 0);
  EXPECT_FALSE(contains(again.out, "GJ0101"));
  EXPECT_TRUE(contains(again.out, "问题：错误 0，警告 0，提示 0；基准中已有 1\n")) << again.out;
  EXPECT_TRUE(contains(again.out, "最早的记于 2026-03-01（61 天前）\n")) << again.out;
  EXPECT_EQ(read("known.tsv"), kHead + kLine) << "left as it is";

  const json report = data("a.plan --baseline known.tsv");
  EXPECT_EQ(report["summary"]["baselined"], 1);
  EXPECT_EQ(report["findings"].size(), 0U);
  ASSERT_EQ(report["baselined"].size(), 1U);
  EXPECT_EQ(report["baselined"][0]["code"], "GJ0101");
  EXPECT_EQ(report["baselined"][0]["since"], "2026-03-01");
  EXPECT_EQ(report["baselines"][0]["oldestDays"], 61);
  EXPECT_TRUE(contains(audit("a.plan --baseline known.tsv --lang en").out, "baseline known.tsv: 1 findings known, 1 of them not told again, the oldest since 2026-03-01 (61 days ago)"));
}

TEST_F(Baseline, AFindingComesBackWhenItsFiguresChange) {
  write("known.tsv", kHead + kLine);
  write("a.plan", plan_of("乙", "示范企业", "91家"));
  const Outcome outcome = audit("a.plan --baseline known.tsv");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(contains(outcome.out, "其中 1 个已不再出现（--prune-baseline 可从基准中删去）\n"
                                    "    milestone-target-mismatch：示范企业（记于 2026-03-01；所依据的数据有变，已重新列出）\n"))
      << outcome.out;
  // The same facts, written and placed otherwise, do not bring it back.
  write("a.plan", "// 注\n" + plan_of("乙", "示范企业", "0.9百家"));
  EXPECT_EQ(audit("a.plan --baseline known.tsv").code, 0);
}

TEST_F(Baseline, OneFixedAndOneAddedIsNotGreen) {
  write("known.tsv", kHead + kLine);
  write("a.plan", plan_of("乙", "另一种企业", "90家"));
  const json report = data("a.plan --baseline known.tsv");
  EXPECT_EQ(report["summary"]["error"], 1);
  EXPECT_EQ(report["summary"]["baselined"], 0);
  EXPECT_EQ(report["baselines"][0]["stale"][0]["subject"], "示范企业");
  EXPECT_EQ(report["baselines"][0]["stale"][0]["changed"], false);
}

TEST_F(Baseline, PruningTakesOutWhatIsGoneAndTouchesNothingElse) {
  const std::string gone = "2026-01-01\tcomparator-drift\t乙\tindicator\t示范企业\t-\t2\n";
  const std::string elsewhere = "2026-01-01\tmilestone-target-mismatch\t丙\tindicator\t示范企业\t-\t1\n";
  const std::string not_run = "2026-01-01\tunit-mismatch\t乙\tindicator\t示范企业\t-\t1\n";
  write("known.tsv", kHead + kLine + gone + elsewhere + not_run);
  const Outcome pruned = gouji("audit a.plan --select reconcile,wording --as-of 2026-05-01 --baseline known.tsv --prune-baseline");
  EXPECT_EQ(pruned.code, 0) << pruned.out;
  EXPECT_TRUE(contains(pruned.out, "2 个所属的方案或规则本次没有核对")) << pruned.out;
  EXPECT_TRUE(contains(pruned.out, "其中 2 个已不再出现（已从基准中删去）\n    comparator-drift：示范企业（记于 2026-01-01，2 个）")) << pruned.out;
  EXPECT_EQ(read("known.tsv"), kHead + elsewhere + kLine + not_run);
  const auto before = fs::last_write_time(folder_ / "known.tsv");
  EXPECT_EQ(audit("a.plan --baseline known.tsv --prune-baseline").code, 0);
  EXPECT_EQ(fs::last_write_time(folder_ / "known.tsv"), before) << "nothing to take out";
}

TEST_F(Baseline, WritingAgainKeepsDatesAndWhatWasNotAudited) {
  const std::string elsewhere = "2026-01-01\tmilestone-target-mismatch\t丙\tindicator\t示范企业\t-\t1\n";
  const std::string gone = "2026-01-01\tmilestone-target-mismatch\t乙\tindicator\t别的企业\t-\t1\n";
  write("known.tsv", kHead + elsewhere + gone + kLine);
  write("b.plan", plan_of("丁", "示范企业", "90家"));
  EXPECT_EQ(audit("a.plan b.plan --write-baseline known.tsv").code, 0);
  std::string added = kLine;
  added.replace(0, 10, "2026-05-01").replace(added.find("乙"), std::string("乙").size(), "丁");
  EXPECT_EQ(read("known.tsv"), kHead + added + elsewhere + kLine);
}

TEST_F(Baseline, FollowersAreKnownOneByOne) {
  // Once the finding they hang under is known, new ones stand alone.
  const std::string plan = testing::slurp(GOUJI_SOURCE_DIR "/docs/examples/lingang.plan");
  write("lingang.plan", plan);
  const json all = json::parse(gouji("audit lingang.plan --format json").out);
  std::size_t findings = all["findings"].size();
  for (const json& finding : all["findings"]) findings += finding["followers"].size();
  EXPECT_EQ(gouji("audit lingang.plan --write-baseline known.tsv").code, 0);
  const json hidden = json::parse(gouji("audit lingang.plan --baseline known.tsv --format json").out);
  EXPECT_EQ(hidden["summary"]["baselined"], findings);
  EXPECT_EQ(hidden["findings"].size(), 0U);
  std::string text = read("known.tsv");
  const std::size_t follower = text.find("comparator-drift");
  ASSERT_NE(follower, std::string::npos);
  const std::size_t begin = text.rfind('\n', follower) + 1;
  write("known.tsv", text.erase(begin, text.find('\n', begin) + 1 - begin));
  const json one = json::parse(gouji("audit lingang.plan --baseline known.tsv --format json").out);
  ASSERT_EQ(one["findings"].size(), 1U);
  EXPECT_EQ(one["findings"][0]["rule"], "comparator-drift");
}

TEST_F(Baseline, WaiversComeFirst) {
  std::string plan = plan_of("乙", "示范企业", "90家");
  plan.insert(plan.rfind('}'), "    allow GJ0101 because \"已核实\" by \"审计处\" until 2030-12-31\n");
  write("a.plan", plan);
  write("known.tsv", kHead + kLine);
  const json report = data("a.plan --baseline known.tsv");
  EXPECT_EQ(report["summary"]["waived"], 1);
  EXPECT_EQ(report["summary"]["baselined"], 0);
  EXPECT_EQ(report["baselines"][0]["stale"].size(), 1U) << "the waiver does its work";
}

TEST_F(Baseline, MistakesOfTheLanguageAreNeverKnown) {
  write("a.plan", plan_of("乙", "示范企业", "90家") + "plan 丙 {\n    indicater 企业 家\n}\n");
  const Outcome outcome = audit("a.plan --write-baseline known.tsv");
  EXPECT_EQ(outcome.code, 2);
  EXPECT_TRUE(contains(outcome.out, "unknown-statement")) << "the report is there";
  EXPECT_TRUE(contains(outcome.err, "基准文件没有改动")) << outcome.err;
  EXPECT_FALSE(names().contains("known.tsv"));
  // What such a file does not say may stand in the statements that were left out.
  write("known.tsv", kHead + kLine + "2026-01-01\tcomparator-drift\t乙\tindicator\t示范企业\t-\t1\n");
  const std::string before = read("known.tsv");
  EXPECT_EQ(audit("a.plan --baseline known.tsv --prune-baseline").code, 2);
  EXPECT_EQ(read("known.tsv"), before);
}

TEST_F(Baseline, OptionsThatDoNotGoTogether) {
  write("known.tsv", kHead + kLine);
  EXPECT_CANNOT(audit("a.plan --baseline known.tsv --write-baseline other.tsv"), "不能与 --baseline");
  EXPECT_CANNOT(audit("a.plan --prune-baseline"), "--prune-baseline 要有基准");
  EXPECT_CANNOT(audit("a.plan --prune-baseline --write-baseline known.tsv"), "不能与 --baseline、--prune-baseline 并用");
  EXPECT_CANNOT(audit("a.plan --baseline ''"), "没有给出基准文件");
  EXPECT_CANNOT(audit("a.plan --write-baseline ''"), "没有给出基准文件");
}

TEST_F(Baseline, SeveralFilesOneByConfiguration) {
  write("one/gouji.toml", "baseline = \"known.tsv\"\n");
  write("one/a.plan", plan_of("乙", "示范企业", "90家"));
  write("two/b.plan", plan_of("乙", "示范企业", "90家"));
  write("one/known.tsv", kHead + kLine);
  const json report = data("one two");
  EXPECT_EQ(report["summary"]["baselined"], 1);
  ASSERT_EQ(report["findings"].size(), 1U) << "the other folder has no baseline";
  EXPECT_EQ(report["findings"][0]["locations"][0]["file"], "two/b.plan");
}

TEST_F(Baseline, TheSameWhateverTheThreads) {
  for (int i = 0; i < 20; ++i) write(fmt::format("many/{:02}.plan", i), plan_of("乙", "示范企业", "90家"));
  EXPECT_EQ(audit("many --write-baseline known.tsv --jobs 4").code, 0);
  EXPECT_TRUE(read("known.tsv").ends_with("\t20\n")) << read("known.tsv");
  write("many/20.plan", plan_of("乙", "示范企业", "90家"));
  const Outcome one = audit("many --baseline known.tsv --jobs 1");
  EXPECT_EQ(one.code, 1) << "one more than is known";
  EXPECT_EQ(audit("many --baseline known.tsv --jobs 4").out, one.out);
}

}  // namespace
}  // namespace gouji
