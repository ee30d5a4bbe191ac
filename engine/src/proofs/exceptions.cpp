#include "proofs/exceptions.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "program/alike.hpp"
#include "program/alternatives.hpp"
#include "program/types.hpp"

namespace shibo::engine {

namespace {

/// Exceptions of one text are laid side by side up to so many pairs; beyond, that is left to the run.
constexpr std::size_t kPairsMax = 1'000'000;

enum class Together { Never, Perhaps, Surely };

/// An exception, and the cases in which its condition holds.
struct LaidException {
  const ExceptionText* text;
  std::vector<Conjunction> cases;
  bool misdirected = false;
};

bool in_force_where_both_are(const Law& law, const Law& a, const Law& b) {
  const auto within = [&](const Law& inner) {
    return (!law.since || (inner.since && *law.since <= *inner.since)) &&
           (!law.until || (inner.until && *inner.until <= *law.until));
  };
  return within(a) || within(b);
}

class ExceptionsChecker {
 public:
  ExceptionsChecker(Context& context, const Named& named) : context_(context), named_(named) {}

  /// The pairs that surely hold together, or those that only may.
  void check(const std::vector<ExceptionText>& all, Together wanted) {
    const std::vector<LaidException> laid = laid_out(all);
    const std::vector<const LaidException*> strong = overriding_among(laid);
    for (std::size_t b = 0; b < all.size(); ++b) {
      const auto until = laid.begin() + static_cast<std::ptrdiff_t>(b);
      const auto rival = std::find_if(laid.begin(), until, [&](const LaidException& a) {
        return ++pairs_ <= kPairsMax && clash(a, laid[b]) && together(a, laid[b], strong, wanted) == wanted;
      });
      if (rival != until) report(*rival->text, all[b], wanted);
      check(all[b].nested, wanted);
    }
  }

  /// Remembers for the run which pairs may hold together.
  void mark(std::vector<ExceptionText>& all) {
    const std::vector<LaidException> laid = laid_out(all);
    const std::vector<const LaidException*> strong = overriding_among(laid);
    for (std::size_t b = 0; b < all.size(); ++b) {
      for (std::size_t a = 0; a < b; ++a) {
        const bool left_to_run = ++pairs_ > kPairsMax;
        if (clash(laid[a], laid[b]) &&
            (left_to_run || together(laid[a], laid[b], strong, Together::Perhaps) != Together::Never))
          all[b].may_clash_with.push_back(a);
      }
      mark(all[b].nested);
    }
  }

 private:
  std::vector<LaidException> laid_out(const std::vector<ExceptionText>& all) const {
    std::vector<LaidException> laid;
    for (const ExceptionText& e : all) laid.push_back({&e, alternatives_of(*e.condition, named_), misdirected(e, all)});
    return laid;
  }

  static std::vector<const LaidException*> overriding_among(const std::vector<LaidException>& laid) {
    std::vector<const LaidException*> strong;
    for (const LaidException& e : laid) {
      if (!e.text->overriding.empty()) strong.push_back(&e);
    }
    return strong;
  }

  /// Whether both may be in force with different values, and none says which goes first.
  static bool clash(const LaidException& one, const LaidException& other) {
    const ExceptionText& a = *one.text;
    const ExceptionText& b = *other.text;
    if (one.misdirected || other.misdirected) return false;
    if (a.value == nullptr || b.value == nullptr || alike(*a.value, *b.value)) return false;
    return periods_meet(a.law, b.law) && a.overrides(b.law) == b.overrides(a.law);
  }

  /// It overrides what is not there, and that was reported.
  static bool misdirected(const ExceptionText& exception, const std::vector<ExceptionText>& all) {
    return !exception.overriding.empty() && std::none_of(all.begin(), all.end(), [&](const ExceptionText& other) {
      return &other != &exception && exception.overrides(other.law);
    });
  }

  /// Where only it is asked whether they surely hold together, all else is Never.
  static Together together(const LaidException& a, const LaidException& b,
                           const std::vector<const LaidException*>& strong, Together wanted) {
    // What nested exceptions make of it is not followed.
    const bool plain = a.text->nested.empty() && b.text->nested.empty();
    Together found = Together::Never;
    for (const Conjunction& one : a.cases) {
      for (const Conjunction& other : b.cases) {
        const bool surely = plain && (one.implies(other) || other.implies(one) || fit_together(one, other));
        if (!surely && (wanted == Together::Surely || found == Together::Perhaps)) continue;
        const auto joined = both(one, other);
        if (!joined || settled(a, b, *joined, strong)) continue;
        if (surely) return Together::Surely;
        found = Together::Perhaps;
      }
    }
    return found;
  }

  /// Wherever both hold, a third does that overrides one of them.
  static bool settled(const LaidException& a, const LaidException& b, const Conjunction& joined,
                      const std::vector<const LaidException*>& strong) {
    const auto puts_out = [](const ExceptionText& one, const ExceptionText& other) {
      return one.overrides(other.law) && !other.overrides(one.law);
    };
    return std::any_of(strong.begin(), strong.end(), [&](const LaidException* by) {
      const LaidException& third = *by;
      if (third.text == a.text || third.text == b.text) return false;
      return (puts_out(*third.text, *a.text) || puts_out(*third.text, *b.text)) &&
             in_force_where_both_are(third.text->law, a.text->law, b.text->law) &&
             std::any_of(third.cases.begin(), third.cases.end(),
                         [&](const Conjunction& its) { return joined.implies(its); });
    });
  }

  void report(const ExceptionText& first, const ExceptionText& second, Together together) {
    const Written where{second.written.source, second.condition->written.span};
    const std::string two = "two exceptions of `" + named_.name + "` ";
    auto& d = together == Together::Surely
                  ? context_.error(code::kExceptionsClash, where, two + "can hold at once, and give different values")
                  : context_.warning(code::kExceptionsMayClash, where,
                                     two + "give different values, and nothing shows that they never hold at once");
    d.label = "holds together with";
    if (together == Together::Perhaps) d.label = "may hold together with";
    d.labels.push_back({first.written.source, first.condition->written.span, "this one"});
    d.help = "say in one `overriding \"…\"`, with the citation of the other, or narrow a condition";
  }

  Context& context_;
  const Named& named_;
  std::size_t pairs_ = 0;
};

/// Exceptions beside each other that override in a circle: none of them goes first.
class CircleChecker {
 public:
  CircleChecker(Context& context, const std::vector<ExceptionText>& all) : context_(context) {
    for (const ExceptionText& e : all) {
      if (!e.overriding.empty()) strong_.push_back(&e);
    }
    for (const ExceptionText* e : strong_) {
      for (const std::string& cite : e->law.cites) by_cite_[cite].push_back(e);
    }
  }

  void check() {
    for (const ExceptionText* start : strong_) {
      if (told_.contains(start)) continue;
      const std::vector<const ExceptionText*> circle = circle_from(*start);
      if (!circle.empty()) report(circle);
    }
  }

 private:
  using Circle = std::vector<const ExceptionText*>;

  /// In force on the first day of `start`: in each circle some exception begins last, and all are in force then.
  static bool in_force_with(const ExceptionText& start, const ExceptionText& other) {
    const Law& law = other.law;
    if (!start.law.since) return !law.since;
    return law.in_force(*start.law.since);
  }

  /// The shortest circle through `start`; nothing where there is none.
  Circle circle_from(const ExceptionText& start) const {
    std::map<const ExceptionText*, const ExceptionText*> before{{&start, nullptr}};
    Circle next{&start};
    for (std::size_t i = 0; i < next.size(); ++i) {
      for (const std::string& cite : next[i]->overriding) {
        const auto found = by_cite_.find(cite);
        if (found == by_cite_.end()) continue;
        for (const ExceptionText* other : found->second) {
          if (other == &start && next[i] != &start) return path_to(*next[i], before);
          if (in_force_with(start, *other) && before.emplace(other, next[i]).second) next.push_back(other);
        }
      }
    }
    return {};
  }

  static Circle path_to(const ExceptionText& last, const std::map<const ExceptionText*, const ExceptionText*>& before) {
    Circle path;
    for (const ExceptionText* e = &last; e != nullptr; e = before.at(e)) path.push_back(e);
    std::reverse(path.begin(), path.end());
    return path;
  }

  void report(const Circle& circle) {
    constexpr std::size_t kShownMax = 10;
    told_.insert(circle.begin(), circle.end());
    const ExceptionText& last = *circle.back();
    auto& d = context_.error(
        code::kOverridingCircle, last.written,
        circle.size() == 2 ? "two exceptions override each other" : "exceptions override each other in a circle");
    d.label = "overrides the first";
    for (std::size_t i = 0; i + 1 < circle.size() && i < kShownMax; ++i)
      d.labels.push_back({circle[i]->written.source, circle[i]->written.span, "overrides the next"});
    d.help = "one of them goes first, and overrides nothing: take its `overriding` out";
  }

  Context& context_;
  std::vector<const ExceptionText*> strong_;
  std::map<std::string, std::vector<const ExceptionText*>> by_cite_;
  std::set<const ExceptionText*> told_;
};

void check_circles_of(Context& context, const std::vector<ExceptionText>& all) {
  CircleChecker(context, all).check();
  for (const ExceptionText& e : all) check_circles_of(context, e.nested);
}

template <class AnyText>
auto exceptions_of(AnyText& text) -> decltype(&std::get<DefinitionText>(text.body).exceptions) {
  if (auto* body = std::get_if<DefinitionText>(&text.body)) return &body->exceptions;
  if (auto* rule = std::get_if<RuleText>(&text.body)) return &rule->exceptions;
  return nullptr;
}

}  // namespace

void check_exceptions(Context& context) {
  for (Named& named : context.program.named) {
    for (Text& text : named.texts) {
      auto* all = exceptions_of(text);
      if (all == nullptr || all->empty()) continue;
      check_circles_of(context, *all);
      ExceptionsChecker(context, named).check(*all, Together::Surely);
      if (is_numeric(named.type)) ExceptionsChecker(context, named).mark(*all);
    }
  }
}

void warn_of_exceptions(Context& context, const Named& named) {
  for (const Text& text : named.texts) {
    if (const auto* all = exceptions_of(text)) ExceptionsChecker(context, named).check(*all, Together::Perhaps);
  }
}

}  // namespace shibo::engine
