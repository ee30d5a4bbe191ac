// Types, literals, codes, and the data that tests, groups, rows and parameters hold.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "shibo/dsl/syntax/node.hpp"

namespace shibo::dsl {

struct TypeExpr;
using TypePtr = std::shared_ptr<const TypeExpr>;

struct ChoiceValue : Spanned {
  Word name;
  std::optional<Text> doc;
  Attributes attributes;  ///< only since and until
};

struct TypeExpr : Spanned {
  enum class Kind {
    Named,       ///< `money`, `country`, `hs`, `Good`, `process`: one word, in `name`
    MoneyIn,     ///< `money in USD`; the currency is `name`
    QuantityIn,  ///< `quantity in kg`; the unit is `name`
    ListOf,      ///< `list of T`; T is `element`
    Choice,      ///< `choice of { a, b }`
  };
  Kind kind = Kind::Named;
  Word name;
  TypePtr element;
  std::vector<ChoiceValue> choices;
};

struct Literal : Spanned {
  enum class Kind {
    Number,    ///< `12`, `1_000`, `6109.10` (a code, when the type says so)
    Code,      ///< `8703.23.10`
    Percent,   ///< `40%`
    PerMille,  ///< `0.5‰`
    Money,     ///< `USD 200`: unit holds the currency
    Quantity,  ///< `500 kg`, `48 hours`, `1 year`: unit holds the word
    Date,
    Time,
    String,  ///< decoded value in `text`
    True,
    False,
  };
  Kind kind = Kind::Number;
  std::string text;  ///< the digits as written, signs and units left out
  std::string unit;
  bool negative = false;  ///< only in data, where `-3` is one item
};

/// One stretch of a code set: `8703`, or `50 to 63` with both ends in it.
struct CodeRange : Spanned {
  Word from;
  std::optional<Word> to;
};

/// `chapter 04`, `headings 5106 to 5113, 5204`, `subheading 6406.90`, `code 8703.23.10`.
struct CodeSet : Spanned {
  enum class Level { Chapter, Heading, Subheading, Code };
  Level level = Level::Heading;
  bool plural = false;  ///< written with the plural word
  std::vector<CodeRange> ranges;
};

struct Data;
using DataPtr = std::shared_ptr<const Data>;

/// `label: data` in a test, a setting or a block.
struct Entry : Spanned {
  Word label;
  DataPtr value;
};

struct DataList {
  std::vector<DataPtr> items;
  bool incomplete = false;  ///< `[ a, b incomplete ]`: there may be more
};
struct DataBlock {
  std::vector<Entry> entries;
  std::optional<Text> like;  ///< `like "test title" { … }`, only in `among`
};
struct DataMissing {};
struct DataInvalid {
  Text text;  ///< `invalid "87O3"`: a cell that is there but is not of its type
};

/// What a test, group, row or parameter holds. Never computed; the field's type reads it.
struct Data : Spanned {
  std::variant<Literal, Word, CodeSet, DataList, DataBlock, DataMissing, DataInvalid> node;
};

}  // namespace shibo::dsl
