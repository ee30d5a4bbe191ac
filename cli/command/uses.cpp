// `shibo uses`: what a name in the rules means, where it is declared, and who uses it.
#include <algorithm>
#include <iostream>
#include <set>

#include "commands.hpp"
#include "report/text.hpp"
#include "rules.hpp"
#include "shibo/dsl/diagnostic.hpp"
#include "shibo/names.hpp"

namespace shibo::cli {

namespace {

std::string how(const NameUse& use) {
  if (use.declares) return "declared";
  if (use.in_test) return "in a test";
  return use.within.empty() ? "used" : "used in " + use.within;
}

/// What is declared comes first, and tests only where they are asked for.
void print(std::ostream& out, const NameInfo& info, bool tests, const Style& style) {
  out << wrapped(info.kind + " " + info.name + (info.title.empty() ? "" : "  " + info.title), style, 2) << '\n';
  std::vector<NameUse> uses = info.uses;
  std::stable_partition(uses.begin(), uses.end(), [](const NameUse& use) { return use.declares; });
  std::size_t hidden = 0;
  for (const NameUse& use : uses) {
    if (use.in_test && !tests) ++hidden;
    else out << "  " << use.place.file << ':' << use.place.line << ':' << use.place.column << "  " << how(use) << '\n';
  }
  if (hidden > 0)
    out << "  and in tests " << hidden << (hidden == 1 ? " place" : " places") << "; --tests lists them\n";
}

void report_unknown(const Rules& rules, const std::string& name) {
  const auto near = dsl::nearest(name, declared_names(rules));
  std::cerr << "shibo: nothing in the rules is called `" << name << "`"
            << (near ? "; is `" + *near + "` meant?" : "; `--rules` names other rules") << '\n';
}

}  // namespace

ExitCode run_uses(const UsesArguments& arguments, Output& output) {
  const std::optional<Rules> rules = rules_for(arguments.rules, Unnamed::All, arguments.json_diagnostics, For::Reading);
  if (!rules || !output.is_clear_of(rules->files())) return ExitCode::RulesOrCall;
  bool all_known = true;
  const char* gap = "";
  std::set<std::string> told;
  for (const std::string& name : arguments.names) {
    const std::vector<NameInfo> found = names_called(*rules, name);
    if (found.empty()) report_unknown(*rules, name);
    all_known = all_known && !found.empty();
    for (const NameInfo& info : found) {
      if (!told.insert(info.kind + " " + info.name + " " + (info.uses.empty() ? "" : to_text(info.uses.front().place)))
               .second)
        continue;
      std::cout << gap;
      print(std::cout, info, arguments.tests, output.style());
      gap = "\n";
    }
  }
  if (!all_known) return ExitCode::RulesOrCall;
  output.complete();
  return ExitCode::Passes;
}

}  // namespace shibo::cli
