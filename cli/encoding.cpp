#include "cli/encoding.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <string>

#include "cli/recode.hpp"
#include "dsl/unicode.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

// Enough to tell an encoding by.
constexpr std::size_t kSample = 1U << 16U;

bool is_chinese(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFFEF) || (c >= 0x2010 && c <= 0x203B);
}

bool is_plain(char32_t c) { return (c >= ' ' && c <= '~') || c == '\t' || c == '\n' || c == '\r'; }

struct Count {
  std::size_t all = 0;
  std::size_t plain = 0;
  std::size_t chinese = 0;
};

Count count_characters(std::string_view utf8) {
  Count count;
  for (std::size_t offset = 0; offset < utf8.size();) {
    const dsl::CodePoint point = dsl::decode(utf8, offset);
    offset += point.length;
    ++count.all;
    if (is_plain(point.value)) ++count.plain;
    if (is_chinese(point.value)) ++count.chinese;
  }
  return count;
}

// Almost all of it is what plans are written with. In the wrong byte order line breaks and blanks are rare characters.
bool reads_as_utf16(std::string_view bytes, const char* encoding) {
  const auto text = Recoder(encoding, "UTF-8").beginning(bytes);
  if (!text) return false;
  const Count count = count_characters(*text);
  return count.plain > 0 && (count.plain + count.chinese) * 20 >= count.all * 19;
}

// Valid bytes alone prove little: most pairs of high bytes are GB18030. Nearly all characters of a real text are those of its
// oldest part, GB 2312 (both bytes from A1, the first up to F7).
bool reads_as_gb18030(std::string_view bytes) {
  const auto text = Recoder("GB18030", "UTF-8").beginning(bytes);
  if (!text) return false;
  std::size_t pairs = 0;
  std::size_t common = 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    if (byte(i) < 0x80) continue;
    ++pairs;
    if (byte(i) >= 0xA1 && byte(i) <= 0xF7 && byte(i + 1) >= 0xA1) ++common;
    ++i;
  }
  const Count count = count_characters(*text);
  return pairs > 0 && common * 10 >= pairs * 9 && count.chinese * 10 >= (count.all - count.plain) * 9;
}

// 'a b.plan' for a shell.
std::string quoted(std::string_view name) {
  std::string result = "'";
  for (const char c : name) {
    if (c == '\'') result += "'\\'";
    result += c;
  }
  return result + "'";
}

std::string command_for(std::string_view encoding, const std::string& name) {
  if (name == "<stdin>") return fmt::format("iconv -f {} -t UTF-8", encoding);
  const std::string shown = reports::visible(name);
  const std::size_t stem = shown.size() - (shown.ends_with(".plan") ? 5 : 0);
  return fmt::format("iconv -f {} -t UTF-8 {} > {}", encoding, quoted(shown), quoted(shown.substr(0, stem) + "-utf8.plan"));
}

}  // namespace

std::optional<std::string_view> other_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "UTF-16";
  const bool zeros = bytes.find('\0') != std::string_view::npos;
  if (!zeros && !dsl::first_invalid_byte(bytes)) return std::nullopt;
  const std::string_view sample = bytes.substr(0, kSample);
  if (zeros) {
    if (reads_as_utf16(sample, "UTF-16LE")) return "UTF-16LE";
    if (reads_as_utf16(sample, "UTF-16BE")) return "UTF-16BE";
    return std::nullopt;
  }
  if (reads_as_gb18030(sample)) return "GB18030";
  return std::nullopt;
}

std::optional<dsl::Diagnostic> encoding_mistake(const dsl::SourceText& source) {
  const auto encoding = other_encoding(source.text());
  if (!encoding) return std::nullopt;
  const auto at = static_cast<std::uint32_t>(dsl::first_invalid_byte(source.text()).value_or(0));
  const std::string command = command_for(*encoding, source.name());
  return dsl::Diagnostic{dsl::Mistake::NotUtf8,
                         {at, at + 1},
                         {fmt::format("文件编码是 {}，方案文件须用 UTF-8", *encoding),
                          fmt::format("the file is encoded in {}; a plan file is UTF-8", *encoding)},
                         {fmt::format("先转换编码：{}", command), fmt::format("convert it first: {}", command)},
                         {}};
}

}  // namespace gouji::cli
