// Help, manual page and completions come from one source: each names every command and option, and the shells can work with it.
#include <gtest/gtest.h>

#include <sstream>
#include <vector>

#include "tests/support/program.hpp"

namespace gouji::testing {
namespace {

using Strings = std::vector<std::string>;

class Reference : public ProgramTest {
 protected:
  // The words that open a line of help in this section.
  [[nodiscard]] static Strings first_words(const std::string& help, std::string_view section) {
    std::istringstream lines(help.substr(std::min(help.find(section), help.size())));
    Strings words;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line) && !line.empty()) {
      if (line.size() > 3 && line[2] != ' ') words.push_back(line.substr(2, line.find_first_of(" ,", 2) - 2));
    }
    return words;
  }
  [[nodiscard]] Strings commands() const { return first_words(gouji("--help").out, "命令 Commands"); }
  // Long options of a command; those without one by their short name.
  [[nodiscard]] Strings options(const std::string& command) const {
    Strings names;
    std::istringstream words(gouji(command + " --help --lang en").out);
    for (std::string line; std::getline(words, line);) {
      if (!line.starts_with("  -")) continue;
      const std::size_t at = line.find("--");
      names.push_back(line.substr(at, line.find_first_of(" ,", at) - at));
    }
    return names;
  }
  [[nodiscard]] bool has(const std::string& tool) const { return program("/bin/sh", "-c 'command -v " + tool + "'").code == 0; }

  // What bash offers for the last of these words.
  [[nodiscard]] std::string offered(const std::string& words) const {
    write("run.sh", "source ./gouji.bash\nCOMP_WORDS=(" + words + ")\nCOMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))\n_gouji\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n");
    const Outcome run = program("/bin/bash", "--norc run.sh");
    EXPECT_EQ(run.err, "") << words;
    return run.out;
  }
};

TEST_F(Reference, EveryCommandAndOptionIsEverywhere) {
  const Strings all = commands();
  ASSERT_GE(all.size(), 12U);
  const std::string man_zh = gouji("man").out;
  const std::string man_en = gouji("man --lang en").out;
  const std::string bash = gouji("completion bash").out;
  const std::string zsh = gouji("completion zsh").out;
  const std::string fish = gouji("completion fish").out;
  for (const std::string& command : all) {
    const Strings names = options(command);
    EXPECT_FALSE(names.empty()) << command;
    for (const std::string& page : {man_zh, man_en}) EXPECT_TRUE(contains(page, ".SS \"gouji " + command)) << command;
    EXPECT_TRUE(contains(bash, "\n    " + command + ")\n")) << command;
    EXPECT_TRUE(contains(zsh, "\n        " + command + ")\n")) << command;
    EXPECT_TRUE(contains(fish, "-n __fish_use_subcommand -a " + command + " -d '")) << command;
    for (const std::string& name : names) {
      std::string escaped;
      for (const char c : name) escaped += c == '-' ? std::string("\\-") : std::string(1, c);
      for (const std::string& page : {man_zh, man_en}) {
        const std::string part = page.substr(page.find(".SS \"gouji " + command));
        EXPECT_TRUE(contains(part.substr(0, part.find(".SS", 4)), "\\fB" + escaped + "\\fR")) << command << " " << name;
      }
      EXPECT_TRUE(contains(bash, name)) << command << " " << name;
      EXPECT_TRUE(contains(zsh, name)) << command << " " << name;
      EXPECT_TRUE(contains(fish, "from " + command + "'")) << command;
      EXPECT_TRUE(contains(fish, " -l " + name.substr(2) + " ")) << command << " " << name;
    }
  }
}

TEST_F(Reference, HelpSpeaksTheLanguageItIsAskedFor) {
  const std::string both = gouji("audit --help").out;
  EXPECT_TRUE(contains(both, "用法 Usage: gouji audit") && contains(both, "核对方案文件\naudit plan files")) << both;
  const std::string english = gouji("audit --help --lang en").out;
  EXPECT_TRUE(contains(english, "Usage: gouji audit [OPTIONS] PATH...")) << english;
  const auto chinese = [](const std::string& text) { return text.find_first_of("\xE3\xE4\xE5\xE6\xE7\xE8\xE9") != std::string::npos; };
  EXPECT_FALSE(chinese(english)) << english;
  const std::string zh = gouji("audit --lang zh --help").out;
  EXPECT_TRUE(contains(zh, "用法: gouji audit")) << zh;
  EXPECT_FALSE(contains(zh, "audit plan files")) << zh;
  for (const std::string& command : commands()) {
    // Only an example of a plan in Chinese may be left.
    std::istringstream lines(gouji(command + " --help --lang en").out);
    for (std::string line; std::getline(lines, line);) EXPECT_TRUE(!chinese(line) || line.starts_with("  gouji")) << command << ": " << line;
  }
}

TEST_F(Reference, BashCompletes) {
  write("gouji.bash", gouji("completion bash").out);
  EXPECT_EQ(program("/bin/bash", "-n gouji.bash").err, "");
  write("a.plan", "");
  write("note.txt", "");
  EXPECT_TRUE(contains(offered("gouji au"), "audit\n"));
  EXPECT_EQ(offered("gouji comp"), "compare\ncompletion\n");
  EXPECT_EQ(offered("gouji audit --fo"), "--format\n");
  EXPECT_EQ(offered("gouji audit --format ju"), "junit\n");
  EXPECT_EQ(offered("gouji audit --format = ju"), "junit\n") << "--format=ju";
  EXPECT_EQ(offered("gouji compare --format h"), "html\n");
  EXPECT_EQ(offered("gouji audit --fail-on w"), "warning\n");
  EXPECT_EQ(offered("gouji audit --lang ''"), "zh\nen\n");
  EXPECT_EQ(offered("gouji audit --select milestone-target-m"), "milestone-target-mismatch\n");
  EXPECT_EQ(offered("gouji audit --ignore GJ0101,reconc"), "GJ0101,reconcile\n");
  EXPECT_EQ(offered("gouji explain milestone-target-m"), "milestone-target-mismatch\n");
  EXPECT_TRUE(contains(offered("gouji explain 里程"), "里程碑\n") || contains(offered("gouji explain 指"), "指标\n"));
  EXPECT_EQ(offered("gouji audit a"), "a.plan\n");
  EXPECT_EQ(offered("gouji audit note"), "\n") << "no plan";
  EXPECT_EQ(offered("gouji audit --lang zh a"), "a.plan\n") << "behind an option with a value";
  EXPECT_EQ(offered("gouji config sh"), "show\n");
  EXPECT_EQ(offered("gouji config show a"), "a.plan\n");
  EXPECT_EQ(offered("gouji completion z"), "zsh\n");
  EXPECT_EQ(offered("gouji audit -o no"), "note.txt\n");
}

TEST_F(Reference, OtherShellsTakeTheirScripts) {
  for (const std::string shell : {"zsh", "fish"}) {
    if (!has(shell)) continue;
    write("script", gouji("completion " + shell).out);
    EXPECT_EQ(program("/bin/sh", "-c '" + shell + " -n script'").err, "");
  }
  EXPECT_CANNOT(gouji("completion"), "bash、zsh 或 fish");
  EXPECT_CANNOT(gouji("completion zhs"), "是不是“zsh”");
}

TEST_F(Reference, ManualPagesRenderWithoutWarnings) {
  write("en.1", gouji("man --lang en").out);
  write("zh.1", gouji("man").out);
  if (has("groff")) {
    for (const std::string page : {"en.1", "zh.1"}) {
      const Outcome run = program("/bin/sh", "-c 'groff -man -Kutf8 -Tutf8 -ww -rLL=100n " + page + "'");
      EXPECT_EQ(run.err, "") << page;
      EXPECT_TRUE(contains(run.out, "gouji")) << page;
    }
  }
  if (has("mandoc")) {
    EXPECT_EQ(program("/bin/sh", "-c 'mandoc -T lint -W error en.1 zh.1'").out, "");
  }
  EXPECT_TRUE(read("en.1").starts_with(".TH GOUJI 1"));
}

}  // namespace
}  // namespace gouji::testing
