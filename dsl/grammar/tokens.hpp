// Spirit X3 parsers for single tokens. The grammar reads tokens, not characters.
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <string>

#include "dsl/token.hpp"

namespace gouji::dsl::grammar {

namespace x3 = boost::spirit::x3;

using Iterator = const Token*;

// A token for which `accept(token, iterator)` holds.
template <typename Accept>
struct TokenParser : x3::parser<TokenParser<Accept>> {
  using attribute_type = Token;
  static constexpr bool has_attribute = true;
  static constexpr bool handles_container = false;

  constexpr explicit TokenParser(Accept accept_token) : accept(accept_token) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RuleContext&, Attribute& attribute) const {
    if (first == last || !accept(first)) return false;
    x3::traits::move_to(Token(*first), attribute);
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
  return token_where([keyword](Iterator it) { return it->kind == TokenKind::Word && it->keyword == keyword; });
}

}  // namespace gouji::dsl::grammar
