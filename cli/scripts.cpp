#include "cli/scripts.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <opencc/opencc.h>

#include "cli/failure.hpp"
#include "cli/recode.hpp"
#include "dsl/unicode.hpp"

namespace gouji::cli {

namespace {

constexpr const char* kGb18030 = "GB18030";

const Recoder& checked(const Recoder& recoder) {
  if (!recoder.usable()) {
    throw Failure(fmt::format("系统的 iconv 不支持编码 {}", kGb18030), fmt::format("this system's iconv does not know the encoding {}", kGb18030));
  }
  return recoder;
}

std::optional<std::string> utf8_to_gb18030(std::string_view text) {
  static const Recoder recoder("UTF-8", kGb18030);
  return checked(recoder)(text);
}

std::optional<std::string> gb18030_to_utf8(std::string_view text) {
  static const Recoder recoder(kGb18030, "UTF-8");
  return checked(recoder)(text);
}

// OpenCC, opened by name: linked, it would cost every run its start, and most runs read no document.
class Simplifier {
 public:
  Simplifier() : library_(dlopen(GOUJI_OPENCC_LIBRARY, RTLD_NOW | RTLD_LOCAL)) {
    if (library_ == nullptr) fail(GOUJI_OPENCC_LIBRARY);
    open_ = function<decltype(&opencc_open)>("opencc_open");
    convert_ = function<decltype(&opencc_convert_utf8)>("opencc_convert_utf8");
    free_ = function<decltype(&opencc_convert_utf8_free)>("opencc_convert_utf8_free");
    converter_ = open_("t2s.json");
    if (converter_ == reinterpret_cast<opencc_t>(-1)) fail("t2s.json");
  }

  [[nodiscard]] std::string operator()(std::string_view text) const {
    char* converted = convert_(converter_, text.data(), text.size());
    if (converted == nullptr) return std::string(text);
    std::string result(converted);
    free_(converted);
    return result;
  }

 private:
  template <typename Function>
  [[nodiscard]] Function function(const char* name) const {
    void* symbol = dlsym(library_, name);
    if (symbol == nullptr) fail(name);
    return reinterpret_cast<Function>(symbol);
  }

  [[noreturn]] static void fail(const char* what) {
    throw Failure(fmt::format("--sources 需要 OpenCC（缺 {}），Debian 上为 libopencc1.1 与 libopencc-data", what),
                  fmt::format("--sources needs OpenCC ({} is missing); on Debian: libopencc1.1 and libopencc-data", what));
  }

  void* library_;
  decltype(&opencc_open) open_ = nullptr;
  decltype(&opencc_convert_utf8) convert_ = nullptr;
  decltype(&opencc_convert_utf8_free) free_ = nullptr;
  opencc_t converter_ = nullptr;
};

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

}  // namespace

analyzer::source::Tools document_tools() {
  return {
      [](std::string_view text) {
        if (is_ascii(text)) return std::string(text);
        static const Simplifier simplifier;
        return simplifier(text);
      },
      utf8_to_gb18030,
      gb18030_to_utf8,
  };
}

std::optional<Recoded> to_utf8(std::string text) {
  if (!dsl::first_invalid_byte(text)) return Recoded{std::move(text), "UTF-8"};
  if (text.find('\0') != std::string::npos) return std::nullopt;  // UTF-16, or no text at all
  auto converted = gb18030_to_utf8(text);
  if (!converted) return std::nullopt;
  return Recoded{std::move(*converted), kGb18030};
}

}  // namespace gouji::cli
