// Draws diagnostics: for people, with the source line and carets, and for editors, as JSON.
#include <algorithm>
#include <map>
#include <set>

#include "characters.hpp"
#include "shibo/dsl/diagnostic.hpp"

namespace shibo::dsl {

namespace {

constexpr std::size_t kTab = 4;
constexpr std::size_t kWidth = 140;  ///< of a source line that is shown; longer ones are cut around the place

struct Mark {
  Position begin;
  Position end;
  std::string text;
  bool main = false;
};

/// The line as a terminal can show it, and for each code point (from 1) the screen column it begins in.
struct Shown {
  std::vector<std::string> characters;
  std::vector<std::size_t> columns;
};

constexpr const char* kReplacement = "\xEF\xBF\xBD";  ///< U+FFFD, for what must not reach a terminal as it is

/// Characters that a terminal draws two columns wide: those of East Asian scripts, full-width forms, pictures.
bool is_wide(std::uint32_t value) {
  return (value >= 0x1100 && value <= 0x115F) || (value >= 0x2E80 && value <= 0x303E) ||
         (value >= 0x3041 && value <= 0xA4CF) || (value >= 0xAC00 && value <= 0xD7A3) ||
         (value >= 0xF900 && value <= 0xFAFF) || (value >= 0xFE30 && value <= 0xFE6F) ||
         (value >= 0xFF01 && value <= 0xFF60) || (value >= 0xFFE0 && value <= 0xFFE6) ||
         (value >= 0x1F300 && value <= 0x1FAFF) || (value >= 0x20000 && value <= 0x3FFFD);
}

/// Controls would move the cursor, and marks of direction the text; neither they nor bytes that are no
/// character are printed.
bool is_printable(const CodePoint& point) {
  return point.valid && !is_control(point.value) && !is_direction_control(point.value);
}

Shown shown_line(std::string_view line) {
  Shown out;
  std::size_t width = 0;
  for (std::size_t i = 0; i < line.size();) {
    const CodePoint point = decode_utf8(line, i);
    const bool tab = line[i] == '\t';
    // A byte that continues no character is none of its own: places count it with the one before.
    const bool counted = (static_cast<unsigned char>(line[i]) & 0xC0) != 0x80;
    const std::string text = tab                   ? std::string(kTab, ' ')
                             : is_printable(point) ? std::string(line.substr(i, point.length))
                                                   : kReplacement;
    i += point.length;
    if (!counted) continue;
    out.columns.push_back(width);
    out.characters.push_back(text);
    width += tab ? kTab : point.valid && is_wide(point.value) ? 2 : 1;
  }
  out.columns.push_back(width);
  return out;
}

/// The line from screen column `from` on, with a mark where it was cut.
std::string cut_line(const Shown& line, std::size_t from, std::size_t width) {
  std::string cut;
  for (std::size_t i = 0; i < line.characters.size(); ++i) {
    if (line.columns[i] >= from && line.columns[i] < from + width) cut += line.characters[i];
  }
  return (from > 0 ? "…" : "") + cut + (line.columns.back() > from + width ? "…" : "");
}

/// A text of one's own, of the file, or of both, as a terminal can show it; one of a page's length is cut.
std::string printable(std::string_view text) {
  constexpr std::size_t kCharactersMax = 1'000;
  std::string out;
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (++characters > kCharactersMax) return out + "…";
    const CodePoint point = decode_utf8(text, i);
    out += is_printable(point)                  ? std::string(text.substr(i, point.length))
           : text[i] == '\n' || text[i] == '\t' ? " "
                                                : kReplacement;
    i += point.length;
  }
  return out;
}

std::size_t screen(const Shown& line, std::uint32_t column) {
  const std::size_t index = column == 0 ? 0 : column - 1;
  return index < line.columns.size() ? line.columns[index] : line.columns.back();
}

const char* severity_word(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Note: return "note";
  }
  return "";
}

Mark mark_of(const Source& source, Span span, std::string text, bool main) {
  Mark mark{source.position(span.begin), source.position(std::max(span.begin, span.end)), std::move(text), main};
  // A span over several lines is shown on its first.
  if (mark.end.line != mark.begin.line) {
    mark.end = mark.begin;
    mark.end.column = static_cast<std::uint32_t>(shown_line(source.line(mark.begin.line)).columns.size());
  }
  if (mark.end.column <= mark.begin.column) mark.end.column = mark.begin.column + 1;
  return mark;
}

void draw_marks(std::string& out, const Shown& line, std::vector<Mark> marks, const std::string& gutter) {
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.begin.column < b.begin.column; });
  std::string under;
  for (const Mark& mark : marks) {
    // What lies beyond the part of the line that is shown is marked at its edge.
    const std::size_t begin = std::min(screen(line, mark.begin.column), kWidth);
    const std::size_t end = std::max(begin + 1, std::min(screen(line, mark.end.column), kWidth + 1));
    if (under.size() < end) under.resize(end, ' ');
    for (std::size_t i = begin; i < end; ++i) under[i] = mark.main ? '^' : under[i] == '^' ? '^' : '-';
  }
  if (!marks.back().text.empty()) under += " " + printable(marks.back().text);
  out += gutter + " " + under + "\n";
  // Labels of the other marks hang below them, from right to left.
  for (std::size_t n = marks.size() - 1; n-- > 0;) {
    if (marks[n].text.empty()) continue;
    std::string bars;
    for (std::size_t i = 0; i <= n; ++i) {
      const std::size_t at = std::min(screen(line, marks[i].begin.column), kWidth);
      if (bars.size() < at) bars.resize(at, ' ');
      if (i < n && marks[i].text.empty()) continue;
      bars += i == n ? printable(marks[n].text) : "|";
    }
    out += gutter + " " + bars + "\n";
  }
}

void draw_source(std::string& out, const Source& source, const std::vector<Mark>& marks, Position where, bool first) {
  std::set<std::uint32_t> lines;
  for (const Mark& mark : marks) lines.insert(mark.begin.line);
  const std::size_t digits = std::to_string(*lines.rbegin()).size();
  const std::string blank(digits, ' ');
  out += blank + (first ? "--> " : "::: ") + printable(source.path()) + ":" + std::to_string(where.line) + ":" +
         std::to_string(where.column) + "\n";
  out += blank + " |\n";
  std::uint32_t before = 0;
  for (std::uint32_t number : lines) {
    if (before != 0 && number > before + 1) out += "...\n";
    before = number;
    Shown line = shown_line(source.line(number));
    std::vector<Mark> here;
    for (const Mark& mark : marks) {
      if (mark.begin.line == number) here.push_back(mark);
    }
    std::size_t from = 0;
    if (line.columns.back() > kWidth) {
      // A long line is cut around the first mark; the columns move with it.
      const std::size_t middle = screen(line, here.front().begin.column);
      from = middle > kWidth / 2 ? middle - kWidth / 2 : 0;
    }
    const std::string text = cut_line(line, from, kWidth);
    for (std::size_t& column : line.columns) column = column > from ? column - from + (from > 0 ? 1 : 0) : 0;
    const std::string label = std::to_string(number);
    out += std::string(digits - label.size(), ' ') + label + " | " + text + "\n";
    draw_marks(out, line, here, blank + " |");
  }
}

std::string painted(const std::string& text, const char* code, bool colour) {
  return colour ? std::string("\x1b[") + code + "m" + text + "\x1b[0m" : text;
}

std::string json_string(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = decode_utf8(text, i);
    const char c = text[i];
    const auto byte = static_cast<unsigned char>(c);
    const std::string_view character = text.substr(i, point.length);
    i += point.length;
    if (c == '"' || c == '\\') out += std::string("\\") + c;
    else if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (byte < 0x20) out += std::string("\\u00") + kHex[byte >> 4] + kHex[byte & 15];
    else if (!point.valid) out += kReplacement;
    else out += character;
  }
  return out + "\"";
}

std::string json_position(const Source& source, std::uint32_t offset) {
  const Position p = source.position(offset);
  return "{\"byte\":" + std::to_string(offset) + ",\"line\":" + std::to_string(p.line) +
         ",\"column\":" + std::to_string(p.column) + "}";
}

std::string json_place(const Source* source, Span span) {
  if (source == nullptr) return "\"path\":null";
  return "\"path\":" + json_string(source->path()) + ",\"begin\":" + json_position(*source, span.begin) +
         ",\"end\":" + json_position(*source, span.end);
}

}  // namespace

std::string render(const Diagnostic& d, const RenderOptions& options) {
  const char* paint = d.severity == Severity::Error ? "1;31" : d.severity == Severity::Warning ? "1;33" : "1;36";
  std::string out = painted(std::string(severity_word(d.severity)) + "[" + d.code.text() + "]", paint, options.colour) +
                    ": " + printable(d.message) + "\n";
  std::size_t digits = 1;
  if (d.source != nullptr) {
    std::vector<Mark> marks{mark_of(*d.source, d.where, d.label, true)};
    std::vector<std::pair<const Source*, std::vector<Mark>>> others;
    for (const Label& label : d.labels) {
      const Source* source = label.source != nullptr ? label.source : d.source;
      if (source == d.source) {
        marks.push_back(mark_of(*source, label.where, label.text, false));
        continue;
      }
      const auto found = std::find_if(others.begin(), others.end(), [&](const auto& o) { return o.first == source; });
      if (found == others.end()) others.push_back({source, {mark_of(*source, label.where, label.text, false)}});
      else found->second.push_back(mark_of(*source, label.where, label.text, false));
    }
    for (const Mark& mark : marks) digits = std::max(digits, std::to_string(mark.begin.line).size());
    draw_source(out, *d.source, marks, marks.front().begin, true);
    for (const auto& [source, there] : others) draw_source(out, *source, there, there.front().begin, false);
  }
  const std::string blank(digits, ' ');
  if ((!d.notes.empty() || d.help) && d.source != nullptr) out += blank + " |\n";
  for (const std::string& note : d.notes) out += blank + " = note: " + printable(note) + "\n";
  if (d.help && !d.help->empty()) out += blank + " = help: " + printable(*d.help) + "\n";
  return out;
}

std::string render(const Diagnostics& diagnostics, const RenderOptions& options) {
  std::string out;
  for (const Diagnostic& d : diagnostics.all()) out += render(d, options) + "\n";
  const auto counted = [](std::size_t n, const char* what) {
    return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
  };
  if (diagnostics.error_count() + diagnostics.warning_count() == 0) return out;
  const std::size_t found = diagnostics.error_count() + diagnostics.warning_count();
  if (found > diagnostics.all().size())
    out += "only the first " + std::to_string(diagnostics.all().size()) + " are shown\n";
  if (diagnostics.error_count() > 0) out += counted(diagnostics.error_count(), "error");
  if (diagnostics.warning_count() > 0)
    out += (diagnostics.error_count() > 0 ? ", " : "") + counted(diagnostics.warning_count(), "warning");
  return out + "\n";
}

std::string render_json(const Diagnostics& diagnostics) {
  std::string out = "[";
  bool first = true;
  for (const Diagnostic& d : diagnostics.all()) {
    out += first ? "\n" : ",\n";
    first = false;
    out += "{\"code\":" + json_string(d.code.text()) + ",\"severity\":" + json_string(severity_word(d.severity)) + "," +
           json_place(d.source, d.where) + ",\"message\":" + json_string(d.message) +
           ",\"label\":" + json_string(d.label) + ",\"labels\":[";
    for (std::size_t i = 0; i < d.labels.size(); ++i) {
      const Source* source = d.labels[i].source != nullptr ? d.labels[i].source : d.source;
      out += (i == 0 ? "{" : ",{") + json_place(source, d.labels[i].where) +
             ",\"text\":" + json_string(d.labels[i].text) + "}";
    }
    out += "],\"notes\":[";
    for (std::size_t i = 0; i < d.notes.size(); ++i) out += (i == 0 ? "" : ",") + json_string(d.notes[i]);
    out += "],\"help\":" + (d.help ? json_string(*d.help) : std::string("null")) + "}";
  }
  return out + (first ? "]\n" : "\n]\n");
}

}  // namespace shibo::dsl
