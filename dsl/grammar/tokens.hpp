// Spirit X3 parsers for single tokens. The grammar reads tokens, not characters.
#pragma once

#include <boost/spirit/home/x3.hpp>

#include "dsl/arena.hpp"
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

// The arena in which parsers put what they make, in the context of a parse.
struct Nodes;

template <typename Context>
[[nodiscard]] Arena& nodes_of(const Context& context) {
  return x3::get<Nodes>(context);
}

// What its subject makes, in a place of its own that the attribute points to.
template <typename Subject>
struct PlacedDirective : x3::unary_parser<Subject, PlacedDirective<Subject>> {
  using node_type = typename x3::traits::attribute_of<Subject, x3::unused_type>::type;
  using attribute_type = const node_type*;
  static constexpr bool has_attribute = true;
  static constexpr bool handles_container = false;

  constexpr explicit PlacedDirective(const Subject& placed) : x3::unary_parser<Subject, PlacedDirective<Subject>>(placed) {}

  template <typename Context, typename RuleContext>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule_context, const node_type*& attribute) const {
    node_type node;
    if (!this->subject.parse(first, last, context, rule_context, node)) return false;
    node_type* const made = nodes_of(context).template make<node_type>();
    *made = node;
    attribute = made;
    return true;
  }
};

struct PlacedGenerator {
  template <typename Subject>
  [[nodiscard]] constexpr auto operator[](const Subject& subject) const {
    return PlacedDirective<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
  }
};
constexpr PlacedGenerator placed;

// Exactly once, as a list.
template <typename Subject>
struct OneDirective : x3::unary_parser<Subject, OneDirective<Subject>> {
  using attribute_type = List<typename x3::traits::attribute_of<Subject, x3::unused_type>::type>;
  static constexpr bool has_attribute = true;
  static constexpr bool handles_container = false;

  constexpr explicit OneDirective(const Subject& element) : x3::unary_parser<Subject, OneDirective<Subject>>(element) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule_context, Attribute& elements) const {
    return this->subject.parse(first, last, context, rule_context, elements.append(nodes_of(context)));
  }
};

struct OneGenerator {
  template <typename Subject>
  [[nodiscard]] constexpr auto operator[](const Subject& subject) const {
    return OneDirective<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
  }
};
constexpr OneGenerator one;

// As often as its subject fits, like x3's star. Each element is parsed where it stays, and none is begun at the end.
template <typename Subject>
struct ManyDirective : x3::unary_parser<Subject, ManyDirective<Subject>> {
  using attribute_type = List<typename x3::traits::attribute_of<Subject, x3::unused_type>::type>;
  static constexpr bool has_attribute = true;
  static constexpr bool handles_container = false;

  constexpr explicit ManyDirective(const Subject& repeated) : x3::unary_parser<Subject, ManyDirective<Subject>>(repeated) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule_context, Attribute& elements) const {
    while (first != last) {
      if (this->subject.parse(first, last, context, rule_context, elements.append(nodes_of(context)))) continue;
      elements.take_back();
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

// Two lists, the second at the end of the first.
template <typename Left, typename Right>
struct JoinedParser : x3::binary_parser<Left, Right, JoinedParser<Left, Right>> {
  using attribute_type = typename x3::traits::attribute_of<Left, x3::unused_type>::type;
  static constexpr bool has_attribute = true;
  static constexpr bool handles_container = false;

  constexpr JoinedParser(const Left& front, const Right& back) : x3::binary_parser<Left, Right, JoinedParser<Left, Right>>(front, back) {}

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule_context, Attribute& elements) const {
    return this->left.parse(first, last, context, rule_context, elements) &&
           this->right.parse(first, last, context, rule_context, elements);
  }
};

template <typename Left, typename Right>
[[nodiscard]] constexpr JoinedParser<Left, Right> joined(const Left& front, const Right& back) {
  return {front, back};
}

}  // namespace gouji::dsl::grammar
