// Documents read, their damage undone, their figures found and recognised, and plans held against them. All texts are invented.
#include "analyzer/source/document.hpp"

#include <gtest/gtest.h>
#include <iconv.h>

#include <algorithm>
#include <array>

#include "analyzer/source/figures.hpp"
#include "analyzer/source/proof.hpp"
#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

using analyzer::Outcome;
using analyzer::source::Document;
using analyzer::source::Figure;
using analyzer::source::Kind;
using analyzer::source::read_document;
using analyzer::source::Tools;

std::optional<std::string> recode(const char* to, const char* from, std::string_view text) {
  const iconv_t converter = iconv_open(to, from);
  std::string input(text);
  std::string output(text.size() * 4 + 8, '\0');
  char* in = input.data();
  char* out = output.data();
  std::size_t in_left = input.size();
  std::size_t out_left = output.size();
  const bool good = iconv(converter, &in, &in_left, &out, &out_left) != static_cast<std::size_t>(-1);
  iconv_close(converter);
  if (!good) return std::nullopt;
  output.resize(output.size() - out_left);
  return output;
}

// A handful of characters is enough for invented sentences.
std::string simplified(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kPairs = {{{"億", "亿"}, {"萬", "万"}, {"個", "个"}, {"項", "项"},
      {"達", "达"}, {"號", "号"}, {"區", "区"}, {"會", "会"}, {"產", "产"}, {"業", "业"}, {"強", "强"}, {"園", "园"}}};
  std::string result(text);
  for (const auto& [from, to] : kPairs) {
    for (std::size_t at = result.find(from); at != std::string::npos; at = result.find(from)) result.replace(at, from.size(), to);
  }
  return result;
}

Tools tools() {
  return {simplified, [](std::string_view text) { return recode("GB18030", "UTF-8", text); },
          [](std::string_view text) { return recode("UTF-8", "GB18030", text); }};
}

Document document_of(std::string_view text) { return read_document("d.txt", text, tools()); }

// "100个" for an open figure, "date 2024年" for a recognised one.
std::vector<std::string> figures_of(std::string_view text) {
  const Document document = document_of(text);
  std::vector<std::string> result;
  for (const Figure& figure : document.figures) {
    const std::string raw(document.raw_text(figure));
    result.push_back(figure.kind ? std::string(analyzer::source::info(*figure.kind).name) + " " + raw : raw);
  }
  return result;
}

using Strings = std::vector<std::string>;

TEST(SourceReader, LinesCountAsSedCountsThem) {
  EXPECT_EQ(document_of("").lines.size(), 0u);
  EXPECT_EQ(document_of("甲\n乙\n").lines.size(), 2u);
  EXPECT_EQ(document_of("甲\r\n\r\n乙").lines.size(), 3u);
  EXPECT_EQ(document_of("\xEF\xBB\xBF甲\n").lines[0].raw, "甲");
}

TEST(SourceReader, FoldsWidthAndScriptAndKeepsTheRawText) {
  const Document document = document_of("園區產值達到１.２億元");
  EXPECT_EQ(document.lines[0].text, "园区产值达到1.2亿元");
  ASSERT_EQ(document.figures.size(), 1u);
  EXPECT_EQ(document.raw_text(document.figures[0]), "１.２億元");
  EXPECT_EQ(document.column(document.figures[0]), 7u);
  EXPECT_EQ(document.figures[0].reading.low->to_string(), "120000000");
}

TEST(SourceReader, TakesPinyinOut) {
  EXPECT_EQ(document_of("園區(qū)現(xiàn)有企業(yè)30家").lines[0].text, "园区現有企业30家");
  EXPECT_EQ(document_of("手机端(app)和门户(web)").lines[0].text, "手机端(app)和门户(web)");
  EXPECT_EQ(document_of("某(A)类(ǎbcdefg)").lines[0].text, "某(A)类(ǎbcdefg)");
}

// What a page makes of a heading when one byte in front of （ is lost.
std::string slipped(const std::string& heading) {
  const std::string bytes = *recode("GB18030", "UTF-8", "　" + heading);
  std::string result = "?";
  // Pairs from the second byte on, an ASCII byte alone; pairs that are no characters are left out.
  for (std::size_t at = 1; at < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x80) {
      result += bytes[at++];
      continue;
    }
    const auto pair = recode("UTF-8", "GBK", bytes.substr(at, 2));
    if (pair) result += *pair;
    at += 2;
  }
  return result;
}

TEST(SourceReader, RealignsHeadingsThatSlippedByOneByte) {
  // 強 and 體 have a second byte below 0x80 or meet one, which ends the slip.
  for (const std::string heading : {"（一）加強總體設計和規劃", "（四）注重評價宣傳", "（三）加強對外開放"}) {
    const std::string damaged = slipped(heading);
    ASSERT_EQ(damaged.substr(0, 4), "?。") << damaged;
    const Document document = document_of(damaged + "。建成園區３個");
    EXPECT_EQ(document.figures.front().kind, Kind::ItemNumber) << damaged << " | " << document.lines[0].text;
    EXPECT_EQ(document.raw_text(document.figures.back()), "３個");
  }
  // Nothing is touched where no byte was lost, or where nothing can recode.
  EXPECT_EQ(document_of("真的吗?。对。").lines[0].text, "真的吗?。对。");
  EXPECT_EQ(read_document("d", slipped("（一）加強總體設計"), {}).lines[0].text.substr(0, 4), "?。");
}

TEST(SourceFigures, AreReadWithScaleUnitRangeAndComparator) {
  const auto figure = [](std::string_view text) { return document_of(text).figures.at(0); };
  EXPECT_EQ(figure("突破2万件").reading.low->to_string(), "20000");
  EXPECT_EQ(figure("突破2万件").reading.unit, "件");
  EXPECT_EQ(figure("突破2万件").reading.comparators, std::vector{analyzer::Comparator::MoreThan});
  EXPECT_EQ(figure("500家以上企业").reading.comparators, std::vector{analyzer::Comparator::AtLeast});
  EXPECT_EQ(figure("不超过3个").reading.comparators, std::vector{analyzer::Comparator::AtMost});
  EXPECT_EQ(figure("300余家").reading.comparators, std::vector{analyzer::Comparator::MoreThan});
  EXPECT_EQ(figure("1,335件").reading.low->to_string(), "1335");
  EXPECT_EQ(figure("约1200 亿元").reading.low->to_string(), "120000000000");
  EXPECT_EQ(figure("1至2家").reading.high->to_string(), "2");
  EXPECT_EQ(figure("1-2万件").reading.low->to_string(), "10000");
  EXPECT_EQ(figure("提高3个百分点").reading.unit, "个百分点");
  EXPECT_EQ(figure("百项").reading.low->to_string(), "100");
  EXPECT_EQ(figure("百分之二十").reading.low->to_string(), "20");
  EXPECT_EQ(figure("半小时").reading.low->to_string(), "0.5");
  EXPECT_EQ(figure("5千克").reading.unit, "千克");
  EXPECT_FALSE(figure("“1+1+4”").reading.low);
  EXPECT_FALSE(figure("八八战略").reading.low);
}

TEST(SourceFigures, NothingWithADigitOrANumeralIsLeftOut) {
  EXPECT_EQ(figures_of("建成3个中心、五大平台,“1+1+4”机制,百亿融资,8.5%,两个窗口,半年内见效"),
            (Strings{"3个", "五", "1+1+4", "百亿", "8.5%", "两个", "半年"}));
}

TEST(SourceRecognisers, Dates) {
  EXPECT_EQ(figures_of("到2026年底"), Strings{"date 2026年"});
  EXPECT_EQ(figures_of("2024年2月29日"), Strings{"date 2024年2月29日"});
  EXPECT_EQ(figures_of("(2024年1月—2024年5月)"), Strings{"date 2024年1月—2024年5月"});
  EXPECT_EQ(figures_of("(2021-2035年)"), Strings{"date 2021-2035年"});
  EXPECT_EQ(figures_of("规划(2021—2025)"), Strings{"date 2021—2025"});
  EXPECT_EQ(figures_of("2024-02-29"), Strings{"date 2024-02-29"});
  EXPECT_EQ(figures_of("二〇二四年三月"), Strings{"date 二〇二四年三月"});
  EXPECT_EQ(figures_of("每年12月底前"), Strings{"date 12月"});
  // No dates: amounts that look like years, durations, months that are counted.
  EXPECT_EQ(figures_of("2000家"), Strings{"2000家"});
  EXPECT_EQ(figures_of("2024"), Strings{"2024"});
  EXPECT_EQ(figures_of("用3年时间"), Strings{"3年"});
  EXPECT_EQ(figures_of("6个月内"), Strings{"6个月"});
  EXPECT_EQ(figures_of("2024年100个"), (Strings{"date 2024年", "100个"}));
  EXPECT_EQ(figures_of("2020-2400件"), Strings{"2020-2400件"});
}

TEST(SourceRecognisers, NumbersOfDocumentsAndParts) {
  EXPECT_EQ(figures_of("云政发〔2024〕6号"), Strings{"documentNumber 2024〕6号"});
  EXPECT_EQ(figures_of("云政发[2024]第 12 号"), Strings{"documentNumber 2024]第 12 号"});
  EXPECT_EQ(figures_of("一、总体要求"), Strings{"itemNumber 一"});
  EXPECT_EQ(figures_of("(二十一)强化督查"), Strings{"itemNumber 二十一"});
  EXPECT_EQ(figures_of("3.建设"), Strings{"itemNumber 3"});
  EXPECT_EQ(figures_of("3.5万件"), Strings{"3.5万件"});
  EXPECT_EQ(figures_of("附件2"), Strings{"annex 2"});
  EXPECT_EQ(figures_of("附件2份"), Strings{"2份"});
  EXPECT_EQ(figures_of("代表1名"), Strings{"1名"});
  EXPECT_EQ(figures_of("第三章"), Strings{"ordinal 三"});
  EXPECT_EQ(figures_of("第一、二、三产业"), (Strings{"ordinal 一", "ordinal 二", "ordinal 三"}));
  EXPECT_EQ(figures_of("增长(12)"), Strings{"12"});
  EXPECT_EQ(figures_of("— 3 —"), Strings{"pageNumber 3"});
  EXPECT_EQ(figures_of("3"), Strings{"3"});
  EXPECT_EQ(figures_of("序号 | 指标 | 目标\n1 | 服务站 | 20\n2 | 中心 | 3"), (Strings{"tableSerial 1", "20", "tableSerial 2", "3"}));
  EXPECT_EQ(figures_of("1 | 服务站 | 20"), (Strings{"1", "20"}));
}

TEST(SourceRecognisers, NamesOfTimesAndMeetings) {
  EXPECT_EQ(figures_of("“十四五”规划"), Strings{"fiveYearPlan 十四五"});
  EXPECT_EQ(figures_of("十四五时期"), Strings{"fiveYearPlan 十四五"});
  EXPECT_EQ(figures_of("十五个"), Strings{"十五个"});
  EXPECT_EQ(figures_of("党的二十大精神"), Strings{"session 二十大"});
  EXPECT_EQ(figures_of("二十大类产品"), Strings{"二十"});
  EXPECT_EQ(figures_of("二十届二中全会"), (Strings{"session 二十届", "session 二中"}));
  EXPECT_EQ(figures_of("市委六届二次、三次全会"), (Strings{"session 六届", "session 二次", "session 三次"}));
  EXPECT_EQ(figures_of("连续举办三届论坛,每年召开二次会议"), (Strings{"三届", "二次"}));
  EXPECT_EQ(figures_of("“3·15”消费者权益日"), Strings{"memorialDay 3·15"});
  EXPECT_EQ(figures_of("“3·15”体系"), (Strings{"3", "15"}));
}

TEST(SourceRecognisers, PagesUnitsAndWords) {
  EXPECT_EQ(figures_of("- 索引号:0029/2024-87"), Strings{"pageHeader 0029/2024-87"});
  EXPECT_EQ(figures_of("文号 | 云政〔2022〕7 号 | 有效性 | 有效 |"), Strings{"pageHeader 2022〕7 号"});
  EXPECT_EQ(figures_of("咨询电话:0571-8888999"), Strings{"contact 0571-8888999"});
  EXPECT_EQ(figures_of("www.a1.gov.cn"), Strings{"contact 1.gov.cn"});
  EXPECT_EQ(figures_of("融资额(亿元) | 78"), (Strings{"unitName 亿", "78"}));
  EXPECT_EQ(figures_of("每万人拥有8.5件"), (Strings{"unitName 万", "8.5件"}));
  EXPECT_EQ(figures_of("亿美元"), Strings{"unitName 亿"});
  EXPECT_EQ(figures_of("百项"), Strings{"百项"});
  EXPECT_EQ(figures_of("百亿融资行动"), Strings{"百亿"});
  EXPECT_EQ(figures_of("3A级景区、两级联动"), (Strings{"grade 3A", "grade 两"}));
  EXPECT_EQ(figures_of("进一步统一标准,一批企业,一户一策"), (Strings{"word 一", "word 一", "word 一", "word 一", "word 一"}));
  EXPECT_EQ(figures_of("建成一个中心、一家企业"), (Strings{"一个", "一家"}));
  EXPECT_EQ(figures_of("五县两江"), (Strings{"五县", "placeName 两"}));
  EXPECT_EQ(figures_of("符合GB/T 29490-2023,推广5G"), (Strings{"standard 29490-2023", "standard 5G"}));
}

// --- plans against documents --------------------------------------------------------------------------------------------

constexpr std::string_view kDocument =
    "云溪县养老服务行动方案\n"
    "到2026年,建成护理型床位1200张,新增服务站50个以上,每年培训护理员百名。\n"
    "\n"
    "序号 | 指标 | 2024年 | 2025年 | 2026年 |\n"
    "1 | 助餐点(个) | 10 | 20 | 30 |\n"
    "2 | 投入(万元) | 500 | 600 | 700 |\n"
    "3 | 评分(分) | 70 | 75 | 80 |\n"
    "分三个阶段推进。打造“1+6”服务圈。\n";

const std::string kPlan =
    "方案 云溪 {\n"
    "    原文 \"a.txt\" 行数 8\n"
    "    自述 3 \"阶段\" @8\n"
    "    非数据 \"1+6\" 因为 \"名称\" @8\n"
    "    指标 床位 \"护理型床位\" 张 {\n"
    "        目标 2026 1200张 @2\n"
    "    }\n"
    "    指标 服务站 \"服务站\" 个 {\n"
    "        目标 2026 50个以上 @2\n"
    "    }\n"
    "    指标 护理员 \"护理员\" 名 {\n"
    "        目标 每年 百名 @2\n"
    "    }\n"
    "    指标 助餐点 \"助餐点\" {}\n"
    "    指标 投入 \"投入\" {}\n"
    "    指标 评分 \"评分\" {}\n"
    "    表 主要 @4 {\n"
    "        | 指标 | 单位 | 2024 | 2025 | 2026 | 行 |\n"
    "        | 助餐点 | 个 | 10 | 20 | 30 | @5 |\n"
    "        | 投入 | 万元 | 500 | 600 | 700 | @6 |\n"
    "        | 评分 | 分 | 70 | 75 | 80 | @7 |\n"
    "    }\n"
    "}\n";

std::string changed(const std::string& from, const std::string& to) {
  std::string text = kPlan;
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

// The findings of the family source: "figure-not-at-place error 1200张".
Strings source_findings(const std::string& plan, std::string_view document = kDocument) {
  const Audited audited = audit_with_document(plan, document);
  EXPECT_EQ(mistakes(audited), Strings{});
  Strings result;
  for (const auto& finding : audited.result.findings) {
    if (finding.rule->family != "source") continue;
    result.push_back(std::string(finding.rule->name) + " " + std::string(analyzer::to_string(finding.severity)) + " " +
                     std::string(audited.source->slice(finding.labels.at(0).marked)));
  }
  return result;
}

TEST(SourceProof, ACompletePlanHolds) {
  const Audited audited = audit_with_document(kPlan, kDocument);
  EXPECT_EQ(source_findings(kPlan), Strings{});
  const auto coverage = audited.plan().proof->coverage();
  EXPECT_EQ(coverage.open, 0u);
  EXPECT_EQ(coverage.waived, 1u);
  EXPECT_EQ(coverage.figures, coverage.covered + coverage.recognised + coverage.waived);
  for (const std::string_view rule : {"place-not-found", "figure-not-at-place", "figure-never-stated"}) {
    EXPECT_FALSE(checks_of(audited, rule, Outcome::Holds).empty()) << rule;
  }
}

TEST(SourceProof, FindsAWrongFigureAndTellsItsCounterpart) {
  EXPECT_EQ(source_findings(changed("1200张", "1300张")), Strings{"figure-not-at-place error 1300张"});
  const Audited audited = audit_with_document(changed("1200张", "1300张"), kDocument);
  for (const auto& finding : audited.result.findings) {
    if (finding.rule->family == "source") {
      ASSERT_EQ(finding.notes.size(), 1u);
      EXPECT_NE(finding.notes[0].zh.find("1200张"), std::string::npos);
    }
  }
}

TEST(SourceProof, FindsAWrongUnitComparatorPlaceAndOrder) {
  EXPECT_EQ(source_findings(changed("1200张", "1200个")), Strings{"figure-not-at-place warning 1200个"});
  EXPECT_EQ(source_findings(changed("50个以上", "50个")), Strings{"figure-not-at-place warning 50个"});
  EXPECT_EQ(source_findings(changed("50个以上", "超50个")), Strings{"figure-not-at-place warning 超50个"});
  EXPECT_EQ(source_findings(changed("1200张 @2", "1200张 @8")), Strings{"figure-not-at-place warning 1200张"});
  EXPECT_EQ(source_findings(changed("| 70 | 75 | 80 |", "| 75 | 70 | 80 |")),
            Strings{"figure-not-at-place warning 75"});
  EXPECT_EQ(source_findings(changed("| 70 | 75 | 80 | @7", "| 70 | 75 | 80 | @6")), Strings{"figure-not-at-place warning 70"});
  EXPECT_EQ(source_findings(changed("自述 3", "自述 4")), Strings{"figure-not-at-place error 自述 4 \"阶段\" @8"});
}

TEST(SourceProof, FindsTwoFiguresTakenForEachOther) {
  const std::string document = "到2026年,建成泵站12座,改造水闸30座以上,新建2座水文站。\n";
  const auto plan = [](const std::string& pumps, const std::string& gates) {
    return "方案 甲 {\n    原文 \"a.txt\"\n"
           "    指标 泵站 \"泵站\" {\n        目标 2026 " + pumps + " @1\n    }\n"
           "    指标 水闸 \"水闸\" {\n        目标 2026 " + gates + " @1\n    }\n"
           "    指标 水文站 \"水文站\" {\n        目标 2026 2座 @1\n    }\n}\n";
  };
  EXPECT_EQ(source_findings(plan("12座", "30座以上"), document), Strings{});
  EXPECT_EQ(source_findings(plan("30座以上", "12座"), document),
            Strings{"figure-not-at-place warning 30座以上"});
}

TEST(SourceProof, TheRightLineIsProposed) {
  const Audited audited = audit_with_document(changed("1200张 @2", "1200张 @8"), kDocument);
  for (const auto& finding : audited.result.findings) {
    if (finding.rule->name != "figure-not-at-place") continue;
    ASSERT_TRUE(finding.suggestion);
    EXPECT_EQ(finding.suggestion->replacement, "@2");
    EXPECT_EQ(audited.source->slice(finding.suggestion->span), "@8");
  }
}

TEST(SourceProof, AnotherScaleOrScriptIsTheSameFigure) {
  EXPECT_EQ(source_findings(changed("1200张", "0.12万张")), Strings{});
  EXPECT_EQ(source_findings(changed("1200张", "一千二百張")), Strings{"figure-not-at-place warning 一千二百張"});  // no tools: scripts differ
}

TEST(SourceProof, PlacesThatDoNotExist) {
  EXPECT_EQ(source_findings(changed("1200张 @2", "1200张 @99")), Strings{"place-not-found warning @99"});
  EXPECT_EQ(source_findings(changed("自述 3 \"阶段\" @8", "自述 3 \"阶段\" @3")), (Strings{"figure-not-at-place warning 自述 3 \"阶段\" @3", "place-not-found warning @3"}));
  EXPECT_EQ(source_findings(changed("行数 8", "行数 9")), Strings{"place-not-found warning \"a.txt\""});
}

TEST(SourceProof, WhatIsNotStatedIsListed) {
  EXPECT_EQ(source_findings(changed("        目标 2026 1200张 @2\n", "")), Strings{"figure-never-stated warning \"a.txt\""});
  EXPECT_EQ(source_findings(changed("    非数据 \"1+6\" 因为 \"名称\" @8\n", "")), Strings{"figure-never-stated warning \"a.txt\""});
}

TEST(SourceProof, AsidesAreHeldToTheDocument) {
  EXPECT_EQ(source_findings(changed("\"1+6\" 因为 \"名称\" @8", "\"1+6\" 因为 \"名称\" @2")),
            (Strings{"figure-never-stated warning \"a.txt\"", "figure-not-at-place warning \"1+6\""}));
  EXPECT_EQ(source_findings(changed("\"1+6\" 因为 \"名称\" @8", "\"1+6\" 因为 \"名称\"")), Strings{});
  EXPECT_EQ(source_findings(changed("    非数据", "    非数据 \"行动方案\" 因为 \"无\" @1\n    非数据")), Strings{"figure-not-at-place info \"行动方案\""});
}

TEST(SourceProof, WithoutADocument) {
  const Audited none = audit_text(kPlan);
  for (const auto& check : none.result.checks) {
    if (check.rule->family == "source") {
      EXPECT_EQ(check.outcome, Outcome::NotApplicable);
    }
  }
  const Audited unnamed = audit_with_document(changed("    原文 \"a.txt\" 行数 8\n", ""), kDocument);
  EXPECT_EQ(checks_of(unnamed, "place-not-found", Outcome::Undetermined).size(), 1u);
}

TEST(SourceProof, AnAsideNeedsAReason) {
  EXPECT_EQ(mistakes(audit_text("方案 甲 {\n    非数据 \"1+6\" @8\n}\n")), Strings{"2:5 missing-part"});
}

}  // namespace
}  // namespace gouji::testing
