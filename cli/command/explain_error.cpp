// `shibo explain-error`: the section of docs/diagnostics that tells of a code.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

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

/// The code as it is documented, of what people write: `e0214`, `[E0214]`, `E214`.
std::string code_meant(const std::string& text) {
  std::string code;
  for (const char c : text) {
    if (c >= 'a' && c <= 'z') code += static_cast<char>(c - 'a' + 'A');
    else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) code += c;
  }
  constexpr std::size_t kLength = 5;
  if (!code.empty() && code[0] >= 'A' && code.find_first_not_of("0123456789", 1) == std::string::npos &&
      code.size() < kLength)
    code.insert(1, kLength - code.size(), '0');
  return code;
}

bool print_paragraph(const std::filesystem::path& folder, const std::string& code) {
  std::error_code failure;
  for (std::filesystem::directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure)) {
    if (print_section(it->path(), code)) return true;
  }
  return false;
}

/// `E0201  there is no such name`, a line for each.
void print_headings(const std::filesystem::path& folder) {
  std::set<std::string> headings;
  std::error_code failure;
  for (std::filesystem::directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure)) {
    std::ifstream in(it->path());
    for (std::string line; std::getline(in, line);) {
      const bool code = line.starts_with("## ") && line.size() > 8 && line[4] >= '0' && line[4] <= '9';
      if (code) headings.insert(line.substr(3));
    }
  }
  for (const std::string& heading : headings) std::cout << heading << '\n';
}

}  // namespace

ExitCode run_explain_error(const ExplainErrorArguments& arguments) {
  const Found paragraphs = shipped_diagnostics();
  if (!paragraphs.folder) {
    std::cerr << "shibo: the paragraphs on diagnostics are not found: " << paragraphs.why_not << '\n';
    return ExitCode::RulesOrCall;
  }
  if (arguments.codes.empty()) {
    print_headings(*paragraphs.folder);
    return ExitCode::Passes;
  }
  ExitCode all = ExitCode::Passes;
  for (const std::string& code : arguments.codes) {
    if (print_paragraph(*paragraphs.folder, code_meant(code))) continue;
    std::cerr << "shibo: there is no diagnostic `" << code << "`; `shibo explain-error` lists them all\n";
    all = ExitCode::RulesOrCall;
  }
  return all;
}

}  // namespace shibo::cli
