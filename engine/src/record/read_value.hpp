// Typed values out of text, as cells and JSON strings hold them.
//
// Nothing is guessed: a text that could mean two things is invalid, and `FieldValue::why` says what
// to write instead. Reasons are one clause, lower case, to be read after the text: `2024-13-01`: not
// a day of the calendar.
#pragma once

#include <string_view>

#include "record/record.hpp"
#include "record/row.hpp"
#include "record/schema.hpp"
#include "record/stream.hpp"

namespace shibo::engine {

/// How the column that is being read writes its values.
struct ValueFormat {
  const FieldMapping* field = nullptr;  ///< translations, date pattern, separator, unit, currency, blank
  const Mapping* mapping = nullptr;     ///< decimal sign, texts that mean a blank
  char decimal = '\0';                  ///< the sign, where it is not the mapping's
  bool by_semicolons = false;           ///< the table's cells are, as where a comma is the decimal sign
  std::string_view unit = {};           ///< from the unit column of the same row
  std::string_view currency = {};       ///< from the currency column of the same row
  const std::vector<std::string>* instruments = nullptr;  ///< that the rules know; null or empty: any
};

/// Given, Missing (blank) or Invalid. A blank is Given where the mapping says what it means. Blanks
/// around the text never count.
[[nodiscard]] FieldValue read_value(const Type& type, std::string_view text, const ValueFormat& format);

/// The same for a field: a blank in a field of evidence is Absent where the mapping says that it
/// means none, and a value outside the field's bounds is Invalid.
[[nodiscard]] FieldValue read_field(const FieldType& field, std::string_view text, const ValueFormat& format);

/// Makes an amount that was refused for what the cell beside it calls its currency say so of that cell;
/// false, with nothing changed, where that is not why.
[[nodiscard]] bool refuse_currency(std::string_view currency, FieldValue& value);

/// Makes a value outside the field's bounds Invalid; `text` is the value as written.
void check_bounds(const FieldType& field, std::string_view text, FieldValue& value);

/// Whether the text is blank, or one of the texts that the mapping takes for a blank.
[[nodiscard]] bool means_blank(std::string_view text, const Mapping* mapping);

/// The value of a field whose cell is there and blank.
[[nodiscard]] FieldValue read_blank(const FieldType& field, const ValueFormat& format);

/// Lower-case letters for ASCII capitals; all else as it is.
[[nodiscard]] std::string folded(std::string_view text);

}  // namespace shibo::engine
