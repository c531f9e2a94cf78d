// Which tasks serve which indicators and goals, as far as a plan file says: by 支撑, by a figure or goal that stands in a task, or
// by its words. A safeguard serves like a task.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "analyzer/model/model.hpp"

namespace gouji::analyzer {

// Some task supports an indicator or holds a figure: without that the plan file does not show what its tasks are for.
[[nodiscard]] bool tasks_say_what_for(const Plan& plan);

// The figure promises something: a target, a milestone or a claim, but for one in a safeguard (how often a plan of work is made).
[[nodiscard]] bool is_promise(const Plan& plan, const Statement& statement);
// Some figure of the plan does.
[[nodiscard]] bool promises_figures(const Plan& plan);

// By section: it holds a task, itself or in a section of it, or stands right inside a section that holds one.
[[nodiscard]] std::vector<bool> sections_with_tasks(const Plan& plan);

// By indicator: a task supports it, holds a figure of it or calls it by its name in title or deliverables; a section with tasks has a
// figure of it or a goal about it; or it is tied to such an indicator: a part of it, the whole it belongs to, a ratio it is the numerator of, or
// the numerator of such a ratio.
[[nodiscard]] std::vector<bool> served_indicators(const Plan& plan);

// A name without a note in brackets at its end: 专利奖孵化基地(争创).
[[nodiscard]] std::string_view without_note(std::string_view words);

// By goal: a task supports it, it stands in a task or at its lines of the document, or a task or section with tasks has the end of its
// words (its head noun and what stands right before it) in title or deliverables. A goal that stands in a section with tasks, at no
// known line, may be part of any of them and counts as served.
[[nodiscard]] std::vector<bool> served_goals(const Plan& plan);

// By task: it has something by which it can be judged: an indicator, a figure, a deliverable, a sum of money, a goal or a list of things
// the document counts.
[[nodiscard]] std::vector<bool> measured_tasks(const Plan& plan);

}  // namespace gouji::analyzer
