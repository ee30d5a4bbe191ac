// What is asked of the records around one, and shared by all that are in them.
#include <algorithm>
#include <utility>

#include "eval/constructs.hpp"

namespace shibo::engine {

namespace {

bool bound(const Value& value);

bool bound(const ListData& list) {
  return !list.whole() ||
         std::any_of(list.items.begin(), list.items.end(), [](const Value& item) { return bound(item); });
}

/// Does the value belong to the record it was worked out on, by a set of goods written there or by reasons found there?
/// Those live and are named there, so nothing asked with it can be shared.
bool bound(const Value& value) {
  const auto* list = value.get<std::shared_ptr<const ListData>>();
  return value.get<KindData>() != nullptr || !value.causes().empty() || value.short_code() != nullptr ||
         (list != nullptr && bound(**list));
}

}  // namespace

Above::Above(const Program& program, const Record& any, const Run& run, std::optional<std::size_t> steps_max)
    : program_(program),
      places_(any),
      run_(run),
      steps_left_(
          steps_max.value_or(EvaluationLimits::kStepsWithNested + places_.size() * EvaluationLimits::kStepsEachNested)),
      steps_left_unpresumed_(steps_left_) {}

Evaluation& Above::of(const Record& record, const std::string& prefix) {
  std::unique_ptr<Evaluation>& kept = evaluations_[{&record, prefix}];
  if (kept != nullptr && kept->stopped())
    stopped_.push_back(std::exchange(kept, nullptr));  // what is asked of another begins anew
  if (kept == nullptr) kept = std::make_unique<Evaluation>(record, SIZE_MAX, *this, prefix);
  return *kept;
}

bool Above::spend(std::size_t steps) {
  std::size_t& left = presumes_ ? steps_left_ : steps_left_unpresumed_;
  const bool enough = steps <= left;
  left -= std::min(steps, left);
  return enough;
}

Evaluation::Evaluation(const Program& program, const Record& root, const Run& run, std::size_t steps_max)
    : own_(std::make_unique<Above>(program, root, run, steps_max)),
      above_(*own_),
      program_(program),
      root_(root),
      steps_max_(steps_max) {}

Evaluation::Evaluation(const Record& root, std::size_t steps_max, Above& above, std::string prefix)
    : above_(above), program_(above.program()), root_(root), prefix_(std::move(prefix)), steps_max_(steps_max) {}

Evaluation::~Evaluation() = default;

const std::string& Evaluation::path_of(const Record& record) { return of_record(record).path; }

/// The one asked about last is asked about next.
Evaluation::OfRecord& Evaluation::of_record(const Record& record) {
  if (last_record_.first == &record) return *last_record_.second;
  const auto [found, fresh] = of_records_.try_emplace(&record);
  OfRecord& of = found->second;
  if (fresh) {
    const std::string path = above_.places().path(root_, record);
    of.path = prefix_.empty() ? path : path.empty() ? prefix_ : prefix_ + "." + path;
    of.facts.resize(record.type->fields.size());
  }
  last_record_ = {&record, &of};
  return of;
}

std::string Evaluation::own_name(const std::string& path) const {
  for (const Record* around = root_.parent; around != nullptr; around = around->parent) {
    const std::string self = above_.places().path(root_, *around) + "." + above_.places().path(*around, root_) + ".";
    if (path.starts_with(self)) return path.substr(self.size());
  }
  return path;
}

/// Is it a record around the one that is served, and is nothing in the question this one's alone?
bool Evaluation::is_above(const Record& record, const std::vector<Value>& arguments) const {
  if (&record == &root_ || depth_ > EvaluationLimits::kDepthOfOne) return false;
  if (std::any_of(arguments.begin(), arguments.end(), [](const Value& argument) { return bound(argument); }))
    return false;
  const Record* on = root_.parent;
  while (on != nullptr && on != &record) on = on->parent;
  return on != nullptr;
}

/// The answer for all that are in the record. Null where the day of the question is unknown for another reason than the
/// record's own.
const Step* Evaluation::ask_above(const Named& named, const Record& record, const std::vector<Value>& arguments,
                                  const LawDate& date, int column) {
  Evaluation& around = above_.of(record, path_of(record));
  if (date.why.empty()) return ask_on(around, named, &record, arguments, date, column);
  const LawDate theirs = around.law_date(record);
  return same_reasons(theirs.why, date.why) ? ask_on(around, named, &record, arguments, theirs, column) : nullptr;
}

}  // namespace shibo::engine
