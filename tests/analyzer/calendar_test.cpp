// Dates at the precision of the document: what precedes what for certain, and how they are told.
#include <gtest/gtest.h>

#include "analyzer/audit/calendar.hpp"
#include "tests/support/support.hpp"

namespace gouji::analyzer {
namespace {

const PartialDate kYear{2025};
const PartialDate kYearEnd{2025, 0, 0, true};
const PartialDate kJune{2025, 6};
const PartialDate kDay{2025, 6, 15};

TEST(Calendar, AYearMayMeanAnyOfItsMonths) {
  EXPECT_FALSE(names_month(kYear));
  EXPECT_TRUE(names_month(kYearEnd));
  EXPECT_EQ(first_month(kYear), 2025 * 12);
  EXPECT_EQ(last_month(kYear), 2025 * 12 + 11);
  EXPECT_EQ(first_month(kYearEnd), last_month(kYear));
  EXPECT_EQ(first_month(kJune), last_month(kJune));
}

TEST(Calendar, OnlyWhatIsCertainPrecedes) {
  EXPECT_FALSE(surely_before(kYear, kJune));
  EXPECT_FALSE(surely_before(kJune, kYear));
  EXPECT_FALSE(surely_before(kJune, kDay));
  EXPECT_FALSE(surely_before(kDay, kJune));
  EXPECT_TRUE(surely_before(kJune, kYearEnd));
  EXPECT_TRUE(surely_before(kDay, PartialDate{2025, 6, 16}));
  EXPECT_TRUE(surely_before(kYear, PartialDate{2026}));
  EXPECT_TRUE(surely_before(kYearEnd, PartialDate{2026, 1}));
}

TEST(Calendar, TellsDatesInWords) {
  EXPECT_EQ(date_text(kYear), (Text{"2025年", "2025"}));
  EXPECT_EQ(date_text(kYearEnd), (Text{"2025年底", "the end of 2025"}));
  EXPECT_EQ(date_text(kDay), (Text{"2025年6月15日", "2025-06-15"}));
  EXPECT_EQ(range_text({PartialDate{2022}, kYear}), (Text{"2022—2025年", "2022–2025"}));
  EXPECT_EQ(range_text({PartialDate{2022, 7}, kJune}), (Text{"2022年7月—2025年6月", "2022-07 to 2025-06"}));
  EXPECT_EQ(range_text({PartialDate{2022}, kYearEnd}), (Text{"2022年—2025年底", "2022 to the end of 2025"}));
  EXPECT_EQ(range_text({kYear, std::nullopt}), (Text{"2025年起", "from 2025 on"}));
  EXPECT_EQ(range_text({kYear, kYear}), date_text(kYear));
  EXPECT_EQ(months_text(1), (Text{"1 个月", "1 month"}));
  EXPECT_EQ(months_text(24), (Text{"2 年", "2 years"}));
}

TEST(Calendar, StepsCanBeRecomputed) {
  const Step months = apart_step(PartialDate{2026, 12}, PartialDate{2026, 6});
  EXPECT_EQ(months.text, "2026-12 - 2026-06 = 6 个月");
  EXPECT_EQ(recompute(months), Exact(6));
  const Step days = apart_step(PartialDate{2025, 6, 25}, PartialDate{2025, 6, 10});
  EXPECT_EQ(days.text, "2025-06-25 - 2025-06-10 = 15 天");
  EXPECT_EQ(recompute(days), Exact(15));
}

TEST(Calendar, FindsTheYearsOfATitle) {
  const auto years = [](std::string_view title) {
    const auto found = years_in_title(title);
    return found ? std::to_string(found->first) + ".." + std::to_string(found->last) + (found->at_end ? " at end" : "") : "";
  };
  EXPECT_EQ(years("工作方案(2024-2026年)"), "2024..2026 at end");
  EXPECT_EQ(years("工作方案（2022—2025年）"), "2022..2025 at end");
  EXPECT_EQ(years("强国建设纲要(2021—2035年)实施意见"), "2021..2035");
  EXPECT_EQ(years("2023年至2025年行动计划"), "2023..2025");
  EXPECT_EQ(years("annual plan 2025"), "");
  EXPECT_EQ(years("33618现代制造业集群体系"), "");
  EXPECT_EQ(five_year_plan("“十四五”规划")->first, 2021);
  EXPECT_EQ(five_year_plan("“十五五”规划")->last, 2030);
  EXPECT_FALSE(five_year_plan("五年行动计划"));
}

TEST(Calendar, KnowsWhenMostTargetsAreDue) {
  const auto due = [](const std::string& body) {
    const auto audited = testing::audit_text("plan 试 \"方案\" {\n" + body + "}\n");
    const auto common = common_due(audited.plan());
    return common ? date_text(common->date).zh + " " + std::to_string(common->targets.size()) : "";
  };
  const std::string two = "indicator 甲 个 {\n target 2025 30个\n target 2025年底 达到 30个\n target 2035 90个\n}\nindicator 乙 个 {\n target 2025 5个\n}\n";
  EXPECT_EQ(due(two), "2025年底 2");
  EXPECT_EQ(due("horizon 2030\n" + two), "2030年 0");
  EXPECT_EQ(due("horizon 2025年6月\n" + two), "2025年6月 2");
  EXPECT_EQ(due("indicator 甲 个 {\n target 30个\n}\n"), "");
}

}  // namespace
}  // namespace gouji::analyzer
