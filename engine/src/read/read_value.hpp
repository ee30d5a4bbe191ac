// Typed values out of text, as cells and JSON strings hold them.
//
// Nothing is guessed: a text that could mean two things is invalid, and `FieldValue::why` says what
// to write instead. Reasons are one clause, lower case, to be read after the text: `2024-13-01`: not
// a day of the calendar.
#pragma once

#include <string_view>

#include "io/row.hpp"
#include "read/stream.hpp"
#include "record/record.hpp"
#include "record/schema.hpp"

namespace shibo::engine {

/// How the column that is being read writes its values.
struct ValueFormat {
  const FieldMapping* field = nullptr;  ///< translations, date pattern, separator, unit, currency, blank
  const Mapping* mapping = nullptr;     ///< decimal sign, texts that mean a blank
  char decimal = '\0';                  ///< the sign, where it is not the mapping's
  bool by_semicolons = false;           ///< the table's cells are, as where a comma is the decimal sign
  std::string_view unit = {};           ///< from the unit column of the same row
  std::string_view currency = {};       ///< from the currency column of the same row
  std::string_view before = {};  ///< what the cell has before the number that is being read, `USD `, and after it
  std::string_view after = {};
  std::string_view header = {};  ///< of the column, for the line of a mapping that a message proposes
  std::string_view path = {};    ///< of its field, for the same
  const std::vector<std::string>* instruments = nullptr;  ///< that the rules know; null or empty: any
  bool of_rules = false;                                  ///< a text of the mapping, in which `_` may stand in numbers
};

/// Given, Missing (blank) or Invalid. A blank is Given where the mapping says what it means. Blanks
/// around the text never count.
[[nodiscard]] FieldValue read_value(const Type& type, std::string_view text, const ValueFormat& format);

/// The same for a field: a blank in a field of evidence is Absent where the mapping says that it
/// means none, and a value outside the field's bounds is Invalid.
[[nodiscard]] FieldValue read_field(const FieldType& field, std::string_view text, const ValueFormat& format);

/// Makes an amount that was refused for what the cell beside it calls its currency say so of that cell;
/// false, with nothing changed, where that is not why.
[[nodiscard]] bool refuse_currency(const ValueFormat& format, FieldValue& value);

/// A text that is there and no value, with the clause that says why.
[[nodiscard]] FieldValue invalid_value(std::string_view text, std::string why);

/// What the mapping says that a word for a unit or currency stands for, or the word.
[[nodiscard]] std::string_view measure_word(std::string_view word, const FieldMapping* field);

/// What two columns beside an amount say of its unit or currency. The first that says something counts; one that says
/// something else makes the amount unusable.
struct Beside {
  std::string_view text;
  int at = -1;               ///< which of the columns
  std::string differs = {};  ///< a clause, where another differs
};
/// `says` holds what each column says, with its name; `what` is `unit` or `currency`.
[[nodiscard]] Beside beside_of(const std::vector<std::pair<std::string_view, std::string_view>>& says,
                               std::string_view what, const FieldMapping* field);

/// Makes a value outside the field's bounds Invalid; `text` is the value as written.
void check_bounds(const FieldType& field, std::string_view text, FieldValue& value);

/// Whether the text is blank, or one of the texts that the mapping takes for a blank.
[[nodiscard]] bool means_blank(std::string_view text, const Mapping* mapping);

/// The value of a field whose cell is there and blank.
[[nodiscard]] FieldValue read_blank(const FieldType& field, const ValueFormat& format);

/// Lower-case letters for ASCII capitals; all else as it is.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace shibo::engine
