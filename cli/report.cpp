#include "report.hpp"

#include <algorithm>
#include <set>

namespace shibo::cli {

namespace {

using engine::Step;
using engine::Truth;
using Standing = engine::Verdict::Standing;

std::string law_text(const engine::Law* law) {
  std::string text;
  if (law == nullptr) return text;
  for (const std::string& cite : law->cites) text += (text.empty() ? "  " : ", ") + cite;
  if (law->unverified) text += "  [unverified]";
  return text;
}

/// The fields by which a person knows the record: its HS code, its countries.
std::string sketch(const engine::Record& record) {
  std::string text;
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    const engine::FieldValue& field = record.fields[i];
    if (record.type->fields[i].type.kind != engine::TypeKind::Hs) continue;
    if (const auto* hs = std::get_if<engine::HsCode>(&field.value); hs != nullptr && field.state == engine::FieldState::Given) text += "  " + hs->to_string();
  }
  return text;
}

/// Goes down the steps that made something false (or left it unknown), and says each in its own words.
class Reasons {
 public:
  Reasons(std::ostream& out, Truth wanted) : out_(out), wanted_(wanted) {}

  void of(const Step* step, int indent) {
    if (lines_ > 14 || step->value.truth() != wanted_ || step->value.not_applicable) return;
    const bool named = step->kind == Step::Kind::Definition || step->kind == Step::Kind::Rule;
    if (named && !seen_.insert(step).second) return;
    if (named) {
      line(indent, mark() + step->named->name + (step->record != nullptr && !step->record->id.empty() && indent > 8 ? "" : "") + law_text(step->law) + title(step));
      if (step->kind == Step::Kind::Definition && !step->children.empty() && indent > 12) return;
    } else if (step->kind == Step::Kind::Element) {
      line(indent, mark() + step->label + (step->place.file ? "  (" + place_text(step->place) + ")" : ""));
    } else if (step->kind == Step::Kind::Branch && !step->label.empty()) {
      line(indent, mark() + step->label + law_text(step->law));
    } else if (is_leaf(step)) {
      leaf(step, indent);
      return;
    }
    const bool shown = named || step->kind == Step::Kind::Element || (step->kind == Step::Kind::Branch && !step->label.empty());
    for (const Step* child : step->children) of(child, indent + (shown ? 2 : 0));
  }

 private:
  static bool is_leaf(const Step* step) {
    if (step->kind == Step::Kind::Fact) return true;
    if (step->node == nullptr) return false;
    return std::holds_alternative<engine::node::Compare>(step->node->what) || std::holds_alternative<engine::node::In>(step->node->what) ||
           std::holds_alternative<engine::node::Test>(step->node->what) || std::holds_alternative<engine::node::Not>(step->node->what);
  }

  static std::string title(const Step* step) {
    return step->text != nullptr && !step->text->title.empty() ? "  " + step->text->title : "";
  }

  std::string mark() const { return wanted_ == Truth::False ? "✗ " : "? "; }

  void line(int indent, const std::string& text) {
    ++lines_;
    out_ << std::string(static_cast<std::size_t>(indent), ' ') << text << '\n';
  }

  void leaf(const Step* step, int indent) {
    if (step->kind == Step::Kind::Fact) {
      if (wanted_ == Truth::False) line(indent, step->path + " is " + to_text(step->value, step->type) + at(step));
      return;
    }
    const bool test = std::holds_alternative<engine::node::Test>(step->node->what);
    if (test && !step->children.empty()) {
      const Step* below = step->children.front();
      while (below->kind == Step::Kind::Expression && !below->children.empty()) below = below->children.back();
      if (below->kind == Step::Kind::Rule) {
        of_rule(below, indent);
        return;
      }
    }
    std::string text(step->written.source->slice(step->written.span));
    std::replace(text.begin(), text.end(), '\n', ' ');
    std::string figures;
    for (const Step* child : step->children) {
      if (std::holds_alternative<engine::KindData>(child->value.data) || child->type.kind == engine::TypeKind::Record) continue;
      if (child->node != nullptr && std::holds_alternative<engine::node::Constant>(child->node->what)) continue;
      figures += (figures.empty() ? "" : ", ") + std::string(child->written.source != nullptr ? child->written.source->slice(child->written.span) : child->path) + " is " +
                 to_text(child->value, child->type);
    }
    line(indent, text + (figures.empty() ? "" : "  (" + figures + ")"));
  }

  void of_rule(const Step* rule, int indent) {
    if (!seen_.insert(rule).second) return;
    line(indent, mark() + rule->named->name + law_text(rule->law) + title(rule));
    for (const Step* child : rule->children) {
      if (child->label == "require") of(child, indent + 2);
    }
    const auto* body = rule->text != nullptr ? std::get_if<engine::RuleText>(&rule->text->body) : nullptr;
    if (body != nullptr && !body->advise.empty() && body->holes.empty() && wanted_ == Truth::False) line(indent + 2, "to fix: " + body->advise);
  }

  static std::string at(const Step* step) { return step->place.file && step->place.line > 0 ? "  (" + place_text(step->place) + ")" : ""; }

  std::ostream& out_;
  Truth wanted_;
  std::set<const Step*> seen_;
  int lines_ = 0;
};

std::string outcome_text(const engine::Verdict& verdict) {
  static constexpr const char* kStatus[] = {"passes", "fails", "advises", "does not apply", "undetermined"};
  const engine::Value& value = verdict.step->value;
  std::string text;
  if (verdict.named->kind == engine::Named::Kind::Rule) text = verdict.named->name + " " + kStatus[static_cast<int>(verdict.step->status)];
  else if (const auto* outcome = value.get<std::string>()) text = *outcome;
  else {
    text = "undetermined (";
    for (std::size_t i = 0; i < value.open.size(); ++i) text += (i == 0 ? "" : " or ") + value.open[i];
    text += ")";
  }
  std::replace(text.begin(), text.end(), '_', ' ');
  return text + " under " + verdict.named->package->name;
}

std::string painted(const std::string& text, Standing standing, bool colour) {
  if (!colour) return text;
  const char* paint = standing == Standing::Passes ? "32" : standing == Standing::Fails ? "31" : "33";
  return std::string("\x1b[") + paint + "m" + text + "\x1b[0m";
}

}  // namespace

std::string place_text(const engine::Place& place) {
  std::string text = place.file ? *place.file : "?";
  if (place.line > 0) text += ":" + std::to_string(place.line);
  if (place.column > 1) text += ":" + std::to_string(place.column);
  return text;
}

void print_verdict(std::ostream& out, const engine::Verdict& verdict, bool colour) {
  const engine::Record& record = *verdict.record;
  out << place_text(record.place) << "  " << record.id << sketch(record) << "   " << painted(outcome_text(verdict), verdict.standing, colour) << '\n';
  if (verdict.standing == Standing::Fails) {
    Reasons reasons(out, Truth::False);
    for (const Step* child : verdict.step->children) reasons.of(child, 4);
  }
  if (verdict.standing == Standing::Undetermined) {
    Reasons reasons(out, Truth::Unknown);
    for (const Step* child : verdict.step->children) reasons.of(child, 4);
    int shown = 0;
    for (const engine::Cause* why : verdict.causes) {
      if (++shown > 8) {
        out << "      … and " << verdict.causes.size() - 8 << " more\n";
        break;
      }
      out << "      needs: " << why->message << (why->path.empty() ? "" : "  [" + why->path + "]") << (why->place.line > 0 ? "  (" + place_text(why->place) + ")" : "") << '\n';
    }
  }
  for (const std::string& mark : verdict.unverified) out << "      unverified: " << mark << '\n';
}

void print_finding(std::ostream& out, const engine::Finding& finding) {
  out << place_text(finding.place) << "  " << finding.code.text() << "  " << finding.message << '\n';
  if (!finding.help.empty()) out << "      help: " << finding.help << '\n';
}

}  // namespace shibo::cli
