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

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  return names;
}

/// The values of an option that takes one of a few.
std::vector<std::string> values_of(const std::string& option) {
  if (option == "--format") return {"human", "json", "ndjson", "csv", "junit", "sarif"};
  if (option == "--color") return {"auto", "always", "never"};
  return {};
}

void bash(std::ostream& out, const CLI::App& app) {
  out << "_shibo() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=''\n"
         "  case $before in\n";
  for (const char* option : {"--format", "--color"})
    out << "    " << option << ") COMPREPLY=($(compgen -W '" << joined(values_of(option))
        << "' -- \"$word\")); return ;;\n";
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
      << "; return; fi\n  case $words[CURRENT-1] in\n";
  for (const char* option : {"--format", "--color"})
    out << "    " << option << ") compadd " << joined(values_of(option)) << "; return ;;\n";
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
      if (const auto values = values_of(option); !values.empty()) out << " -x -a '" << joined(values) << "'";
      out << "\n";
    }
  }
}

}  // namespace

ExitCode run_completion(const CLI::App& app, const std::string& shell) {
  if (shell == "bash") bash(std::cout, app);
  else if (shell == "zsh") zsh(std::cout, app);
  else fish(std::cout, app);
  return ExitCode::Passes;
}

}  // namespace shibo::cli
