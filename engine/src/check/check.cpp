#include "check/check.hpp"

#include <set>
#include <utility>

#include "names/declare.hpp"
#include "proofs/circles.hpp"
#include "proofs/citations.hpp"
#include "proofs/coverage.hpp"
#include "proofs/exceptions.hpp"
#include "proofs/hours.hpp"
#include "proofs/whole.hpp"
#include "types/body.hpp"
#include "types/mapping_layers.hpp"
#include "types/more_rows.hpp"

namespace shibo::engine {

namespace {

/// All rows are there, those that other packages add among them.
void complete_tables(Program& program) {
  for (Named& named : program.named) {
    for (Text& text : named.texts) {
      if (auto* table = std::get_if<TableText>(&text.body)) table->complete();
    }
  }
}

/// Each name is gone through once, however many decisions rest on it.
void find_rules_under_decisions(Program& program, const PackageInstance& package) {
  std::vector<const Named*> next;
  for (const Named* named : package.declared) {
    if (named->kind == Named::Kind::Decision) next.push_back(named);
  }
  std::set<const Named*> seen(next.begin(), next.end());
  while (!next.empty()) {
    const Named* name = next.back();
    next.pop_back();
    if (name->kind == Named::Kind::Rule && name->package == &package) program.named[name->id - 1].under_decision = true;
    for (const Named* callee : name->calls) {
      if (seen.insert(callee).second) next.push_back(callee);
    }
  }
}

/// The callees are in the order of their declaration; one that is called of the record and of a part stands once.
void keep_calls(Context& context) {
  for (const auto& [asker, asked] : context.calls) {
    const auto* caller = std::get_if<const Named*>(&asker);
    if (caller == nullptr) continue;
    std::vector<const Named*>& calls = context.program.named[(*caller)->id - 1].calls;
    for (const auto& [whom, on_part] : asked) {
      const auto* callee = std::get_if<const Named*>(&whom);
      if (callee != nullptr && (calls.empty() || calls.back() != *callee)) calls.push_back(*callee);
    }
  }
}

}  // namespace

Checked check_rules(const RulePaths& options, const Files& files) {
  Checked out;
  out.program = std::make_unique<Program>();
  out.with_tests = options.tests;
  Context context(*out.program, out.diagnostics, files);
  context.libraries = options.libraries;
  PackagesRead loaded = load_packages(options, files, context);
  out.program->sources = std::move(loaded.sources);
  out.program->trees = std::move(loaded.trees);
  context.packages = std::move(loaded.packages);
  if (!loaded.circle) {
    declare_packages(context);
    check_needs(context);
    for (InstanceState& state : context.instances) check_heads(context, state);
    for (InstanceState& state : context.instances) check_bodies(context, state);
    add_more_rows(context);
    complete_tables(*out.program);
    layer_mappings(context);
    check_counts(context);
    check_circles(context);
    check_outcomes(context);
    check_hours(context);
    check_coverage(context);
    check_exceptions(context);
    check_citations(context);
    keep_calls(context);
    for (const PackageInstance& package : out.program->packages) find_rules_under_decisions(*out.program, package);
    // Advice on style is for rules that are otherwise right: an unused name may only be a misspelt use, or used in a
    // test.
    if (options.tests && !context.diagnostics.has_errors()) check_style(context);
  }
  out.diagnostics.sort();
  out.ok = !out.diagnostics.has_errors();
  return out;
}

}  // namespace shibo::engine
