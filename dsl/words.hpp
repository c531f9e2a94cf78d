// A text of the plan: a view into the source text where that says it letter by letter, else a text of its own. Cheap to make and
// to copy; the source text outlives it.
#pragma once

#include <fmt/format.h>

#include <memory>
#include <ostream>
#include <string>
#include <string_view>

namespace gouji::dsl {

class Words {
 public:
  Words() = default;
  Words(const char* literal) : view_(literal) {}
  Words(std::string own) : own_(std::make_shared<const std::string>(std::move(own))), view_(*own_) {}
  // `text` is part of the source text.
  [[nodiscard]] static Words of_source(std::string_view text) {
    Words words;
    words.view_ = text;
    return words;
  }

  operator std::string_view() const { return view_; }
  [[nodiscard]] std::string_view view() const { return view_; }
  [[nodiscard]] std::string str() const { return std::string(view_); }
  operator std::string() const { return str(); }

  [[nodiscard]] bool empty() const { return view_.empty(); }
  [[nodiscard]] std::size_t size() const { return view_.size(); }
  [[nodiscard]] std::size_t find(std::string_view part, std::size_t from = 0) const { return view_.find(part, from); }
  [[nodiscard]] bool starts_with(std::string_view part) const { return view_.starts_with(part); }
  [[nodiscard]] bool ends_with(std::string_view part) const { return view_.ends_with(part); }
  [[nodiscard]] std::string substr(std::size_t from, std::size_t count = std::string_view::npos) const {
    return std::string(view_.substr(from, count));
  }

  friend bool operator==(const Words& a, const Words& b) { return a.view_ == b.view_; }
  friend bool operator==(const Words& a, std::string_view b) { return a.view_ == b; }
  friend bool operator==(const Words& a, const std::string& b) { return a.view_ == b; }
  friend bool operator==(const Words& a, const char* b) { return a.view_ == b; }
  friend auto operator<=>(const Words& a, const Words& b) { return a.view_ <=> b.view_; }

  friend std::string operator+(const Words& a, const Words& b) { return a.str().append(b.view_); }
  friend std::string operator+(const Words& a, std::string_view b) { return a.str().append(b); }
  friend std::string operator+(const Words& a, const std::string& b) { return a.str().append(b); }
  friend std::string operator+(const Words& a, const char* b) { return a.str().append(b); }
  friend std::string operator+(std::string a, const Words& b) { return std::move(a.append(b.view_)); }
  friend std::string operator+(const char* a, const Words& b) { return std::string(a).append(b.view_); }

 private:
  std::shared_ptr<const std::string> own_;
  std::string_view view_;
};

inline std::ostream& operator<<(std::ostream& out, const Words& words) { return out << words.view(); }

}  // namespace gouji::dsl

template <>
struct fmt::formatter<gouji::dsl::Words> : fmt::formatter<fmt::string_view> {
  template <typename Context>
  auto format(const gouji::dsl::Words& words, Context& context) const {
    const std::string_view view = words.view();
    return fmt::formatter<fmt::string_view>::format({view.data(), view.size()}, context);
  }
};
