// What every renderer is given, and what they share: the choice of language and the one order of everything told.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analyzer/audit/audit.hpp"
#include "analyzer/audit/baseline.hpp"
#include "dsl/diagnostic.hpp"
#include "dsl/source.hpp"
#include "reports/pieces.hpp"

namespace gouji::reports {

enum class Language { Chinese, English };

struct Options {
  Language language = Language::Chinese;
  bool colour = false;
  bool show_checks = false;  // also what held
  std::string version;
  InOrder pieces = one_by_one;  // how the pieces of a long report are made
};

// A plan file and what the language has to say about it.
struct File {
  const dsl::SourceText* source = nullptr;
  std::vector<dsl::Diagnostic> diagnostics{};
  std::string sha256{};  // of its bytes, in lower-case hex; empty: not worked out
};

// How a report came about, for those who file it. Empty parts are not shown.
struct Circumstances {
  std::string day;                   // it was made on: 2026-11-25
  std::vector<std::string> options;  // that bear on what is found, as they were given: "--select time"
};

// The file that set how a plan was audited, then those it extends; empty: none, the standards hold.
struct ConfigurationUse {
  std::vector<std::string> files;
};

struct Ledger;  // reports/ledger.hpp

struct Report {
  std::span<const File> files;  // all that were read, in order; the source of each plan is one of them
  std::span<const analyzer::Plan> plans;
  const analyzer::AuditResult& result;
  std::span<const analyzer::Rule* const> rules;  // that ran
  Options options;
  std::span<const ConfigurationUse> configurations{};           // by plan; or none at all
  std::span<const analyzer::BaselinedFinding> baselined{};      // in order of plans
  std::span<const analyzer::BaselineUse> baselines{};
  Circumstances circumstances{};
  const Ledger* ledger = nullptr;  // an earlier rectification ledger, of which a new one keeps what people filled in
};

// Something wrong: a finding of the audit or a mistake in a file. Exactly one of the two is set.
struct Entry {
  const File* file = nullptr;
  const analyzer::Finding* finding = nullptr;
  const dsl::Diagnostic* diagnostic = nullptr;
};

// All of them by file, place, severity and code; mistakes of the language count as errors.
[[nodiscard]] std::vector<Entry> ordered_entries(const Report& report);

[[nodiscard]] std::size_t mistake_count(const Report& report);

// Plans that were held against their documents, in order.
[[nodiscard]] std::vector<const analyzer::Plan*> proven_plans(const Report& report);

// The configuration of a plan; absent when no file applied.
[[nodiscard]] const ConfigurationUse* configuration_of(const Report& report, std::size_t plan);

// The plan whose block holds the place; null when the place is outside of all that were understood.
[[nodiscard]] const analyzer::Plan* plan_around(const Report& report, const dsl::SourceText& source, dsl::Span span);

// The same mistake keeps its fingerprint wherever it moves in the file.
[[nodiscard]] std::string mistake_fingerprint(const dsl::SourceText& source, const dsl::Diagnostic& diagnostic);

// Findings that are folded under others.
[[nodiscard]] std::size_t follower_count(const analyzer::AuditResult& result);

[[nodiscard]] const std::string& pick(const dsl::Text& text, Language language);
[[nodiscard]] std::string_view pick(const dsl::Template& text, Language language);

// 错误, 警告, 提示
[[nodiscard]] std::string_view severity_word(analyzer::Severity severity, Language language);

// Text that any data format can hold: bytes that are no UTF-8 and control characters other than tab and line breaks become U+FFFD, and so
// do U+FFFE and U+FFFF, which XML does not know.
[[nodiscard]] std::string plain_text(std::string_view text);

}  // namespace gouji::reports
