#include "report/json_objects.hpp"

namespace shibo::cli {

namespace {

const char* kind_text(Explanation::Kind kind) {
  switch (kind) {
    case Explanation::Kind::Decision: return "decision";
    case Explanation::Kind::Outcome: return "outcome";
    case Explanation::Kind::Rule: return "rule";
    case Explanation::Kind::Scope: return "scope";
    case Explanation::Kind::When: return "when";
    case Explanation::Kind::Requirement: return "requirement";
    case Explanation::Kind::Definition: return "definition";
    case Explanation::Kind::Branch: return "branch";
    case Explanation::Kind::Case: return "case";
    case Explanation::Kind::Figure: return "figure";
    case Explanation::Kind::Exception: return "exception";
    case Explanation::Kind::Element: return "element";
    case Explanation::Kind::Series: return "series";
    case Explanation::Kind::Row: return "row";
    case Explanation::Kind::Comparison: return "comparison";
    case Explanation::Kind::Fact: return "fact";
    case Explanation::Kind::Expression: return "expression";
  }
  return "";
}

const char* truth_text(Truth truth) {
  switch (truth) {
    case Truth::False: return "false";
    case Truth::Unknown: return "unknown";
    case Truth::True: return "true";
  }
  return "";
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

void put_causes(Json& out, const std::vector<Cause>& all) {
  Json causes = Json::array();
  for (const Cause& why : all) causes.push_back(cause(why));
  if (!causes.empty()) out["causes"] = std::move(causes);
}

/// Of a verdict of the package.
Json gap(const Gap& gap, const std::string& package) {
  Json out{{"what", gap.what}};
  if (gap.package != package) out["package"] = gap.package;
  put(out, "citations", gap.citations);
  put(out, "rule", gap.rule);
  return out;
}

Json presumption(const Presumption& one) {
  Json out{{"what", one.what}, {"by", one.by}};
  put(out, "citations", one.citations);
  put(out, "paths", one.paths);
  put(out, "rule", one.rule);
  return out;
}

void put_presumed(Json& out, const std::vector<Presumption>& all) {
  Json presumptions = Json::array();
  for (const Presumption& one : all) presumptions.push_back(presumption(one));
  if (!presumptions.empty()) out["presumed"] = std::move(presumptions);
}

}  // namespace

std::string dumped(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

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
  put(out, "says", node.says);
  if (node.condition) out["truth"] = truth_text(node.truth);
  out["value"] = node.value;
  put(out, "exact", node.exact);
  if (node.node != 0) out["node"] = node.node;
  put(out, "added_by", node.added_by);
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

namespace {

Json identity(const Record& record) {
  Json out{{"id", record.id()}, {"type", record.type()}};
  put(out, "place", record.place());
  return out;
}

}  // namespace

namespace {

Json reading(const Reading& one) {
  Json out{{"package", one.package}, {"name", one.name}, {"question", one.question}};
  out["read"] = one.read == Truth::True ? "yes" : one.read == Truth::False ? "no" : "open";
  if (one.read != Truth::Unknown) out["by"] = one.by_run ? "run" : "package";
  put(out, "citations", one.citations);
  put(out, "unverified", one.unverified);
  put(out, "unverified_why", one.unverified_why);
  put(out, "rule", one.rule);
  return out;
}

Json figures_json(const std::vector<Figure>& all) {
  Json figures = Json::array();
  for (const Figure& figure : all) {
    figures.push_back({{"name", figure.name}, {"value", figure.value}, {"known", figure.known}});
    put_causes(figures.back(), figure.causes);
  }
  return figures;
}

Json under_readings(const UnderReadings& under, const std::vector<const Reading*>& open) {
  Json out{{"readings", Json::array()}};
  for (std::size_t i = 0; i < open.size() && i < under.read.size(); ++i)
    out["readings"].push_back(
        {{"package", open[i]->package}, {"name", open[i]->name}, {"read", under.read[i] ? "yes" : "no"}});
  out["standing"] = under.asked ? to_text(under.standing) : "not_asked";
  put(out, "outcome", under.outcome);
  put(out, "possible_outcomes", under.possible_outcomes);
  Json figures = figures_json(under.figures);
  if (!figures.empty()) out["figures"] = std::move(figures);
  return out;
}

void put_readings(Json& out, const Verdict& verdict) {
  const std::vector<Reading> all = verdict.readings();
  if (all.empty()) return;
  std::vector<const Reading*> open;
  out["readings"] = Json::array();
  for (const Reading& one : all) {
    out["readings"].push_back(reading(one));
    if (one.read == Truth::Unknown) open.push_back(&one);
  }
  Json under = Json::array();
  for (const UnderReadings& one : verdict.under_readings()) under.push_back(under_readings(one, open));
  if (!under.empty()) out["under_readings"] = std::move(under);
}

}  // namespace

Json to_json(const Verdict& verdict) {
  const Record record = verdict.record();
  Json out{{"kind", "verdict"}};
  out["record"] = identity(record);
  out["package"] = verdict.package();
  out["name"] = verdict.name();
  put(out, "title", verdict.title());
  out["asked"] = verdict.is_decision() ? "decision" : "rule";
  out["standing"] = to_text(verdict.standing());
  if (verdict.applies() == Truth::Unknown) out["applies"] = "unknown";
  put(out, "outcome", verdict.outcome());
  put(out, "possible_outcomes", verdict.possible_outcomes());
  Json figures = figures_json(verdict.figures());
  if (!figures.empty()) out["figures"] = std::move(figures);
  put(out, "citations", verdict.citations());
  put(out, "rule", verdict.rule());
  put_causes(out, verdict.causes());
  put(out, "unverified", verdict.unverified());
  put_readings(out, verdict);
  put_presumed(out, verdict.presumed());
  Json blanks = Json::array();
  for (const FromBlank& one : verdict.from_blanks())
    blanks.push_back({{"path", one.path}, {"value", one.value}, {"place", to_json(one.place)}});
  if (!blanks.empty()) out["from_blanks"] = std::move(blanks);
  Json gaps = Json::array();
  for (const Gap& one : verdict.gaps()) gaps.push_back(gap(one, verdict.package()));
  if (!gaps.empty()) out["gaps"] = std::move(gaps);
  out["reasons"] = to_json(verdict.reasons());
  return out;
}

void put_turning_points(Json& verdict, const TurningPoints& found) {
  Json points = Json::array();
  for (const Turning& one : found.points) {
    Json point{{"path", one.path}};
    put(point, "question", one.question);
    put(point, "place", one.place);
    point["way"] = one.up ? "up" : "down";
    point["today"] = one.today;
    point["last"] = one.last;
    point["first"] = one.first;
    if (one.edge != Turning::Edge::Between) point["edge"] = one.edge == Turning::Edge::AtLast ? "last" : "first";
    point["standing"] = to_text(one.standing);
    put(point, "possible_outcomes", one.possible_outcomes);
    points.push_back(std::move(point));
  }
  if (!points.empty()) verdict["turning_points"] = std::move(points);
  put(verdict, "turning_points_cut", found.cut);
}

void put_cures(Json& verdict, const Cures& found) {
  Json cures = Json::array();
  for (const Cure& cure : found.cures) {
    Json one{{"facts", Json::array()}};
    put(one, "outcome", cure.outcome);
    for (const OtherFact& fact : cure.facts) {
      Json other{{"path", fact.path}};
      put(other, "question", fact.question);
      put(other, "place", fact.place);
      put(other, "today", fact.today);
      other["other"] = fact.other;
      if (fact.is_figure) other["at"] = fact.up ? "least" : "most";
      one["facts"].push_back(std::move(other));
    }
    cures.push_back(std::move(one));
  }
  if (!cures.empty()) verdict["cures"] = std::move(cures);
  put(verdict, "cures_cut", found.cut);
}

Json to_json(const Finding& finding) {
  Json out{{"kind", "finding"}, {"code", finding.code}, {"severity", to_text(finding.severity)}};
  put(out, "record_id", finding.record_id);
  put(out, "place", finding.place);
  out["message"] = finding.message;
  put(out, "help", finding.help);
  return out;
}

Json to_json(const NotAsked& record) {
  Json out{{"kind", "not_asked"}, {"record", identity(record.record)}, {"questions", Json::array()}};
  for (const Unasked& question : record.questions) {
    Json one{{"package", question.package}, {"name", question.name}};
    put(one, "title", question.title);
    put(one, "asked_when", question.asked_when);
    put(one, "rule", question.rule);
    if (!question.why.children.empty()) one["reasons"] = to_json(question.why);
    put_presumed(one, question.presumed);
    out["questions"].push_back(std::move(one));
  }
  return out;
}

namespace {

const char* word_of(Unasked::Because because) {
  switch (because) {
    case Unasked::Because::NoText: return "no_text";
    case Unasked::Because::AskedWhen: return "asked_when";
    case Unasked::Because::DoesNotApply: break;
  }
  return "does_not_apply";
}

}  // namespace

Json to_json(const LawsOfRecord& laws) {
  Json out{{"kind", "laws"}, {"record", identity(laws.record)}, {"laws", Json::array()}};
  for (const LawOfRecord& law : laws.laws) {
    Json one{{"package", law.package}};
    put(one, "title", law.title);
    one["applies"] = law.applies == Truth::True ? "yes" : law.applies == Truth::False ? "no" : "unknown";
    put(one, "verdicts", law.verdicts);
    for (const NotPut& why : law.not_put) {
      Json reason{{"names", why.names}, {"because", word_of(why.because)}};
      put(reason, "says", why.says);
      if (why.presumed) reason["presumed"] = true;
      put(reason, "rule", why.rule);
      one["not_put"].push_back(std::move(reason));
    }
    out["laws"].push_back(std::move(one));
  }
  return out;
}

Json to_json(const Totals& totals) {
  Json out{{"kind", "totals"},
           {"records", totals.records},
           {"verdicts", totals.verdicts},
           {"passes", totals.of(Standing::Passes)},
           {"fails", totals.of(Standing::Fails)},
           {"advises", totals.of(Standing::Advises)},
           {"undetermined", totals.of(Standing::Undetermined)},
           {"informs", totals.of(Standing::Informs)},
           {"findings", totals.findings},
           {"without_verdict", totals.without_verdict},
           {"judged", totals.judged},
           {"not_asked", totals.not_asked},
           {"unreadable", totals.unreadable},
           {"not_applicable", Json::object()}};
  if (totals.lack_a_figure > 0) out["lack_a_figure"] = totals.lack_a_figure;
  for (const auto& [name, of_it] : totals.not_applicable) {
    out["not_applicable"][name] = of_it.records;
    if (!of_it.presumed.empty()) out["presumed_not_to_apply"][name] = of_it.presumed;
  }
  return out;
}

}  // namespace shibo::cli
