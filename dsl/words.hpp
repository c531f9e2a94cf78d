// A text of the plan: a view into the source text where that says it letter by letter, which is cheap to make and to copy and which
// the source text outlives; else a text of its own.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace gouji::dsl {

class Words {
 public:
  Words() = default;
  Words(const char* literal) : Words(std::string_view(literal), false) {}
  Words(const std::string& own) : Words(own, !own.empty()) {}
  Words(const Words& other) : Words(other.view(), other.own_) {}
  Words(Words&& other) noexcept
      : data_(std::exchange(other.data_, "")), size_(std::exchange(other.size_, 0)), own_(std::exchange(other.own_, false)) {}
  Words& operator=(Words other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(own_, other.own_);
    return *this;
  }
  ~Words() {
    if (own_) delete[] data_;
  }
  // `text` is part of the source text, or written in the program.
  [[nodiscard]] static Words of_source(std::string_view text) { return {text, false}; }

  operator std::string_view() const { return view(); }
  [[nodiscard]] std::string_view view() const { return {data_, size_}; }
  [[nodiscard]] std::string str() const { return std::string(view()); }
  operator std::string() const { return str(); }

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t find(std::string_view part, std::size_t from = 0) const { return view().find(part, from); }
  [[nodiscard]] bool starts_with(std::string_view part) const { return view().starts_with(part); }
  [[nodiscard]] bool ends_with(std::string_view part) const { return view().ends_with(part); }
  [[nodiscard]] std::string substr(std::size_t from, std::size_t count = std::string_view::npos) const {
    return std::string(view().substr(from, count));
  }

  friend bool operator==(const Words& a, const Words& b) { return a.view() == b.view(); }
  friend bool operator==(const Words& a, std::string_view b) { return a.view() == b; }
  friend bool operator==(const Words& a, const std::string& b) { return a.view() == b; }
  friend bool operator==(const Words& a, const char* b) { return a.view() == b; }
  friend auto operator<=>(const Words& a, const Words& b) { return a.view() <=> b.view(); }

  friend std::string operator+(const Words& a, const Words& b) { return a.str().append(b.view()); }
  friend std::string operator+(const Words& a, std::string_view b) { return a.str().append(b); }
  friend std::string operator+(const Words& a, const std::string& b) { return a.str().append(b); }
  friend std::string operator+(const Words& a, const char* b) { return a.str().append(b); }
  friend std::string operator+(std::string a, const Words& b) { return std::move(a.append(b.view())); }
  friend std::string operator+(const char* a, const Words& b) { return std::string(a).append(b.view()); }

 private:
  Words(std::string_view text, bool own)
      : data_(own ? std::copy(text.begin(), text.end(), new char[text.size()]) - text.size() : text.data()),
        size_(static_cast<std::uint32_t>(text.size())),
        own_(own) {}

  const char* data_ = "";
  std::uint32_t size_ = 0;
  bool own_ = false;  // the letters belong to this alone
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
