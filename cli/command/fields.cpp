// `shibo fields`: what records have, which headers are known for it, and who looks at it.
#include "shibo/fields.hpp"

#include <algorithm>
#include <iostream>
#include <set>

#include "commands.hpp"
#include "report/json_objects.hpp"
#include "report/text.hpp"
#include "rules.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace shibo::cli {

namespace {

/// Of `rcep.preference` the package, `rcep`.
std::string package_of(const std::string& name) { return name.substr(0, name.rfind('.')); }

/// Who may look at a field, as it is shown: of one package its rules and decisions, of several the packages.
std::vector<std::string> users(const FieldInfo& field, const std::vector<std::string>& packages) {
  std::set<std::string> names;
  for (const std::string& name : field.used_by) {
    const std::string package = package_of(name);
    if (!packages.empty() && std::find(packages.begin(), packages.end(), package) == packages.end()) continue;
    names.insert(packages.size() == 1 ? name.substr(package.size() + 1) : package);
  }
  return {names.begin(), names.end()};
}

/// `text, required, key`.
std::string kind_text(const FieldInfo& field) {
  return field.type + (field.required ? ", required" : "") + (field.key ? ", key" : "");
}

std::string place_text(const RecordInfo& record) {
  std::string text = record.file.empty() ? "" : "in " + record.file + " beside the main file, joined by ";
  return text + listed(record.joined_by);
}

/// What is shown: of one record, the fields that are asked for.
struct Section {
  const RecordInfo* record;
  std::vector<const FieldInfo*> fields;
};

std::vector<Section> sections(const std::vector<RecordInfo>& records, const FieldsArguments& arguments) {
  std::vector<Section> all;
  for (const RecordInfo& record : records) {
    Section section{&record, {}};
    for (const FieldInfo& field : record.fields) {
      const bool used = field.required || field.key || !users(field, arguments.packages).empty();
      if (arguments.packages.empty() || arguments.all || used) section.fields.push_back(&field);
    }
    const bool some = std::any_of(section.fields.begin(), section.fields.end(), [&](const FieldInfo* field) {
      return arguments.packages.empty() || arguments.all || !users(*field, arguments.packages).empty();
    });
    if (some) all.push_back(std::move(section));
  }
  return all;
}

std::string title_of(const RecordInfo& record) {
  return record.name + (record.path.empty() ? "" : "  (" + record.path + ")") +
         (record.title.empty() ? "" : "  " + record.title);
}

void print_human(std::ostream& out, const std::vector<Section>& all, const FieldsArguments& arguments,
                 const Style& style) {
  const char* gap = "";
  for (const Section& section : all) {
    out << gap << wrapped(title_of(*section.record), style, 2) << '\n';
    if (!section.record->file.empty()) out << "  " << place_text(*section.record) << '\n';
    for (const FieldInfo* field : section.fields) {
      out << wrapped("  " + field->path + ": " + kind_text(*field) + (field->doc.empty() ? "" : "  " + field->doc),
                     style, 6)
          << '\n';
      if (!field->values.empty()) out << wrapped("      one of: " + listed(field->values), style, 8) << '\n';
      if (!field->headers.empty()) out << wrapped("      headers: " + listed(field->headers), style, 8) << '\n';
      const std::vector<std::string> names = users(*field, arguments.packages);
      out << wrapped("      used by: " + (names.empty() ? "no rule" : listed(names)), style, 8) << '\n';
    }
    gap = "\n";
  }
}

/// `|` would end a cell.
std::string cell(std::string text) {
  for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) text.insert(at, "\\");
  return text;
}

void print_markdown(std::ostream& out, const std::vector<Section>& all, const FieldsArguments& arguments) {
  for (const Section& section : all) {
    const RecordInfo& record = *section.record;
    out << "## " << record.name << (record.path.empty() ? "" : " (`" + record.path + "`)") << "\n\n";
    if (!record.title.empty()) out << record.title << ".\n";
    if (!record.file.empty()) out << "It stands " << place_text(record) << ".\n";
    out << (record.title.empty() && record.file.empty() ? "" : "\n")
        << "| field | type | what to give | headers that are known | used by |\n| --- | --- | --- | --- | --- |\n";
    for (const FieldInfo* field : section.fields) {
      std::string doc = field->doc;
      if (!field->values.empty()) doc += (doc.empty() ? "" : ": ") + listed(field->values);
      out << "| `" << field->path << "` | " << cell(kind_text(*field)) << " | " << cell(doc) << " | "
          << cell(listed(field->headers)) << " | " << listed(users(*field, arguments.packages)) << " |\n";
    }
    out << '\n';
  }
}

void print_json(std::ostream& out, const std::vector<Section>& all) {
  Json list = Json::array();
  for (const Section& section : all) {
    const RecordInfo& record = *section.record;
    Json fields = Json::array();
    for (const FieldInfo* field : section.fields) {
      fields.push_back({{"path", field->path},
                        {"type", field->type},
                        {"doc", field->doc},
                        {"required", field->required},
                        {"key", field->key},
                        {"values", field->values},
                        {"headers", field->headers},
                        {"used_by", field->used_by}});
    }
    list.push_back({{"record", record.name},
                    {"title", record.title},
                    {"path", record.path},
                    {"file", record.file},
                    {"joined_by", record.joined_by},
                    {"fields", std::move(fields)}});
  }
  out << dumped({{"schema", "shibo-fields-1"}, {"program", SHIBO_VERSION}, {"records", std::move(list)}}, 2) << '\n';
}

/// Whether the rules have all the packages that were named; those that they have not are told.
bool knows(const Rules& rules, const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const PackageInfo& package : rules.packages()) known.push_back(package.name);
  bool all = true;
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const auto near = dsl::nearest(name, known);
    std::cerr << "shibo: the rules have no package `" << name << "`; "
              << (near ? "is `" + *near + "` meant?" : "there are " + listed(known)) << '\n';
    all = false;
  }
  return all;
}

}  // namespace

ExitCode run_fields(const FieldsArguments& arguments, Output& output) {
  const std::optional<Rules> rules = rules_for(arguments.rules, Unnamed::All, arguments.json_diagnostics, For::Judging);
  if (!rules || !knows(*rules, arguments.packages) || !output.is_clear_of(rules->files())) return ExitCode::RulesOrCall;
  const std::vector<RecordInfo> all = records(*rules);
  const std::vector<Section> shown = sections(all, arguments);
  if (arguments.format == "json") print_json(std::cout, shown);
  else if (arguments.format == "markdown") print_markdown(std::cout, shown, arguments);
  else print_human(std::cout, shown, arguments, output.style());
  output.complete();
  return ExitCode::Passes;
}

}  // namespace shibo::cli
