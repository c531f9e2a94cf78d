// Ranges settled elsewhere, horizons beyond the period, and ratios that are no percentages: what a full-size plan brought to light.

#include <gtest/gtest.h>

#include "tests/support/support.hpp"

namespace gouji::testing {
namespace {

struct Case {
  const char* what;
  std::string text;
};

class SmallPlans : public ::testing::TestWithParam<Case> {};

TEST_P(SmallPlans, GiveTheseFindings) {
  const Case& one = GetParam();
  const auto audited = audit_text(one.text);
  EXPECT_EQ(mistakes(audited), std::vector<std::string>{});
  EXPECT_EQ(short_forms(audited), expectations(one.text)) << one.what;
}

const std::vector<Case>& cases() {
  static const std::vector<Case> kCases = {
      {"a range that a task settles on another value than the last year's", R"(plan 岭南 "岭南县提升方案" {
    period 2024..2026 @1
    indicator 湿地 "尾水净化湿地" stock 处 {
        baseline 2023 = 2处 @4
        milestone 2024 = 3处 @20
        milestone 2025 = 3处 @20
        milestone 2026 = 4处 @20
        target 2026 3至5处 @4
        claim 2026 5处 @12
        //^ milestone-target-mismatch: 5处
    }
}
)"},
      {"settled on the same value", R"(plan 岭南 "岭南县提升方案" {
    period 2024..2026 @1
    indicator 湿地 "尾水净化湿地" stock 处 {
        baseline 2023 = 2处 @4
        milestone 2024 = 3处 @20
        milestone 2025 = 3处 @20
        milestone 2026 = 4处 @20
        target 2026 3至5处 @4
        claim 2026 4处 @12
    }
}
)"},
      {"only hoped for: the range stands", R"(plan 岭南 "岭南县提升方案" {
    period 2024..2026 @1
    indicator 湿地 "尾水净化湿地" stock 处 {
        baseline 2023 = 2处 @4
        milestone 2024 = 3处 @20
        milestone 2025 = 3处 @20
        milestone 2026 = 4处 @20
        target 2026 3至5处 @4
        claim 2026 5处 hoped @12
    }
}
)"},
      {"a firm target whose unit is missing: the hoped-for one is not asked instead", R"(plan 岭南 "岭南县提升方案" {
    period 2024..2026 @1
    indicator 零售额 "网络零售额" flow {
        milestone 2024 = 60亿元 @20
        milestone 2025 = 67亿元 @20
        milestone 2026 = 75亿元 @20
        target 2026 达到 75亿 @4
        //^ unit-missing: 达到 75亿
        target 2026 80亿元 hoped @4
    }
}
)"},
      {"shares of several years add up to the target by chance", R"(plan 岭南 "岭南县提升方案" {
    period 2024..2026 @1
    indicator 地下水 "地下水源供水占比" ratio % {
        milestone 2024 = 18.8% @20
        milestone 2025 = 17.1% @20
        milestone 2026 = 15.5% @20
        target 2026 = 51.5% @4
        //^ milestone-target-mismatch: = 51.5%
    }
}
)"},
      {"a yearly amount due after the period, in no year the plan looks ahead to", R"(plan 岭南 "岭南县提升方案" {
    period 2023..2030 @1
    horizon 2035 @1
    indicator 产量 "再生水产量" flow 万吨 {
        target 2030 >= 240万吨 @4
        claim 2031 240万吨以上 @12
        //^ claim-horizon-drift: 240万吨以上
    }
}
)"},
      {"in the year it looks ahead to", R"(plan 岭南 "岭南县提升方案" {
    period 2023..2030 @1
    horizon 2035 @1
    indicator 产量 "再生水产量" flow 万吨 {
        target 2030 >= 240万吨 @4
        claim 2035 240万吨以上 @12
    }
}
)"},
      {"a ratio of two things falls by percent", R"(plan 岭南 "岭南县提升方案" {
    period 2024..2026 @1
    indicator 单耗 "万套产品能耗" ratio lower {
        baseline 2023 = 1.50吨标准煤/万套 @4
        target 2026 <= 1.35吨标准煤/万套 @4
        target 2026 -10% vs 2023 @4
    }
}
)"},
      {"and has no points", R"(plan 岭南 "岭南县提升方案" {
    period 2024..2026 @1
    indicator 单耗 "万套产品能耗" ratio lower {
        baseline 2023 = 1.50吨标准煤/万套 @4
        target 2026 <= 1.35吨标准煤/万套 @4
        target 2026 -10个百分点 vs 2023 @5
        //^ percent-vs-points: -10个百分点 vs 2023
    }
}
)"},
  };
  return kCases;
}

INSTANTIATE_TEST_SUITE_P(Audit, SmallPlans, ::testing::ValuesIn(cases()));

}  // namespace
}  // namespace gouji::testing
