// A text that was read, and the places in it.
//
// A Span is two byte offsets and nothing more. Only a Source knows its path and where its lines
// begin, and only it turns an offset into a line and a column.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace shibo::dsl {

/// A half-open range of bytes in one Source.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// A place for people: both count from 1, and the column counts code points, a tab as one.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend bool operator==(const Position&, const Position&) = default;
};

/// The text of one file with its path. Immutable, so spans and views into it stay true.
class Source {
 public:
  /// Of a text that is a piece of its file, `lines_before` lines of the file stand before it; places count them.
  Source(std::string path, std::string text, std::uint32_t lines_before = 0);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] std::string_view slice(Span span) const;

  /// The place of a byte offset; an offset at or past the end gives the place just after the text.
  [[nodiscard]] Position position(std::uint32_t offset) const;

  /// The line with the given number (from 1), without its line break; empty past the end and in `lines_before`.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;
  [[nodiscard]] std::uint32_t line_count() const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
  std::uint32_t lines_before_;
};

}  // namespace shibo::dsl
