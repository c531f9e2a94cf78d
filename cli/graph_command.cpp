#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "analyzer/graph/analysis.hpp"
#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/load.hpp"
#include "cli/options.hpp"
#include "cli/version.hpp"
#include "reports/graph.hpp"
#include "reports/snippet.hpp"
#include "reports/text.hpp"

namespace gouji::cli {

namespace {

namespace graph = analyzer::graph;
using dsl::Text;
using graph::NodeKind;
using graph::Vertex;

struct Arguments {
  std::string path;
  std::string plan;
  std::string format;
  std::string around;
  std::string depth;
  std::string impact;
  bool by_unit = false;
  bool matrix = false;
  std::string units = "auto";
  std::vector<std::string> without;
  std::string output;
  std::string language = "zh";
};

// What the command writes.
enum class Form { Dot, Mermaid, Graphml, Json, Text };

Form parse_form(const Arguments& arguments) {
  const bool lists = arguments.by_unit || arguments.matrix;
  if (arguments.format.empty()) return lists || !arguments.impact.empty() ? Form::Text : Form::Dot;
  const std::vector<std::string_view> known = {"dot", "mermaid", "graphml", "json"};
  const auto found = std::find(known.begin(), known.end(), arguments.format);
  if (found == known.end()) throw unknown_value("--format", arguments.format, known);
  if (lists) throw Failure("--by-unit 与 --matrix 是文字清单，不能同时给出 --format", "--by-unit and --matrix are lists of text; --format does not go with them");
  return static_cast<Form>(found - known.begin());
}

std::optional<reports::UnitsAs> parse_units(const std::string& value) {
  if (value == "auto") return std::nullopt;
  if (value == "nodes") return reports::UnitsAs::Nodes;
  if (value == "words") return reports::UnitsAs::Words;
  if (value == "none") return reports::UnitsAs::Nothing;
  throw unknown_value("--units", value, {"auto", "nodes", "words", "none"});
}

std::vector<NodeKind> parse_kinds(const std::vector<std::string>& values) {
  std::vector<std::string_view> known;
  for (std::size_t i = 0; i < graph::kNodeKindCount; ++i) known.push_back(graph::to_string(static_cast<NodeKind>(i)));
  std::vector<NodeKind> kinds;
  for (const std::string& value : split_list(values)) {
    const auto found = std::find(known.begin(), known.end(), value);
    if (found == known.end()) throw unknown_value("--without", value, known);
    kinds.push_back(static_cast<NodeKind>(found - known.begin()));
  }
  return kinds;
}

std::size_t parse_depth(const std::string& value) {
  if (value.empty()) return 1;
  std::size_t depth = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), depth);
  if (error == std::errc() && end == value.data() + value.size() && depth > 0) return depth;
  const std::string shown = reports::visible(value);
  throw Failure(fmt::format("--depth 须为正整数，不能是“{}”", shown), fmt::format("--depth must be a positive integer, not \"{}\"", shown));
}

void check_together(const Arguments& arguments) {
  std::vector<std::string_view> asked;
  if (!arguments.around.empty()) asked.push_back("--around");
  if (!arguments.impact.empty()) asked.push_back("--impact");
  if (arguments.by_unit) asked.push_back("--by-unit");
  if (arguments.matrix) asked.push_back("--matrix");
  if (asked.size() > 1) {
    throw Failure(fmt::format("{} 与 {} 只能取其一", asked[0], asked[1]), fmt::format("{} and {} exclude each other", asked[0], asked[1]));
  }
  if (!arguments.depth.empty() && arguments.around.empty()) throw Failure("--depth 须与 --around 同用", "--depth goes with --around");
}

// The one plan asked for; the only one without a question.
const analyzer::Plan& choose_plan(const LoadedFile& file, const std::string& asked) {
  const std::string name = reports::visible(file.source->name());
  if (file.plans.empty()) throw Failure(fmt::format("{} 里没有方案（plan）", name), fmt::format("{} holds no plan", name));
  std::vector<std::string_view> ids;
  for (const analyzer::Plan& plan : file.plans) ids.push_back(plan.id);
  if (asked.empty() && file.plans.size() == 1) return file.plans.front();
  if (asked.empty()) {
    throw Failure(fmt::format("{} 里有 {} 个方案，请以 --plan 指明其一：{}", name, ids.size(), reports::visible(fmt::format("{}", fmt::join(ids, "、")))),
                  fmt::format("{} holds {} plans; name one with --plan: {}", name, ids.size(), reports::visible(fmt::format("{}", fmt::join(ids, ", ")))));
  }
  for (const analyzer::Plan& plan : file.plans) {
    if (plan.id == asked) return plan;
  }
  const Text near = did_you_mean(asked, ids);
  throw Failure(fmt::format("{} 里没有名为“{}”的方案{}", name, reports::visible(asked), near.zh),
                fmt::format("{} holds no plan \"{}\"{}", name, reports::visible(asked), near.en));
}

Vertex find_node(const graph::Graph& graph, const std::string& name) {
  const std::vector<Vertex> found = graph::nodes_called(graph, name);
  const std::string shown = reports::visible(name);
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    const Text near = did_you_mean(name, graph::names_of(graph));
    throw Failure(fmt::format("方案里没有名为“{}”的任务、指标、机构等{}", shown, near.zh),
                  fmt::format("nothing in the plan is called \"{}\"{}", shown, near.en));
  }
  Text choices;
  for (const Vertex v : found) {
    const Text title = graph::title_of(graph[v]);
    const std::uint32_t line = graph.plan->source->position(graph[v].place.span.begin).line;
    choices.zh += fmt::format("\n  {}:{}  {}（第 {} 行）", graph::words_of(graph[v].kind).zh, graph[v].id, title.zh, line);
    choices.en += fmt::format("\n  {}:{}  {} (line {})", graph::to_string(graph[v].kind), graph[v].id, title.en, line);
  }
  throw Failure(fmt::format("“{}”不止一个，请写明是哪一个：{}", shown, choices.zh), fmt::format("\"{}\" is not the name of one thing alone; say which: {}", shown, choices.en));
}

std::string render(const reports::GraphView& view, Form form) {
  switch (form) {
    case Form::Mermaid: return reports::render_mermaid(view);
    case Form::Graphml: return reports::render_graphml(view);
    case Form::Json: return reports::render_graph_json(view);
    case Form::Dot:
    case Form::Text: break;
  }
  return reports::render_dot(view);
}

std::string content_for(const graph::Graph& graph, std::span<const analyzer::Finding> findings, const Arguments& arguments) {
  const Language language = parse_language(arguments.language);
  const Form form = parse_form(arguments);
  const std::vector<NodeKind> without = parse_kinds(arguments.without);
  const auto units = parse_units(arguments.units);
  const std::size_t depth = parse_depth(arguments.depth);
  if (arguments.by_unit) return reports::render_work_lists(graph, language);
  if (arguments.matrix) return reports::render_matrix(graph, language);
  const std::string& asked = arguments.around.empty() ? arguments.impact : arguments.around;
  std::optional<Vertex> focus;
  if (!asked.empty()) focus = find_node(graph, asked);
  if (form == Form::Text) return reports::render_impact(graph, *focus, language);

  reports::GraphView view = reports::view_of(graph, findings, language);
  view.version = kVersion;
  if (!arguments.around.empty()) {
    reports::keep_around(view, *focus, depth);
  } else if (focus) {
    reports::keep_impact(view, *focus, graph::impact_of(graph, *focus, graph::Heading::Touched));
  }
  reports::leave_out(view, without);
  const bool picture = form == Form::Dot || form == Form::Mermaid;
  if (picture && focus) {
    reports::draw_sections_as_frames(view);
    if (units && *units != reports::UnitsAs::Nodes) {
      reports::leave_out(view, std::vector{NodeKind::Org});
      view.units = *units;
    }
  }
  if (picture && !focus) reports::keep_for_picture(view, units);
  return render(view, form);
}

int run_graph(const Arguments& arguments, Rules rules) {
  check_together(arguments);
  const Language language = parse_language(arguments.language);
  if (arguments.path.empty()) throw Failure("没有给出方案文件", "no plan file is given");
  const bool to_file = !arguments.output.empty() && arguments.output != "-";
  if (to_file && same_file(arguments.path, arguments.output)) {
    throw Failure(fmt::format("-o 不能指向方案文件 {}", reports::visible(arguments.path)),
                  fmt::format("-o must not name the plan file {}", reports::visible(arguments.path)));
  }
  analyzer::AuditOptions audit;
  audit.checks = analyzer::KeptChecks::None;
  audit.today = today();
  const std::vector<LoadedFile> files = load({arguments.path}, {.rules = rules, .audit = audit, .keep_facts = true});
  const LoadedFile& file = files.front();
  if (!file.diagnostics.empty()) {
    reports::Options options;
    options.language = language;
    options.colour = parse_colour("auto", 2);
    options.version = kVersion;
    write_standard_error(reports::render_mistakes({file.source.get(), file.diagnostics}, options));
  }
  const analyzer::Plan& plan = choose_plan(file, arguments.plan);
  const auto number = static_cast<std::size_t>(&plan - file.plans.data());
  std::vector<analyzer::Finding> findings;
  std::copy_if(file.audit.findings.begin(), file.audit.findings.end(), std::back_inserter(findings),
               [&](const analyzer::Finding& finding) { return finding.plan == number; });
  const std::string content = content_for(graph::build(plan), findings, arguments);
  if (to_file) {
    write_file(arguments.output, content);
  } else {
    write_standard_output(content);
  }
  return file.diagnostics.empty() ? kOk : kFindings;
}

}  // namespace

Command add_graph(CLI::App& app, Rules rules) {
  const auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand("graph", "画出方案的依赖关系\ndraw the dependencies of a plan");
  command->footer(
      "NAME 是标识、名称或简称；同名的写明种类，如 任务:4\n"
      "NAME is an id, a name or a short name; with its kind where several share it, such as task:4\n"
      "出图 Picture\n"
      "  gouji graph PLAN | dot -Tsvg > plan.svg\n"
      "退出码  0 已写出；1 已写出，但方案文件有语法错误；2 未能完成\n"
      "Exit    0 written; 1 written, but the plan file has syntax errors; 2 the work could not be done");
  command->add_option("PLAN", arguments->path, "方案文件\nplan file")->option_text("");
  command->add_option("--plan", arguments->plan, "文件中有几个方案时的其中一个\none of several plans of the file")->option_text("ID");
  command->add_option("--format", arguments->format, "输出格式（默认 dot）\noutput format (default dot)")->option_text("dot|mermaid|graphml|json");
  command->add_option("--around", arguments->around, "只画与它相连的部分\nonly what is tied to it")->option_text("NAME");
  command->add_option("--depth", arguments->depth, "--around 的范围：几步之内（默认 1）\nhow many steps --around goes (default 1)")->option_text("N");
  command
      ->add_option("--impact", arguments->impact,
                   "它若延误，牵连哪些事项、经由什么；给出 --format 时画成图\n"
                   "what is touched when it slips, and how; with --format as a graph")
      ->option_text("NAME");
  command->add_flag("--by-unit", arguments->by_unit, "各机构的任务清单，牵头在前\nthe work list of each organisation, what it leads first");
  command->add_flag("--matrix", arguments->matrix, "任务与机构对照表\ntasks against organisations");
  command
      ->add_option("--units", arguments->units,
                   "图中的责任单位：nodes 各自成框、words 写进任务框、none 不画（默认 auto）\n"
                   "organisations in the picture: as nodes, as words in the task's box, or none (default auto)")
      ->option_text("auto|nodes|words|none");
  command
      ->add_option("--without", arguments->without,
                   "不画这些种类，逗号分隔，可重复：org、indicator、goal、safeguard 等\n"
                   "leave these kinds out, comma-separated, repeatable: org, indicator, goal, safeguard …")
      ->option_text("KINDS")
      ->allow_extra_args(false);
  command->add_option("-o,--output", arguments->output, "写入文件，不写到标准输出\nwrite to a file, not to standard output")->option_text("FILE");
  command->add_option("--lang", arguments->language, "语言（默认 zh）\nlanguage (default zh)")->option_text("zh|en");
  return {command, [arguments, rules] { return run_graph(*arguments, rules); }};
}

}  // namespace gouji::cli
