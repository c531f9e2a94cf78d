// A plan file held against the document it was made from: does every place exist, does every figure stand where the plan says,
// and is every figure of the document in the plan.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analyzer/model/model.hpp"
#include "analyzer/source/document.hpp"

namespace gouji::analyzer::source {

// How the document bears out something that the plan file says.
enum class Support : std::uint8_t {
  AsWritten,        // number, unit and comparator
  OtherScale,       // the same value in another scale: 1亿元 for 10000万元
  OtherUnit,        // the number stands there with another unit
  OtherComparator,  // the figure stands there with another comparator, or with none
  OtherOrder,       // the figures of a table row stand there in another order than in the other rows
  Swapped,          // on the line it stands beside the name of another indicator, whose figure stands beside this one's
  Elsewhere,        // not there, but on other lines
  Missing,          // nowhere in the document
  NoLine,           // the place itself does not exist
};

// Something the plan file says to stand in the document: a figure, a count the document states of itself, an amount, dates.
struct Stated {
  std::optional<StatementId> statement;  // of a figure
  dsl::Text what;                        // of anything else: "自述 3“阶段”"
  std::string written;                   // as in the plan file
  Place place;
  Span marked;
  Support support = Support::Missing;
  bool by_value = false;                     // the place names no line: looked for in the whole document
  std::optional<std::size_t> figure;         // of the document: what bears it out, or differs as `support` says
  std::optional<std::size_t> counterpart;    // not borne out: the only figure of the line that nothing else claims; swapped: the other
  std::vector<std::uint32_t> elsewhere;      // lines, ascending
};

// Why a figure of the document needs no further explanation.
enum class Cover : std::uint8_t { None, Recognised, Stated, Words, Aside };

struct AsideProof {
  bool found = false;                    // its text stands at its place
  std::size_t waived = 0;                // figures that only it explains
  std::vector<std::uint32_t> elsewhere;  // when not found
};

struct LostPlace {
  Place place;
  bool blank = false;  // the line is there, but empty
};

struct Coverage {
  std::size_t figures = 0;
  std::size_t covered = 0;               // stated in the plan file, or part of its words
  std::size_t recognised = 0;
  std::map<Kind, std::size_t> by_kind;   // recognised
  std::size_t waived = 0;
  std::size_t open = 0;
};

struct Proof {
  std::shared_ptr<const Document> document;  // absent: the plan names none
  std::vector<Stated> stated;                // in source order
  std::vector<Cover> covers;                 // by figure of the document
  std::vector<AsideProof> asides;            // by aside of the plan
  std::vector<LostPlace> lost_places;        // in source order
  std::size_t places = 0;                    // that name a line

  [[nodiscard]] Coverage coverage() const;
};

// `document` is absent for a plan that names none.
[[nodiscard]] std::shared_ptr<const Proof> prove(const Plan& plan, std::shared_ptr<const Document> document);

}  // namespace gouji::analyzer::source
