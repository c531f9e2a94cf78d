// The documents that plans were made from: read from the folder of --sources, and held against their plans.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analyzer/model/model.hpp"

namespace gouji::cli {

// The documents of one run; each is read once, whichever thread asks for it first.
class Documents {
 public:
  // Throws Failure when the folder is none.
  explicit Documents(std::string folder);
  ~Documents();

  // Gives the plan its proof, unless its document is not there, cannot be read, or is neither UTF-8 nor GB18030; see finish().
  void prove(analyzer::Plan& plan);

  // The paths of the documents that were read. Throws Failure with all troubles there were.
  [[nodiscard]] std::vector<std::string> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gouji::cli
