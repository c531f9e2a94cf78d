#include <algorithm>
#include <map>
#include <tuple>

#include "analyzer/audit/facts.hpp"
#include "analyzer/audit/rule.hpp"
#include "analyzer/source/proof.hpp"

namespace gouji::analyzer::rules {

namespace {
void run(const Plan& plan, Sink& sink);
}  // namespace

extern constinit const Rule figure_not_at_place;
constinit const Rule figure_not_at_place{
    .code = "GJ0802",
    .name = "figure-not-at-place",
    .family = "source",
    .severity = Severity::Error,
    .title = {"数据与原文该处不符", "A figure that does not stand where the plan file says"},
    .page =
        {
            .checks =
                {"给出原文（--sources）时，方案文件的每个数据是否写在所注的那一行，数值、单位、比较词是否与原文一致；自述的个数、期限、起止时间，以及“非数据”所录的文字，同样核对。",
                 "With the documents at hand (--sources): whether each figure stands on the line it cites, with the number, unit and comparator it has "
                 "there; likewise counts, durations, dates and the words of asides."},
            .why =
                {"后面所有的核对都建立在转写之上。转写错一位，报告就可能冤枉一份没有错的文件，或放过一处真错。",
                 "All other checks rest on the transcription: one wrong digit accuses a sound document, or lets a real error pass."},
            .guards =
                {"繁简、全角半角之别不计；1亿元与10000万元数值相等，算作相符并注明；表中的单位写在表头的，只比数值；原文在别的行有这个数的，只作警告并指出行号；"
                 "起止时间只比年月；没有行号的出处（@附件2:3）在全文中查找。",
                 "Script and width do not matter; 1亿元 for 10000万元 holds and says so; cells whose unit stands in the head are compared by number; a figure that "
                 "other lines hold is a warning that names them; dates are compared by year and month; a place without a line is looked up in the whole "
                 "document."},
            .failing = R"(方案 云岭 "云岭县数字乡村工作方案" {
    原文 "yunling.txt"
    指标 服务站 "村级服务站" 个 {
        目标 2026 100个 @2
        //^ figure-not-at-place: 100个
    }
    指标 信息员 "信息员" 名 {
        目标 2026 超300名 @3
        //^ figure-not-at-place: 超300名
    }
}
)",
            .passing = R"(方案 云岭 "云岭县数字乡村工作方案" {
    原文 "yunling.txt"
    指标 服务站 "村级服务站" 个 {
        目标 2026 110个 @2
    }
    指标 信息员 "信息员" 名 {
        目标 2026 超300名 @2
    }
}
)",
            .document = R"(云岭县数字乡村工作方案
到2026年,建成村级服务站110个,培训信息员超300名。
责任单位:县农业农村局
)",
        },
    .follows_from = "",
    .run = run,
};

namespace {

using source::AsideProof;
using source::Proof;
using source::Stated;
using source::Support;

Text lines_text(const std::vector<std::uint32_t>& lines) {
  constexpr std::size_t kMost = 6;
  std::string list;
  std::string list_en;
  for (std::size_t i = 0; i < lines.size() && i < kMost; ++i) {
    list += (i == 0 ? "" : "、") + std::to_string(lines[i]);
    list_en += (i == 0 ? "" : ", ") + std::to_string(lines[i]);
  }
  if (lines.size() > kMost) return {"第 " + list + " 等 " + std::to_string(lines.size()) + " 行", "lines " + list_en + ", …"};
  return {"第 " + list + " 行", std::string(lines.size() == 1 ? "line " : "lines ") + list_en};
}

Text place_text(const Place& place) {
  if (!place.document) return {"原文", "the document"};
  if (!place.document->line) return {"原文“" + place.document->text + "”", "“" + place.document->text + "” of the document"};
  return {"原文第 " + place.document->text + " 行", std::string("line") + (place.document->last_line ? "s " : " ") + place.document->text + " of the document"};
}

// What is said: "“高新技术企业”的2026年目标 300家", "自述 3“阶段”".
Text what_of(const Plan& plan, const Stated& stated) {
  if (!stated.statement) return stated.what;
  const Statement& statement = plan[*stated.statement];
  const Text role = role_text(statement);
  const std::string figure = figure_text(statement);
  const std::string& name = plan[statement.indicator].name;
  return {"“" + name + "”的" + role.zh + "“" + figure + "”", "the " + role.en + " “" + figure + "” of “" + name + "”"};
}

Subject subject_of_stated(const Plan& plan, const Stated& stated) {
  if (stated.statement) return subject_of(plan, plan[*stated.statement].indicator);
  return {SubjectKind::Statement, stated.what.zh, stated.what.zh};
}

Label label_of(const Plan& plan, const Stated& stated, Text text) {
  if (stated.statement) return analyzer::label_of(plan, *stated.statement, std::move(text));
  return {stated.place, stated.marked, std::move(text), "source"};
}

// The @17 that ends a statement of its own; absent where the place belongs to a table's row.
std::optional<Span> own_place(const Plan& plan, const Place& place) {
  if (!place.document) return std::nullopt;
  const std::string_view text = plan.source->slice(place.span);
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || text.size() - at - 1 != place.document->text.size()) return std::nullopt;
  return Span{place.span.begin + static_cast<std::uint32_t>(at), place.span.end};
}

std::string quoted(const Proof& proof, std::size_t figure) { return "“" + proof.document->context(proof.document->figures[figure]) + "”"; }

void add_figure(Finding& finding, const Plan& plan, const Stated& stated) {
  if (!stated.statement) return;
  finding.statements.push_back(*stated.statement);
  finding.evidence.push_back(evidence_of(plan, *stated.statement));
}

void propose_place(Finding& finding, const Plan& plan, const Place& place, const std::vector<std::uint32_t>& elsewhere) {
  const auto span = own_place(plan, place);
  if (!span || elsewhere.size() != 1) return;
  const std::string line = std::to_string(elsewhere.front());
  finding.suggestion = Suggestion{{"拟将出处改为原文第 " + line + " 行", "cite line " + line}, *span, "@" + line};
}

using Group = std::vector<const Stated*>;  // what one slip explains

// The cells of a row whose place is wrong or whose order is, and two figures that were swapped, are one slip.
std::vector<Group> groups_of(const Plan& plan, const Proof& proof) {
  using Key = std::tuple<Support, std::uint32_t, std::uint32_t, std::vector<std::uint32_t>>;
  std::map<Key, std::size_t> known;
  std::vector<Group> groups;
  for (const Stated& stated : proof.stated) {
    std::optional<Key> key;
    const bool in_table = stated.statement && plan[*stated.statement].table;
    if (in_table && (stated.support == Support::Elsewhere || stated.support == Support::OtherOrder)) {
      const Statement& statement = plan[*stated.statement];
      key = Key(stated.support, static_cast<std::uint32_t>(index(*statement.table)), statement.row, stated.elsewhere);
    } else if (stated.support == Support::Swapped) {
      const auto [low, high] = std::minmax(*stated.figure, *stated.counterpart);
      key = Key(stated.support, static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(high), {});
    }
    const auto [entry, is_new] = key ? known.try_emplace(*key, groups.size()) : std::pair(known.end(), true);
    if (is_new) groups.emplace_back();
    groups[key ? entry->second : groups.size() - 1].push_back(&stated);
  }
  return groups;
}

void report(const Plan& plan, const Proof& proof, const Group& group, Sink& sink) {
  const Stated& stated = *group.front();
  Finding finding;
  finding.subject = subject_of_stated(plan, stated);
  std::vector<Text> all;
  for (const Stated* one : group) all.push_back(what_of(plan, *one));
  const Text what = dsl::join(all);
  const Text place = place_text(stated.place);
  Severity severity = Severity::Warning;
  switch (stated.support) {
    case Support::Elsewhere:
      finding.message = dsl::fill({"{place}没有{what}，{lines}有。", "Not in {place}, but in {lines}: {what}."},
                                  {{"place", place}, {"what", what}, {"lines", lines_text(stated.elsewhere)}});
      propose_place(finding, plan, stated.place, stated.elsewhere);
      break;
    case Support::OtherUnit:
      finding.message = dsl::fill({"{what}的单位与{place}不同，原文写 {found}。", "Another unit than in {place}, which says {found}: {what}."},
                                  {{"what", what}, {"place", place}, {"found", quoted(proof, *stated.figure)}});
      break;
    case Support::OtherComparator:
      finding.message = dsl::fill({"{what}的比较词与{place}不同，原文写 {found}。", "Another comparator than in {place}, which says {found}: {what}."},
                                  {{"what", what}, {"place", place}, {"found", quoted(proof, *stated.figure)}});
      break;
    case Support::OtherOrder:
      finding.message = dsl::fill({"{what}在{place}的次序与同表其他各行不同，可能与同行另一列对调。",
                                   "In {place} the figures stand in another order than in the other rows of the table, two columns may be swapped: {what}."},
                                  {{"what", what}, {"place", place}});
      break;
    case Support::Swapped:
      finding.message = dsl::fill({"{what}在{place}各写在对方名下，可能对调，原文写 {found}。",
                                   "In {place}, which says {found}, each figure stands beside the other indicator; the two may be swapped: {what}."},
                                  {{"what", what}, {"place", place}, {"found", quoted(proof, *stated.figure)}});
      break;
    default:
      severity = Severity::Error;
      finding.message = dsl::fill({"{place}没有{what}，原文别处也没有。", "Neither in {place} nor anywhere else in the document: {what}."},
                                  {{"place", place}, {"what", what}, {"What", what}});
      break;
  }
  for (const Stated* one : group) {
    finding.labels.push_back(label_of(plan, *one, {"方案文件写 " + one->written, "the plan file says " + one->written}));
    add_figure(finding, plan, *one);
  }
  if (stated.counterpart && stated.support != Support::Swapped) {
    const source::Figure& figure = proof.document->figures[*stated.counterpart];
    const std::string line = std::to_string(figure.line);
    finding.notes.emplace_back("该处没有着落的数据是 " + quoted(proof, *stated.counterpart) + "（第 " + line + " 行）",
                               "the figure there that nothing accounts for is " + quoted(proof, *stated.counterpart) + " (line " + line + ")");
  }
  finding.help = {"对照原文改正数据或出处。", "Correct the figure or its place against the document."};
  sink.fails(std::move(finding), severity);
}

void hold(const Plan& plan, const Proof& proof, const Stated& stated, Sink& sink) {
  Check check;
  check.subject = subject_of_stated(plan, stated);
  check.labels.push_back(label_of(plan, stated, {"方案文件写 " + stated.written, "the plan file says " + stated.written}));
  if (stated.statement) {
    check.statements.push_back(*stated.statement);
    check.evidence.push_back(evidence_of(plan, *stated.statement));
  }
  const std::string found = stated.figure ? quoted(proof, *stated.figure) : std::string();
  const Text place = place_text(stated.place);
  check.reason = {place.zh + (found.empty() ? "有此时间" : "为" + found), place.en + (found.empty() ? " has these dates" : " says " + found)};
  if (stated.support == Support::OtherScale) check.reason = {check.reason.zh + "，数值相等，写法不同", check.reason.en + ", the same value written in another way"};
  if (stated.by_value) check.reason = {check.reason.zh + "（出处没有行号，在全文中找到）", check.reason.en + " (no line is cited; found in the whole document)"};
  sink.holds(std::move(check));
}

void check_aside(const Plan& plan, const Aside& aside, const AsideProof& proof, Sink& sink) {
  Finding finding;
  finding.subject = {SubjectKind::Statement, aside.text, aside.text};
  finding.labels.push_back({aside.place, aside.text_span, {"非数据", "aside"}, "aside"});
  const Text place = place_text(aside.place);
  if (!proof.found) {
    const bool elsewhere = !proof.elsewhere.empty();
    finding.message = elsewhere ? dsl::fill({"“非数据”所录的“{text}”不在{place}，而在{lines}。", "The aside “{text}” does not stand in {place}, but in {lines}."},
                                            {{"text", aside.text}, {"place", place}, {"lines", lines_text(proof.elsewhere)}})
                                : dsl::fill({"“非数据”所录的“{text}”不在{place}，原文别处也没有。", "The aside “{text}” does not stand in {place}, nor anywhere else in the document."},
                                            {{"text", aside.text}, {"place", place}});
    if (elsewhere) propose_place(finding, plan, aside.place, proof.elsewhere);
    finding.help = {"对照原文改正文字或出处。", "Correct the words or the place against the document."};
    return sink.fails(std::move(finding), Severity::Warning);
  }
  if (proof.waived > 0) return;
  finding.message = dsl::fill({"“非数据”所录的“{text}”没有用处：其中的数已有着落，或本就不是数据。",
                               "The aside “{text}” explains nothing: its figures are accounted for already, or it has none."},
                              {{"text", aside.text}});
  finding.help = {"删去这一句。", "Take it out."};
  sink.fails(std::move(finding), Severity::Info);
}

void run(const Plan& plan, Sink& sink) {
  if (!plan.proof || !plan.proof->document) return;
  const Proof& proof = *plan.proof;
  for (const Group& group : groups_of(plan, proof)) {
    const Stated& stated = *group.front();
    if (stated.support == Support::NoLine) continue;  // place-not-found has told it
    if (stated.support == Support::AsWritten || stated.support == Support::OtherScale) {
      hold(plan, proof, stated, sink);
    } else {
      report(plan, proof, group, sink);
    }
  }
  for (std::size_t i = 0; i < plan.asides.size(); ++i) check_aside(plan, plan.asides[i], proof.asides[i], sink);
}

}  // namespace

}  // namespace gouji::analyzer::rules
