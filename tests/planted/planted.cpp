#include "tests/planted/planted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>

namespace gouji::planted {

namespace {

using namespace analyzer;  // NOLINT: the model's words are used in every line

constexpr std::chrono::year_month_day kToday{std::chrono::year{2026}, std::chrono::July, std::chrono::day{1}};

// `text` is the document's own or a changed one.
testing::Audited audit(const Document& document, std::string text) {
  if (document.original) return testing::audit_with_document(std::move(text), *document.original, testing::only({"*"}));
  return testing::audit_whole(std::move(text), document.name, kToday);
}

// --- what is new ------------------------------------------------------------------------------------------------------

// What a finding about the plan as a whole marks first, whatever it lists.
std::string key_of_whole(const testing::Audited& audited, const Finding& finding) {
  return fmt::format("{}|{}||{}", finding.rule->name, finding.subject.id, audited.source->slice(marked_span(finding.labels.front())));
}

bool is_about_the_whole(const Finding& finding) { return finding.subject.kind == SubjectKind::Plan && !finding.labels.empty(); }

// What a finding is about: one key for each subject of a list, else rule, subject, and the roles and years of its figures.
std::vector<std::string> keys_of(const testing::Audited& audited, const Finding& finding) {
  std::vector<std::string> keys;
  for (const Subject& subject : finding.subjects) keys.push_back(fmt::format("{}|{}", finding.rule->name, subject.id));
  if (!keys.empty()) return keys;
  std::vector<std::string> roles;
  for (const StatementId id : finding.statements) {
    const Statement& statement = audited.plan()[id];
    roles.push_back(fmt::format("{}{}{}", static_cast<int>(statement.role), statement.when.year().value_or(0), statement.growth ? "+" : ""));
  }
  std::sort(roles.begin(), roles.end());
  if (is_about_the_whole(finding) && roles.empty()) return {key_of_whole(audited, finding)};
  return {fmt::format("{}|{}|{}|{}", finding.rule->name, finding.subject.id, fmt::join(roles, ","),
                      is_about_the_whole(finding) ? audited.source->slice(marked_span(finding.labels.front())) : "")};
}

void add_keys(const testing::Audited& audited, const std::vector<Finding>& findings, std::set<std::string>& keys) {
  for (const Finding& finding : findings) {
    for (std::string& key : keys_of(audited, finding)) keys.insert(std::move(key));
    if (is_about_the_whole(finding)) keys.insert(key_of_whole(audited, finding));
    add_keys(audited, finding.followers, keys);
  }
}

bool is_new(const Document& document, const testing::Audited& changed, const Finding& finding) {
  const auto keys = keys_of(changed, finding);
  return std::any_of(keys.begin(), keys.end(), [&](const std::string& key) { return !document.known.contains(key); });
}

// --- where things stand after the edits -------------------------------------------------------------------------------

std::string apply(const std::string& text, const std::vector<Edit>& edits) {
  std::string changed;
  std::uint32_t copied = 0;
  for (const Edit& edit : edits) {
    changed += text.substr(copied, edit.span.begin - copied);
    changed += edit.text;
    copied = edit.span.end;
  }
  return changed + text.substr(copied);
}

std::uint32_t moved(std::uint32_t offset, const std::vector<Edit>& edits) {
  std::int64_t shift = 0;
  for (const Edit& edit : edits) {
    if (edit.span.begin >= offset) break;
    if (edit.span.end > offset) return static_cast<std::uint32_t>(edit.span.begin + shift);
    shift += static_cast<std::int64_t>(edit.text.size()) - edit.span.size();
  }
  return static_cast<std::uint32_t>(offset + shift);
}

Standing standing_of(const Document& document, const Plan& changed, const std::vector<Edit>& edits) {
  std::map<std::uint32_t, StatementId> by_begin;
  for (std::size_t i = 0; i < changed.statements.size(); ++i) {
    by_begin.emplace(changed.statements[i].value_span.begin, static_cast<StatementId>(i));
  }
  Standing standing;
  for (const Statement& statement : document.plan().statements) {
    const auto found = by_begin.find(moved(statement.value_span.begin, edits));
    standing.push_back(found == by_begin.end() ? std::nullopt : std::optional(found->second));
  }
  return standing;
}

Span lines_of(const dsl::SourceText& source, const std::vector<Edit>& edits, bool after) {
  const std::uint32_t begin = edits.front().span.begin;
  std::uint32_t end = edits.back().span.end;
  if (after) end = moved(end, edits) + (edits.back().span.empty() ? static_cast<std::uint32_t>(edits.back().text.size()) : 0);
  const std::uint32_t first = source.line_span(source.position(begin).line).begin;
  const std::uint32_t last = source.line_span(source.position(std::max(begin, end)).line).end;
  return {first, std::max(first, last)};
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos ? std::string() : std::string(text.substr(first));
}

// --- one fault --------------------------------------------------------------------------------------------------------

bool overlaps(const Span& a, const Span& b) { return a.begin < b.end && b.begin < a.end; }

class Judge {
 public:
  Judge(const Document& document, const FaultKind& kind, const Fault& fault)
      : document_(document), kind_(kind), fault_(fault), audited_(audit(document, apply(document.text, fault.edits))) {}

  Case judge() {
    const auto& source = *document_.audited.source;
    result_.kind = &kind_;
    result_.plan = document_.name;
    result_.at = source.position(fault_.edits.front().span.begin);
    result_.before = trimmed(source.slice(lines_of(source, fault_.edits, false)));
    result_.after = trimmed(audited_.source->slice(lines_of(*audited_.source, fault_.edits, true)));
    result_.expected.insert(kind_.rules.begin(), kind_.rules.end());
    result_.visible = fault_.visible;
    if (audited_.plans.size() != 1 || audited_.diagnostics.size() > document_.audited.diagnostics.size()) {
      refused_by_the_language();
      return std::move(result_);
    }
    look_at_ties();
    look_at_findings();
    return std::move(result_);
  }

 private:
  // A mistake of the language is told with its place: as good as a finding, where that is what the kind expects.
  void refused_by_the_language() {
    for (const auto& diagnostic : audited_.diagnostics) {
      const std::string_view name = dsl::info(diagnostic.mistake).name;
      result_.findings.emplace_back(name);
      if (std::find(kind_.rules.begin(), kind_.rules.end(), name) != kind_.rules.end()) result_.outcome = Outcome::Found;
    }
    result_.well_formed = result_.outcome == Outcome::Found;
  }

  void look_at_ties() {
    const Standing standing = standing_of(document_, audited_.plan(), fault_.edits);
    std::vector<StatementId> concerned = fault_.changed;
    concerned.insert(concerned.end(), fault_.counterparts.begin(), fault_.counterparts.end());
    for (const Tie& tie : document_.ties) {
      const bool touched = std::any_of(tie.figures.begin(), tie.figures.end(), [&](StatementId id) {
        return std::find(fault_.changed.begin(), fault_.changed.end(), id) != fault_.changed.end();
      });
      if (!touched || holds(audited_.plan(), standing, tie)) continue;
      result_.visible = true;
      const auto rules = rules_for(audited_.plan(), standing, tie);
      result_.expected.insert(rules.begin(), rules.end());
      concerned.insert(concerned.end(), tie.figures.begin(), tie.figures.end());
    }
    for (const StatementId id : concerned) {
      const Span span = document_.plan()[id].place.span;
      marks_.push_back({moved(span.begin, fault_.edits), moved(span.end, fault_.edits)});
    }
    for (const Edit& edit : fault_.edits) {
      const std::uint32_t begin = moved(edit.span.begin, fault_.edits);
      marks_.push_back({begin, begin + static_cast<std::uint32_t>(edit.text.size())});
    }
  }

  bool speaks_of(const Finding& finding) const {
    const auto meant = [&](const Subject& subject) { return std::find(fault_.about.begin(), fault_.about.end(), subject.id) != fault_.about.end(); };
    return meant(finding.subject) || std::any_of(finding.subjects.begin(), finding.subjects.end(), meant);
  }

  bool touches(const Finding& finding) const {
    if (speaks_of(finding)) return true;
    return std::any_of(finding.labels.begin(), finding.labels.end(), [&](const Label& label) {
      return std::any_of(marks_.begin(), marks_.end(),
                         [&](const Span& mark) { return overlaps(marked_span(label), mark) || overlaps(label.place.span, mark); });
    });
  }

  bool names_it(const Finding& finding) const { return result_.expected.contains(finding.rule->name) && touches(finding); }

  // A finding with a list speaks of the whole plan, wherever the error was made.
  bool is_consequence(const Finding& finding) const {
    const bool named = std::find(kind_.consequences.begin(), kind_.consequences.end(), finding.rule->name) != kind_.consequences.end();
    return named && (touches(finding) || !finding.subjects.empty());
  }

  void look_at_findings() {
    std::size_t named = 0;
    std::size_t consequences = 0;
    for (const Finding& finding : audited_.result.findings) {
      if (!is_new(document_, audited_, finding)) continue;
      result_.findings.push_back(fmt::format("{}: {}", finding.rule->name, finding.message.zh));
      if (names_it(finding)) {
        ++named;
      } else if (is_consequence(finding)) {
        ++consequences;
      } else {
        result_.false_alarms.push_back(result_.findings.back());
      }
    }
    if (named > 0) {
      result_.outcome = Outcome::Found;
      result_.echoes = named - 1 + consequences;
      return;
    }
    if (result_.findings.empty()) return;
    result_.outcome = Outcome::Misnamed;
    // The first finding is the wrong name; what comes with it is an alarm of its own.
    if (consequences == 0) result_.false_alarms.erase(result_.false_alarms.begin());
  }

  const Document& document_;
  const FaultKind& kind_;
  const Fault& fault_;
  testing::Audited audited_;
  std::vector<Span> marks_;
  Case result_;
};

struct Place {
  const Document* document = nullptr;
  Fault fault;
};

void shuffle(std::vector<Place>& places, Random& random) {
  for (std::size_t i = places.size(); i > 1; --i) std::swap(places[i - 1], places[random.below(i)]);
}

std::vector<Place> places_of(const std::vector<Document>& documents, const FaultKind& kind, Random& random) {
  std::vector<Place> places;
  for (const Document& document : documents) {
    if (kind.of_transcription != document.original.has_value()) continue;
    for (Fault& fault : kind.places(document, random)) {
      const bool doubtful =
          std::any_of(fault.changed.begin(), fault.changed.end(), [&](StatementId id) { return document.doubtful.contains(id); });
      if (!doubtful) places.push_back({&document, std::move(fault)});
    }
  }
  shuffle(places, random);
  return places;
}

void count(const Case& one, Tally& tally) {
  if (!one.visible) {
    ++tally.invisible;
    return;
  }
  ++tally.places;
  tally.false_alarms += one.false_alarms.size();
  tally.echoes += one.echoes;
  switch (one.outcome) {
    case Outcome::Found:
      ++tally.found;
      break;
    case Outcome::Misnamed:
      ++tally.misnamed;
      break;
    case Outcome::Missed:
      ++tally.missed;
      break;
  }
}

std::uint64_t seed_of(std::string_view name, std::uint64_t seed) {
  std::uint64_t mixed = seed;
  for (const char byte : name) mixed = mixed * 1099511628211u + static_cast<unsigned char>(byte);
  return mixed;
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::Found:
      return "found";
    case Outcome::Misnamed:
      return "misnamed";
    case Outcome::Missed:
      return "missed";
  }
  return "";
}

bool is_switched_on(const FaultKind& kind) {
  const auto rules = builtin_rules();
  return kind.needs.empty() || std::any_of(rules.begin(), rules.end(), [&](const Rule* rule) { return rule->name == kind.needs; });
}

std::vector<Document> load_documents(const std::string& root) {
  std::vector<Document> documents;
  for (const char* folder : {"/plans", "/tests/plans/clean", "/tests/source"}) {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(root + folder)) {
      if (entry.path().extension() == ".plan") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    for (std::filesystem::path& path : paths) {
      Document document;
      document.name = path.stem().string();
      document.text = testing::read_file(path.string());
      if (std::filesystem::exists(path.replace_extension(".txt"))) document.original = testing::read_file(path.string());
      document.audited = audit(document, document.text);
      document.ties = ties_of(document.plan());
      add_keys(document.audited, document.audited.result.findings, document.known);
      for (const Finding& finding : document.audited.result.findings) {
        if (finding.subjects.empty()) document.doubtful.insert(finding.statements.begin(), finding.statements.end());
      }
      documents.push_back(std::move(document));
    }
  }
  return documents;
}

const std::vector<FaultKind>& kinds() {
  static const std::vector<FaultKind> kAll = [] {
    std::vector<FaultKind> all;
    for (const auto& of_family : {figure_kinds(), wording_kinds(), time_kinds(), structure_kinds(), graph_kinds(), responsibility_kinds(), feasibility_kinds(), engine_kinds()}) {
      all.insert(all.end(), of_family.begin(), of_family.end());
    }
    return all;
  }();
  return kAll;
}

Run run(const std::vector<Document>& documents, const Options& options) {
  Run result;
  for (const FaultKind& kind : kinds()) {
    Tally tally;
    tally.kind = &kind;
    const bool wanted = options.kind.empty() || options.kind == kind.name;
    if (wanted && is_switched_on(kind)) {
      Random random(seed_of(kind.name, options.seed));
      for (const Place& place : places_of(documents, kind, random)) {
        if (tally.places == options.places) break;
        result.cases.push_back(Judge(*place.document, kind, place.fault).judge());
        count(result.cases.back(), tally);
      }
    }
    result.tallies.push_back(tally);
  }
  return result;
}

}  // namespace gouji::planted
