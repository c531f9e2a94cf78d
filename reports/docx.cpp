#include "reports/docx.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <pugixml.hpp>

#include "analyzer/audit/facts.hpp"
#include "analyzer/source/proof.hpp"
#include "reports/cover.hpp"
#include "reports/docx_template.hpp"
#include "reports/package.hpp"
#include "reports/snippet.hpp"
#include "reports/working_paper.hpp"

namespace gouji::reports {

namespace {

using analyzer::Check;
using analyzer::Outcome;
using analyzer::Plan;
using analyzer::Severity;
using pugi::xml_node;

// Width of the text in twentieths of a point: A4 less its margins.
constexpr int kTextWidth = 11906 - 1588 - 1474;

void load(pugi::xml_document& document, std::string_view name) {
  const std::string_view text = docx_template(name);
  document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_declaration);
}

std::string saved(const pugi::xml_document& document) {
  struct Text : pugi::xml_writer {
    std::string text;
    void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
  } writer;
  document.save(writer, "", pugi::format_raw);
  return std::move(writer.text);
}

void set(xml_node node, const char* attribute, std::string_view value) { node.append_attribute(attribute).set_value(std::string(value).c_str()); }

struct TextStyle {
  const char* paragraph = "TableText";
  bool bold = false;
  bool keep = false;  // on one page with what follows
};

constexpr TextStyle kTableText{};
constexpr TextStyle kTableHead{"TableHead"};
constexpr TextStyle kTableName{"TableName"};

// A line break in the text starts a new line of the paragraph.
void add_run(xml_node paragraph, std::string_view text, const TextStyle& style) {
  xml_node run = paragraph.append_child("w:r");
  if (style.bold) run.append_child("w:rPr").append_child("w:b");
  const std::string plain = plain_text(text);
  for (std::size_t at = 0; at <= plain.size();) {
    const std::size_t end = std::min(plain.find('\n', at), plain.size());
    if (at > 0) run.append_child("w:br");
    xml_node words = run.append_child("w:t");
    set(words, "xml:space", "preserve");
    words.text().set(plain.substr(at, end - at).c_str());
    at = end + 1;
  }
}

void add_paragraph(xml_node parent, std::string_view text, const TextStyle& style) {
  xml_node paragraph = parent.append_child("w:p");
  xml_node properties = paragraph.append_child("w:pPr");
  set(properties.append_child("w:pStyle"), "w:val", style.paragraph);
  if (style.keep) properties.append_child("w:keepNext");
  if (!text.empty()) add_run(paragraph, text, style);
}

// A table with ruled cells; widths in parts of the width of the text.
class Table {
 public:
  Table(xml_node before, const std::vector<int>& parts) {
    table_ = before.parent().insert_child_before("w:tbl", before);
    xml_node properties = table_.append_child("w:tblPr");
    set(properties.append_child("w:tblStyle"), "w:val", "Ruled");
    xml_node width = properties.append_child("w:tblW");
    set(width, "w:w", std::to_string(kTextWidth));
    set(width, "w:type", "dxa");
    set(properties.append_child("w:jc"), "w:val", "center");
    set(properties.append_child("w:tblLayout"), "w:type", "fixed");
    int all = 0;
    for (const int part : parts) all += part;
    xml_node grid = table_.append_child("w:tblGrid");
    for (const int part : parts) {
      widths_.push_back(kTextWidth * part / all);
      set(grid.append_child("w:gridCol"), "w:w", std::to_string(widths_.back()));
    }
  }

  // `least` is the least height of the row, in twentieths of a point.
  void row(bool head = false, int least = 0, bool may_break = false) {
    row_ = table_.append_child("w:tr");
    column_ = 0;
    if (!head && least == 0 && may_break) return;
    xml_node properties = row_.append_child("w:trPr");
    if (!may_break) properties.append_child("w:cantSplit");
    if (least > 0) {
      xml_node height = properties.append_child("w:trHeight");
      set(height, "w:val", std::to_string(least));
      set(height, "w:hRule", "atLeast");
    }
    if (head) properties.append_child("w:tblHeader");
  }

  void cell(std::string_view text, const TextStyle& style = kTableText, std::size_t span = 1) { cell(std::vector<std::string>{std::string(text)}, style, span); }

  // A paragraph for each text.
  void cell(const std::vector<std::string>& texts, const TextStyle& style = kTableText, std::size_t span = 1) {
    xml_node cell = row_.append_child("w:tc");
    xml_node properties = cell.append_child("w:tcPr");
    int width = 0;
    for (std::size_t i = 0; i < span && column_ < widths_.size(); ++i) width += widths_[column_++];
    xml_node size = properties.append_child("w:tcW");
    set(size, "w:w", std::to_string(width));
    set(size, "w:type", "dxa");
    if (span > 1) set(properties.append_child("w:gridSpan"), "w:val", std::to_string(span));
    set(properties.append_child("w:vAlign"), "w:val", "center");
    if (texts.empty()) add_paragraph(cell, "", style);
    for (const std::string& text : texts) add_paragraph(cell, text, style);
  }

  // A cell that runs over several rows, and goes on until one begins anew.
  void merged(std::string_view text, bool begins) {
    cell(text, kTableName);
    xml_node merge = row_.last_child().child("w:tcPr").insert_child_before("w:vMerge", row_.last_child().child("w:tcPr").child("w:vAlign"));
    if (begins) set(merge, "w:val", "restart");
  }

  void heads(std::initializer_list<std::string_view> names) {
    row(true);
    for (const std::string_view name : names) cell(name, kTableHead);
  }

 private:
  xml_node table_;
  xml_node row_;
  std::vector<int> widths_;
  std::size_t column_ = 0;
};

// "一", "十二": numbers of sections.
std::string chinese_number(std::size_t number) {
  constexpr std::array<std::string_view, 10> kDigits = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (number < 10) return std::string(kDigits[number]);
  if (number >= 100) return std::to_string(number);
  return fmt::format("{}十{}", number < 20 ? "" : kDigits[number / 10], kDigits[number % 10]);
}

class Writer {
 public:
  explicit Writer(const Report& report) : report_(report), language_(report.options.language), papers_(papers_of(report)) {
    load(document_, "document.xml");
    end_ = document_.document_element().child("w:body").child("w:sectPr");
  }

  [[nodiscard]] std::string take() {
    for (std::size_t i = 0; i < report_.plans.size(); ++i) {
      if (i > 0) page_break();
      plan(i);
    }
    outside();
    return saved(document_);
  }

 private:
  [[nodiscard]] std::string_view word(std::string_view zh, std::string_view en) const { return reports::word(language_, zh, en); }
  [[nodiscard]] std::string colon(std::string_view name, std::string_view text) const { return fmt::format("{}{}{}", name, word("：", ": "), text); }

  void paragraph(std::string_view text, const char* style) {
    xml_node at = document_.document_element().child("w:body").insert_child_before("w:p", end_);
    set(at.append_child("w:pPr").append_child("w:pStyle"), "w:val", style);
    if (!text.empty()) add_run(at, text, {style});
  }
  void page_break() {
    xml_node at = document_.document_element().child("w:body").insert_child_before("w:p", end_);
    set(at.append_child("w:r").append_child("w:br"), "w:type", "page");
  }
  void section(std::string_view title) {
    ++section_;
    paragraph(language_ == Language::Chinese ? fmt::format("{}、{}", chinese_number(section_), title) : fmt::format("{}. {}", section_, title), "Heading1");
  }
  // Two tables in a row would become one.
  void gap() { paragraph("", "TableText"); }

  // Under the head 原文: "第 21 行", "附件2:3".
  [[nodiscard]] std::string document_place(const std::string& place) const {
    const bool lines = place.find_first_not_of("0123456789-") == std::string::npos;
    return lines ? fmt::format(fmt::runtime(word("第 {} 行", "line {}")), place) : visible(place);
  }
  // What is written there, and what it is where that says more.
  [[nodiscard]] std::string written(const PaperPlace& place) const {
    const auto squeezed = [](std::string text) {
      std::erase(text, ' ');
      return text;
    };
    if (place.words.empty()) return place.quote;
    if (squeezed(place.words).find(squeezed(place.quote)) != std::string::npos) return place.words;
    return fmt::format(fmt::runtime(word("“{}”（{}）", "\"{}\" ({})")), place.quote, place.words);
  }

  void plan(std::size_t index);
  void head(std::size_t index);
  void details_table(const std::vector<Detail>& details);
  void summary(std::size_t index);
  void findings(const std::vector<const Paper*>& papers);
  void finding(const Paper& paper);
  void held(std::size_t index);
  void undetermined(std::size_t index);
  void waived(std::size_t index);
  void signatures();
  void outside();

  const Report& report_;
  Language language_;
  std::vector<Paper> papers_;
  pugi::xml_document document_;
  xml_node end_;
  std::size_t section_ = 0;
};

void Writer::details_table(const std::vector<Detail>& details) {
  Table table(end_, {20, 80});
  for (const Detail& detail : details) {
    table.row();
    table.cell(detail.title, kTableName);
    table.cell(detail.text);
  }
}

void Writer::head(std::size_t index) {
  const Plan& plan = report_.plans[index];
  paragraph(word("审计工作底稿", "Audit working paper"), "Title");
  paragraph(title_of(plan), "Subtitle");
  Table table(end_, {18, 32, 18, 32});
  const auto row = [&](std::string_view a, std::string_view a_text, std::string_view b, std::string_view b_text) {
    table.row();
    table.cell(a, kTableName);
    table.cell(a_text);
    table.cell(b, kTableName);
    table.cell(b_text);
  };
  table.row();
  table.cell(word("项目名称", "Subject"), kTableName);
  table.cell(fmt::format(fmt::runtime(word("“{}”文本一致性审计", "Consistency audit of \"{}\"")), title_of(plan)), kTableText, 3);
  row(word("被审计单位", "Audited body"), list_names(plan.issuers, language_), word("底稿编号", "Paper no."), "");
  row(word("审计日期", "Audited on"), visible(report_.circumstances.day), word("审计工具", "Program"), fmt::format("gouji {}", visible(report_.options.version)));
  row(word("编制人", "Prepared by"), "", word("编制日期", "Date"), "");
  row(word("复核人", "Reviewed by"), "", word("复核日期", "Date"), "");
}

void Writer::summary(std::size_t index) {
  const Tally tally = tally_of(report_, index);
  const auto [error, warning, info] = tally.severities;
  const auto outcome = [&](Outcome which) { return tally.outcomes[static_cast<std::size_t>(which)]; };
  paragraph(colon(word("审计结论", "Verdict"), verdict_words(tally, !gaps_of(report_).empty(), language_)) + std::string(word("。", ".")), "BodyText");
  for (const Detail& gap : gaps_of(report_)) paragraph(colon(gap.title, gap.text), "BodyText");
  // Counts on one page.
  constexpr TextStyle kKept{"TableName", false, true};
  Table table(end_, {20, 16, 16, 16, 16, 16});
  const auto cell = [&](std::size_t count) { table.cell(std::to_string(count), kKept); };
  table.row();
  table.cell(word("问题", "Findings"), kKept);
  for (const std::string_view name : {word("错误", "errors"), word("警告", "warnings"), word("提示", "info"), word("连带", "following"), word("已豁免", "waived")}) table.cell(name, kTableHead);
  table.row();
  table.cell(word("数量", "count"), kKept);
  const auto mistakes = static_cast<std::size_t>(
      std::count_if(papers_.begin(), papers_.end(), [&](const Paper& paper) { return paper.plan == index && !paper.finding; }));
  cell(error + mistakes);
  for (const std::size_t count : {warning, info, tally.followers, tally.waived}) cell(count);
  table.row();
  table.cell(word("核对", "Checks"), kKept);
  for (const std::string_view name : {word("相符", "hold"), word("不符", "fail"), word("无法判定", "undetermined"), word("不涉及", "not applicable"), word("合计", "total")}) table.cell(name, kTableHead);
  table.row();
  table.cell(word("数量", "count"), kKept);
  for (const Outcome which : {Outcome::Holds, Outcome::Fails, Outcome::Undetermined, Outcome::NotApplicable}) cell(outcome(which));
  cell(outcome(Outcome::Holds) + outcome(Outcome::Fails) + outcome(Outcome::Undetermined) + outcome(Outcome::NotApplicable));
  gap();
  paragraph(fmt::format(fmt::runtime(word("方案共有数据 {} 条，已与其他数据核对 {} 条，未与任何数据核对 {} 条。",
                                          "Figures: {} in all, {} compared with others, {} with none.")),
                        tally.statements.total, tally.statements.compared, tally.statements.never_compared),
            "BodyText");
}

void Writer::findings(const std::vector<const Paper*>& papers) {
  if (papers.empty()) return;
  section(fmt::format(fmt::runtime(word("发现的问题（{} 项）", "Findings ({})")), papers.size()));
  {
    Table table(end_, {8, 11, 50, 31});
    table.heads({word("序号", "No."), word("等级", "Severity"), word("问题", "Finding"), word("责任单位", "Responsible")});
    for (const Paper* paper : papers) {
      table.row();
      table.cell(std::to_string(paper->number), kTableName);
      table.cell(severity_word(paper->severity, language_), kTableName);
      table.cell(paper->title + (paper->subject.empty() || (paper->plan && paper->subject == title_of(report_.plans[*paper->plan])) ? std::string() : std::string(word("：", ": ")) + paper->subject));
      table.cell(responsible_words(*paper, language_));
    }
  }
  for (const Paper* paper : papers) finding(*paper);
}

void Writer::finding(const Paper& paper) {
  constexpr std::size_t kMostPlaces = 20;
  paragraph(fmt::format(fmt::runtime(word("问题 {}　{}（{}）", "Finding {}: {} ({})")), paper.number, paper.title, severity_word(paper.severity, language_)), "Heading2");
  Table table(end_, {16, 15, 15, 54});
  const auto tell = [&](std::string_view name, const std::vector<std::string>& texts, const TextStyle& style = kTableText) {
    if (texts.empty()) return;
    // A cell that fills half a page may break, or the page before it would stay empty.
    std::size_t size = 0;
    for (const std::string& text : texts) size += text.size();
    table.row(false, 0, size > 2400);
    table.cell(name, kTableName);
    table.cell(texts, style, 3);
  };
  std::vector<std::string> criterion = {paper.criterion};
  if (!paper.standard.empty()) criterion.push_back(fmt::format("{}{}{}", word("（依据：", "("), paper.standard, word("）", ")")));
  criterion.push_back(fmt::format("{}{}{}", word("（核对规则 ", "(rule "), paper.code, word("）", ")")));
  tell(word("审计依据", "Criterion"), criterion);
  tell(word("情况", "Condition"), {paper.condition}, {"TableText", true});

  table.row(false, 0, false);
  table.merged(word("位置", "Places"), true);
  table.cell(word("方案文件", "Plan file"), kTableName);
  table.cell(word("原文", "Document"), kTableName);
  table.cell(word("所写内容", "As written"), kTableName);
  for (std::size_t i = 0; i < paper.places.size() && i < kMostPlaces; ++i) {
    const PaperPlace& place = paper.places[i];
    table.row();
    table.merged("", false);
    table.cell(fmt::format(fmt::runtime(word("第 {} 行", "line {}")), place.line), kTableName);
    table.cell(place.document ? document_place(*place.document) : "—", kTableName);
    table.cell(written(place));
  }
  if (paper.places.size() > kMostPlaces) {
    std::vector<std::uint32_t> lines;
    for (std::size_t i = kMostPlaces; i < paper.places.size(); ++i) lines.push_back(paper.places[i].line);
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    tell(word("另见", "Also at"), {fmt::format(fmt::runtime(word("方案文件第 {} 行", "lines {} of the plan file")), fmt::join(lines, word("、", ", ")))});
  }
  if (!paper.concerns.empty()) {
    tell(word("涉及", "Concerns"), {fmt::format(fmt::runtime(word("{} 项：{}", "{}: {}")), paper.concerns.size(), list_names(paper.concerns, language_))});
  }
  std::vector<std::string> evidence;
  for (const std::string& figure : paper.evidence) evidence.push_back(colon(word("数据", "Figure"), figure));
  for (const std::string& step : paper.arithmetic) evidence.push_back(colon(word("计算", "Arithmetic"), step));
  for (const std::string& note : paper.notes) evidence.push_back(colon(word("说明", "Note"), note));
  tell(word("证据", "Evidence"), evidence);
  tell(word("影响", "Effect"), {paper.effect});
  if (!paper.followers.empty()) tell(word("连带问题", "Following"), paper.followers);
  tell(word("审计建议", "Proposal"), paper.proposals);
  if (const std::string names = responsible_words(paper, language_); !names.empty()) tell(word("责任单位", "Responsible"), {names});

  table.row(false, 1300);
  table.cell(word("被审计单位意见", "Reply of the audited body"), kTableName);
  table.cell(std::vector<std::string>{"", "", std::string(word("签字（盖章）：　　　　　　　　　日期：　　　　年　　月　　日", "Signed:                              Date:"))}, kTableText, 3);
}

void Writer::held(std::size_t index) {
  struct Group {
    const analyzer::Rule* rule = nullptr;
    std::size_t count = 0;
    std::vector<std::string> names;
  };
  std::map<std::string_view, Group> groups;
  for (const Check& check : report_.result.checks) {
    if (check.plan != index || check.outcome != Outcome::Holds) continue;
    Group& group = groups[check.rule->code];
    group.rule = check.rule;
    ++group.count;
    std::string name = check.subject.kind == analyzer::SubjectKind::Plan ? std::string(word("全方案", "the whole plan")) : check.subject.name;
    if (!name.empty() && std::find(group.names.begin(), group.names.end(), name) == group.names.end()) group.names.push_back(std::move(name));
  }
  if (groups.empty()) return;
  section(word("核对相符的事项", "What was checked and holds"));
  Table table(end_, {36, 12, 52});
  table.heads({word("核对事项", "Checked"), word("相符项数", "Holds"), word("对象", "Subjects")});
  for (const auto& [code, group] : groups) {
    constexpr std::size_t kMostNames = 8;
    std::vector<std::string> names(group.names.begin(), group.names.begin() + static_cast<std::ptrdiff_t>(std::min(group.names.size(), kMostNames)));
    std::string told = list_names(names, language_);
    if (group.names.size() > kMostNames) told += fmt::format(fmt::runtime(word("等 {} 项", " and {} in all")), group.names.size());
    table.row();
    table.cell(fmt::format(fmt::runtime(word("未见“{}”", "no case of \"{}\"")), pick(group.rule->title, language_)));
    table.cell(std::to_string(group.count), kTableName);
    table.cell(told);
  }
}

void Writer::undetermined(std::size_t index) {
  const std::vector<Undetermined> missing = undetermined_of(report_, index);
  const auto& never = report_.result.never_compared[index];
  if (missing.empty() && never.empty()) return;
  section(word("无法判定和未能核对的事项", "What could not be judged or compared"));
  if (!missing.empty()) {
    Table table(end_, {28, 42, 30});
    table.heads({word("核对事项", "Checked"), word("缺少什么", "What is missing"), word("对象", "Subjects")});
    for (const Undetermined& group : missing) {
      table.row();
      table.cell(pick(group.rule->title, language_));
      table.cell(group.reason);
      const bool whole = group.names.size() == 1 && group.names.front() == analyzer::subject_of(report_.plans[index]).name;
      table.cell(whole ? std::string(word("全方案", "the whole plan")) : list_names(group.names, language_));
    }
  }
  if (never.empty()) return;
  if (!missing.empty()) gap();
  paragraph(fmt::format(fmt::runtime(word("以下 {} 条数据在方案中只出现一次，没有其他数据可以对照：", "These {} figures stand alone; there is nothing to hold them against:")), never.size()), "BodyText");
  Table table(end_, {48, 34, 18});
  table.heads({word("指标", "Indicator"), word("所写", "As written"), word("原文", "Document")});
  const Plan& plan = report_.plans[index];
  for (const analyzer::StatementId id : never) {
    const analyzer::Statement& statement = plan[id];
    table.row();
    table.cell(visible(analyzer::subject_of(plan, statement.indicator).name));
    table.cell(fmt::format("{} {}", shown(analyzer::role_text(statement), language_), visible(analyzer::figure_text(statement))));
    const auto place = document_of(statement.place);
    table.cell(place ? document_place(*place) : "—", kTableName);
  }
}

void Writer::waived(std::size_t index) {
  std::vector<const analyzer::WaivedFinding*> waived;
  for (const analyzer::WaivedFinding& entry : report_.result.waived) {
    if (entry.finding.plan == index) waived.push_back(&entry);
  }
  if (waived.empty()) return;
  section(word("已豁免的问题", "Findings that are waived"));
  Table table(end_, {26, 44, 30});
  table.heads({word("规则", "Rule"), word("问题", "Finding"), word("豁免理由", "Reason")});
  for (const analyzer::WaivedFinding* entry : waived) {
    table.row();
    table.cell(fmt::format("{} {}", entry->finding.rule->code, pick(entry->finding.rule->title, language_)));
    table.cell(shown(entry->finding.message, language_));
    table.cell(waiver_words(report_.plans[index].waivers[entry->waiver], language_));
  }
}

void Writer::signatures() {
  gap();
  Table table(end_, {25, 75});
  const auto row = [&](std::string_view name) {
    table.row(false, 1000);
    table.cell(name, {"TableName", false, true});
    table.cell(std::vector<std::string>{"", std::string(word("签字：　　　　　　　　　　　日期：　　　　年　　月　　日", "Signed:                              Date:"))});
  };
  row(word("编制人意见", "Prepared by"));
  row(word("复核意见", "Review"));
}

void Writer::plan(std::size_t index) {
  const Plan& plan = report_.plans[index];
  section_ = 0;
  head(index);
  section(word("审计范围", "Scope"));
  std::vector<Detail> scope = plan_details(report_, index);
  for (Detail& detail : run_details(report_)) scope.push_back(std::move(detail));
  if (plan.proof && plan.proof->document) {
    for (Detail& detail : coverage_of(plan, language_)) scope.push_back(std::move(detail));
  }
  details_table(scope);
  section(word("审计结论", "Result"));
  summary(index);
  std::vector<const Paper*> papers;
  for (const Paper& paper : papers_) {
    if (paper.plan == index) papers.push_back(&paper);
  }
  findings(papers);
  held(index);
  undetermined(index);
  waived(index);
  signatures();
}

// Mistakes in files that hold no plan, or outside of it.
void Writer::outside() {
  std::vector<const Paper*> papers;
  for (const Paper& paper : papers_) {
    if (!paper.plan) papers.push_back(&paper);
  }
  if (papers.empty()) return;
  if (!report_.plans.empty()) page_break();
  section_ = 0;
  paragraph(word("方案之外的语法错误", "Mistakes outside of all plans"), "Title");
  findings(papers);
}

std::string core_properties(const Report& report) {
  pugi::xml_document document;
  load(document, "core.xml");
  const std::string title = report.plans.size() == 1 ? title_of(report.plans.front()) : std::string(word(report.options.language, "审计工作底稿", "Audit working paper"));
  xml_node root = document.document_element();
  root.child("dc:title").text().set(plain_text(title).c_str());
  if (!report.circumstances.day.empty()) {
    for (const char* name : {"dcterms:created", "dcterms:modified"}) {
      xml_node at = root.append_child(name);
      set(at, "xsi:type", "dcterms:W3CDTF");
      at.text().set(fmt::format("{}T00:00:00Z", plain_text(report.circumstances.day)).c_str());
    }
  }
  return saved(document);
}

}  // namespace

std::string render_docx(const Report& report) {
  const auto as_it_is = [](std::string_view name) { return std::string(docx_template(name)); };
  return pack({{"[Content_Types].xml", as_it_is("content_types.xml")},
               {"_rels/.rels", as_it_is("rels.xml")},
               {"docProps/core.xml", core_properties(report)},
               {"docProps/app.xml", as_it_is("app.xml")},
               {"word/document.xml", Writer(report).take()},
               {"word/_rels/document.xml.rels", as_it_is("document_rels.xml")},
               {"word/styles.xml", as_it_is("styles.xml")},
               {"word/settings.xml", as_it_is("settings.xml")},
               {"word/fontTable.xml", as_it_is("font_table.xml")},
               {"word/footer1.xml", as_it_is("footer.xml")}});
}

}  // namespace gouji::reports
