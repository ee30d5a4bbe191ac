// Loads the installed rules, checks the records of a file and one made by code, and walks a verdict's
// explanation down to the facts.
#include <iostream>

#include "shibo/shibo.hpp"

namespace {

/// The facts at the ends of an explanation, each with its place.
void print_facts(const shibo::Explanation& node) {
  if (node.kind == shibo::Explanation::Kind::Fact)
    std::cout << "  " << node.name << " is " << node.value << " at " << shibo::to_text(node.fact) << '\n';
  for (const shibo::Explanation& child : node.children) print_facts(child);
}

void print(const shibo::Verdict& verdict) {
  std::cout << verdict.record().id() << ' ' << verdict.package() << '.' << verdict.name() << ' '
            << shibo::to_text(verdict.standing()) << ' ' << verdict.outcome() << '\n';
  if (verdict.standing() == shibo::Standing::Fails) print_facts(verdict.reasons());
}

}  // namespace

int main(int argc, char** argv) {
  const std::string rules_dir = RULES_DIR;
  const shibo::Loaded loaded = shibo::load_rules({{rules_dir + "/rcep"}, {rules_dir}});
  if (!loaded.rules) {
    std::cerr << loaded.diagnostics.text();
    return 2;
  }
  for (int i = 1; i < argc; ++i) {
    shibo::OpenedInput opened = shibo::open_input(*loaded.rules, argv[i]);
    if (!opened.input) {
      std::cerr << opened.error << '\n';
      return 3;
    }
    while (const auto record = opened.input->next()) {
      for (const shibo::Verdict& verdict : shibo::check(*loaded.rules, *record)) print(verdict);
    }
  }
  shibo::RecordDraft shipment(*loaded.rules, "Shipment");
  shipment.set("shipment_id", "MADE").set("import_country", "CN").set("import_date", "2024-05-01");
  shibo::RecordDraft good = shipment.nested("lines");
  good.set("line_no", "1").set("hs", "9401.61").add("claim", "RCEP");
  shipment.add("lines", std::move(good));
  for (const shibo::Verdict& verdict : shibo::check(*loaded.rules, shipment.record())) {
    print(verdict);
    for (const shibo::Cause& why : verdict.causes()) std::cout << "  needs " << why.path << '\n';
  }
}
