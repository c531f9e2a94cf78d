// Actual values beside a plan: a table of comma-separated values (RFC 4180) with the columns 指标,时间,数值[,单位] or
// indicator,date,value[,unit], in any order, in UTF-8, with or without byte-order mark, or GB18030.
#pragma once

#include <string>
#include <vector>

#include "analyzer/model/model.hpp"

namespace gouji::cli {

// The rows as actuals of the plan. A value without a unit is in the one unit its indicator is written in. Throws Failure with all
// mistakes, each with its line.
[[nodiscard]] std::vector<analyzer::Statement> read_actuals(const std::string& path, const analyzer::Plan& plan);

}  // namespace gouji::cli
