// The rectification ledger people filled in, read before the audit; and no run may write over one it has not read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/outputs.hpp"
#include "reports/ledger.hpp"

namespace gouji::cli {

// The ledger at `path`, for a run with these outputs; absent when no path is given. Throws Failure: the file cannot be read or is no
// ledger, there is no Excel file to keep it in, it would be written over by another format, or an Excel file that somebody filled in would
// be written over without having been read.
[[nodiscard]] std::optional<reports::Ledger> earlier_ledger(const std::optional<std::string>& path, const std::vector<Output>& outputs);

}  // namespace gouji::cli
