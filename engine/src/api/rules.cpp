#include "shibo/rules.hpp"

#include <set>

#include "api/state.hpp"

namespace shibo {

Rules::Rules(std::shared_ptr<const State> state) : state_(std::move(state)) {}

namespace {

PackageInfo info_of(const engine::PackageInstance& package) {
  PackageInfo info{package.name, package.title, {}, {}};
  for (const engine::Named* named : package.declared) {
    if (named->kind == engine::Named::Kind::Decision) info.decisions.push_back(named->name);
    if (named->kind == engine::Named::Kind::Rule) info.rules.push_back(named->name);
  }
  return info;
}

}  // namespace

std::vector<PackageInfo> Rules::packages() const {
  std::vector<PackageInfo> all;
  for (const engine::PackageInstance& package : state_->program().packages) {
    if (package.judged) all.push_back(info_of(package));
  }
  return all;
}

std::vector<PackageInfo> Rules::used_packages() const {
  std::vector<PackageInfo> all;
  for (const engine::PackageInstance& package : state_->program().packages) {
    if (package.judged) continue;
    PackageInfo info = info_of(package);
    if (!info.decisions.empty() || !info.rules.empty()) all.push_back(std::move(info));
  }
  return all;
}

std::vector<std::string> Rules::joined_files() const {
  std::set<std::string> names;
  for (const engine::Mapping* mapping : state_->schema.mappings) {
    for (const engine::ListMapping& list : mapping->lists) {
      if (!list.file.empty()) names.insert(list.file);
    }
  }
  return {names.begin(), names.end()};
}

std::vector<std::string> Rules::files() const {
  std::set<std::string> names;
  for (const dsl::Source& source : state_->program().sources) names.insert(source.path());
  return {names.begin(), names.end()};
}

std::vector<Diagnostic> Diagnostics::all() const {
  std::vector<Diagnostic> out;
  if (state_ == nullptr) return out;
  for (const dsl::Diagnostic& one : state_->checked->diagnostics.all()) {
    const Place place = place_of(engine::Written{one.source, one.where});
    out.push_back({one.code.text(), one.severity == dsl::Severity::Error, place, one.message, one.help.value_or("")});
  }
  return out;
}

bool Diagnostics::has_errors() const { return state_ != nullptr && state_->checked->diagnostics.has_errors(); }
bool Diagnostics::empty() const { return state_ == nullptr || state_->checked->diagnostics.all().empty(); }
std::string Diagnostics::text(bool colour) const {
  return state_ == nullptr ? "" : dsl::render(state_->checked->diagnostics, {colour});
}
std::string Diagnostics::json() const {
  return state_ == nullptr ? "[]\n" : dsl::render_json(state_->checked->diagnostics);
}

namespace {

engine::StreamSchema schema_of(const engine::Program& program) {
  engine::StreamSchema schema;
  for (const engine::RecordType& record : program.records) {
    if (record.parent == nullptr) schema.roots.push_back(&record);
  }
  for (const engine::Mapping& mapping : program.mappings) schema.mappings.push_back(&mapping);
  std::set<std::string> instruments;
  for (const engine::PackageInstance& package : program.packages) {
    for (const engine::InstrumentInfo& instrument : package.instruments) {
      if (!instrument.name.empty()) instruments.insert(instrument.name);
    }
  }
  schema.instruments.assign(instruments.begin(), instruments.end());
  return schema;
}

}  // namespace

Loaded load_rules(const LoadOptions& options) {
  engine::RulePaths checking;
  checking.rules = options.rules;
  checking.libraries = options.libraries;
  checking.tests = options.tests;
  auto checked = std::make_shared<engine::Checked>(engine::check_rules(checking, engine::disk_files()));
  Loaded loaded;
  loaded.diagnostics = Diagnostics(std::make_shared<Diagnostics::State>(Diagnostics::State{checked}));
  if (checked->ok) {
    auto state = std::make_shared<Rules::State>();
    state->schema = schema_of(*checked->program);
    state->checked = std::move(checked);
    loaded.rules = Rules(std::move(state));
  }
  return loaded;
}

}  // namespace shibo
