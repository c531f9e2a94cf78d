#include "reports/junit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "reports/wording.hpp"
#include "reports/xml.hpp"

namespace gouji::reports {

namespace {

using analyzer::Check;
using analyzer::Finding;
using analyzer::Outcome;
using analyzer::Plan;
using analyzer::Rule;
using analyzer::Severity;

// What came of one rule over one plan.
struct Case {
  const Rule* rule = nullptr;
  std::vector<const Finding*> findings;  // followers too
  std::vector<std::string> set_aside;    // waived, or known to the baseline
  std::vector<std::string> undetermined;
  std::string failure;
  bool holds = false;
};

// Cases of one plan by code of the rule.
using Cases = std::map<std::string_view, Case>;

enum class Verdict { Passed, Failed, Broken, Skipped };

Verdict verdict_of(const Case& one) {
  if (!one.failure.empty()) return Verdict::Broken;
  if (!one.findings.empty()) return Verdict::Failed;
  return one.holds ? Verdict::Passed : Verdict::Skipped;
}

struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;

  void add(Verdict verdict) {
    ++tests;
    if (verdict == Verdict::Failed) ++failures;
    if (verdict == Verdict::Broken) ++errors;
    if (verdict == Verdict::Skipped) ++skipped;
  }
  void add(const Counts& more) {
    tests += more.tests;
    failures += more.failures;
    errors += more.errors;
    skipped += more.skipped;
  }
  [[nodiscard]] std::string attributes() const {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", tests, failures, errors, skipped);
  }
};

class Writer {
 public:
  explicit Writer(const Report& report) : report_(report), language_(report.options.language), cases_(report.plans.size()) {
    for (const Finding& finding : report.result.findings) take(finding);
    for (const Check& check : report.result.checks) take(check);
    for (const analyzer::WaivedFinding& entry : report.result.waived) {
      const analyzer::Waiver& waiver = report.plans[entry.finding.plan].waivers[entry.waiver];
      case_of(entry.finding).set_aside.push_back(fmt::format("{}{}{}{}", word("已豁免：", "waived: "), pick(entry.finding.message, language_),
                                                             word("——", " -- "), waiver_words(waiver, language_)));
    }
    for (const analyzer::BaselinedFinding& entry : report.baselined) {
      case_of(entry.finding).set_aside.push_back(fmt::format("{}{}", word("基准中已有：", "in the baseline: "), pick(entry.finding.message, language_)));
    }
    for (const analyzer::RuleFailure& failure : report.result.failures) {
      Case& broken = case_of(failure.plan, *failure.rule);
      broken.failure = failure.what.empty() ? std::string(word("中途出错", "broke down")) : failure.what;
    }
  }

  [[nodiscard]] std::string write() {
    Counts all;
    for (std::size_t i = 0; i < cases_.size(); ++i) all.add(suite(i));
    for (const File& file : report_.files) {
      if (!file.diagnostics.empty()) all.add(suite(file));
    }
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gouji audit\" {}>\n{}</testsuites>\n", all.attributes(), body_);
  }

 private:
  [[nodiscard]] std::string_view word(std::string_view zh, std::string_view en) const { return reports::word(language_, zh, en); }

  Case& case_of(std::size_t plan, const Rule& rule) {
    Case& found = cases_[plan][rule.code];
    found.rule = &rule;
    return found;
  }
  Case& case_of(const Finding& finding) { return case_of(finding.plan, *finding.rule); }

  void take(const Finding& finding) {
    case_of(finding).findings.push_back(&finding);
    for (const Finding& follower : finding.followers) take(follower);
  }

  void take(const Check& check) {
    Case& found = case_of(check.plan, *check.rule);
    if (check.outcome == Outcome::Holds) found.holds = true;
    if (check.outcome != Outcome::Undetermined) return;
    found.undetermined.push_back(fmt::format("{}{}{}", check.subject.name, word("：", ": "), pick(check.reason, language_)));
  }

  // Message, places and proof of a finding.
  [[nodiscard]] std::string told(const Finding& finding) const {
    const Plan& plan = report_.plans[finding.plan];
    std::string text = fmt::format("{}{}{}\n", grade_words(finding.severity, finding.rule->code, language_), word("：", ": "),
                                   pick(finding.message, language_));
    for (const analyzer::Label& label : finding.labels) {
      text += fmt::format("  {}{} {}\n", position_words(*plan.source, analyzer::marked_span(label)), document_suffix(label.place, language_),
                          pick(label.text, language_));
    }
    for (const Detail& detail : details_of(finding, plan, language_)) {
      text += fmt::format("  {}{}{}\n", detail.title, word("：", ": "), detail.text);
    }
    return text;
  }

  [[nodiscard]] std::string summary(std::size_t count, const std::string& first) const {
    if (count == 1) return first;
    return fmt::format(fmt::runtime(word("{} 个问题，其一：{}", "{} findings, the first: {}")), count, first);
  }

  void open_case(std::string_view class_name, std::string_view code, std::string_view name) {
    body_ += fmt::format("    <testcase classname=\"gouji.{}\" name=\"{} {}\"", escape_xml_attribute(class_name), escape_xml_attribute(code),
                         escape_xml_attribute(name));
  }
  void close_case(std::string_view element, std::string_view attributes, const std::string& message, const std::string& text) {
    body_ += fmt::format(">\n      <{}{} message=\"{}\">{}</{}>\n    </testcase>\n", element, attributes, escape_xml_attribute(message), escape_xml(text),
                         element);
  }
  // The gravest severity is the type of a failure.
  void fail_case(Severity gravest, const std::string& message, const std::string& text) {
    close_case("failure", fmt::format(" type=\"{}\"", analyzer::to_string(gravest)), message, text);
  }

  [[nodiscard]] static std::string lines(const std::vector<std::string>& texts) { return fmt::format("{}", fmt::join(texts, "\n")); }

  void write(const Case& one) {
    open_case(one.rule->family, one.rule->code, one.rule->name);
    switch (verdict_of(one)) {
      case Verdict::Broken: return close_case("error", " type=\"rule-failure\"", one.failure, one.failure);
      case Verdict::Failed: {
        Severity gravest = Severity::Info;
        std::string text;
        for (const Finding* finding : one.findings) {
          gravest = std::min(gravest, finding->severity);
          text += told(*finding);
        }
        return fail_case(gravest, summary(one.findings.size(), pick(one.findings.front()->message, language_)), text);
      }
      case Verdict::Passed: {
        std::vector<std::string> notes = one.set_aside;
        for (const std::string& reason : one.undetermined) notes.push_back(fmt::format("{}{}", word("无法判定：", "undetermined: "), reason));
        if (notes.empty()) {
          body_ += "/>\n";
        } else {
          body_ += fmt::format(">\n      <system-out>{}</system-out>\n    </testcase>\n", escape_xml(lines(notes)));
        }
        return;
      }
      case Verdict::Skipped: break;
    }
    if (!one.set_aside.empty()) return close_case("skipped", "", one.set_aside.front(), lines(one.set_aside));
    if (!one.undetermined.empty()) {
      return close_case("skipped", "", fmt::format("{}{}", word("无法判定：", "undetermined: "), one.undetermined.front()), lines(one.undetermined));
    }
    close_case("skipped", "", std::string(word("不涉及", "not applicable")), "");
  }

  // Writes what `fill` writes into a suite.
  template <typename Fill>
  void in_suite(const std::string& name, std::string_view file, const Counts& counts, std::string_view properties, Fill fill) {
    body_ += fmt::format("  <testsuite name=\"{}\" {} file=\"{}\">\n{}", escape_xml_attribute(name), counts.attributes(),
                         escape_xml_attribute(file), properties);
    fill();
    body_ += "  </testsuite>\n";
  }

  [[nodiscard]] Counts suite(std::size_t index) {
    const Plan& plan = report_.plans[index];
    Counts counts;
    for (const auto& [code, one] : cases_[index]) counts.add(verdict_of(one));
    const Tally tally = tally_of(report_, index);
    std::string properties = "    <properties>\n";
    for (const Severity severity : {Severity::Error, Severity::Warning, Severity::Info}) {
      properties += fmt::format("      <property name=\"{}\" value=\"{}\"/>\n", analyzer::to_string(severity),
                                tally.severities[static_cast<std::size_t>(severity)]);
    }
    for (const Outcome outcome : {Outcome::Holds, Outcome::Fails, Outcome::NotApplicable, Outcome::Undetermined}) {
      properties += fmt::format("      <property name=\"{}\" value=\"{}\"/>\n", analyzer::to_string(outcome),
                                tally.outcomes[static_cast<std::size_t>(outcome)]);
    }
    properties += "    </properties>\n";
    in_suite(plan.title.empty() ? plan.id : plan.title, plan.source->name(), counts, properties, [&] {
      for (const auto& [code, one] : cases_[index]) write(one);
    });
    return counts;
  }

  [[nodiscard]] Counts suite(const File& file) {
    std::map<std::string_view, std::vector<const dsl::Diagnostic*>> kinds;
    for (const dsl::Diagnostic& diagnostic : file.diagnostics) kinds[dsl::info(diagnostic.mistake).code].push_back(&diagnostic);
    Counts counts;
    for (std::size_t i = 0; i < kinds.size(); ++i) counts.add(Verdict::Failed);
    const std::string properties =
        fmt::format("    <properties>\n      <property name=\"error\" value=\"{}\"/>\n    </properties>\n", file.diagnostics.size());
    in_suite(file.source->name(), file.source->name(), counts, properties, [&] {
      for (const auto& [code, mistakes] : kinds) {
        std::string text;
        for (const dsl::Diagnostic* mistake : mistakes) {
          text += fmt::format("{}{}{}\n  {}\n", grade_words(Severity::Error, code, language_), word("：", ": "), pick(mistake->message, language_),
                              position_words(*file.source, mistake->span));
        }
        open_case("language", code, dsl::info(mistakes.front()->mistake).name);
        fail_case(Severity::Error, summary(mistakes.size(), pick(mistakes.front()->message, language_)), text);
      }
    });
    return counts;
  }

  const Report& report_;
  Language language_;
  std::vector<Cases> cases_;
  std::string body_;
};

}  // namespace

std::string render_junit(const Report& report) { return Writer(report).write(); }

}  // namespace gouji::reports
