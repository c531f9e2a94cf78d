// A report over real rules for the tests of formats, with everything that a format must tell or make harmless.
#pragma once

#include <string>
#include <vector>

#include "reports/formats.hpp"
#include "tests/support/support.hpp"
#include "tests/support/text.hpp"

namespace gouji::reports::testing {

// An indicator whose name is made of what the formats use themselves, with a contradiction; a mistake of the language; a waiver.
inline const std::string kHostileName = "=1+1|a,b <script>alert(1)</script> [x](http://y) `c` ]]> &lt; %0A::error:: @all #12 *粗* _斜_ 𠮷";

inline std::string hostile_plan() {
  return "plan 甲 \"甲|方案<b>\" {\n"
         "    issuer \"甲市\"\n"
         "    period 2023..2025\n"
         "    source \"jia,1.txt\"\n"
         "    indicator 企业 \"" + kHostileName + "\" 家 {\n"
         "        milestone 2023 10家 @3-4\n"
         "        milestone 2024 10家 @3-4\n"
         "        milestone 2025 10家 @5\n"
         "        target    2025 = 90家 @9\n"
         "    }\n"
         "    indicater 坏 家\n"
         "}\n";
}

struct Sample {
  gouji::testing::Audited audited;
  std::vector<File> files;
  Options options{.version = "1.2.3"};

  explicit Sample(std::string text, std::string name = "目录 1/a,b:%.plan")
      : audited(gouji::testing::audit_whole(std::move(text), std::move(name))) {
    files.push_back({audited.source.get(), audited.diagnostics});
  }
  [[nodiscard]] Report report() const { return {files, audited.plans, audited.result, analyzer::builtin_rules(), options}; }
  [[nodiscard]] std::string render(std::string_view format) const {
    std::string text;
    for (const ReportFormat& known : report_formats()) {
      if (known.name == format) known.write(report(), [&](std::string_view piece) { text += piece; });
    }
    return text;
  }
};

using gouji::testing::contains;
using gouji::testing::count_of;

}  // namespace gouji::reports::testing
