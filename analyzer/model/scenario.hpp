// A scenario as the plan language states it, its names resolved against the plan it is about: what is assumed, and what of the
// plan is changed. Data only; applying it is analyzer/whatif's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analyzer/model/model.hpp"

namespace gouji::analyzer {

// What indicators are assumed to do: to have a value in a year, or to grow from a year on. Several of one assumption do it together:
// a spread one takes one number for all of them.
struct Assumption {
  enum class Form : std::uint8_t {
    Value,   // of the year `first`
    Growth,  // each year from `first` on, over the year before: a ratio, negative when falling
    Pace,    // each year from `first` on: an amount added to the year before
  };
  // How likely the values between are: `low` alone is certain.
  enum class Spread : std::uint8_t {
    Certain,     // low
    Uniform,     // from low to high
    Normal,      // mean low, standard deviation shape
    Triangular,  // from low to high, most likely shape
  };
  std::vector<IndicatorId> indicators;  // as the scenario names them, each once
  Form form = Form::Value;
  Spread spread = Spread::Certain;
  std::int32_t first = 0;
  std::optional<std::int32_t> last;  // of Growth and Pace; absent: to the end
  Quantity low;                      // of Growth a ratio (10%), of Pace and Value an amount of the indicators
  std::optional<Quantity> high;
  std::optional<Quantity> shape;
  Place place;
};

// A figure that replaces those of the same indicator, role and time, or is added where the plan has none.
struct FigureChange {
  Statement figure;
};

struct FigureDrop {
  IndicatorId indicator{};
  Role role = Role::Target;
  std::optional<DateRange> when;  // absent: of any time
  Place place;
};

// Dates of tasks or phases moved by whole months: a delay moves start and end, a shortening the end alone, backwards.
struct Shift {
  std::vector<TaskId> tasks;
  std::vector<PhaseId> phases;
  std::int32_t months = 0;
  bool shorten = false;
  Place place;
};

// An organisation leads these tasks instead of whoever does.
struct Assignment {
  OrgId org{};
  std::vector<TaskId> tasks;
  Place place;
};

// The milestones, targets and claims of these indicators, times a factor.
struct Scaling {
  std::vector<IndicatorId> indicators;
  Exact factor = 1;
  Place place;
};

struct Removal {
  std::vector<TaskId> tasks;
  std::vector<OrgId> orgs;
  std::vector<IndicatorId> indicators;
  std::vector<PhaseId> phases;
};

struct Scenario {
  std::string id;
  std::string title;       // the ID when none is given
  std::string plan;        // 之; empty: the plan at hand
  std::string extends;     // 继承; empty: none
  std::vector<std::string> stated;  // its statements as they are written, blanks drawn together
  std::vector<Assumption> assumptions;
  std::vector<FigureChange> changes;
  std::vector<FigureDrop> drops;
  std::vector<Shift> shifts;
  std::vector<Assignment> assignments;
  std::vector<Scaling> scalings;
  Removal removal;
  Place place;
};

}  // namespace gouji::analyzer
