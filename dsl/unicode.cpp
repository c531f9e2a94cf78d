#include "dsl/unicode.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace gouji::dsl {

CodePoint unicode::decode_rare(std::string_view text, std::size_t offset) {
  utf8proc_int32_t value = 0;
  const auto used = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + offset),
                                     static_cast<utf8proc_ssize_t>(text.size() - offset), &value);
  if (used <= 0) return {U'\uFFFD', 1};
  return {static_cast<char32_t>(value), static_cast<std::uint8_t>(used)};
}

std::optional<std::size_t> first_invalid_byte(std::string_view text) {
  const char* const data = text.data();
  const std::size_t size = text.size();
  std::size_t offset = 0;
  const auto eight_at = [&](std::size_t at) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, data + at, sizeof eight);
    return eight;
  };
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  // Chinese, mostly, has leads of E1 to EC, after which every continuation is good.
  const auto is_chinese = [&](std::size_t at) {
    const auto lead = static_cast<unsigned char>(data[at]);
    return lead >= 0xE1 && lead <= 0xEC && (data[at + 1] & 0xC0) == 0x80 && (data[at + 2] & 0xC0) == 0x80;
  };
  while (offset < size) {
    if (static_cast<unsigned char>(data[offset]) < 0x80) {
      while (offset + sizeof(std::uint64_t) <= size) {
        const std::uint64_t high = eight_at(offset) & kHighBits;
        if (high == 0) {
          offset += sizeof(std::uint64_t);
          continue;
        }
        if constexpr (std::endian::native == std::endian::little) offset += static_cast<std::size_t>(std::countr_zero(high)) / 8;
        break;
      }
      if (offset < size && static_cast<unsigned char>(data[offset]) < 0x80) ++offset;
      continue;
    }
    const std::size_t begin = offset;
    while (offset + 2 < size && is_chinese(offset)) offset += 3;
    if (offset != begin) continue;
    const CodePoint point = decode(text, offset);
    if (point.length == 1) return offset;
    offset += point.length;
  }
  return std::nullopt;
}

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint point = decode(text, offset);
    if (point.value == U'\t') {
      ++width;
    } else {
      width += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(point.value))));
    }
    offset += point.length;
  }
  return width;
}

std::string fold_width(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint point = decode(text, offset);
    if (point.value >= 0xFF01 && point.value <= 0xFF5E) {
      result += static_cast<char>(point.value - 0xFF01 + '!');
    } else if (point.value == 0x3000) {
      result += ' ';
    } else {
      result += text.substr(offset, point.length);
    }
    offset += point.length;
  }
  return result;
}

namespace {

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> points;
  for (std::size_t offset = 0; offset < text.size();) {
    const CodePoint point = decode(text, offset);
    points.push_back(point.value);
    offset += point.length;
  }
  return points;
}

}  // namespace

std::size_t edit_distance(std::string_view a_text, std::string_view b_text) {
  const auto a = code_points(a_text);
  const auto b = code_points(b_text);
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  // A word longer than this is no slip of the keyboard, and the distance is quadratic.
  constexpr std::size_t kLongestWord = 64;
  const std::size_t word_length = length(word);
  if (word_length == 0 || word_length > kLongestWord) return std::nullopt;
  std::optional<std::string> best;
  std::size_t best_distance = 0;
  for (const std::string_view candidate : candidates) {
    const std::size_t candidate_length = length(candidate);
    if (candidate_length > kLongestWord) continue;
    const std::size_t longest = std::max(word_length, candidate_length);
    const std::size_t allowed = std::max<std::size_t>(1, longest / 3);
    const std::size_t distance = edit_distance(word, candidate);
    // One edit in a word of one character is another word.
    if (distance > allowed || distance >= longest) continue;
    if (!best || distance < best_distance) {
      best = std::string(candidate);
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace gouji::dsl
