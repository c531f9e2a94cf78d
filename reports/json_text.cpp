#include "reports/json_text.hpp"

#include "dsl/unicode.hpp"

namespace gouji::reports {

namespace {

// No byte of it is written otherwise; without an early end the loop takes many bytes at a time.
bool needs_no_escape(std::string_view string) {
  bool escapes = false;
  for (const char c : string) escapes |= static_cast<unsigned char>(c) < ' ' || c == '"' || c == '\\';
  return !escapes;
}

}  // namespace

std::string dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace); }

void JsonText::value(std::string_view string) {
  if (!needs_no_escape(string) || dsl::first_invalid_byte(string)) {
    text_ += dump(string);
    return;
  }
  text_ += '"';
  text_ += string;
  text_ += '"';
}

void JsonText::value(const Json& tree) {
  switch (tree.type()) {
    case Json::value_t::object:
      return object([&] {
        for (const auto& [key, entry] : tree.get_ref<const Json::object_t&>()) member(key, entry);
      });
    case Json::value_t::array: return list(tree.get_ref<const Json::array_t&>(), [&](const Json& entry) { value(entry); });
    case Json::value_t::string: return value(std::string_view(tree.get_ref<const std::string&>()));
    default: text_ += dump(tree);
  }
}

}  // namespace gouji::reports
