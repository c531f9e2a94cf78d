#include "cli/ledger_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/failure.hpp"
#include "cli/files.hpp"
#include "reports/office_failure.hpp"
#include "reports/snippet.hpp"

namespace gouji::cli {

namespace {

constexpr std::string_view kFormat = "xlsx";

reports::Ledger read(const std::string& path) {
  try {
    return reports::read_ledger(read_file(path));
  } catch (const reports::LedgerMistake& mistake) {
    const std::string name = reports::visible(path);
    throw Failure(fmt::format("无法读取台账 {}：{}", name, mistake.message.zh), fmt::format("cannot read the ledger {}: {}", name, mistake.message.en));
  } catch (const reports::OfficeFailure& failure) {
    throw Failure(failure.message);
  }
}

bool is_filled_in(const reports::LedgerEntry& entry) {
  const reports::LedgerNotes& notes = entry.notes;
  const bool open = notes.state.empty() || notes.state == words_of(reports::LedgerState::Open, reports::Language::Chinese) ||
                    notes.state == words_of(reports::LedgerState::Open, reports::Language::English);
  return !open || !notes.responsible.empty() || !notes.measure.empty() || !notes.deadline.empty() || !notes.remark.empty();
}

// An Excel file that is no ledger of ours may be written over like any other file.
void spare(const std::string& path) {
  if (!is_there(path)) return;
  bool filled_in = false;
  try {
    const reports::Ledger ledger = reports::read_ledger(read_file(path));
    filled_in = !ledger.cleared.empty() || std::any_of(ledger.open.begin(), ledger.open.end(), is_filled_in);
  } catch (const reports::LedgerMistake&) {
    return;
  } catch (const reports::OfficeFailure&) {
    return;
  }
  if (!filled_in) return;
  const std::string name = reports::visible(path);
  throw Failure(fmt::format("{0} 里有已填写的整改情况，直接覆盖会丢失；要带入新台账，请加 --ledger {0}", name),
                fmt::format("{0} holds what people filled in, which would be lost; --ledger {0} keeps it in the new ledger", name));
}

}  // namespace

std::optional<reports::Ledger> earlier_ledger(const std::optional<std::string>& path, const std::vector<Output>& outputs) {
  if (!path) {
    for (const Output& output : outputs) {
      if (output.format->name == kFormat && !output.file.empty()) spare(output.file);
    }
    return std::nullopt;
  }
  if (path->empty()) throw Failure("没有给出台账文件的名称", "the ledger has no name");
  std::vector<Output> others;
  for (const Output& output : outputs) {
    if (output.format->name != kFormat) others.push_back(output);
  }
  if (others.size() == outputs.size()) {
    throw Failure("--ledger 要与 --format xlsx=文件 同用：填写的内容带入新的 Excel 台账", "--ledger goes with --format xlsx=FILE: what was filled in is kept in the new Excel file");
  }
  keep_apart(others, *path, {"台账", "ledger"});
  return read(*path);
}

}  // namespace gouji::cli
