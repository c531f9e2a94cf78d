// JSON written as text at once, in the layout of dump(2): what is long needs no tree of its own.
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "reports/json_parts.hpp"

namespace gouji::reports {

class JsonText {
 public:
  // `write_members` calls member() for each of them.
  template <typename WriteMembers>
  void object(WriteMembers write_members) {
    open('{');
    write_members();
    close('}');
  }
  // `write_entry` writes one value.
  template <typename Range, typename WriteEntry>
  void list(const Range& entries, WriteEntry write_entry) {
    open('[');
    for (const auto& entry : entries) {
      next();
      write_entry(entry);
    }
    close(']');
  }
  // `content` is a value, or writes one.
  template <typename Content>
  void member(std::string_view key, const Content& content) {
    next();
    value(key);
    text_ += ": ";
    if constexpr (std::invocable<const Content&>) {
      content();
    } else if constexpr (!std::same_as<Content, Json> && std::convertible_to<const Content&, std::string_view>) {
      value(std::string_view(content));
    } else {
      value(content);
    }
  }
  template <typename Range, typename WriteEntry>
  void member(std::string_view key, const Range& entries, WriteEntry write_entry) {
    member(key, [&] { list(entries, write_entry); });
  }

  void value(std::string_view string);
  void value(std::unsigned_integral auto number) { text_ += std::to_string(number); }
  void value(std::nullptr_t) { text_ += "null"; }
  void value(const Json& tree);

  // The text, with a line break at its end.
  [[nodiscard]] std::string take() { return std::move(text_ += '\n'); }

 private:
  void open(char bracket) {
    text_ += bracket;
    ++depth_;
    first_ = true;
  }
  void close(char bracket) {
    --depth_;
    if (!first_) new_line();
    text_ += bracket;
    first_ = false;
  }
  // Begins a member or an entry.
  void next() {
    if (!first_) text_ += ',';
    new_line();
    first_ = false;
  }
  void new_line() {
    text_ += '\n';
    text_.append(2 * depth_, ' ');
  }

  std::string text_;
  std::size_t depth_ = 0;
  bool first_ = true;  // nothing stands in the innermost object or list
};

// Bytes that are no UTF-8 become U+FFFD: a report about a damaged file must still be readable.
[[nodiscard]] std::string dump(const Json& json);

}  // namespace gouji::reports
