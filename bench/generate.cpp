#include "bench/generate.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <random>
#include <string_view>

namespace gouji::bench {

namespace {

constexpr std::array<std::string_view, 12> kOrganisations = {"发展改革局", "经济信息局", "科学技术局", "市场监管局", "财政局", "农业农村局",
                                                             "商务局",     "文化旅游局", "教育局",     "司法局",     "统计局", "大数据局"};
constexpr std::array<std::string_view, 8> kVerbs = {"加强", "推进", "完善", "健全", "优化", "深化", "实施", "探索"};
constexpr std::array<std::string_view, 8> kThings = {"企业梯度培育", "技术交易服务", "专利转化运用", "投资项目储备",
                                                     "质押融资",     "海外维权援助", "公共数据开放", "人才引进培养"};
constexpr std::array<std::string_view, 6> kTails = {"体系建设", "协同机制", "示范试点", "信息平台", "考核办法", "专项行动"};

// One district in so many states a figure twice with two values.
constexpr std::size_t kPlantedEvery = 97;

class Writer {
 public:
  explicit Writer(std::size_t expected_bytes) { out_.reserve(expected_bytes); }

  // One line that is a statement.
  template <typename... Arguments>
  void statement(fmt::format_string<Arguments...> pattern, Arguments&&... arguments) {
    ++statements_;
    line(pattern, std::forward<Arguments>(arguments)...);
  }
  // One line that is none: a comment, the end of a body, a table's row.
  template <typename... Arguments>
  void line(fmt::format_string<Arguments...> pattern, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), pattern, std::forward<Arguments>(arguments)...);
    out_ += '\n';
  }

  [[nodiscard]] std::size_t statements() const { return statements_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

  std::size_t draw(std::size_t least, std::size_t greatest) { return least + engine_() % (greatest - least + 1); }
  template <std::size_t N>
  std::string_view pick(const std::array<std::string_view, N>& words) {
    return words[draw(0, N - 1)];
  }

 private:
  std::string out_;
  std::size_t statements_ = 0;
  // The engine's numbers are fixed by the standard; those of its distributions are not.
  std::mt19937_64 engine_{20240315};
};

void write_head(Writer& to, std::size_t number, std::size_t year) {
  to.line("// 虚构的方案，供测速用。");
  to.statement("方案 规划{} \"临港市产业提升行动方案第{}号\" {{", number, number);
  to.statement("    发文机关 \"临港市人民政府\"");
  to.statement("    文号 \"临政发〔{}〕{}号\"", year, number + 1);
  // One draw a statement of C++: the order in which arguments are computed is the compiler's.
  const std::size_t month = to.draw(9, 12);
  const std::size_t day = to.draw(1, 28);
  to.statement("    印发 {}-{:02}-{:02}", year - 1, month, day);
  to.statement("    期间 {}..{} @2", year, year + 2);
  to.statement("    依据 \"省级先进制造业规划\" {}..{} @6", year - 2, year + 3);
  to.statement("    牵头约定 标记 \"*\" @8");
  to.line("");
  for (const std::string_view organisation : kOrganisations)
    to.statement("    机构 {} \"临港市{}\" 又称 \"市{}\" 层级 市级 @9", organisation, organisation, organisation);
  to.statement("    机构 \"各县(市、区)政府\" 层级 县级 统称 @9");
  to.line("");
}

// A level with a base, a table and a claim; the part of it that a ratio is taken of; the ratio.
void write_enterprises(Writer& to, std::size_t d, std::size_t year, std::size_t place, bool planted) {
  const std::size_t hundreds = to.draw(4, 40);
  const std::size_t whole = hundreds * 100;
  const std::size_t percent = to.draw(10, 60);
  const std::size_t base = whole - hundreds * to.draw(10, 30);
  to.statement("    指标 企{} \"第{}片区规上企业\" 存量 家 越高越好 {{", d, d);
  to.statement("        基期 {} = {}家 @{}", year - 1, base, place);
  to.statement("        目标 {} 达到 {}家 @{}", year + 2, whole, place);
  to.statement("        表述 {} {}家以上 载于 任{}甲 @{}", year + 2, whole + (planted ? 70 : 0), d, place + 20);
  to.line("    }}");
  to.statement("    指标 高{} \"第{}片区高新技术企业\" 存量 家 属于 企{} {{", d, d, d);
  to.statement("        目标 {} 不低于 {}家 \"高新技术企业不低于{}家\" @{}", year + 2, hundreds * percent, hundreds * percent, place + 1);
  to.line("    }}");
  to.statement("    指标 比{} \"第{}片区高新技术企业占比\" 比率 % 界限 0%..100% {{", d, d);
  to.statement("        目标 {} 不低于 {}% @{}", year + 2, percent, place + 1);
  to.line("    }}");
  to.statement("    关系 高{} 不超出 企{}", d, d);
  to.statement("    关系 比{} = 高{} / 企{} 越高越好", d, d, d);
  to.line("");

  const std::size_t first = base + (whole - base) / 3;
  const std::size_t second = base + (whole - base) * 2 / 3;
  to.statement("    表 企业表{} \"第{}片区企业分年指标\" @{} {{", d, d, place + 40);
  to.line("        | 指标 | 单位 | 基期 {} | {} | {} | 目标 {} | 属性 | 行 |", year - 1, year, year + 1, year + 2);
  to.statement("        | 企{} | 家 | {} | {} | {} | >= {} | 预期性 | @{} |", d, base, first, second, whole, place + 41);
  to.line("    }}");
}

// Money in two scales, growth over a base year, a whole of three parts, and additions that are summed.
void write_money(Writer& to, std::size_t d, std::size_t year, std::size_t place) {
  const std::size_t units = to.draw(2, 60);
  const std::size_t growth = 20 * to.draw(1, 5);
  const std::size_t base = 5 * units;                       // 亿元
  const std::size_t goal = units * (100 + growth) / 20;     // exact, since the growth is a multiple of 20
  to.statement("    指标 额{} \"第{}片区技术交易额\" 流量 亿元 {{", d, d);
  to.statement("        基期 {} = {}亿元 @{}", year - 1, base, place + 2);
  to.statement("        目标 {} 达到 {}亿元 @{}", year + 2, goal, place + 2);
  to.statement("        目标 {} +{}% 较 {} @{}", year + 2, growth, year - 1, place + 3);
  to.line("    }}");
  const std::array<std::size_t, 3> parts = {to.draw(10, 90), to.draw(10, 90), to.draw(10, 90)};
  const std::array<std::string_view, 3> names = {"甲", "乙", "丙"};
  const std::array<std::string_view, 3> words = {"第一产业投资", "第二产业投资", "第三产业投资"};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    to.statement("    指标 {}{} \"第{}片区{}\" 流量 亿元 {{", names[i], d, d, words[i]);
    to.statement("        目标 {} {}.5亿元 @{}", year + 2, parts[i], place + 4);
    to.line("    }}");
  }
  const std::size_t tenths = (parts[0] + parts[1] + parts[2]) * 10 + 15;
  to.statement("    指标 资{} \"第{}片区产业投资合计\" 流量 亿元 {{", d, d);
  to.statement("        目标 {} {}.{}亿元 @{}", year + 2, tenths / 10, tenths % 10, place + 4);
  to.line("    }}");
  to.statement("    关系 资{} = 甲{} + 乙{} + 丙{}", d, d, d, d);
  const std::size_t yearly = 10 * to.draw(5, 50);
  to.statement("    指标 改{} \"第{}片区技术改造项目\" 新增 项 {{", d, d);
  to.statement("        目标 {} {}项 合计 @{}", year + 2, yearly * 3, place + 5);
  to.line("    }}");
  to.statement("    定性目标 台{} \"第{}片区公共服务平台\" 建成 截至 {} @{}", d, d, year + 2, place + 6);
  to.line("");

  const std::size_t step = (goal - base) * 10000 / 3;       // 万元
  to.statement("    表 年表{} \"第{}片区分年指标\" @{} {{", d, d, place + 42);
  to.line("        | 序号 | 指标 | 单位 | {} | {} | {} | 备注 | 行 |", year, year + 1, year + 2);
  to.statement("        | 1 | 额{} | 万元 | {} | {} | {}万 |  | @{} |", d, base * 10000 + step, base * 10000 + 2 * step, goal, place + 43);
  to.statement("        | 2 | 改{} | 项 | {} | {} | {} | 分年新增 | @{} |", d, yearly - 10, yearly, yearly + 10, place + 44);
  to.line("    }}");
}

std::string_view other_organisation(Writer& to, std::string_view lead) {
  for (;;) {
    const std::string_view other = to.pick(kOrganisations);
    if (other != lead) return other;
  }
}

void write_tasks(Writer& to, std::size_t d, std::size_t year, std::size_t place) {
  const std::array<std::string_view, 4> names = {"甲", "乙", "丙", "丁"};
  const std::array<std::string_view, 4> supported = {"企", "额", "改", "资"};
  to.statement("    章节 片{} \"第{}片区重点任务\" {{", d, d);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string_view lead = to.pick(kOrganisations);
    const std::string_view verb = to.pick(kVerbs);
    const std::string_view tail = to.pick(kTails);
    const std::size_t from = year + (i == 0 ? 0 : (i - 1) / 2 + 1);  // 乙 and 丙 follow 甲, 丁 follows both
    to.line("        // {}在{}年启动", names[i], from);
    to.statement("        任务 任{}{} \"第{}片区{}{}{}\" @{} {{", d, names[i], d, verb, kThings[(d + i) % kThings.size()], tail, place + 20 + i);
    if (i % 2 == 0) {
      to.statement("            责任单位 *{}, {}, \"各县(市、区)政府\" @{}", lead, other_organisation(to, lead), place + 20 + i);
    } else {
      to.statement("            牵头 {}", lead);
      to.statement("            配合 {}", other_organisation(to, lead));
    }
    to.statement("            支撑 {}{}", supported[i], d);
    if (i == 1 || i == 2) to.statement("            后于 任{}甲", d);
    if (i == 3) to.statement("            后于 任{}乙, 任{}丙", d, d);
    to.statement("            起止 {}-{:02}..{}-12", from, to.draw(1, 6), from);
    if (i == 0) to.statement("            资金 {}万元", 10 * to.draw(20, 400));
    if (i == 1) to.statement("            成果 \"第{}片区工作台账\"", d);
    to.line("        }}");
  }
  to.line("    }}");
  to.statement("    保障 障{} \"第{}片区组织保障\" @{} {{", d, d, place + 30);
  to.statement("            责任单位 *统计局, 财政局");
  to.line("    }}");
  to.line("");
}

}  // namespace

std::string generate(const Size& size) {
  constexpr std::size_t kBytesAStatement = 64;
  Writer to(size.statements * kBytesAStatement);
  std::size_t plans = 0;
  std::size_t year = 0;
  for (std::size_t district = 0; to.statements() < size.statements; ++district) {
    const std::size_t in_plan = size.districts_a_plan == 0 ? district : district % size.districts_a_plan;
    if (in_plan == 0) {
      if (plans > 0) to.line("}}\n");
      year = 2016 + to.draw(0, 9);
      write_head(to, plans++, year);
    }
    const std::size_t place = 10 + in_plan * 50;
    to.line("    // 第{}片区", in_plan);
    write_enterprises(to, in_plan, year, place, district % kPlantedEvery == kPlantedEvery - 1);
    write_money(to, in_plan, year, place);
    write_tasks(to, in_plan, year, place);
  }
  if (plans > 0) to.line("}}");
  return to.take();
}

}  // namespace gouji::bench
