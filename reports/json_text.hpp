// JSON written as text at once, in the layout of dump(2): what is long needs no tree of its own.
#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "reports/json_parts.hpp"

namespace gouji::reports {

// The key of a member, spelt out in the code. Checked as it is compiled: nothing in it needs an escape.
struct Key {
  consteval Key(const char* literal) : text(literal) {
    for (const char c : text) {
      if (c <= ' ' || c == '"' || c == '\\' || c > '~') throw "a key of plain ASCII";
    }
  }
  std::string_view text;
};

class JsonText {
 public:
  JsonText() = default;
  // A piece of a long list that stands `depth` deep; see entries(). `begins` says that no entry stands before it.
  JsonText(std::size_t depth, bool begins) : depth_(depth), first_(begins) {}

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
    this->entries(entries, write_entry);
    close(']');
  }
  // A list of which others write the entries: `write` is given the depth they stand at and returns whether there are any.
  template <typename Write>
  void list_elsewhere(Write write) {
    open('[');
    first_ = !write(depth_);
    close(']');
  }
  template <typename Range, typename WriteEntry>
  void entries(const Range& entries, WriteEntry write_entry) {
    for (const auto& entry : entries) {
      next();
      write_entry(entry);
    }
  }
  // `content` is a value, or writes one.
  template <typename Content>
  void member(Key key, const Content& content) {
    next();
    text_ += '"';
    text_ += key.text;
    text_ += "\": ";
    if constexpr (std::invocable<const Content&>) {
      content();
    } else if constexpr (!std::same_as<Content, Json> && std::convertible_to<const Content&, std::string_view>) {
      value(std::string_view(content));
    } else {
      value(content);
    }
  }
  template <typename Range, typename WriteEntry>
  void member(Key key, const Range& entries, WriteEntry write_entry) {
    member(key, [&] { list(entries, write_entry); });
  }

  void value(std::string_view string);
  void value(std::unsigned_integral auto number) { text_ += std::to_string(number); }
  void value(std::nullptr_t) { text_ += "null"; }
  void value(const Json& tree);

  // What was written since the last time.
  [[nodiscard]] std::string take() { return std::exchange(text_, {}); }

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
    constexpr std::string_view kBreak = "\n                                ";
    if (2 * depth_ < kBreak.size()) {
      text_.append(kBreak.data(), 1 + 2 * depth_);
    } else {
      text_.append(1, '\n').append(2 * depth_, ' ');
    }
  }

  std::string text_;
  std::size_t depth_ = 0;
  bool first_ = true;  // nothing stands in the innermost object or list
};

// Bytes that are no UTF-8 become U+FFFD: a report about a damaged file must still be readable.
[[nodiscard]] std::string dump(const Json& json);

}  // namespace gouji::reports
