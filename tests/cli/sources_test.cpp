// `gouji audit --sources`: whole commands over invented documents, and the five plans over theirs when these are at hand.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"

namespace gouji {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::contains;
using testing::Outcome;
using testing::slurp;

class Sources : public testing::ProgramTest {
 protected:
  void SetUp() override {
    ProgramTest::SetUp();
    fs::create_directories(folder_ / "documents");
    for (const char* name : {"lingyun.plan", "lingyun.txt"}) {
      fs::copy_file(fs::path(GOUJI_SOURCE_DIR "/tests/source") / name, folder_ / (std::string(name).ends_with(".txt") ? "documents" : ".") / name);
    }
  }

  // The plan with one text replaced by another.
  void change_plan(const std::string& from, const std::string& to) const {
    std::string text = read("lingyun.plan");
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    write("lingyun.plan", text.replace(at, from.size(), to));
  }
};

TEST_F(Sources, AProvenPlan) {
  const Outcome outcome = gouji("audit lingyun.plan --sources documents --select source --format json --show-checks");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const json report = json::parse(outcome.out);
  EXPECT_TRUE(report["findings"].empty()) << report["findings"].dump(1);
  const json source = report["summary"]["sources"].at(0);
  EXPECT_EQ(source["open"], 0);
  EXPECT_EQ(source["waived"], 1);
  EXPECT_EQ(source["encoding"], "UTF-8");
  EXPECT_EQ(source["figures"], source["covered"].get<int>() + source["recognised"].get<int>() + source["waived"].get<int>());
  bool another_scale = false;
  for (const json& check : report["checks"]) {
    if (check["rule"] == "figure-not-at-place" && check["reason"].is_object()) {
      another_scale = another_scale || contains(check["reason"]["zh"].get<std::string>(), "写法不同");
    }
  }
  EXPECT_TRUE(another_scale) << "1.2億平方米 is 12000万平方米";
  EXPECT_TRUE(contains(gouji("audit lingyun.plan --sources documents").out, "没有着落 0"));
}

TEST_F(Sources, AreSilentWithoutTheOption) {
  const json report = json::parse(gouji("audit lingyun.plan --format json").out);
  EXPECT_FALSE(report["summary"].contains("sources"));
  for (const json& finding : report["findings"]) EXPECT_NE(finding["family"], "source");
}

TEST_F(Sources, WhatDoesNotAgreeIsTold) {
  change_plan("达到 12座 @5", "达到 13座 @5");
  change_plan("超 3万米 @5", "超 3万米 @9");
  change_plan("    非数据 \"2+8\" 因为 \"格局的名称\"        @10\n", "");
  const Outcome outcome = gouji("audit lingyun.plan --sources documents --select source");
  EXPECT_EQ(outcome.code, 1);
  EXPECT_TRUE(contains(outcome.out, "原文第 5 行没有“新建泵站”的2026年底目标“达到13座”，原文别处也没有。")) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "该处没有着落的数据是")) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "拟将出处改为原文第 5 行")) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "有 1 个数据在方案文件中没有着落：第 10 行“2+8”")) << outcome.out;
}

TEST_F(Sources, AGb18030DocumentIsConvertedAndSaidToBe) {
  const std::string command = fmt::format("cd '{}/documents' && iconv -f UTF-8 -t GB18030 lingyun.txt >g && mv g lingyun.txt", folder_.string());
  ASSERT_EQ(std::system(command.c_str()), 0);
  const Outcome outcome = gouji("audit lingyun.plan --sources documents --select source");
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "（由 GB18030 转换）")) << outcome.out;
}

TEST_F(Sources, ADocumentThatChangedIsToldOnce) {
  write("documents/lingyun.txt", slurp(folder_ / "documents/lingyun.txt") + "(此件公开发布)\n");
  const Outcome outcome = gouji("audit lingyun.plan --sources documents --select source");
  EXPECT_TRUE(contains(outcome.out, "10 行，现有文件 11 行，原文可能换过版本")) << outcome.out;
  EXPECT_TRUE(contains(outcome.out, "警告 1，")) << outcome.out;
}

TEST_F(Sources, WhatCannotBeDone) {
  const auto cannot = [&](const std::string& arguments, std::string_view words) {
    const Outcome outcome = gouji(arguments);
    EXPECT_EQ(outcome.code, 2) << arguments;
    EXPECT_EQ(outcome.out, "") << arguments;
    EXPECT_TRUE(contains(outcome.err, words)) << outcome.err;
  };
  cannot("audit lingyun.plan --sources absent", "不存在");
  cannot("audit lingyun.plan --sources lingyun.plan", "不是文件夹");
  cannot("audit lingyun.plan --sources .", "lingyun.txt");
  cannot("audit lingyun.plan --sources documents -o documents/lingyun.txt", "-o 不能指向原文");
  write("documents/lingyun.txt", std::string("\xFF\xFE\x00\x4E", 4));
  cannot("audit lingyun.plan --sources documents", "既不是 UTF-8");
  change_plan("\"lingyun.txt\"", "\"../secret.txt\"");
  cannot("audit lingyun.plan --sources documents", "不在 --sources 文件夹内");
}

TEST_F(Sources, APlanThatNamesNoDocumentIsUndetermined) {
  change_plan("    原文 \"lingyun.txt\" 行数 10\n", "");
  const Outcome outcome = gouji("audit lingyun.plan --sources documents --select source");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(contains(outcome.out, "方案文件没有写明原文")) << outcome.out;
}

// --- the five plans -----------------------------------------------------------------------------------------------------

// Beside the repository, or where GOUJI_SOURCES says.
fs::path documents_of_the_five() {
  const char* elsewhere = std::getenv("GOUJI_SOURCES");
  return elsewhere != nullptr ? fs::path(elsewhere) : fs::path(GOUJI_SOURCE_DIR) / "../shared/sources";
}

TEST_F(Sources, EveryFigureOfTheFiveDocumentsIsAccountedFor) {
  const fs::path documents = documents_of_the_five();
  if (!fs::is_directory(documents)) GTEST_SKIP() << "the five documents are not at hand (" << documents.string() << ")";
  const Outcome outcome = gouji(fmt::format("audit '{}' --sources '{}' --select source --format json", GOUJI_SOURCE_DIR "/plans", documents.string()));
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  const json report = json::parse(outcome.out);
  EXPECT_TRUE(report["findings"].empty()) << report["findings"].dump(1);
  ASSERT_EQ(report["summary"]["sources"].size(), 5u);
  const std::string page = slurp(GOUJI_SOURCE_DIR "/docs/SOURCES.md");
  for (const json& source : report["summary"]["sources"]) {
    EXPECT_EQ(source["open"], 0) << source["plan"];
    const std::string row = fmt::format("| {} | {} | {} | {} | {} | {} | {} |", source["plan"].get<std::string>(), source["places"].get<int>(),
                                        source["figures"].get<int>(), source["covered"].get<int>(), source["recognised"].get<int>(),
                                        source["waived"].get<int>(), source["open"].get<int>());
    EXPECT_TRUE(contains(page, row)) << "docs/SOURCES.md should say: " << row;
  }
}

}  // namespace
}  // namespace gouji
