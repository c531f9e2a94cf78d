// Text from one encoding to another, by iconv.
#pragma once

#include <iconv.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gouji::cli {

// Not for two threads at a time.
class Recoder {
 public:
  // By the names iconv knows the encodings by.
  Recoder(const char* from, const char* to) : handle_(::iconv_open(to, from)) {}
  Recoder(const Recoder&) = delete;
  Recoder& operator=(const Recoder&) = delete;
  ~Recoder() {
    if (usable()) ::iconv_close(handle_);
  }

  // This system knows both encodings. iconv_open fails with (iconv_t)-1.
  [[nodiscard]] bool usable() const { return reinterpret_cast<std::intptr_t>(handle_) != -1; }

  // Absent when a byte does not belong, or a character has no counterpart.
  [[nodiscard]] std::optional<std::string> operator()(std::string_view text) const { return recoded(text, false); }
  // The same of a piece of a text: a character that is cut off at its end is left out.
  [[nodiscard]] std::optional<std::string> beginning(std::string_view text) const { return recoded(text, true); }

 private:
  [[nodiscard]] std::optional<std::string> recoded(std::string_view text, bool may_be_cut) const;

  ::iconv_t handle_;
};

}  // namespace gouji::cli
