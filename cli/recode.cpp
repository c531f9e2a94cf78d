#include "cli/recode.hpp"

#include <cerrno>

namespace gouji::cli {

std::optional<std::string> Recoder::recoded(std::string_view text, bool may_be_cut) const {
  if (!usable()) return std::nullopt;
  ::iconv(handle_, nullptr, nullptr, nullptr, nullptr);
  // No character takes more than twice its room, from UTF-8, UTF-16 or GB18030 to another of them.
  std::string result(text.size() * 2 + 4, '\0');
  char* from = const_cast<char*>(text.data());  // iconv's signature; it does not write there
  char* to = result.data();
  std::size_t left = text.size();
  std::size_t room = result.size();
  const bool stopped = ::iconv(handle_, &from, &left, &to, &room) == static_cast<std::size_t>(-1);
  if (stopped && !(may_be_cut && errno == EINVAL)) return std::nullopt;
  result.resize(result.size() - room);
  return result;
}

}  // namespace gouji::cli
