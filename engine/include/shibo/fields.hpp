// What a file can hold: the records that the rules know, their fields, the column headers by which each is recognised,
// and which rules and decisions may look at it.
#pragma once

#include <string>
#include <vector>

#include "shibo/rules.hpp"

namespace shibo {

struct FieldInfo {
  std::string path;  ///< from the outermost record: `lines.fob_value`; in JSON the keys, one in the other
  std::string type;  ///< as rules write it: `money`, `country`, `list of text`
  std::string doc;   ///< what to give, in the field's own words; may be empty
  bool required = false;
  bool key = false;
  /// Headers that the mappings know, in their order; case, blanks and `_ - . ( )` do not count in them. A field without
  /// any is found under its own name.
  std::vector<std::string> headers;
  /// The rules and decisions of the judged packages that may look at it, for one record or another: `rcep.preference`.
  std::vector<std::string> used_by;
  std::vector<std::string> values;  ///< of a choice: its names
};

/// A file, or the part of it, whose rows are records of one type.
struct RecordInfo {
  std::string name;   ///< `Good`
  std::string title;  ///< as its package says it
  std::string path;   ///< where such records stand: `lines`, `lines.materials`; empty for the outermost
  std::string file;   ///< that is joined for them, `materials.csv`; empty where they stand in the file itself
  std::vector<std::string> joined_by;  ///< columns of that file which name the record they belong to
  std::vector<FieldInfo> fields;       ///< without those that hold other records
};

/// The records that files may hold, the outermost first and what it holds after it. Parts of parts are not listed
/// again.
[[nodiscard]] std::vector<RecordInfo> records(const Rules& rules);

}  // namespace shibo
