// Completion scripts for shells, made from the options that the program itself knows.
#include "completion.hpp"

#include <iostream>

namespace shibo::cli {

namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::vector<std::string> options_of(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

/// The values of a command's option that takes one of a few: of `{human,json}`, as the option itself describes them.
std::vector<std::string> values_of(const CLI::App& command, const std::string& option) {
  const CLI::Option* found = command.get_option_no_throw(option);
  if (found == nullptr) return {};
  const std::string type = found->get_type_name();
  const std::size_t open = type.find('{');
  const std::size_t end = type.find('}', open);
  std::vector<std::string> values;
  for (std::size_t at = open; at < end && end != std::string::npos;) {
    const std::size_t next = std::min(type.find(',', at + 1), end);
    values.push_back(type.substr(at + 1, next - at - 1));
    at = next;
  }
  return values;
}

/// Options of the command that take one of a few values, and these.
std::vector<std::pair<std::string, std::vector<std::string>>> choices_of(const CLI::App& command) {
  std::vector<std::pair<std::string, std::vector<std::string>>> all;
  for (const std::string& option : options_of(command)) {
    if (auto values = values_of(command, option); !values.empty()) all.emplace_back(option, std::move(values));
  }
  return all;
}

void bash(std::ostream& out, const CLI::App& app) {
  out << "_shibo() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=''\n"
         "  case \"${COMP_WORDS[1]} $before\" in\n";
  for (const CLI::App* command : app.get_subcommands({})) {
    for (const auto& [option, values] : choices_of(*command))
      out << "    '" << command->get_name() << ' ' << option << "') COMPREPLY=($(compgen -W '" << joined(values)
          << "' -- \"$word\")); return ;;\n";
  }
  out << "  esac\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then COMPREPLY=($(compgen -W '"
      << joined(commands_of(app)) << "' -- \"$word\")); return; fi\n  case ${COMP_WORDS[1]} in\n";
  for (const CLI::App* command : app.get_subcommands({}))
    out << "    " << command->get_name() << ") words='" << joined(options_of(*command)) << "' ;;\n";
  out << "  esac\n"
         "  case $word in\n"
         "    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$word\")) ;;\n"
         "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
         "  esac\n"
         "}\n"
         "complete -o filenames -F _shibo shibo\n";
}

void zsh(std::ostream& out, const CLI::App& app) {
  out << "#compdef shibo\n_shibo() {\n  if (( CURRENT == 2 )); then compadd " << joined(commands_of(app))
      << "; return; fi\n  case \"$words[2] $words[CURRENT-1]\" in\n";
  for (const CLI::App* command : app.get_subcommands({})) {
    for (const auto& [option, values] : choices_of(*command))
      out << "    '" << command->get_name() << ' ' << option << "') compadd " << joined(values) << "; return ;;\n";
  }
  out << "  esac\n  case $words[2] in\n";
  for (const CLI::App* command : app.get_subcommands({}))
    out << "    " << command->get_name() << ") compadd -- " << joined(options_of(*command)) << " ;;\n";
  out << "  esac\n  _files\n}\ncompdef _shibo shibo\n";
}

void fish(std::ostream& out, const CLI::App& app) {
  for (const CLI::App* command : app.get_subcommands({})) {
    const std::string& name = command->get_name();
    out << "complete -c shibo -n __fish_use_subcommand -f -a " << name << "\n";
    for (const std::string& option : options_of(*command)) {
      out << "complete -c shibo -n '__fish_seen_subcommand_from " << name << "' -l " << option.substr(2);
      if (const auto values = values_of(*command, option); !values.empty()) out << " -x -a '" << joined(values) << "'";
      out << "\n";
    }
  }
}

}  // namespace

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

ExitCode run_completion(const CLI::App& app, const std::string& shell) {
  if (shell == "bash") bash(std::cout, app);
  else if (shell == "zsh") zsh(std::cout, app);
  else fish(std::cout, app);
  return ExitCode::Passes;
}

}  // namespace shibo::cli
