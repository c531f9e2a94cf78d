#include "analyzer/audit/mentions.hpp"

#include <algorithm>
#include <optional>

namespace gouji::analyzer {

namespace {

bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// Names in order, each with the longest other name that it starts with. All names a text starts with are then found from the last
// name that is not after the text: on its way from one beginning to the next.
class SortedNames {
 public:
  explicit SortedNames(const std::vector<std::string>& names) : sorted_(names.begin(), names.end()) {
    std::sort(sorted_.begin(), sorted_.end());
    sorted_.erase(std::unique(sorted_.begin(), sorted_.end()), sorted_.end());
    if (!sorted_.empty() && sorted_.front().empty()) sorted_.erase(sorted_.begin());
    beginnings_.resize(sorted_.size());
    seen_.resize(sorted_.size());
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < sorted_.size(); ++i) {
      while (!open.empty() && !sorted_[i].starts_with(sorted_[open.back()])) open.pop_back();
      if (!open.empty()) beginnings_[i] = open.back();
      open.push_back(i);
    }
  }

  // Marks the names that `text` starts with; false when there are none.
  bool mark(std::string_view text) {
    const auto after = std::upper_bound(sorted_.begin(), sorted_.end(), text);
    if (after == sorted_.begin()) return false;
    std::optional<std::size_t> at = static_cast<std::size_t>(after - sorted_.begin()) - 1;
    while (at && !text.starts_with(sorted_[*at])) at = beginnings_[*at];
    if (!at) return false;
    // What stands before a name that is marked is marked already.
    for (; at && !seen_[*at]; at = beginnings_[*at]) seen_[*at] = true;
    return true;
  }

  [[nodiscard]] bool seen(std::string_view name) const {
    const auto found = std::lower_bound(sorted_.begin(), sorted_.end(), name);
    return found != sorted_.end() && *found == name && seen_[static_cast<std::size_t>(found - sorted_.begin())];
  }

 private:
  std::vector<std::string_view> sorted_;
  std::vector<std::optional<std::size_t>> beginnings_;
  std::vector<bool> seen_;
};

}  // namespace

Mentions mentions_of(const std::vector<std::string>& names, const std::vector<std::string>& texts) {
  SortedNames sorted(names);
  Mentions mentions;
  for (const std::string& text : texts) {
    bool any = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (starts_character(text[i])) any = sorted.mark(std::string_view(text).substr(i)) || any;
    }
    mentions.texts.push_back(any);
  }
  for (const std::string& name : names) mentions.names.push_back(sorted.seen(name));
  return mentions;
}

std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

std::string_view last_characters(std::string_view text, std::size_t count) {
  std::size_t begin = text.size();
  for (; begin > 0 && count > 0; --count) {
    do {
      --begin;
    } while (begin > 0 && !starts_character(text[begin]));
  }
  return text.substr(begin);
}

}  // namespace gouji::analyzer
