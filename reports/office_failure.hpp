// An office file could not be made or read: a library is not there, or there is no room. For people.
#pragma once

#include "dsl/message.hpp"

namespace gouji::reports {

struct OfficeFailure {
  dsl::Text message;
};

}  // namespace gouji::reports
