#include "read/value_findings.hpp"

#include <algorithm>

#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"

namespace shibo::engine {

bool Instruments::is_news(const std::string& name) {
  if (told_.contains(name)) return false;
  if (told_.size() < kToldMax) told_.insert(name);
  return true;
}

namespace {

void report_one(const FieldType& field, const Type& type, FieldValue& value, Instruments* instruments,
                std::vector<Finding>& findings) {
  Finding finding;
  finding.place = value.place;
  if (value.state == FieldState::Invalid) {
    value.text = printable(value.text);
    finding.code = code::kInvalidValue;
    finding.message = "`" + field.name + "`: \"" + value.text + "\" " + value.why;
    findings.push_back(std::move(finding));
    return;
  }
  if (type.kind != TypeKind::Instrument || value.state != FieldState::Given || instruments == nullptr) return;
  const auto* text = std::get_if<TextValue>(&value.value);
  const std::vector<std::string>& known = instruments->known();
  if (text == nullptr || known.empty()) return;
  const std::string name = text->str();
  if (std::find(known.begin(), known.end(), name) != known.end() || !instruments->is_news(name)) return;
  finding.code = code::kUnknownInstrument;
  finding.severity = FindingSeverity::Warning;
  finding.message = "`" + field.name + "`: " + excerpt(name) +
                    " is no instrument that these rules know, so nothing is asked for its sake (said once for a file)";
  finding.help = "if it is one of another set of rules, judge by those, too; if nothing is meant, leave the cell blank";
  findings.push_back(std::move(finding));
}

}  // namespace

void report_value(const FieldType& field, FieldValue& value, Instruments* instruments, std::vector<Finding>& findings) {
  report_one(field, field.type, value, instruments, findings);
  if (field.type.kind != TypeKind::List) return;
  for (FieldValue& item : value.items) {
    if (!item.record) report_one(field, *field.type.element, item, instruments, findings);
  }
}

}  // namespace shibo::engine
