#include "analyzer/model/model.hpp"

#include <fmt/format.h>

#include <type_traits>

namespace gouji::analyzer {

std::chrono::year_month_day PartialDate::first_day() const {
  return std::chrono::year{year} / std::chrono::month{month == 0 ? 1u : month} / std::chrono::day{day == 0 ? 1u : day};
}

std::chrono::year_month_day PartialDate::last_day() const {
  const auto last_month = std::chrono::month{month == 0 ? 12u : month};
  if (day != 0) return std::chrono::year{year} / last_month / std::chrono::day{day};
  return std::chrono::year_month_day{std::chrono::year{year} / last_month / std::chrono::last};
}

std::string PartialDate::text() const {
  if (day != 0) return fmt::format("{}-{:02}-{:02}", year, month, day);
  if (month != 0) return fmt::format("{}-{:02}", year, month);
  return fmt::format("{}", year);
}

std::optional<std::int32_t> Plan::first_year() const {
  if (period) return period->first.year;
  return std::nullopt;
}

std::optional<std::int32_t> Plan::last_year() const {
  if (period && period->last) return period->last->year;
  if (horizon) return horizon->year;
  return std::nullopt;
}

void Plan::forget_facts() {
  // Assigning {} would empty the lists and keep their room.
  const auto release = [](auto&... lists) { (std::remove_reference_t<decltype(lists)>().swap(lists), ...); };
  release(indicators, statements, tables, orgs, sections, tasks, phases, citations, declared, references, own_units, goals, relations, asides,
          other_places);
  units = UnitCatalogue();
}

}  // namespace gouji::analyzer
