// What an answer of the shipped rules says that it presumes, put to the test: the questions of their own tests are
// asked, then what nobody said of their records is said by lot.
//
//   steady    whatever is said of facts that a settled answer does not name, it stays
//   pivotal   each presumption that it names can turn it, alone or with others that it names
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "api/state.hpp"
#include "engine/eval/rules_in_memory.hpp"
#include "eval/evaluation.hpp"
#include "eval/places.hpp"
#include "judge/leaning.hpp"
#include "program/types.hpp"
#include "read/read_value.hpp"
#include "shipped.hpp"

namespace shibo::engine {
namespace {

using Mutable = std::shared_ptr<Record>;

/// A copy in which nothing is shared with the original.
Mutable deep_copy(const Record& record, const Record* parent = nullptr, const Record* whole = nullptr) {
  auto made = std::make_shared<Record>(record);
  made->parent = parent;
  made->whole = whole;
  for (std::size_t i = 0; i < made->fields.size(); ++i) {
    const bool parts = record.type->fields[i].parts;
    const auto renew = [&](FieldValue& value) {
      if (value.record)
        value.record = deep_copy(*value.record, parts ? nullptr : made.get(), parts ? made.get() : nullptr);
    };
    renew(made->fields[i]);
    for (FieldValue& item : made->fields[i].items) renew(item);
  }
  return made;
}

/// From the outermost record to a field: indices of fields, each with that of an element, or -1.
using Way = std::vector<std::pair<std::size_t, int>>;

/// Something that nobody said: a field, or that a list holds no more.
struct Silence {
  Way way;
  std::string path;     ///< `lines[1].proof.valid_to`, from the record, or `shipment.` and so on
  bool around = false;  ///< of the record around it
};

class Speaker {
 public:
  Speaker(const Program& program, Lot& lot) : lot_(lot) {
    for (const PackageInstance& package : program.packages) {
      for (const InstrumentInfo& instrument : package.instruments) instruments_.push_back(instrument.name);
    }
    instruments_.push_back("ATIGA");
  }

  /// Says something in the place of a silence.
  void say(Record& root, const Silence& silence) {
    Record* on = &root;
    for (std::size_t k = 0; k + 1 < silence.way.size(); ++k) {
      const auto [field, item] = silence.way[k];
      FieldValue& value = on->fields[field];
      FieldValue& at = item < 0 ? value : value.items[static_cast<std::size_t>(item)];
      if (!at.record) at = holding(empty_record(on->type->fields[field], on));
      on = const_cast<Record*>(at.record.get());
    }
    const std::size_t last = silence.way.back().first;
    FieldValue& value = on->fields[last];
    FieldValue said = some_value(on->type->fields[last], on, 2);
    if (value.state == FieldState::Given) value.complete = true;
    else value = std::move(said);
  }

 private:
  static Mutable empty_record(const FieldType& field, Record* holder) {
    auto made = std::make_shared<Record>();
    made->type = record_held(field.type);
    made->fields.resize(made->type->fields.size());
    (field.parts ? made->whole : made->parent) = holder;
    return made;
  }

  FieldValue some_record(const FieldType& field, Record* holder, int depth) {
    const Mutable made = empty_record(field, holder);
    for (std::size_t i = 0; depth > 0 && i < made->fields.size(); ++i) {
      if (!lot_.once_in(3)) made->fields[i] = some_value(made->type->fields[i], made.get(), depth - 1);
    }
    return holding(made);
  }

  FieldValue some_value(const FieldType& field, Record* holder, int depth) {
    if (field.type.kind == TypeKind::Record) return some_record(field, holder, depth);
    if (field.type.kind == TypeKind::List) {
      std::vector<FieldValue> items;
      FieldType element = field;
      element.type = Type(*field.type.element);
      for (int left = depth > 0 ? lot_.below(3) : 0; left > 0; --left)
        items.push_back(some_value(element, holder, depth));
      return list_of_values(std::move(items), true);
    }
    for (int tries = 0; tries < 20; ++tries) {
      FieldValue value = read_field(field, some_text(field.type), {});
      if (value.state == FieldState::Given) return value;
    }
    return missing();
  }

  std::string some_text(const Type& type) {
    switch (type.kind) {
      case TypeKind::Condition: return lot_.once_in(2) ? "true" : "false";
      case TypeKind::Number: return lot_.of<std::string>({"0", "1", "7", "1000000"});
      case TypeKind::Percent: return lot_.of<std::string>({"0%", "30%", "60%", "100%"});
      case TypeKind::Money:
        return (type.name.empty() ? lot_.of<std::string>({"CNY", "USD"}) : type.name) + " " +
               lot_.of<std::string>({"0", "1", "1000000"});
      case TypeKind::Quantity:
        return lot_.of<std::string>({"0", "1", "1000000"}) + " " + (type.name.empty() ? "kg" : type.name);
      case TypeKind::Date:
        return lot_.of<std::string>(
            {"1999-01-01", "2021-12-31", "2022-06-01", "2024-05-01", "2025-01-01", "2099-01-01"});
      case TypeKind::Time: return lot_.of<std::string>({"1999-01-01T00:00Z", "2099-01-01T00:00Z"});
      case TypeKind::Hs: return lot_.of<std::string>({"8703.23", "9401.61", "0101.21", "5208.11", "4403.11", "94"});
      case TypeKind::Country: return lot_.of<std::string>({"CN", "JP", "TH", "AU", "VN", "US", "KR", "MM", "CA", "BR"});
      case TypeKind::Currency: return lot_.of<std::string>({"CNY", "USD"});
      case TypeKind::Instrument: return lot_.of(instruments_);
      case TypeKind::Choice: return lot_.of(type.choice->values).name;
      default: return lot_.of<std::string>({"A", "B"});
    }
  }

  Lot& lot_;
  std::vector<std::string> instruments_;
};

/// All that nobody said of a record and of those in it; of a record that is not there, its fields.
void gather(const RecordType& type, const Record* record, const Way& way, const std::string& path,
            std::vector<Silence>& out) {
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const FieldType& field = type.fields[i];
    const std::string name = path.empty() ? field.name : path + "." + field.name;
    const auto along = [&](int item) {
      Way longer = way;
      longer.emplace_back(i, item);
      return longer;
    };
    const FieldValue value = record != nullptr ? record->fields[i] : missing();
    if (field.type.kind == TypeKind::Record) {
      if (value.record || (value.state == FieldState::Missing && way.size() < 3))
        gather(*field.type.record, value.record.get(), along(-1), name, out);
      continue;
    }
    for (std::size_t k = 0; k < value.items.size(); ++k) {
      const Record* item = value.items[k].record.get();
      if (item != nullptr)
        gather(*item->type, item, along(static_cast<int>(k)), name + "[" + std::to_string(k + 1) + "]", out);
    }
    const bool open = value.state == FieldState::Given && field.type.kind == TypeKind::List && !value.complete;
    // A code of which nobody says the edition is taken to be of the rules' own.
    if (field.name == "hs_edition") continue;
    if (value.state == FieldState::Missing || open) out.push_back({along(-1), name});
  }
}

/// What is asked of a record.
struct Question {
  const Record* record = nullptr;
  std::optional<Date> as_of;
  const Node* what = nullptr;
  const PackageInstance* package = nullptr;
  std::string text;
};

struct Told {
  std::string answer;
  bool settled = false;
  std::vector<std::set<std::string>> presumed;  ///< paths of each
};

std::set<std::string> paths_of(const Causes& causes) {
  std::set<std::string> all;
  for (const Cause* why : causes) {
    if (!why->path.empty()) all.insert(why->path);
  }
  return all;
}

bool names(const std::set<std::string>& paths, const std::string& path) {
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& one) {
    return one == path || path.starts_with(one + ".") || path.starts_with(one + "[");
  });
}

/// A record by itself, with a copy of the one around it; both may be changed.
struct Pair {
  explicit Pair(const Record& of) : around(of.around() != nullptr ? deep_copy(*of.around()) : nullptr) {
    record = deep_copy(of, of.parent != nullptr ? around.get() : nullptr, of.whole != nullptr ? around.get() : nullptr);
  }
  Record& of(const Silence& silence) const { return silence.around ? *around : *record; }
  Mutable around, record;
};

class Turning : public ::testing::TestWithParam<const char*> {
 protected:
  Told ask(const Question& question, const Record& record) const {
    Evaluation evaluation(program(), record, engine::Run{question.as_of});
    const Step& step = *evaluation.expression(*question.what, record, question.package);
    Told told;
    told.settled = step.value.known();
    told.answer = told.settled ? exact_text(step.value) : "unknown";
    std::map<const Step*, Leaning> of_shared;
    for (const Presumed& one : leaning_of(step, of_shared).presumed)
      told.presumed.push_back(paths_of(one.step->children.front()->value.causes()));
    return told;
  }

  /// The conditions that the packages' tests expect.
  std::vector<Question> questions() const {
    std::vector<Question> all;
    for (const PackageInstance& package : program().packages) {
      for (const TestCase& test : package.tests) {
        for (const TestCase::Expect& expect : test.expectations) {
          if (expect.record == nullptr || expect.what == nullptr) continue;
          const bool truth = expect.what->type.kind == TypeKind::Condition;
          const std::string text(expect.what->written.source->slice(expect.what->written.span));
          if (truth) all.push_back({expect.record, test.as_of, expect.what, &package, text});
        }
      }
    }
    return all;
  }

  const Program& program() const { return loaded_.rules->state().program(); }

  Loaded loaded_ = load_rules({{std::string("rules/") + GetParam()}, {"rules"}});
};

/// What nobody said about what is asked: of the record itself and of the one around it.
std::vector<Silence> silences_about(const Record& record) {
  std::vector<Silence> all;
  gather(*record.type, &record, {}, "", all);
  const Record* around = record.around();
  if (around == nullptr) return all;
  const std::size_t own = all.size();
  gather(*around->type, around, {}, record.type->parent_label, all);
  for (std::size_t i = own; i < all.size(); ++i) all[i].around = true;
  return all;
}

/// The facts of one presumption are said, with some of the others that the verdict names, and then those alone.
bool can_turn(const std::set<std::string>& its_paths, const std::vector<Silence>& named, const Record& record,
              Speaker& speaker, Lot& lot, const std::function<std::string(const Record&)>& answer) {
  for (int k = 0; k < 200; ++k) {
    const Pair with(record);
    const Pair without(record);
    for (const Silence& silence : named) {
      const bool its = names(its_paths, silence.path);
      if (its ? k >= 5 && lot.once_in(3) : k < 10 || lot.once_in(2)) continue;
      const Lot before = lot;
      speaker.say(with.of(silence), silence);
      if (its) continue;
      lot = before;
      speaker.say(without.of(silence), silence);
    }
    if (answer(*with.record) != answer(*without.record)) return true;
  }
  return false;
}

// Every thirty-second question in the usual run, each from its own seed.
TEST_P(Turning, WhatIsNamedCanTurnTheAnswerAndNothingElseCan) {
  ASSERT_TRUE(loaded_.rules) << loaded_.diagnostics.text();
  const std::vector<Question> all = questions();
  const std::size_t step = static_cast<std::size_t>(std::max(1, 32 / rounds(1)));
  std::size_t presumptions = 0;
  std::size_t idle = 0;
  for (std::size_t c = 0; c < all.size(); c += step) {
    const Question& question = all[c];
    Lot lot(c + 1);
    Speaker speaker(program(), lot);
    const Told told = ask(question, *question.record);
    if (!told.settled) continue;
    SCOPED_TRACE("question " + std::to_string(c) + ": " + question.text + ": " + told.answer);
    std::set<std::string> all_named;
    for (const auto& one : told.presumed) all_named.insert(one.begin(), one.end());
    std::vector<Silence> named;
    std::vector<Silence> others;
    for (const Silence& silence : silences_about(*question.record))
      (names(all_named, silence.path) ? named : others).push_back(silence);
    for (int k = 0; k < 5; ++k) {
      const Pair pair(*question.record);
      std::string said;
      const int share = lot.between(1, 4);
      for (const Silence& silence : others) {
        if (!lot.once_in(share)) continue;
        speaker.say(pair.of(silence), silence);
        said += ' ' + silence.path;
      }
      EXPECT_EQ(ask(question, *pair.record).answer, told.answer) << "by" << said;
    }
    for (const auto& one : told.presumed) {
      ++presumptions;
      const bool turned = can_turn(one, named, *question.record, speaker, lot,
                                   [&](const Record& record) { return ask(question, record).answer; });
      idle += turned ? 0 : 1;
    }
    if (HasFailure()) return;
  }
  // Parts are taken as independent: that two of them never turn out so together is not seen.
  EXPECT_LE(idle * 6, presumptions) << "presumptions that turn nothing";
}

INSTANTIATE_TEST_SUITE_P(Shipped, Turning, ::testing::Values("rcep", "cptpp", "korea_claims"),
                         [](const auto& run) { return std::string(run.param); });

}  // namespace
}  // namespace shibo::engine
