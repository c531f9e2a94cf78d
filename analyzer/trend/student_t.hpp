// Student's t distribution, as prediction intervals need it.
#pragma once

namespace gouji::analyzer::trend {

// The half-width, in standard errors, of a two-sided interval that covers `share` (0.8, 0.95): 3.078 for 0.8 and one degree of
// freedom. `share` lies between 0 and 1, `degrees_of_freedom` is at least 1.
[[nodiscard]] double student_t_reach(double share, int degrees_of_freedom);

// The probability of a value not above `t`.
[[nodiscard]] double student_t_probability(double t, int degrees_of_freedom);

}  // namespace gouji::analyzer::trend
