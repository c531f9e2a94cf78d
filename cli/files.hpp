// Plan files on disk: finding them, reading them, and writing so that nothing is ever half-written.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/pieces.hpp"

namespace gouji::cli {

// The plan files that the paths name: files as they are, folders with all *.plan below them in order of name; each file
// once. Hidden files and folders are passed over. Throws Failure when a path cannot be read or a folder holds no plan.
[[nodiscard]] std::vector<std::string> find_plans(const std::vector<std::string>& paths);

// Something is there, were it a link to nothing.
[[nodiscard]] bool is_there(const std::string& path);

// Throws Failure.
[[nodiscard]] std::string read_file(const std::string& path);
[[nodiscard]] std::string read_standard_input();

// Writes a temporary file beside `path` and renames it, keeping the permissions of a file that is already there; a link
// stays a link, a device or pipe is written to as it is. Throws Failure; the old content is then untouched.
void write_file(const std::string& path, std::string_view content);
// The same for content that comes in pieces: `produce` hands them over. What it throws leaves the old content untouched, too.
using Produce = std::function<void(const reports::Take&)>;
void write_file(const std::string& path, const Produce& produce);

// Throws Failure, for a full disk behind a redirection must not look like success.
void write_standard_output(std::string_view content);

// To the file that -o names; empty or - for standard output.
void write_result(const std::string& output, std::string_view content);

// Two paths of one existing file.
[[nodiscard]] bool same_file(const std::string& a, const std::string& b);

}  // namespace gouji::cli
