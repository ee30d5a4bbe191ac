#include "judging.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>

#include "inputs.hpp"

namespace shibo::cli {

namespace {

/// Strictly `YYYY-MM-DD`.
std::optional<std::chrono::year_month_day> day_of(const std::string& text) {
  const auto number = [&](std::size_t begin, std::size_t count) {
    int value = -1;
    const char* end = text.data() + begin + count;
    const auto [at, failure] = std::from_chars(text.data() + begin, end, value);
    return failure == std::errc() && at == end ? value : -1;
  };
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 1 || month < 1 || day < 1) return std::nullopt;
  const std::chrono::year_month_day out{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day))};
  return out.ok() ? std::optional(out) : std::nullopt;
}

/// `china_customs.fee_runs=yes`, each; false, with a sentence on standard error, when one is wrong.
bool read_readings(const Rules& rules, const std::vector<std::string>& texts, std::map<std::string, bool>& out) {
  for (const std::string& text : texts) {
    const std::size_t sign = text.find('=');
    const std::string name = text.substr(0, sign);
    const std::string answer = sign == std::string::npos ? "" : text.substr(sign + 1);
    if (name.empty() || (answer != "yes" && answer != "no")) {
      std::cerr << "shibo: --reading takes a name and `=yes` or `=no`, not `" << text << "`\n";
      return false;
    }
    const auto [said, fresh] = out.emplace(name, answer == "yes");
    if (!fresh && said->second != (answer == "yes")) {
      std::cerr << "shibo: --reading: `" << name << "` is said to be yes and no\n";
      return false;
    }
  }
  const std::vector<UnknownReading> unknown = unknown_readings(rules, out);
  for (const UnknownReading& one : unknown) {
    if (one.several.empty()) std::cerr << "shibo: --reading: the rules have no reading `" << one.name << "`";
    else std::cerr << "shibo: --reading: more than one package has a reading `" << one.name << "`";
    if (!one.nearest.empty()) std::cerr << "; is `" << one.nearest << "` meant?";
    for (const std::string& full : one.several)
      std::cerr << (&full == &one.several.front() ? ": write `" : " or `") << full << "`";
    std::cerr << '\n';
  }
  return unknown.empty();
}

}  // namespace

std::optional<CheckOptions> judging_options(const Rules& rules, const std::string& as_of,
                                            const std::vector<std::string>& only,
                                            const std::vector<std::string>& readings) {
  CheckOptions options;
  if (!as_of.empty()) {
    options.as_of = day_of(as_of);
    if (!options.as_of) {
      std::cerr << "shibo: --as-of takes a day such as 2024-05-01, not `" << as_of << "`\n";
      return std::nullopt;
    }
  }
  options.only = only;
  const std::vector<UnknownName> unknown = unknown_names(rules, only);
  for (const UnknownName& one : unknown) {
    std::cerr << "shibo: --only: the rules have no package, rule or decision `" << one.name << "`";
    if (!one.nearest.empty()) std::cerr << "; is `" << one.nearest << "` meant?";
    std::cerr << '\n';
  }
  if (!unknown.empty() || !read_readings(rules, readings, options.readings)) return std::nullopt;
  return options;
}

namespace {

/// `2024-01-01..2024-12-31`, `2024-01-01..`, `..2024-12-31`, `all`.
bool read_whole(const std::string& text, HistoryOptions& options) {
  options.whole = true;
  if (text == "all") return true;
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) return false;
  const std::string from = text.substr(0, dots), to = text.substr(dots + 2);
  options.whole_from = day_of(from);
  options.whole_to = day_of(to);
  const bool said = !from.empty() || !to.empty();
  const bool turned = options.whole_from && options.whole_to && *options.whole_to < *options.whole_from;
  return said && !turned && (from.empty() || options.whole_from) && (to.empty() || options.whole_to);
}

}  // namespace

ExitCode add_history(const Rules& rules, const HistoryArguments& arguments, const InputOptions& input,
                     bool input_is_piped, CheckOptions& options, const std::function<void(const Finding&)>& finding) {
  HistoryOptions history;
  history.input = input;
  if (!arguments.whole.empty() && arguments.files.empty()) {
    std::cerr << "shibo: --history-whole says what `--history FILE` holds, and none is given\n";
    return ExitCode::RulesOrCall;
  }
  if (!arguments.whole.empty() && !read_whole(arguments.whole, history)) {
    std::cerr << "shibo: --history-whole takes days such as 2024-01-01..2024-12-31, or `all`, not `" << arguments.whole
              << "`\n";
    return ExitCode::RulesOrCall;
  }
  if (arguments.files.empty()) return ExitCode::Passes;
  if (std::count(arguments.files.begin(), arguments.files.end(), "-") + (input_is_piped ? 1 : 0) > 1) {
    std::cerr << "shibo: standard input, `-`, is read once: as a file or as its history\n";
    return ExitCode::RulesOrCall;
  }
  if (!counts_history(rules)) {
    std::cerr << "shibo: the rules count no history: --history was not read\n";
    return ExitCode::Passes;
  }
  const Inputs inputs = expand_inputs(arguments.files, rules.joined_files());
  for (const Inputs::Unmatched& one : inputs.unmatched)
    std::cerr << "shibo: --history: cannot read `" << one.pattern << "`: " << one.why << '\n';
  if (!inputs.unmatched.empty()) return ExitCode::InputUnread;
  OpenedHistory opened = read_history(rules, inputs.files, history, options, finding);
  if (!opened.history) {
    std::cerr << "shibo: --history: " << opened.error << '\n';
    return ExitCode::InputUnread;
  }
  options.history = std::move(opened.history);
  return ExitCode::Passes;
}

}  // namespace shibo::cli
