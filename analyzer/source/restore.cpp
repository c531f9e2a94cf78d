#include "analyzer/source/restore.hpp"

#include <algorithm>
#include <optional>

#include "analyzer/source/characters.hpp"

namespace gouji::analyzer::source {

namespace {

using Pieces = std::vector<Piece>;

// --- pinyin: 現(xiàn) ------------------------------------------------------------------------------------------------

bool is_toned_vowel(char32_t c) {
  return std::u32string_view(U"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ").find(c) != std::u32string_view::npos;
}

bool is_pinyin_letter(char32_t c) { return (c >= U'a' && c <= U'z') || c == U'ü' || c == U'ê' || is_toned_vowel(c); }

// The closing bracket of pinyin that opens at `at`. A tone mark is required: 微信(app) is no pinyin.
std::optional<std::size_t> pinyin_end(const Pieces& pieces, std::size_t at) {
  constexpr std::size_t kLongest = 6;  // zhuāng
  if (at == 0 || pieces[at].character != U'(' || !is_chinese(pieces[at - 1].character)) return std::nullopt;
  bool toned = false;
  std::size_t end = at + 1;
  for (; end < pieces.size() && is_pinyin_letter(pieces[end].character); ++end) toned = toned || is_toned_vowel(pieces[end].character);
  const bool closed = end < pieces.size() && pieces[end].character == U')';
  if (!closed || !toned || end - at - 1 > kLongest) return std::nullopt;
  return end;
}

Pieces without_pinyin(const Pieces& pieces) {
  Pieces result;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (const auto end = pinyin_end(pieces, i)) {
      i = *end;
    } else {
      result.push_back(pieces[i]);
    }
  }
  return result;
}

// --- slipped bytes: a lost byte in front of （ pairs up all that follow wrongly, until an ASCII byte ends it ------------------

struct Bytes {
  std::string text;
  std::vector<std::size_t> piece;  // for each byte the piece it belongs to
  [[nodiscard]] bool starts_piece(std::size_t at) const { return at == 0 || piece[at] != piece[at - 1]; }
};

constexpr unsigned char kBracketLead = 0xA3;   // （ is A3 A8, ） is A3 A9
constexpr unsigned char kBracketTrail = 0xA8;
constexpr unsigned char kClosingTrail = 0xA9;

unsigned char byte_at(const Bytes& bytes, std::size_t at) { return static_cast<unsigned char>(bytes.text[at]); }

// （二） and （三） slip into pairs that are no characters (FE A3, FD A3), which the page left out.
void put_back_numeral(Bytes& bytes) {
  if (bytes.text.size() < 5 || byte_at(bytes, 4) != kClosingTrail) return;
  const char trail = byte_at(bytes, 3) == 0xB6 ? '\xFE' : byte_at(bytes, 3) == 0xC8 ? '\xFD' : '\0';
  if (trail == '\0') return;
  bytes.text.insert(4, {trail, static_cast<char>(kBracketLead)});
  bytes.piece.insert(bytes.piece.begin() + 4, 2, bytes.piece[3]);
}

Bytes bytes_of(const Pieces& pieces, std::size_t begin, const Tools& tools) {
  constexpr std::size_t kLongest = 80;  // an ASCII byte or a sound pair ends a slip long before
  Bytes bytes;
  for (std::size_t i = begin; i < std::min(pieces.size(), begin + kLongest); ++i) {
    std::string utf8;
    append_utf8(utf8, pieces[i].character);
    const auto encoded = tools.to_gb18030(utf8);
    if (!encoded || encoded->size() > 2) break;
    bytes.text += *encoded;
    bytes.piece.insert(bytes.piece.end(), encoded->size(), i);
  }
  return bytes;
}

// `at` is the ? that stands for the lost byte. What was read aright, and the piece from which the line is sound again.
std::optional<std::pair<Pieces, std::size_t>> realigned(const Pieces& pieces, std::size_t at, const Tools& tools) {
  Bytes bytes = bytes_of(pieces, at + 1, tools);
  // A1 A3 | A8 …: the second byte of a lost character, then （.
  const bool slipped = bytes.text.size() > 4 && byte_at(bytes, 0) == 0xA1 && byte_at(bytes, 1) == kBracketLead &&
                       byte_at(bytes, 2) == kBracketTrail && bytes.piece[2] == at + 2;
  if (!slipped) return std::nullopt;
  put_back_numeral(bytes);
  Pieces result{{U' ', pieces[at].origin}};
  std::size_t offset = 1;
  while (offset + 1 < bytes.text.size() && !bytes.starts_piece(offset)) {
    const auto decoded = tools.from_gb18030(std::string_view(bytes.text).substr(offset, 2));
    const Characters character = characters_of(decoded.value_or("\xEF\xBF\xBD"));
    result.push_back({character.text.front(), pieces[bytes.piece[offset]].origin});
    offset += 2;
  }
  if (offset >= bytes.text.size() || !bytes.starts_piece(offset)) return std::nullopt;
  return std::pair(std::move(result), bytes.piece[offset]);
}

Pieces without_slips(const Pieces& pieces, const Tools& tools) {
  if (!tools.to_gb18030 || !tools.from_gb18030) return pieces;
  Pieces result;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const bool suspect = pieces[i].character == U'?' && i + 1 < pieces.size() && pieces[i + 1].character == U'。';
    const auto sound = suspect ? realigned(pieces, i, tools) : std::nullopt;
    if (sound) {
      result.insert(result.end(), sound->first.begin(), sound->first.end());
      i = sound->second - 1;
    } else {
      result.push_back(pieces[i]);
    }
  }
  return result;
}

}  // namespace

std::vector<Piece> restore(std::string_view raw, const Tools& tools) {
  const Characters characters = characters_of(raw);
  Pieces pieces;
  pieces.reserve(characters.text.size());
  for (std::size_t i = 0; i < characters.text.size(); ++i) pieces.push_back({characters.text[i], characters.offsets[i]});
  return without_pinyin(without_slips(pieces, tools));
}

}  // namespace gouji::analyzer::source
