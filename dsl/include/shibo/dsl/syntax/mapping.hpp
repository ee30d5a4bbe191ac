// Mappings: how the columns of files become the fields of records.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include "shibo/dsl/syntax/data.hpp"

namespace shibo::dsl {

struct MappingSetting : Spanned {  ///< `format csv { separator: ";" }`
  Word format;
  std::vector<Entry> settings;
};
struct MappingMissing : Spanned {  ///< `missing "", "N/A"`: cells that mean absent
  std::vector<Text> texts;
};
struct MappingKey : Spanned {  ///< `one lines by "line_no"`; without a path, the record itself
  std::vector<Word> path;
  std::vector<Text> columns;
};
/// What gives values their unit or currency: its name, or the columns that may hold it.
using UnitOrColumns = std::variant<Word, std::vector<Text>>;
struct MappingField : Spanned {
  std::vector<Word> path;
  std::vector<Text> from;
  std::optional<Text> dates;
  std::optional<UnitOrColumns> unit;
  std::optional<UnitOrColumns> currency;
  std::optional<Text> separator;  ///< `split by ";"`: one cell holds a list
  struct Translation : Spanned {
    Text from;
    DataPtr to;
  };
  std::vector<Translation> translations;
  DataPtr blank_means;
};
struct MappingList : Spanned {
  std::vector<Word> path;
  std::optional<Text> file;  ///< `from file "materials.csv"`
  struct Join : Spanned {
    Text theirs;  ///< column in the file
    Text ours;    ///< column in the main file
  };
  std::vector<Join> by;
  std::optional<Join> tree;  ///< `under "parent_material_id" = "material_id"`: rows below rows
  bool complete = false;     ///< `complete` or `incomplete` must be written
};
struct MappingDecl : Spanned {
  Word name;
  std::optional<Text> title;
  Word record;
  std::vector<std::vector<Word>> extends;  ///< `extends trade.usual`: what holds where this mapping says nothing
  std::vector<std::variant<MappingSetting, MappingMissing, MappingKey, MappingField, MappingList>> parts;
};

}  // namespace shibo::dsl
