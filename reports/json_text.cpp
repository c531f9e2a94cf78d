#include "reports/json_text.hpp"

#include <cstdint>

#include "dsl/unicode.hpp"

namespace gouji::reports {

namespace {

// Every byte stands as it is between quotation marks. Without branches and an early end the loop takes many bytes at a time.
bool stands_as_it_is(std::string_view string) {
  std::uint8_t escapes = 0;
  std::uint8_t all = 0;
  for (const char c : string) {
    const auto byte = static_cast<std::uint8_t>(c);
    escapes = static_cast<std::uint8_t>(escapes | (byte < ' ') | (byte == '"') | (byte == '\\'));
    all = static_cast<std::uint8_t>(all | byte);
  }
  return escapes == 0 && (all < 0x80 || !dsl::first_invalid_byte(string));
}

}  // namespace

std::string dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace); }

void JsonText::value(std::string_view string) {
  if (!stands_as_it_is(string)) {
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
        for (const auto& [key, entry] : tree.get_ref<const Json::object_t&>()) {
          next();
          value(std::string_view(key));
          text_ += ": ";
          value(entry);
        }
      });
    case Json::value_t::array: return list(tree.get_ref<const Json::array_t&>(), [&](const Json& entry) { value(entry); });
    case Json::value_t::string: return value(std::string_view(tree.get_ref<const std::string&>()));
    default: text_ += dump(tree);
  }
}

}  // namespace gouji::reports
