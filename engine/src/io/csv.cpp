#include "io/csv.hpp"

#include <algorithm>
#include <utility>

#include "io/decoded_source.hpp"
#include "io/sqlite_rows.hpp"
#include "record/excerpt.hpp"
#include "record/finding_codes.hpp"
#include "shibo/dsl/utf8.hpp"

namespace shibo::engine {

namespace {

constexpr bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
constexpr bool is_line_break(int c) { return c == '\n' || c == '\r'; }

std::string advice_for(const std::string& encoding) {
  return "the file may be " + encoding + ": try `--encoding " + encoding + "`, or save it as UTF-8";
}

}  // namespace

CsvReader::CsvReader(ByteSource& source, std::shared_ptr<const std::string> file, std::vector<Finding>& findings,
                     CsvOptions options)
    : source_(source), file_(std::move(file)), findings_(findings), options_(options), separator_(options.separator) {}

bool CsvReader::next(Row& row) {
  if (!started_) start();
  row.cells.clear();
  text_.clear();
  begins_.clear();
  row_full_ = false;

  for (int c = peek(); is_line_break(c); c = peek()) {
    take_line_break();
    ++empty_lines_;
  }
  if (peek() < 0) return false;

  row.line = line_;
  while (read_cell(row) == After::Cell) {}
  for (std::size_t i = 0; i < begins_.size(); ++i) {
    const std::size_t end = i + 1 < begins_.size() ? begins_[i + 1] : text_.size();
    row.cells[i].text = std::string_view(text_).substr(begins_[i], end - begins_[i]);
  }
  const bool ended = column_ == 1;  // by a line break
  if (!ended && peek() < 0 && !source_.failure().empty() && !row.cells.empty())
    row.cells.back().fault = CellFault::Torn;
  if (rows_++ == 0) header_cells_ = row.cells.size();
  return true;
}

// ── The start of a file ─────────────────────────────────────────────────────────────────────────

void CsvReader::start() {
  started_ = true;
  while (buffer_.size() < 3 && more()) {}
  if (buffer_.starts_with("\xEF\xBB\xBF")) position_ = 3;
  if (buffer_.starts_with("\xFF\xFE") || buffer_.starts_with("\xFE\xFF")) {
    report(code::kUtf16, 1, 1, "the file is UTF-16, and nothing of it was read", "save it as UTF-8");
    while (more()) position_ = buffer_.size();
    position_ = buffer_.size();
  }
  if (separator_ == 0 && !pass_sep_line()) guess_separator();
  for (const char c : {separator_, '\r', '\n', '"', '\0'}) stops_[static_cast<unsigned char>(c)] = true;
}

/// Excel's first line `sep=;` names the separator; it is no header.
bool CsvReader::pass_sep_line() {
  while (buffer_.size() - position_ < 6 && more()) {}
  const std::string_view ahead = std::string_view(buffer_).substr(position_, 6);
  if (ahead.size() < 6 || !ahead.starts_with("sep=") || !is_line_break(ahead[5]) ||
      std::string_view(",;\t|").find(ahead[4]) == std::string_view::npos) {
    return false;
  }
  separator_ = ahead[4];
  position_ += 5;
  take_line_break();
  return true;
}

void CsvReader::guess_separator() {
  static constexpr std::string_view kCandidates = ",;\t|";
  std::array<std::size_t, kCandidates.size()> counts{};
  bool quoted = false;
  bool any = false;  // leading empty lines are not the header
  for (std::size_t i = position_; i - position_ < kCellMax; ++i) {
    const std::size_t ahead = i - position_;
    if (i == buffer_.size() && !more()) break;
    i = position_ + ahead;  // reading more may have moved the text
    const char c = buffer_[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (is_line_break(c)) {
      if (any) break;
      continue;
    }
    any = true;
    const std::size_t which = kCandidates.find(c);
    if (which != std::string_view::npos) ++counts[which];
  }
  separator_ = kCandidates[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

// ── Bytes ───────────────────────────────────────────────────────────────────────────────────────

bool CsvReader::more() {
  const std::size_t drop = quoting_ ? keep_from_ : position_;
  buffer_.erase(0, drop);
  position_ -= drop;
  keep_from_ = 0;
  const std::size_t size = buffer_.size();
  buffer_.resize(size + options_.chunk);
  const std::size_t count = source_.read(buffer_.data() + size, options_.chunk);
  buffer_.resize(size + count);
  bytes_read_ += count;
  return count != 0;
}

int CsvReader::peek() {
  if (position_ == buffer_.size() && !more()) return -1;
  return static_cast<unsigned char>(buffer_[position_]);
}

void CsvReader::take_line_break() {
  const char c = buffer_[position_++];
  if (c == '\r' && peek() == '\n') ++position_;
  ++line_;
  column_ = 1;
}

// ── Cells ───────────────────────────────────────────────────────────────────────────────────────

CsvReader::After CsvReader::read_cell(Row& row) {
  Draft draft;
  draft.cell.line = line_;
  if (options_.from_database) column_ = static_cast<std::uint32_t>(row.cells.size()) + 1;
  draft.cell.column = column_;
  draft.begin = text_.size();
  draft.kept = row.cells.size() < kColumnsMax && text_.size() < kRowMax;
  if (!draft.kept && !row_full_) {
    row_full_ = true;
    const bool many = row.cells.size() >= kColumnsMax;
    report(code::kTooManyColumns, line_, column_,
           many ? "the row has more than 4,096 cells; those from here on are not read"
                : "the row is longer than 16 MiB; the cells from here on are not read",
           "split the table, or look for a quote or a line break that is missing");
  }
  const After after = read_plain(row, draft, true);
  if (draft.kept) keep(row, draft);
  else text_.resize(draft.begin);
  return after;
}

/// Text up to the separator or the end of the row. If `quotes_open`, a quote that follows nothing but
/// spaces makes the cell a quoted one.
CsvReader::After CsvReader::read_plain(Row& row, Draft& draft, bool quotes_open) {
  for (;;) {
    if (peek() < 0) return After::Row;
    const char* const begin = buffer_.data() + position_;
    const char* const end = buffer_.data() + buffer_.size();
    const char* stop = begin;
    unsigned char seen = 0;
    std::uint32_t columns = 0;
    while (stop != end && !stops_[static_cast<unsigned char>(*stop)]) {
      seen |= static_cast<unsigned char>(*stop);
      columns += is_continuation(*stop) ? 0 : 1;
      ++stop;
    }
    draft.high_bytes |= seen >= 0x80;
    append(draft, begin, static_cast<std::size_t>(stop - begin));
    position_ += static_cast<std::size_t>(stop - begin);
    column_ += columns;
    if (stop == end) continue;

    const char c = *stop;
    if (is_line_break(c)) {
      take_line_break();
      return After::Row;
    }
    if (c == separator_) {
      ++position_;
      ++column_;
      return After::Cell;
    }
    if (c == '"' && quotes_open && !draft.cell.quoted &&
        text_.find_first_not_of(' ', draft.begin) == std::string::npos && !draft.cut) {
      text_.resize(draft.begin);
      return read_quoted(row, draft);
    }
    draft.nul |= c == '\0';
    append(draft, &c, 1);
    ++position_;
    ++column_;
  }
}

CsvReader::After CsvReader::read_quoted(Row& row, Draft& draft) {
  draft.cell.quoted = true;
  draft.cell.line = line_;
  draft.cell.column = column_;
  quoting_ = true;
  keep_from_ = position_++;
  ++column_;
  std::size_t length = 0;
  for (;;) {
    const int c = peek();
    if (c < 0) return recover_open_quote(draft, "is never closed");
    if (length > kCellMax) return recover_open_quote(draft, "is not closed within 1 MiB");
    if (c == '"') {
      ++position_;
      ++column_;
      if (peek() != '"') break;
    }
    const std::size_t taken = take_quoted_run(draft);
    length += taken;
    // A CR that an LF follows breaks the line only once, at the LF.
    const char last = buffer_[position_ - 1];
    if (!options_.from_database && (last == '\n' || (last == '\r' && peek() != '\n'))) {
      ++line_;
      column_ = 1;
    }
  }
  return read_after_quote(row, draft);
}

/// One byte, then all up to the next quote or line break, a line break being the last one taken.
std::size_t CsvReader::take_quoted_run(Draft& draft) {
  const std::size_t begin = position_;
  do {
    const char c = buffer_[position_++];
    draft.high_bytes |= static_cast<unsigned char>(c) >= 0x80;
    draft.nul |= c == '\0';
    column_ += is_continuation(c) ? 0 : 1;
    if (is_line_break(c)) break;
  } while (position_ < buffer_.size() && buffer_[position_] != '"');
  append(draft, buffer_.data() + begin, position_ - begin);
  return position_ - begin;
}

/// After the closing quote: nothing but spaces may stand before the separator. Where the cell crossed a
/// line break and text stands here, the quote that closed it was most likely meant to open another cell:
/// the lines between are rows of their own.
CsvReader::After CsvReader::read_after_quote(Row& row, Draft& draft) {
  std::size_t spaces = 0;
  while (peek() == ' ') {
    ++position_;
    ++column_;
    ++spaces;
  }
  const int c = peek();
  const bool text_follows = c >= 0 && !is_line_break(c) && c != static_cast<unsigned char>(separator_);
  if (text_follows && line_ != draft.cell.line) {
    return recover_open_quote(
        draft, "is not closed on its line, and text stands after the next quote, on line " + std::to_string(line_));
  }
  if (line_ != draft.cell.line) {
    const QuotedLines lines = quoted_lines(row, draft);
    if (lines.are_rows())
      return recover_open_quote(draft, "is not closed on its line, and the lines down to " + std::to_string(line_) +
                                           " look like rows of this table");
    if (lines.rows() > 0) {
      unsure_ = hides_rows_ = true;
      draft.cell.fault = CellFault::HoldsRows;
      report(code::kHoldsRows, draft.cell.line, draft.cell.column,
             "the quoted cell goes on to line " + std::to_string(line_) + ", and " + std::to_string(lines.rows()) +
                 " of its lines " + (lines.rows() == 1 ? "looks like a row" : "look like rows") + " of this table",
             "if they are rows, close the quote on its line, or write one that belongs to the text twice (`\"\"`); if "
             "they are text, take the line breaks out of it");
    }
  }
  quoting_ = false;
  if (text_follows) {
    draft.cell.fault = CellFault::AfterQuote;
    if (draft.kept) {
      report(code::kAfterQuote, line_, column_, "text stands between the closing quote and the separator",
             "write a quote that belongs to the text twice (`\"\"`)");
    }
    const std::string gap(spaces, ' ');
    append(draft, gap.data(), gap.size());
  }
  return read_plain(row, draft, false);
}

/// What the quoted cell that was just closed looks like if its quote was not meant to open one. Reading stands where
/// it stood.
QuotedLines CsvReader::quoted_lines(const Row& row, const Draft& draft) {
  if (header_cells_ < 2 || row.cells.size() >= header_cells_ || draft.cut) return {};
  std::vector<std::string_view> before;
  bool quoted_before = false;
  for (std::size_t i = 0; i < begins_.size(); ++i) {
    const std::size_t end = i + 1 < begins_.size() ? begins_[i + 1] : draft.begin;
    before.push_back(std::string_view(text_).substr(begins_[i], end - begins_[i]));
    if (i >= row.cells.size() || !row.cells[i].quoted) continue;
    // Where a cell is quoted that need not be, those of rows would be, too.
    if (before.back().find(separator_) == std::string_view::npos && before.back().find('"') == std::string_view::npos)
      return {};
    quoted_before = true;
  }
  const std::size_t closing = position_ - keep_from_ - 1;
  look_to_end_of_line();
  const std::string_view held = std::string_view(buffer_).substr(keep_from_ + 1);
  return compare_with_rows({before, quoted_before}, held, closing, separator_, header_cells_);
}

/// Has the line that is being read in the buffer, but for one that is longer than a cell may be.
void CsvReader::look_to_end_of_line() {
  for (std::size_t ahead = 0; ahead <= kCellMax; ++ahead) {
    if (position_ + ahead == buffer_.size() && !more()) return;
    if (is_line_break(buffer_[position_ + ahead])) return;
  }
}

/// Goes back to the opening quote, takes the rest of its line as the text of the cell, and lets
/// reading go on with the line after it.
CsvReader::After CsvReader::recover_open_quote(Draft& draft, const std::string& what) {
  quoting_ = false;
  unsure_ = true;
  position_ = keep_from_ + 1;
  line_ = draft.cell.line;
  column_ = draft.cell.column + 1;
  text_.resize(draft.begin);
  draft.cell.fault = CellFault::OpenQuote;
  draft.cut = draft.nul = false;
  draft.high_bytes = true;  // not known: keep() looks
  while (peek() >= 0 && !is_line_break(peek())) {
    const char c = buffer_[position_++];
    append(draft, &c, 1);
    draft.nul |= c == '\0';
    column_ += is_continuation(c) ? 0 : 1;
  }
  report(code::kOpenQuote, draft.cell.line, draft.cell.column,
         "the quote that opens here " + what + "; the rest of its line is " +
             excerpt(std::string_view(text_).substr(draft.begin)),
         "close the quote, or write one that belongs to the text twice (`\"\"`)");
  if (peek() >= 0) take_line_break();
  return After::Row;
}

void CsvReader::append(Draft& draft, const char* bytes, std::size_t count) {
  const std::size_t room = kCellMax - std::min(kCellMax, text_.size() - draft.begin);
  if (count > room) {
    draft.cut = true;
    count = room;
  }
  text_.append(bytes, count);
}

/// Where a cell of a database holds no value: why.
void CsvReader::take_mark(Draft& draft) {
  if (text_.size() == draft.begin) return;
  switch (static_cast<CellMark>(text_[draft.begin])) {
    case CellMark::Real: draft.cell.fault = CellFault::Real; break;
    case CellMark::Blob: draft.cell.fault = CellFault::Blob; break;
    case CellMark::Generated: draft.cell.fault = CellFault::Generated; break;
    case CellMark::TooLong: draft.cut = true; break;
    default: return;
  }
  text_.erase(draft.begin, 1);
}

void CsvReader::keep(Row& row, Draft& draft) {
  Cell& cell = draft.cell;
  if (options_.from_database && !cell.quoted) take_mark(draft);
  std::string_view text = std::string_view(text_).substr(draft.begin);
  if (draft.cut) {
    if (cell.fault == CellFault::None) cell.fault = CellFault::TooLong;
    report(code::kTooLong, cell.line, cell.column, "the cell is longer than 1 MiB; it begins " + excerpt(text), "");
    const std::size_t bad = dsl::find_bad_utf8(text);
    if (bad != std::string_view::npos && text.size() - bad < 4) {  // the limit cut a character in two
      text_.resize(draft.begin + bad);
      text = std::string_view(text_).substr(draft.begin);
    }
  }
  if (draft.high_bytes) {
    const std::size_t bad = dsl::find_bad_utf8(text);
    if (bad != std::string_view::npos) {
      if (cell.fault == CellFault::None) cell.fault = CellFault::BadUtf8;
      report_bad_text(cell, text, bad);
    }
  }
  if (draft.nul) {
    if (cell.fault == CellFault::None) cell.fault = CellFault::NulByte;
    report(code::kNulByte, cell.line, cell.column, "the cell " + excerpt(text) + " holds a NUL byte", "");
  }
  begins_.push_back(draft.begin);
  row.cells.push_back(cell);
}

/// A text that was read from another encoding holds a mark where that does not know the bytes.
void CsvReader::report_bad_text(const Cell& cell, std::string_view text, std::size_t bad) {
  if (options_.from_database)
    return report(
        code::kBadUtf8, cell.line, cell.column,
        "the cell " + excerpt(text) + " is not UTF-8: its byte " + std::to_string(bad + 1) + " begins no character",
        "store the text anew");
  if (!options_.encoding.empty())
    return report(code::kBadUtf8, cell.line, cell.column,
                  "the cell " + excerpt(text) + " holds bytes that `" + options_.encoding + "` does not know",
                  "name the encoding in which the file was saved, or save it as UTF-8");
  if (seen_encoding_.empty()) seen_encoding_ = encoding_seen_in(text);
  report(code::kBadUtf8, cell.line, cell.column,
         "the cell " + excerpt(text) + " is not UTF-8: its byte " + std::to_string(bad + 1) + " begins no character",
         seen_encoding_.empty() ? "save the file as UTF-8" : advice_for(seen_encoding_));
}

void CsvReader::report(dsl::Code code, std::uint32_t line, std::uint32_t column, std::string message,
                       std::string help) {
  findings_.push_back(
      {code, FindingSeverity::Error, Place{file_, line, column, ""}, {}, std::move(message), std::move(help)});
}

}  // namespace shibo::engine
