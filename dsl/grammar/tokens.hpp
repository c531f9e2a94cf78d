// Spirit X3 parsers for single tokens. The grammar reads tokens, not characters.
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <string>
#include <vector>

#include "dsl/token.hpp"

namespace gouji::dsl::grammar {

namespace x3 = boost::spirit::x3;

using Iterator = const Token*;

inline void put(Iterator token, Token& attribute) { attribute = *token; }
inline void put(Iterator token, const Token*& attribute) { attribute = token; }
inline void put(Iterator, x3::unused_type) {}
inline void put(Iterator first, Iterator last, TokenRange& attribute) { attribute = {first, last}; }
inline void put(Iterator, Iterator, x3::unused_type) {}

// A token for which `accept(token, iterator)` holds.
template <typename Accept>
struct TokenParser : x3::parser<TokenParser<Accept>> {
  using attribute_type = const Token*;
  static constexpr bool has_attribute = true;
  static constexpr bool handles_container = false;

  constexpr explicit TokenParser(Accept accept_token) : accept(accept_token) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RuleContext&, Attribute& attribute) const {
    if (first == last || !accept(first)) return false;
    put(first, attribute);
    ++first;
    return true;
  }

  Accept accept;
};

template <typename Accept>
[[nodiscard]] constexpr TokenParser<Accept> token_where(Accept accept) {
  return TokenParser<Accept>(accept);
}

[[nodiscard]] constexpr auto token(TokenKind kind) {
  return token_where([kind](Iterator it) { return it->kind == kind; });
}

// A word that spells this keyword.
[[nodiscard]] constexpr auto word(Keyword keyword) {
  return token_where([keyword](Iterator it) { return it->keyword == keyword && it->kind == TokenKind::Word; });
}

// The tokens its subject takes, as one range: nothing is copied.
template <typename Subject>
struct SliceDirective : x3::unary_parser<Subject, SliceDirective<Subject>> {
  using attribute_type = TokenRange;
  static constexpr bool has_attribute = true;
  static constexpr bool handles_container = false;

  constexpr explicit SliceDirective(const Subject& sliced) : x3::unary_parser<Subject, SliceDirective<Subject>>(sliced) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule_context, Attribute& attribute) const {
    const Iterator begin = first;
    if (!this->subject.parse(first, last, context, rule_context, x3::unused)) return false;
    put(begin, first, attribute);
    return true;
  }
};

struct SliceGenerator {
  template <typename Subject>
  [[nodiscard]] constexpr auto operator[](const Subject& subject) const {
    return SliceDirective<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
  }
};
constexpr SliceGenerator slice;

// As often as its subject fits, like x3's star. Each element is parsed where it stays, and none is begun at the end.
template <typename Subject>
struct ManyDirective : x3::unary_parser<Subject, ManyDirective<Subject>> {
  using attribute_type = std::vector<typename x3::traits::attribute_of<Subject, x3::unused_type>::type>;
  static constexpr bool has_attribute = true;
  static constexpr bool handles_container = true;

  constexpr explicit ManyDirective(const Subject& repeated) : x3::unary_parser<Subject, ManyDirective<Subject>>(repeated) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule_context, Attribute& elements) const {
    while (first != last) {
      if (this->subject.parse(first, last, context, rule_context, elements.emplace_back())) continue;
      elements.pop_back();
      break;
    }
    return true;
  }
};

struct ManyGenerator {
  template <typename Subject>
  [[nodiscard]] constexpr auto operator[](const Subject& subject) const {
    return ManyDirective<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
  }
};
constexpr ManyGenerator many;

}  // namespace gouji::dsl::grammar
