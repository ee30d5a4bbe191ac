// `shibo fmt`: lays rule files out in place, if what comes of it says the same.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string_view>

#include "commands.hpp"
#include "rules.hpp"
#include "shibo/dsl/format.hpp"
#include "shibo/dsl/parse.hpp"
#include "whole_file.hpp"

namespace shibo::cli {

namespace {

namespace fs = std::filesystem;

/// Of two layouts of one file, the declaration in which they first differ, as the tree of the first has it.
dsl::Span first_change(const dsl::SyntaxTree& tree, const dsl::SyntaxTree& laid_out, const std::string& again) {
  const std::string_view text = laid_out.source->text();
  const auto change = static_cast<std::size_t>(
      std::mismatch(text.begin(), text.end(), again.begin(), again.end()).first - text.begin());
  for (std::size_t i = 0; i < laid_out.declarations.size(); ++i) {
    if (dsl::span_of(laid_out.declarations[i]).end >= change) return dsl::span_of(tree.declarations[i]);
  }
  return tree.package.span;
}

/// Where a laid out text would not take the file's place: it must read back without errors, say the same, and
/// stay as it is when it is laid out again. If it ever does not, the formatter is wrong.
std::optional<dsl::Span> place_of_fault(const dsl::SyntaxTree& tree, const std::string& laid_out) {
  const dsl::Source source("", laid_out);
  const dsl::Parsed parsed = dsl::parse(source);
  if (const std::optional<dsl::Span> difference = dsl::first_difference(tree, parsed.tree)) return difference;
  if (parsed.diagnostics.has_errors()) return tree.package.span;
  const std::string again = dsl::format(parsed.tree);
  if (again != laid_out) return first_change(tree, parsed.tree, again);
  return {};
}

std::optional<std::string> laid_out(const std::string& path, const std::string& text) {
  const dsl::Source source(path, text);
  const dsl::Parsed parsed = dsl::parse(source);
  if (parsed.diagnostics.has_errors()) {
    std::cerr << dsl::render(parsed.diagnostics);
    return {};
  }
  std::string result = dsl::format(parsed.tree);
  const std::optional<dsl::Span> fault = place_of_fault(parsed.tree, result);
  if (!fault) return result;
  const dsl::Position at = source.position(fault->begin);
  std::cerr
      << "shibo: " << path << ':' << at.line << ':' << at.column
      << ": laid out, the file would no longer say the same from here on, so it is left as it is; this is a mistake of `fmt`, "
         "please report it with these lines\n";
  return {};
}

std::vector<fs::path> rule_files(const std::string& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file() && entry.path().extension() == ".shibo") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

ExitCode worse(ExitCode a, ExitCode b) { return std::max(a, b); }

ExitCode format_file(const fs::path& path, bool check) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) {
    std::cerr << "shibo: cannot read `" << path.string() << "`: " << std::strerror(errno) << '\n';
    return ExitCode::InputUnread;
  }
  const std::optional<std::string> result = laid_out(path.string(), text);
  if (!result) return ExitCode::RulesOrCall;
  if (*result == text) return ExitCode::Passes;
  if (!check) {
    if (const std::string why = write_whole(path.string(), *result); !why.empty()) {
      std::cerr << "shibo: cannot write `" << path.string() << "`: " << why << '\n';
      return ExitCode::OutputUnwritten;
    }
  }
  std::cout << path.string() << '\n';
  return check ? ExitCode::Fails : ExitCode::Passes;
}

ExitCode format_stdin(bool check) {
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  const std::optional<std::string> result = laid_out("-", text);
  if (!result) return ExitCode::RulesOrCall;
  if (!check) std::cout << *result;
  return check && *result != text ? ExitCode::Fails : ExitCode::Passes;
}

}  // namespace

ExitCode run_fmt(const FmtArguments& arguments) {
  ExitCode code = ExitCode::Passes;
  for (const std::string& path : arguments.paths) {
    if (path == "-") {
      code = worse(code, format_stdin(arguments.check));
      continue;
    }
    const std::vector<fs::path> files = rule_files(path);
    if (files.empty()) {
      std::cerr << "shibo: there is no rule file (*.shibo) in `" << path << "`\n";
      code = worse(code, ExitCode::InputUnread);
    }
    for (const fs::path& file : files) code = worse(code, format_file(file, arguments.check));
  }
  return code;
}

}  // namespace shibo::cli
