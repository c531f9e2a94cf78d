#include "cli/sources.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "analyzer/source/proof.hpp"
#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "cli/scripts.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

namespace fs = std::filesystem;
using analyzer::Plan;
using analyzer::source::Document;
using dsl::Text;
using reports::visible;

void require_folder(const std::string& folder) {
  std::error_code error;
  const fs::file_status status = fs::status(folder, error);
  if (fs::is_directory(status)) return;
  if (fs::exists(status)) {
    throw Failure(fmt::format("--sources 要的是存放原文的文件夹，{} 不是文件夹", visible(folder)),
                  fmt::format("--sources needs the folder of the documents; {} is no folder", visible(folder)));
  }
  throw Failure(fmt::format("--sources 所指的文件夹 {} 不存在或无法读取", visible(folder)),
                fmt::format("the folder {} of --sources is not there or cannot be read", visible(folder)));
}

// A plan file must not lead out of the folder that the user named.
bool stays_inside(const fs::path& name) {
  if (name.is_absolute()) return false;
  return std::none_of(name.begin(), name.end(), [](const fs::path& part) { return part == ".."; });
}

std::shared_ptr<const Document> read_one(const Plan& plan, const std::string& path, const analyzer::source::Tools& tools) {
  auto recoded = to_utf8(read_file(path));
  if (!recoded) {
    throw Failure(fmt::format("原文 {} 既不是 UTF-8，也不是 GB18030 编码的文本", visible(path)),
                  fmt::format("the document {} is neither UTF-8 nor GB18030 text", visible(path)));
  }
  Document document = analyzer::source::read_document(plan.document, recoded->text, tools);
  document.encoding = std::move(recoded->encoding);
  return std::make_shared<const Document>(std::move(document));
}

}  // namespace

struct Documents::State {
  std::string folder;
  analyzer::source::Tools tools;
  std::mutex mutex;
  std::map<std::string, std::shared_ptr<const Document>> documents;  // by name; null when it cannot be read
  std::set<std::string> paths;
  std::vector<Text> troubles;

  std::shared_ptr<const Document> document_of(const Plan& plan) {
    const std::scoped_lock lock(mutex);
    const std::string name = visible(plan.source->name());
    if (!stays_inside(plan.document)) {
      troubles.emplace_back(fmt::format("{}：原文 {} 不在 --sources 文件夹内", name, visible(plan.document)),
                            fmt::format("{}: the document {} lies outside the folder of --sources", name, visible(plan.document)));
      return nullptr;
    }
    auto [document, is_new] = documents.try_emplace(plan.document);
    if (!is_new) return document->second;
    const std::string path = (fs::path(folder) / plan.document).string();
    try {
      document->second = read_one(plan, path, tools);
      paths.insert(path);
    } catch (const Failure& failure) {
      for (const Text& message : failure.messages) {
        troubles.emplace_back(fmt::format("{}（{} 的原文）", message.zh, name), fmt::format("{} (the document of {})", message.en, name));
      }
    }
    return document->second;
  }
};

Documents::Documents(std::string folder) : state_(std::make_unique<State>()) {
  require_folder(folder);
  state_->folder = std::move(folder);
  state_->tools = document_tools();
}

Documents::~Documents() = default;

void Documents::prove(Plan& plan) {
  if (plan.document.empty()) {
    plan.proof = analyzer::source::prove(plan, nullptr);
  } else if (const auto document = state_->document_of(plan)) {
    plan.proof = analyzer::source::prove(plan, document);
  }
}

std::vector<std::string> Documents::finish() {
  std::vector<Text>& troubles = state_->troubles;
  // In one order, whichever thread met them first.
  std::sort(troubles.begin(), troubles.end(), [](const Text& a, const Text& b) { return a.zh < b.zh; });
  if (!troubles.empty()) throw Failure(std::move(troubles));
  return {state_->paths.begin(), state_->paths.end()};
}

}  // namespace gouji::cli
