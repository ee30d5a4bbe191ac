// Verdicts: one package that uses every construct, put to any record.
#include <algorithm>
#include <set>

#include "explain/explain.hpp"
#include "judge/judge.hpp"
#include "law.hpp"
#include "records_law.hpp"

namespace shibo::fuzz {
namespace {

using engine::Record;

std::string shown(const Explanation& told) {
  std::string out = told.name + ' ' + told.value + (told.repeated ? " again" : "") + '{';
  for (const Explanation& child : told.children) out += shown(child);
  return out + '}';
}

std::string standing(const engine::Verdict& verdict) {
  std::string out =
      verdict.named->name + ' ' + verdict.record->type->name + ' ' + std::to_string(static_cast<int>(verdict.standing));
  std::set<std::string> open(verdict.step->value.outcomes().begin(), verdict.step->value.outcomes().end());
  for (const std::string& name : open) out += ' ' + name;
  return out + '\n';
}

void judge(const Record& record, const std::function<void(const engine::Verdict&)>& take) {
  engine::judge(engine::Agenda(everything(), {}), {}, record, [&](const engine::Judgement& judgement) {
    for (const engine::Verdict& verdict : judgement.verdicts) take(verdict);
  });
}

/// With reasons and all that was looked at.
std::string told(const Record& record) {
  std::string out;
  judge(record, [&](const engine::Verdict& verdict) {
    if (verdict.standing == engine::Verdict::Standing::Undetermined)
      law(!verdict.causes.empty(), "what is unknown says why");
    out += standing(verdict) + shown(engine::reasons(verdict)) + shown(engine::trace(verdict)) + '\n';
  });
  return out;
}

/// Standings alone, the order of records left out.
std::string standings(const Record& record) {
  std::multiset<std::string> all;
  judge(record, [&](const engine::Verdict& verdict) { all.insert(standing(verdict)); });
  std::string out;
  for (const std::string& one : all) out += one;
  return out;
}

using Mutable = std::shared_ptr<Record>;
Mutable backwards(const Record& record, const Record* parent, const Record* whole);

engine::FieldValue backwards(const engine::FieldValue& field, const Record& from, const Record& to) {
  engine::FieldValue out = field;
  if (field.record)
    out.record = backwards(*field.record, field.record->parent == &from ? &to : nullptr,
                           field.record->whole == &from ? &to : nullptr);
  for (engine::FieldValue& item : out.items) item = backwards(item, from, to);
  std::reverse(out.items.begin(), out.items.end());
  return out;
}

/// The same record, every list of it turned round.
Mutable backwards(const Record& record, const Record* parent, const Record* whole) {
  auto out = std::make_shared<Record>(record);
  out->parent = parent;
  out->whole = whole;
  for (std::size_t i = 0; i < record.fields.size(); ++i) out->fields[i] = backwards(record.fields[i], record, *out);
  return out;
}

void judged(const Record& record) {
  same(told(record), told(record), "the same record has the same verdicts");
  const Mutable turned = backwards(record, nullptr, nullptr);
  same(standings(record), standings(*turned), "the order of a list changes no verdict");
}

}  // namespace
}  // namespace shibo::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shibo;
  const engine::StreamSchema schema = fuzz::schema_of(fuzz::everything());
  engine::OpenedStream opened = engine::open_text("fuzz.json", fuzz::text_of(data, size), schema, {});
  if (!opened.stream) return 0;
  for (int count = 0; count < 4; ++count) {
    const engine::RecordPtr record = opened.stream->next();
    if (!record) break;
    fuzz::judged(*record);
  }
  return 0;
}
