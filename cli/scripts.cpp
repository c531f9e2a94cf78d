#include "cli/scripts.hpp"

#include <dlfcn.h>
#include <fmt/format.h>
#include <opencc/opencc.h>
#include <unicode/ucnv.h>

#include <memory>

#include "cli/failure.hpp"
#include "dsl/unicode.hpp"

namespace gouji::cli {

namespace {

// A converter that refuses what it cannot convert, where ICU would put a substitute.
class Converter {
 public:
  explicit Converter(const char* encoding) {
    UErrorCode error = U_ZERO_ERROR;
    converter_.reset(ucnv_open(encoding, &error));
    if (U_FAILURE(error)) throw Failure(fmt::format("ICU 不支持编码 {}", encoding), fmt::format("ICU has no encoding {}", encoding));
    ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    ucnv_setFromUCallBack(converter_.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  }

  // Converts between the two by way of UTF-16.
  [[nodiscard]] static std::optional<std::string> convert(Converter& from, Converter& to, std::string_view text) {
    UErrorCode error = U_ZERO_ERROR;
    std::u16string wide(text.size() + 1, u'\0');
    const auto length = ucnv_toUChars(from.converter_.get(), wide.data(), static_cast<std::int32_t>(wide.size()), text.data(),
                                      static_cast<std::int32_t>(text.size()), &error);
    if (U_FAILURE(error)) return std::nullopt;
    std::string result(static_cast<std::size_t>(length) * 4 + 1, '\0');
    error = U_ZERO_ERROR;
    const auto size = ucnv_fromUChars(to.converter_.get(), result.data(), static_cast<std::int32_t>(result.size()), wide.data(), length, &error);
    if (U_FAILURE(error)) return std::nullopt;
    result.resize(static_cast<std::size_t>(size));
    return result;
  }

 private:
  struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  std::unique_ptr<UConverter, Close> converter_;
};

struct Encodings {
  Converter utf8{"UTF-8"};
  Converter gb18030{"GB18030"};
};

Encodings& encodings() {
  static Encodings both;
  return both;
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
      [](std::string_view text) { return Converter::convert(encodings().utf8, encodings().gb18030, text); },
      [](std::string_view text) { return Converter::convert(encodings().gb18030, encodings().utf8, text); },
  };
}

std::optional<Recoded> to_utf8(std::string text) {
  if (!dsl::first_invalid_byte(text)) return Recoded{std::move(text), "UTF-8"};
  if (text.find('\0') != std::string::npos) return std::nullopt;  // UTF-16, or no text at all
  auto converted = Converter::convert(encodings().gb18030, encodings().utf8, text);
  if (!converted) return std::nullopt;
  return Recoded{std::move(*converted), "GB18030"};
}

}  // namespace gouji::cli
