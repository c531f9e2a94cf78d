#include "cli/manual.hpp"

#include <algorithm>

namespace gouji::cli {

namespace {

using dsl::Template;
using enum dsl::Keyword;
using Words = std::vector<dsl::Keyword>;

const Words& figures() {
  static const Words words = {Baseline, Milestone, Target, Claim, Actual};
  return words;
}

ManualEntry statement(dsl::Keyword keyword, Template syntax, Template meaning, Words also_in = {}) {
  return {keyword, syntax, meaning, std::move(also_in)};
}

ManualEntry part(dsl::Keyword keyword, Words statements, Template meaning) {
  return {keyword, {}, meaning, std::move(statements)};
}

ManualEntry figure(dsl::Keyword keyword, Template syntax, Template meaning) {
  return {keyword, syntax, meaning, {Table}};
}

std::vector<ManualEntry> write_manual() {
  return {
      statement(
          Plan, {"方案 标识 [\"题名\"] { … }", "plan ID [\"title\"] { … }"},
          {"一份规划、方案或计划；花括号内写它的全部内容。", "A plan; its braces hold all that the document says."}),
      statement(Issuer, {"发文机关 \"名称\", …", "issuer \"name\", …"}, {"印发本方案的机关。", "Who issued the plan."}),
      statement(Number, {"文号 \"文号\"", "number \"number\""},
                {"本方案的发文字号；也用于“依据”语句，注明所依据文件的文号。",
                 "The document number of the plan; in a cites statement that of the document cited."},
                {Cites}),
      statement(Issued, {"印发 日期", "issued DATE"}, {"印发（成文）日期。", "The date of issue."}),
      statement(Period,
                {"期间 起..止 [@出处]\n期间 未限 [为期 数量] [@出处]",
                 "period RANGE [@PLACE]\nperiod open [lasting AMOUNT] [@PLACE]"},
                {"方案的实施期间；文件没有写明起止的写“未限”。",
                 "The period the plan covers; open where the document gives no dates."}),
      statement(
          Titled, {"题名期间 起..止 [@出处]", "titled RANGE [@PLACE]"},
          {"题名里写的年份，与实施期间不同时才写。", "The years in the title, when they differ from the period."}),
      statement(
          Horizon, {"目标年 日期 [@出处]", "horizon DATE [@PLACE]"},
          {"各项目标统一的完成时点，如“到2025年”。", "The date by which the targets are due, as in \"by 2025\"."}),
      statement(Source, {"原文 \"文件名\" [行数 N]", "source \"file\" [lines N]"},
                {"转写所据的文件；@ 后的行号都指这份文件。",
                 "The document this file was made from; places after @ are lines of it."}),
      statement(Cites,
                {"依据 \"文件名称\" [起..止] [文号 \"文号\"] [@出处]",
                 "cites \"title\" [RANGE] [number \"number\"] [@PLACE]"},
                {"制定方案所依据的上位文件，及其实施期间。", "A document the plan rests on, with its period."}),
      statement(Leads, {"牵头约定 标记 \"*\" | 首位 | 未定 [@出处]", "leads marked \"*\" | first | unstated [@PLACE]"},
                {"文件怎样在责任单位中指明牵头单位：加标记、列首位，或没有说明。",
                 "How the document names the lead unit of a list: by a mark, by standing first, or not at all."}),
      statement(
          Declares,
          {"自述 N \"事项\" [列举 \"甲\", \"乙\", …] [@出处]",
           "declares N \"what\" [listing \"a\", \"b\", …] [@PLACE]"},
          {"文件自己点明的个数，如“三个阶段”“五大工程”，用来与实际所列核对。",
           "A count the document states of itself, such as \"three phases\", to be checked against what it lists."}),
      statement(Refers,
                {"提及 \"原话\" [即 表|章节|任务|阶段] [@出处]", "refers \"words\" [to TABLE|SECTION|TASK|PHASE] [@PLACE]"},
                {"文件指向的附件、附表或别的部分，用来核对它在不在；标识或标题与原话相同的不用写“即”。",
                 "An annex, a table or another part the document points to, to be checked for being there; what bears the very words as its ID or "
                 "title needs no to."}),
      statement(
          Org,
          {"机构 标识 [\"全称\"] [又称 \"简称\", …] [层级 国家级|省级|市级|县级] [统称] [包含 机构, …] [@出处]",
           "org ID [\"full name\"] [also \"short\", …] [level national|province|city|county] [collective] [contains ORG, …] [@PLACE]"},
          {"承担责任的单位。", "A body that carries responsibility."}),
      statement(
          Indicator,
          {"指标 标识 [\"名称\"] [类型] [单位] [属于 指标] [标注 \"…\"] [范围 \"…\"] [越高越好|越低越好] [预期性|约束性] "
           "[界限 下..上] [归口 机构] [@出处] { 数据 … }",
           "indicator ID [\"name\"] [KIND] [UNIT] [part of INDICATOR] [label \"…\"] [scope \"…\"] [higher|lower] "
           "[expected|binding] [bounds LOW..HIGH] [owner ORG] [@PLACE] { figures … }"},
          {"一项指标，花括号内写它的数据。文件没有说清类型、单位的，不写。也是表头的一列。",
           "An indicator; its braces hold its figures. Kind and unit are left out where the document does not settle them. "
           "Also a column of a table."},
          {Table}),
      statement(
          Table,
          {"表 标识 [\"表题\"] [单位 单位] [@出处] {\n    | 指标 | 单位 | 基期 2023 | 2024 | 目标 2026 | 行  |\n    | …    | …    | …         | …    | …         | @43 |\n}",
           "table ID [\"title\"] [unit UNIT] [@PLACE] {\n    | indicator | unit | baseline 2023 | 2024 | target 2026 | row |\n    | …         | …    | …             | …    | …           | @43 |\n}"},
          {"照原样转写的数据表，首行为表头；只写年份的列是节点，空格表示文件没有数。",
           "A table as the document has it; the first row names the columns. A column of a year alone is a milestone; an empty cell says nothing."}),
      statement(Phase,
                {"阶段 标识 起..止 [筹备|实施|验收] [\"名称\"] [@出处]",
                 "phase ID RANGE [prepare|implement|accept] [\"name\"] [@PLACE]"},
                {"实施步骤中的一个阶段。", "A phase of the work."}),
      statement(Section,
                {"章节 标识 [\"标题\"] [载于 章节] [@出处] [{ 任务 … }]",
                 "section ID [\"title\"] [in SECTION] [@PLACE] [{ tasks … }]"},
                {"文件的章节，任务可以写在其花括号内。", "A section of the document; tasks may stand in its braces."}),
      statement(Task,
                {"任务 标识 [\"标题\"] [载于 章节] [@出处] { … }", "task ID [\"title\"] [in SECTION] [@PLACE] { … }"},
                {"一项任务：责任单位、起止时间、成果，以及其中提到的数据。",
                 "A task: its units, dates, results, and figures told in it."}),
      statement(
          Safeguard,
          {"保障 标识 [\"标题\"] [载于 章节] [@出处] { … }", "safeguard ID [\"title\"] [in SECTION] [@PLACE] { … }"},
          {"一项保障措施；写法同任务，但不按任务要求责任单位和指标。",
           "A safeguard; written like a task, but not held to have units and indicators."}),
      statement(Goal,
                {"定性目标 标识 [\"原话\"] 建成|位次|提升|下降|保持 [之 指标] [截至 日期] [载于 章节或任务] [@出处]",
                 "goal ID [\"words\"] build|rank|rising|falling|keep [of INDICATOR] [by DATE] [in SECTION|TASK] [@PLACE]"},
                {"没有数值的目标。", "A goal without a number."}),
      statement(Relation,
                {"关系 甲 不超出 乙\n关系 丙 = 甲 / 乙 [越高越好]\n关系 丁 = 甲 + 乙 + …\n关系 100% = 甲 + 乙 + …",
                 "relation A within B\nrelation R = A / B [higher]\nrelation T = A + B + …\nrelation 100% = A + B + …"},
                {"指标之间应有的数量关系：部分不大于整体、比值、合计、构成合为 100%。",
                 "How indicators must fit together: a part within a whole, a ratio, a sum, shares that make up 100%."}),
      statement(
          Unit, {"计量单位 新单位 = [倍数] 已知单位", "unit NEW = [FACTOR] KNOWN"},
          {"定义新的计量单位；“单位”也用于指标、表的语句和表头的一列。",
           "Defines a unit of measure; the word also gives the unit of an indicator or table, and names a column."},
          {Indicator, Table}),
      statement(Allow,
                {"豁免 规则 [对于 对象] 因为 \"理由\" 由 \"何人\" 有效至 日期",
                 "allow RULE [on SUBJECT] because \"reason\" by \"who\" until DATE"},
                {"某条规则的问题经确认可以接受，报告里单列，不再计为问题。",
                 "Findings of a rule that have been accepted; the report lists them apart and does not count them."}),
      statement(Aside, {"非数据 \"原文文字\" 因为 \"理由\" [@出处]", "aside \"words of the document\" because \"reason\" [@PLACE]"},
                {"原文里的这个数不是方案的数据（名称、口号等）；用 --sources 核对原文时不再要求它有着落。没有出处的管全文。",
                 "A figure of the document that is none of the plan (a name, a slogan); audit --sources does not ask for it. Without a place it "
                 "holds for the whole document."}),

      figure(
          Baseline,
          {"基期 [之 指标] [时间] 值 [修饰 …] [@出处]", "baseline [of INDICATOR] [WHEN] VALUE [QUALIFIER …] [@PLACE]"},
          {"起始年份已有的数。", "The value to start from."}),
      figure(
          Milestone,
          {"节点 [之 指标] [时间] 值 [修饰 …] [@出处]", "milestone [of INDICATOR] [WHEN] VALUE [QUALIFIER …] [@PLACE]"},
          {"逐年（分期）安排的数。", "The value planned for a year on the way."}),
      figure(Target,
             {"目标 [之 指标] [时间] 值 [修饰 …] [@出处]", "target [of INDICATOR] [WHEN] VALUE [QUALIFIER …] [@PLACE]"},
             {"要达到的数。", "The value to be reached."}),
      figure(Claim,
             {"表述 [之 指标] [时间] 值 [修饰 …] [@出处]", "claim [of INDICATOR] [WHEN] VALUE [QUALIFIER …] [@PLACE]"},
             {"同一指标在任务、附件等别处又写到的数。", "The figure said again elsewhere: in a task, in an annex."}),
      figure(Actual,
             {"实绩 [之 指标] [时间] 值 [修饰 …] [@出处]", "actual [of INDICATOR] [WHEN] VALUE [QUALIFIER …] [@PLACE]"},
             {"实际完成的数。", "The value that was achieved."}),
      part(Of, {Baseline, Milestone, Target, Claim, Actual, Goal, Indicator},
           {"指明是哪一项指标；写在指标花括号内的数据不用写。",
            "Names the indicator; left out inside an indicator's braces."}),
      part(Each, {Baseline, Milestone, Target, Claim, Actual, Assume},
           {"每一年都是这个数，后面可以写起止年份。", "Holds for every year; a range of years may follow."}),
      part(Versus, figures(), {"增幅相对的基年：+20% 较 2023。", "The base year of a growth: +20% vs 2023."}),
      part(Total, figures(), {"期间内各年合计的数。", "Summed over the period."}),
      part(Yearly, figures(), {"只是当年的数。", "Of that year alone."}),
      part(Mean, figures(), {"各年的平均数。", "The mean of the years."}),
      part(Hoped, figures(), {"争取达到，不是硬性要求。", "Hoped for, not promised."}),
      part(Firm, figures(), {"确保达到。", "Promised firmly."}),

      part(Stock, {Indicator}, {"存量：某一时点的总数，如有效发明专利拥有量。", "A level at a point in time."}),
      part(Flow, {Indicator}, {"流量：一年内发生的数，如年产值。", "What happens within a year."}),
      part(Cumulative, {Indicator}, {"累计：从起算时起逐年累加的数。", "A running total."}),
      part(New, {Indicator}, {"新增：当期新增加的数。", "What is added in the period."}),
      part(Ratio, {Indicator}, {"比率：占比、率。", "A share or rate."}),
      part(Score, {Indicator}, {"评分：得分、指数。", "A score or index."}),
      part(Average, {Indicator}, {"均值：本身就是平均数的指标。", "An indicator that is itself an average."}),
      part(Also, {Indicator, Org}, {"文件里用过的别名、简称。", "Other names the document uses."}),
      part(Part, {Indicator},
           {"是另一项指标的一部分，因而不会比它大。", "Is part of another indicator and so never larger."}),
      part(Label, {Indicator, Table, Baseline, Milestone, Target, Claim, Actual},
           {"文件自己给数据的标注，如“累计值”；也是表头的一列。",
            "The label the document itself gives a figure; also a column of a table."}),
      part(Scope, {Indicator, Baseline, Milestone, Target, Claim, Actual},
           {"统计范围，如“省级以上”。", "What is counted, such as a level and above."}),
      part(Higher, {Indicator, Relation}, {"数越大越好。", "Higher is better."}),
      part(Lower, {Indicator, Relation}, {"数越小越好。", "Lower is better."}),
      part(Expected, {Indicator}, {"预期性指标。", "An expected indicator: no obligation."}),
      part(Binding, {Indicator}, {"约束性指标。", "A binding indicator."}),
      part(Bounds, {Indicator}, {"取值的界限，如 0%..100%。", "The values it can take, such as 0%..100%."}),
      part(Owner, {Indicator}, {"对该指标负责的单位。", "The body that answers for the indicator."}),

      part(Level, {Org}, {"单位的层级。", "The level of a body."}),
      part(National, {Org}, {"国家级。", "Of the nation."}),
      part(Province, {Org}, {"省级。", "Of a province."}),
      part(City, {Org}, {"市级。", "Of a city."}),
      part(County, {Org}, {"县级、区级。", "Of a county or district."}),
      part(Collective, {Org}, {"一个名称代表多个单位，如“各县(市、区)政府”。", "Several bodies under one name."}),
      part(Contains, {Org}, {"其中包括的单位。", "The bodies it contains."}),

      statement(Lead, {"牵头 机构, … [@出处]", "lead ORG, … [@PLACE]"},
                {"文件写明的牵头单位。", "The lead units where the document says so in words."}),
      statement(With, {"配合 机构, … [@出处]", "with ORG, … [@PLACE]"},
                {"文件写明的配合单位。", "The units that take part where the document says so in words."}),
      statement(Units, {"责任单位 [*]机构, … [@出处]", "units [*]ORG, … [@PLACE]"},
                {"照文件次序列出的责任单位，* 是文件的牵头标记。",
                 "The units as the document lists them; * is its lead mark."}),
      statement(Supports, {"支撑 指标或定性目标, …", "supports INDICATOR|GOAL, …"},
                {"任务为哪些指标、哪些定性目标服务。", "The indicators and goals a task serves."}),
      statement(After, {"后于 任务, …", "after TASK, …"}, {"须在这些任务之后进行。", "The tasks it waits for."}),
      statement(Dates, {"起止 起..止", "dates RANGE"}, {"任务的起止时间。", "The dates of a task."}),
      statement(Delivers, {"成果 \"成果\", …", "delivers \"result\", …"},
                {"任务要交出的成果。", "What a task delivers."}),
      statement(Money, {"资金 数额", "money AMOUNT"}, {"安排的资金。", "The money set aside."}),
      statement(In, {"载于 阶段", "in PHASE"},
                {"任务属于哪个阶段；也用来指明任务、数据写在哪一章节或任务里。",
                 "The phase of a task; elsewhere the section or task that something stands in."},
                {Section, Task, Safeguard, Goal, Baseline, Milestone, Target, Claim, Actual}),
      part(Prepare, {Phase}, {"筹备、启动阶段。", "A phase of preparation."}),
      part(Implement, {Phase}, {"实施阶段。", "A phase of implementation."}),
      part(Accept, {Phase}, {"验收、总结阶段。", "A phase of acceptance."}),
      part(Build, {Goal}, {"要建成某个事物。", "Something is to be built."}),
      part(Rank, {Goal}, {"要达到某个位次。", "A rank is to be reached."}),
      part(Rising, {Goal}, {"要持续提升。", "Something is to rise."}),
      part(Falling, {Goal}, {"要持续下降。", "Something is to fall."}),
      part(Keep, {Goal}, {"要保持现有水平。", "Something is to be kept."}),

      part(Within, {Relation},
           {"前者是后者的一部分，不大于后者。", "The first is a part of the second and never larger."}),
      part(Marked, {Leads}, {"牵头单位带有标记。", "The lead unit carries a mark."}),
      part(First, {Leads}, {"列在首位的是牵头单位。", "The unit that stands first leads."}),
      part(Unstated, {Leads}, {"文件没有说明哪个是牵头单位。", "The document does not say who leads."}),
      part(Lines, {Source}, {"原文的总行数。", "The number of lines of the document."}),
      part(Open, {Period}, {"没有写明起止。", "No dates are given."}),
      part(Lasting, {Period}, {"为期多久。", "How long it lasts."}),
      part(Listing, {Declares}, {"文件实际列出的各项。", "What the document lists."}),
      part(To, {Refers}, {"所指的表、章节、任务或阶段。", "The table, section, task or phase that is meant."}),
      part(On, {Allow},
           {"豁免所对应的对象，写名称或标识；不写即所有对象。",
            "The subject of a waiver, by name or id; all when left out."}),
      part(Because, {Allow, Aside}, {"豁免或“非数据”的理由。", "The reason of a waiver or an aside."}),
      part(By, {Allow, Goal},
           {"豁免由谁批准；在定性目标里是完成期限。", "Who granted a waiver; of a goal the date it is due."}),
      part(Until, {Allow}, {"豁免的有效期。", "The last day of a waiver."}),

      statement(Scenario, {"情景 标识 [\"题名\"] [之 方案] [继承 情景] { … }", "scenario ID [\"title\"] [of PLAN] [extends SCENARIO] { … }"},
                {"一种设想，写在方案之外的文件里，供 gouji whatif 推算；核对方案时不看。",
                 "What might be otherwise; it stands in a file beside the plan and is for gouji whatif. The audit passes over it."}),
      part(Extends, {Scenario}, {"先照另一个情景改，再照本情景改。", "Changes what another scenario changes first."}),
      statement(Assume,
                {"假定 指标, … 年份 值 [正态 标准差 | 三角 最可能值]\n假定 指标, … 每年 起..[止] +增幅 | -降幅 [正态 标准差 | 三角 最可能值]",
                 "assume INDICATOR, … YEAR VALUE [normal DEVIATION | triangular LIKELIEST]\nassume INDICATOR, … each RANGE +CHANGE | -CHANGE [normal DEVIATION | "
                 "triangular LIKELIEST]"},
                {"指标某年的数，或自某年起逐年增减多少（数额）、多少成（百分比）。写区间（60..80家）的，在区间内均匀抽取。写几项指标的，各项取同一个数，一起变动。",
                 "The value of an indicator in a year, or what it changes by from a year on: an amount, or a percentage of the year before. A range "
                 "(60..80家) is drawn from evenly. Several indicators take one number and move together."}),
      part(Normal, {Assume}, {"正态分布，其后写标准差；前面的值是均值。", "A normal spread: its standard deviation; the value before it is the mean."}),
      part(Triangular, {Assume}, {"三角分布，其后写最可能的值；前面是区间。", "A triangular spread: its likeliest value; the range stands before it."}),
      statement(Set, {"改为 节点|目标 之 指标 [时间] 值", "set milestone|target of INDICATOR [WHEN] VALUE"},
                {"把方案里同一指标、同一时间的数改成这个；没有的就添上。", "Replaces the figure of that indicator and time, or adds it."}),
      statement(Drop, {"删去 任务|机构|指标|阶段 名称, …\n删去 节点|目标|表述 之 指标 [起..止]", "drop task|org|indicator|phase NAME, …\ndrop milestone|target|claim of INDICATOR [RANGE]"},
                {"从方案中去掉，以及一切提到它的地方。", "Takes it out of the plan, with all that refers to it."}),
      statement(Delay, {"推迟 任务|阶段 名称, … N个月", "delay task|phase NAME, … N个月"},
                {"起止都往后推整月数；等它的任务随之后推，所支撑的指标相应滞后。",
                 "Moves start and end by whole months; tasks that wait for it move along, and the indicators it supports lag."}),
      statement(Shorten, {"缩短 任务|阶段 名称, … N个月", "shorten task|phase NAME, … N个月"}, {"结束提前整月数。", "Moves the end forward by whole months."}),
      statement(Assign, {"改由 机构 任务 名称, …", "assign ORG task NAME, …"}, {"这些任务改由该机构牵头。", "That body leads these tasks."}),
      statement(Scale, {"缩放 指标, … 倍数或百分比", "scale INDICATOR, … FACTOR"},
                {"这些指标的节点、目标和表述都乘上它；基期和实绩不变。", "Multiplies their milestones, targets and claims; baselines and actuals stay."}),

      part(Nature, {Table}, {"表头的一列：预期性或约束性。", "A column: expected or binding."}),
      part(Remark, {Table}, {"表头的一列：备注，不参与核对。", "A column: remarks, which are not checked."}),
      part(Row, {Table}, {"表头的一列：该行在文件中的位置。", "A column: the place of the row in the document."}),
      part(Serial, {Table}, {"表头的一列：序号。", "A column: serial numbers."}),
  };
}

}  // namespace

const std::vector<ManualEntry>& manual() {
  static const std::vector<ManualEntry> entries = write_manual();
  return entries;
}

const ManualEntry& manual_entry(dsl::Keyword keyword) {
  return *std::find_if(manual().begin(), manual().end(),
                       [&](const ManualEntry& entry) { return entry.keyword == keyword; });
}

}  // namespace gouji::cli
