// Puts the law to a record: which rules and decisions concern it, and what they say.
#pragma once

#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "eval/evaluation.hpp"
#include "eval/run.hpp"
#include "judge/agenda.hpp"
#include "judge/leaning.hpp"
#include "shibo/standing.hpp"

namespace shibo::engine {

/// One answer about one record: of a decision, of a rule that no decision rests on, or of a condition that was asked
/// for.
struct Verdict {
  struct Under;
  const Record* record = nullptr;
  const Named* named = nullptr;
  const Step* step = nullptr;
  const Step* asked_when = nullptr;  ///< of a decision: the condition on which it is put; null where there is none
  bool may_not_be_put = false;       ///< that condition, or by the text of which day it is put, is unknown
  using Standing = shibo::Standing;
  Standing standing = Standing::Informs;
  std::vector<const Cause*> causes;  ///< why it is undetermined
  Leaning leaning;                   ///< what it leans on that is not sure; of one that does not apply what is presumed
  std::vector<const Gap*> gaps;      ///< what is not encoded and could touch it
  /// Readings for which it, whether it applies, or a figure is not known, each with its text of the record's day.
  std::vector<std::pair<const Named*, const Text*>> open;
  std::vector<Under> under;  ///< the same under each reading of those; none where they are too many
};

/// What a verdict would be if what the law leaves open were read so.
struct Verdict::Under {
  static constexpr std::size_t kOpenMax = 3;  ///< readings, of which each may be one or the other
  std::vector<bool> read;                     ///< of each of Verdict::open
  bool put = true;                            ///< false: the question is not asked then
  Verdict verdict;                            ///< its step, standing and causes
};

/// A decision that was not put to a record.
struct Unasked {
  const Record* record = nullptr;
  const Named* named = nullptr;
  const Step* asked_when = nullptr;  ///< that is false; null where no text of it is in force on the record's day
  Leaning leaning;                   ///< what is presumed in that
};

/// The verdicts about one record, and what they rest on.
struct Judgement {
  std::shared_ptr<Above> above;            ///< with those of the records around it
  std::unique_ptr<Evaluation> evaluation;  ///< owns the steps
  /// Those of what verdicts would be under other readings.
  std::vector<std::pair<std::shared_ptr<Above>, std::unique_ptr<Evaluation>>> under;
  std::vector<Verdict> verdicts;
  std::vector<Unasked> unasked;
};

/// What a rule, a decision or a condition says of a record, and no more than that.
struct Answer {
  Verdict::Standing standing = Verdict::Standing::Informs;
  Outcomes outcomes;  ///< of a decision: the one, or those that are still possible

  friend bool operator==(const Answer&, const Answer&) = default;
};
[[nodiscard]] Answer answer_of(const Program& program, const Run& run, const Record& record, const Named& named);

/// Judges the record and, after it, the records nested in it (not its parts). Each judgement is handed over as it is
/// made, so that a shipment of any size takes the memory of its lines one by one. Of a record that no rule or
/// decision is about there is none.
void judge(const Agenda& agenda, const Run& run, const Record& root, const std::function<void(Judgement)>& take);

}  // namespace shibo::engine
