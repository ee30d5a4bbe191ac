#include "characters.hpp"

#include <array>

#include "repeated.hpp"
#include "shibo/dsl/codes.hpp"
#include "shibo/dsl/words.hpp"

namespace shibo::dsl {
namespace {

std::string hex(std::uint32_t value, int digits_min) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  while (value != 0 || static_cast<int>(text.size()) < digits_min) {
    text.insert(text.begin(), kDigits[value & 0xF]);
    value >>= 4;
  }
  return text;
}

// What stands all over the file is told once.
void report_all(const Source& source, Diagnostics& diagnostics, const Repeated& found, Code code, std::string message,
                std::string help, const std::string& what) {
  found.count_in(diagnostics.add(source, code, found.first(), std::move(message), std::move(help)), what);
}

void report_bad_bytes(const Source& source, Diagnostics& diagnostics, const Repeated& bytes) {
  if (!bytes.any()) return;
  const auto byte = static_cast<unsigned char>(source.text()[bytes.first().begin]);
  report_all(source, diagnostics, bytes, codes::kNotUtf8, "the byte 0x" + hex(byte, 2) + " is not UTF-8 here",
             "save the file as UTF-8", "bytes of the file are not UTF-8");
}

void report_controls(const Source& source, Diagnostics& diagnostics, const Repeated& controls) {
  if (!controls.any()) return;
  const CodePoint point = decode_utf8(source.text(), controls.first().begin);
  report_all(source, diagnostics, controls, codes::kControlCharacter,
             "the control character " + code_point_name(point.value),
             "take it out; only tabs and line ends may stand in a file", "control characters stand in the file");
}

void report_returns(const Source& source, Diagnostics& diagnostics, const Repeated& returns) {
  if (!returns.any()) return;
  report_all(source, diagnostics, returns, codes::kControlCharacter, "a carriage return (U+000D) without a line feed",
             "end lines with a line feed, or with both", "stand alone in the file");
}

// Where files were put together, the mark at the beginning of the second stands within the whole.
void report_marks(const Source& source, Diagnostics& diagnostics, const Repeated& marks) {
  if (!marks.any()) return;
  report_all(source, diagnostics, marks, codes::kByteOrderMark, "a byte order mark (U+FEFF) stands within the file",
             "take it out; it means nothing, and only the very beginning of a file may hold one",
             "such marks stand in the file");
}

}  // namespace

void append_utf8(std::string& text, std::uint32_t value) {
  const auto put = [&](std::uint32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (value < 0x80) {
    put(value);
  } else if (value < 0x800) {
    put(0xC0 | (value >> 6));
    put(0x80 | (value & 0x3F));
  } else if (value < 0x10000) {
    put(0xE0 | (value >> 12));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  } else {
    put(0xF0 | (value >> 18));
    put(0x80 | ((value >> 12) & 0x3F));
    put(0x80 | ((value >> 6) & 0x3F));
    put(0x80 | (value & 0x3F));
  }
}

std::string code_point_name(std::uint32_t value) { return "U+" + hex(value, 4); }

bool is_control(std::uint32_t value) {
  if (value == '\t' || value == '\n') return false;
  return value < 0x20 || (value >= 0x7F && value <= 0x9F) || value == 0x2028 || value == 0x2029;
}

bool is_direction_control(std::uint32_t value) {
  return value == 0x200E || value == 0x200F || value == 0x061C || (value >= 0x202A && value <= 0x202E) ||
         (value >= 0x2066 && value <= 0x2069);
}

bool is_foreign_letter(std::uint32_t value) {
  if (value < 0xAA || value == 0xD7 || value == 0xF7 || value == 0xFEFF) return false;
  if (value < 0xC0) return value == 0xAA || value == 0xB5 || value == 0xBA;
  const bool signs = value >= 0x2000 && value < 0x2C00;
  const bool ideographic_punctuation = value >= 0x3000 && value <= 0x303F && value != 0x3005;
  const bool full_width_signs = (value >= 0xFF01 && value <= 0xFF0F) || (value >= 0xFF1A && value <= 0xFF20) ||
                                (value >= 0xFF3B && value <= 0xFF40) || (value >= 0xFF5B && value <= 0xFF65);
  const bool pictures = value >= 0x1F000 && value < 0x1FC00;
  return !signs && !ideographic_punctuation && !full_width_signs && !pictures;
}

std::optional<std::string> foreign_format(std::string_view text) {
  using namespace std::literals;
  struct Mark {
    std::string_view bytes;
    std::string_view format;
  };
  static constexpr std::array<Mark, 9> kMarks = {{{"%PDF-"sv, "a PDF document"},
                                                  {"PK\x03\x04"sv, "a ZIP archive, as DOCX and XLSX files are"},
                                                  {"\x89PNG"sv, "a picture (PNG)"},
                                                  {"\xFF\xD8\xFF"sv, "a picture (JPEG)"},
                                                  {"\xD0\xCF\x11\xE0"sv, "a document of an office program"},
                                                  {"\x1F\x8B"sv, "a gzip archive"},
                                                  {"{\\rtf"sv, "a document in Rich Text Format"},
                                                  {"\xFF\xFE"sv, "UTF-16, not UTF-8"},
                                                  {"\xFE\xFF"sv, "UTF-16, not UTF-8"}}};
  for (const Mark& mark : kMarks) {
    if (text.starts_with(mark.bytes)) return std::string(mark.format);
  }
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  constexpr std::size_t kOneIn = 16;
  if (even + odd == 0 || (even + odd) * kOneIn < text.size()) return std::nullopt;
  const bool wide = (even == 0 || odd == 0) && (even + odd) * 4 >= text.size();
  return wide ? "UTF-16, not UTF-8" : "binary data, full of the byte 0x00";
}

void check_characters(const Source& source, Diagnostics& diagnostics) {
  const std::string_view text = source.text();
  Repeated bad_bytes;
  Repeated controls;
  Repeated returns;
  Repeated marks;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] >= ' ' && text[i] <= '~') {  // nothing is said of these, and nearly all are of them
      ++i;
      continue;
    }
    const CodePoint point = decode_utf8(text, i);
    const auto begin = static_cast<std::uint32_t>(i);
    const Span where{begin, begin + point.length};
    i += point.length;
    if (!point.valid) {
      bad_bytes.add({begin, begin + 1});
    } else if (point.value == '\r' && i < text.size() && text[i] == '\n') {
      continue;
    } else if (is_control(point.value)) {
      (point.value == '\r' ? returns : controls).add({begin, begin + point.length});
    } else if (is_direction_control(point.value)) {
      diagnostics.add(
          source, codes::kDirectionCharacter, where,
          "the invisible character " + code_point_name(point.value) + " changes the direction of the text around it",
          "take it out; a reader must see the text in the order in which it is read");
    } else if (point.value == 0xFEFF && begin > 0) {
      marks.add(where);
    }
  }
  report_bad_bytes(source, diagnostics, bad_bytes);
  report_controls(source, diagnostics, controls);
  report_returns(source, diagnostics, returns);
  report_marks(source, diagnostics, marks);
}

std::string text_literal(const std::string& value) {
  std::string written = "\"";
  for (std::size_t i = 0; i < value.size();) {
    const CodePoint point = decode_utf8(value, i);
    if (value[i] == '"' || value[i] == '\\') written += '\\', written += value[i];
    else if (value[i] == '\n') written += "\\n";
    else if (value[i] == '\t' || is_control(point.value) || is_direction_control(point.value))
      written += "\\u{" + code_point_name(point.value).substr(2) + "}";
    else written += value.substr(i, point.length);
    i += point.length;
  }
  return written + "\"";
}

}  // namespace shibo::dsl
