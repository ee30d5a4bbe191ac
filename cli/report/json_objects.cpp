#include "report/json_objects.hpp"

namespace shibo::cli {

namespace {

const char* kind_text(Explanation::Kind kind) {
  static constexpr const char* kWords[] = {"decision", "outcome", "rule",    "scope", "when",       "requirement", "definition", "branch",
                                           "case",     "exception", "element", "row",   "comparison", "fact",        "expression"};
  return kWords[static_cast<int>(kind)];
}

const char* truth_text(Truth truth) {
  static constexpr const char* kWords[] = {"false", "unknown", "true"};
  return kWords[static_cast<int>(truth)];
}

/// Keys whose value says nothing are left out.
void put(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) object[key] = text;
}

void put(Json& object, const char* key, const std::vector<std::string>& texts) {
  if (!texts.empty()) object[key] = texts;
}

void put(Json& object, const char* key, const Place& place) {
  if (!place.file.empty()) object[key] = to_json(place);
}

void put(Json& object, const char* key, bool flag) {
  if (flag) object[key] = true;
}

Json cause(const Cause& why) {
  Json out{{"kind", why.kind}};
  put(out, "path", why.path);
  out["message"] = why.message;
  put(out, "question", why.question);
  put(out, "place", why.place);
  put(out, "rule", why.rule);
  return out;
}

Json gap(const Gap& gap) {
  Json out{{"what", gap.what}};
  put(out, "citations", gap.citations);
  put(out, "rule", gap.rule);
  return out;
}

}  // namespace

Json to_json(const Place& place) {
  Json out{{"file", place.file}};
  if (place.line > 0) out["line"] = place.line;
  if (place.column > 0) out["column"] = place.column;
  put(out, "path", place.path);
  return out;
}

Json to_json(const Explanation& node) {
  Json out{{"kind", kind_text(node.kind)}};
  put(out, "name", node.name);
  put(out, "title", node.title);
  put(out, "text", node.text);
  if (node.condition) out["truth"] = truth_text(node.truth);
  out["value"] = node.value;
  put(out, "citations", node.citations);
  put(out, "unverified", node.unverified);
  put(out, "unverified_why", node.unverified_why);
  put(out, "presumed", node.presumed);
  put(out, "by_mapping", node.by_mapping);
  put(out, "repeated", node.repeated);
  put(out, "to_fix", node.to_fix);
  put(out, "rule", node.rule);
  put(out, "fact", node.fact);
  if (!node.children.empty()) {
    Json children = Json::array();
    for (const Explanation& child : node.children) children.push_back(to_json(child));
    out["children"] = std::move(children);
  }
  return out;
}

Json to_json(const Verdict& verdict) {
  const Record record = verdict.record();
  Json out{{"kind", "verdict"}};
  out["record"] = {{"id", record.id()}, {"type", record.type()}};
  put(out["record"], "place", record.place());
  out["package"] = verdict.package();
  out["name"] = verdict.name();
  put(out, "title", verdict.title());
  out["asked"] = verdict.is_decision() ? "decision" : "rule";
  out["standing"] = to_text(verdict.standing());
  put(out, "outcome", verdict.outcome());
  put(out, "possible_outcomes", verdict.possible_outcomes());
  put(out, "citations", verdict.citations());
  put(out, "rule", verdict.rule());
  Json causes = Json::array();
  for (const Cause& why : verdict.causes()) causes.push_back(cause(why));
  if (!causes.empty()) out["causes"] = std::move(causes);
  put(out, "unverified", verdict.unverified());
  put(out, "presumed", verdict.presumed());
  Json gaps = Json::array();
  for (const Gap& one : verdict.gaps()) gaps.push_back(gap(one));
  if (!gaps.empty()) out["gaps"] = std::move(gaps);
  out["reasons"] = to_json(verdict.reasons());
  return out;
}

Json to_json(const Finding& finding) {
  Json out{{"kind", "finding"}, {"code", finding.code}};
  put(out, "record_id", finding.record_id);
  put(out, "place", finding.place);
  out["message"] = finding.message;
  put(out, "help", finding.help);
  return out;
}

Json to_json(const Totals& totals) {
  return {{"kind", "totals"},
          {"records", totals.records},
          {"verdicts", totals.verdicts},
          {"passes", totals.of(Standing::Passes)},
          {"fails", totals.of(Standing::Fails)},
          {"advises", totals.of(Standing::Advises)},
          {"undetermined", totals.of(Standing::Undetermined)},
          {"informs", totals.of(Standing::Informs)},
          {"findings", totals.findings}};
}

}  // namespace shibo::cli
