// The trace of an evaluation: one step for each expression and each definition that was asked, with
// what it was worth and what it followed from. An explanation is a view of these.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "program/program.hpp"
#include "trace/fact.hpp"
#include "trace/value.hpp"

namespace shibo::engine {

struct Step;
struct Leaning;

enum class RuleStatus : std::uint8_t { Passes, Fails, Advises, NotApplicable, Unknown };

/// `passes`, `not applicable`.
[[nodiscard]] const char* to_text(RuleStatus status);

/// Law that a step rests on beside its own: of the group in which something was looked up, of a figure's row, of a
/// rate, of an instrument.
struct Ground {
  std::string name;
  const Law* law = nullptr;
  std::optional<Date> day = {};  ///< on which its period was asked; nothing where it has none, or counted otherwise
  const PackageInstance* added_by = nullptr;  ///< of a rate: the package that added it to another's rates
};

/// What only few steps have.
struct StepMore {
  std::vector<Ground> grounds;
  /// What was looked at and made the step what it is, but is not shown under it: arguments, elements that do not count.
  std::vector<const Step*> asides;
  /// Of a count of a series: what records that were worked out before lean on (judge/leaning.hpp). They live with the
  /// history.
  std::vector<const Leaning*> elsewhere;
  const PackageInstance* added_by = nullptr;  ///< of a row: the package that added it to another's table
  std::string advice;                         ///< of a rule that fails or advises, its figures filled in
  KindData kind;                              ///< of a membership: the goods that an argument stands for; else none
  std::optional<Value> applies;               ///< of a rule or decision that may not concern the record
};

/// The steps that one was made of, in order. Most have two at most: those stand in the step itself.
class Steps {
 public:
  Steps() = default;
  Steps(Steps&& other) noexcept : held_(other.held_), size_(other.size_), room_(other.room_) { other.leave(); }
  Steps& operator=(Steps&& other) noexcept {
    std::swap(held_, other.held_);
    std::swap(size_, other.size_);
    std::swap(room_, other.room_);
    return *this;
  }
  Steps& operator=(std::initializer_list<const Step*> steps) {
    clear();
    for (const Step* step : steps) push_back(step);
    return *this;
  }
  ~Steps() { clear(); }

  void push_back(const Step* step) {
    if (size_ == room_) grow();
    data()[size_++] = step;
  }
  void pop_back() { --size_; }
  void clear() {
    if (room_ > kWithin) delete[] held_.elsewhere;
    leave();
  }

  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const Step* const* begin() const { return data(); }
  [[nodiscard]] const Step* const* end() const { return data() + size_; }
  [[nodiscard]] const Step* operator[](std::size_t i) const { return data()[i]; }
  [[nodiscard]] const Step* front() const { return data()[0]; }
  [[nodiscard]] const Step* back() const { return data()[size_ - 1]; }

 private:
  static constexpr std::uint32_t kWithin = 2;

  [[nodiscard]] const Step* const* data() const { return room_ > kWithin ? held_.elsewhere : held_.within; }
  [[nodiscard]] const Step** data() { return room_ > kWithin ? held_.elsewhere : held_.within; }
  void grow() {
    auto** const more = new const Step*[std::size_t{room_} * 2];
    std::copy(begin(), end(), more);
    if (room_ > kWithin) delete[] held_.elsewhere;
    held_.elsewhere = more;
    room_ *= 2;
  }
  void leave() {
    size_ = 0;
    room_ = kWithin;
  }

  union {
    const Step* within[kWithin];
    const Step** elsewhere;
  } held_ = {};
  std::uint32_t size_ = 0;
  std::uint32_t room_ = kWithin;
};

/// Steps are kept by the hundred thousand: what few have is in `more()`, and what lives elsewhere is pointed to.
struct Step {
  enum class Kind : std::uint8_t {
    Expression,  ///< `node`, as written
    Fact,        ///< a field of a record: `at`
    Definition,  ///< `named` for `record`, by `text`
    Branch,      ///< of a block: `label` holds its marks
    Case,        ///< of `first of`, of a decision: `label` holds the outcome
    Figure,      ///< that an outcome carries: `label` is its name
    Exception,
    Element,  ///< of a list: `at`
    Row,      ///< of a table that was chosen
    Rule,
    Decision,
    Scope,
  };
  enum class Clause : std::uint8_t { None, When, Require, Recommend };
  Kind kind = Kind::Expression;
  Clause clause = Clause::None;             ///< of a rule, of which the step is a `Case`
  std::optional<Truth> taken = {};          ///< of a case of `first of` and of an exception: is it the one that counts?
  RuleStatus status = RuleStatus::Unknown;  ///< of a rule
  bool shared = false;                      ///< asked of a record around several, by each of them
  bool presumed = false;                    ///< the value is what the law presumes
  bool stands = false;                      ///< the value is the same where nothing is presumed
  bool by_mapping = false;                  ///< the fact comes from a mapping's `blank means`
  mutable std::optional<bool> leans;        ///< kept by leans_on_presumption
  mutable std::uint8_t walked = 0;          ///< how, of `walk`: kept by leaning_of
  mutable std::uint64_t walk = 0;           ///< the last that came by
  const Node* node = nullptr;
  const Named* named = nullptr;
  const Text* text = nullptr;
  const Record* record = nullptr;
  const Law* law = nullptr;    ///< of this text, branch, row …; null when it has none
  const FactAt* at = nullptr;  ///< of a fact or an element; of a quantifier or a sum, of the list it goes through
  const Type* type = &kNoType;
  Written written;         ///< in the rules
  std::string_view label;  ///< a name that stands in the program
  Value value;
  Steps children;

  [[nodiscard]] const StepMore& more() const { return *more_; }
  [[nodiscard]] StepMore& add_more() { return more_.made(); }
  /// The steps under it are no longer there.
  void forget_parts() {
    children.clear();
    if (more_) add_more().asides.clear();
  }
  /// Of a fact or an element; else empty, or of the list that it goes through.
  [[nodiscard]] std::string path() const { return at != nullptr ? at->path() : std::string(); }
  [[nodiscard]] const Place& place() const { return at != nullptr && at->place != nullptr ? *at->place : kNoPlace; }
  /// Of a rule or decision: does it concern the record?
  [[nodiscard]] Value applies() const { return more().applies.value_or(Value::of(Truth::True)); }
  void set_applies(const Value& value) {
    if (more_ || value.truth() != Truth::True) add_more().applies = value;
  }

 private:
  static const Type kNoType;
  static const Place kNoPlace;

  Rarely<StepMore> more_;
};

/// Whether a presumption is among what the step was made of. Requires: the step is finished.
[[nodiscard]] bool leans_on_presumption(const Step& step);

/// Whether it is what a rule requires or recommends.
[[nodiscard]] inline bool is_requirement(const Step& step) {
  return step.clause == Step::Clause::Require || step.clause == Step::Clause::Recommend;
}

/// Whether the step is of an expression of this kind.
template <class T>
[[nodiscard]] bool is(const Step& step) {
  return step.node != nullptr && std::holds_alternative<T>(step.node->what);
}

}  // namespace shibo::engine
