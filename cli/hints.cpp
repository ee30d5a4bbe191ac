#include "hints.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

namespace shibo::cli {

namespace {

bool is_file(const std::string& path) {
  std::error_code failure;
  return std::filesystem::is_regular_file(path, failure);
}

bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// `E0214`, `d161`.
bool is_code(const std::string& word) {
  const std::string letters = "eEdDwW";
  return word.size() >= 2 && word.size() <= 5 && letters.find(word[0]) != std::string::npos &&
         word.find_first_not_of("0123456789", 1) == std::string::npos;
}

bool is_table(const std::string& word) { return word.ends_with(".csv") || word.ends_with(".tsv"); }

}  // namespace

std::string shell_word(const std::string& word) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-./+,:@%").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? "'\\''" : std::string(1, c);
  return out + "'";
}

std::string hint_for(const std::vector<std::string>& words, const std::vector<std::string>& commands) {
  if (words.empty()) return "";
  const std::string& first = words[0];
  if (!has(commands, first)) {
    if (is_file(first)) return "To check a file: `shibo check " + shell_word(first) + "`.";
    const auto command =
        std::find_if(words.begin(), words.end(), [&](const std::string& w) { return has(commands, w); });
    if (first.starts_with("-") && command != words.end())
      return "Options stand behind the command: `shibo " + *command + " …`.";
    return "";
  }
  if (first == "explain" && words.size() > 1 && is_code(words[1]) && !is_file(words[1]))
    return "For a diagnostic: `shibo explain-error " + words[1] + "`.";
  if ((first == "check" || first == "explain") && isatty(STDIN_FILENO) == 0 && !has(words, "-"))
    return "Standard input is the file `-`.";
  if (first == "init" && words.size() > 2 && std::any_of(words.begin() + 1, words.end(), is_table))
    return "A file to make it from stands behind `--from`.";
  return "";
}

}  // namespace shibo::cli
