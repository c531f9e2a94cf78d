#include "reports/sparkline.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace gouji::reports {

std::string sparkline(std::span<const std::optional<analyzer::Exact>> values, const analyzer::Exact& most) {
  using analyzer::Exact;
  static constexpr std::array<std::string_view, 8> kBlocks = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  std::string cells;
  for (const auto& value : values) {
    if (!value) {
      cells += "·";
      continue;
    }
    const Exact eighths = std::clamp(*value * Exact(8) / most - Exact::ratio(1, 2), Exact(0), Exact(7));
    cells += kBlocks[static_cast<std::size_t>(std::stol(eighths.to_decimal(0)))];
  }
  return cells;
}

}  // namespace gouji::reports
