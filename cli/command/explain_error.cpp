#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "commands.hpp"
#include "rules.hpp"

namespace shibo::cli {

namespace {

/// The section of a Markdown file whose heading begins with the code.
bool print_section(const std::filesystem::path& file, const std::string& code) {
  std::ifstream in(file);
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("## ")) {
      if (inside) break;
      inside = line.starts_with("## " + code + " ");
    }
    if (inside) std::cout << line << '\n';
  }
  return inside;
}

}  // namespace

ExitCode run_explain_error(const ExplainErrorArguments& arguments) {
  namespace fs = std::filesystem;
  std::string code = arguments.code;  // `e0214` is E0214
  std::transform(code.begin(), code.end(), code.begin(),
                 [](unsigned char c) { return static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c); });
  const Found paragraphs = shipped_diagnostics();
  if (!paragraphs.folder) {
    std::cerr << "shibo: the paragraphs on diagnostics are not found: " << paragraphs.why_not << '\n';
    return ExitCode::RulesOrCall;
  }
  std::error_code failure;
  for (fs::directory_iterator it(*paragraphs.folder, failure), end; !failure && it != end; it.increment(failure)) {
    if (print_section(it->path(), code)) return ExitCode::Passes;
  }
  std::cerr << "shibo: there is no diagnostic `" << arguments.code << "`\n";
  return ExitCode::RulesOrCall;
}

}  // namespace shibo::cli
