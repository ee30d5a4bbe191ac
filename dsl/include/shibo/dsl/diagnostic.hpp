// What is wrong with a rule text, a table or a call, as data. Drawing it is another matter.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shibo/dsl/source.hpp"

namespace shibo::dsl {

enum class Severity : std::uint8_t { Error, Warning, Note };

/// A stable, documented name such as `E0214`. The letter is E (error), W (warning) or D (finding in
/// data); docs/diagnostics.md has a section for each.
struct Code {
  /// What is left to be said of a place after the mistake.
  enum class Leaves : std::uint8_t {
    Plain,    ///< what was meant is plain, or reading has put it right
    Unclear,  ///< nobody knows what was meant there: to say more would be an echo
  };
  char letter = 'E';
  std::uint16_t number = 0;
  Leaves leaves = Leaves::Plain;

  [[nodiscard]] std::string text() const;
  friend bool operator==(const Code& a, const Code& b) { return a.letter == b.letter && a.number == b.number; }
};

/// A further place that belongs to a diagnostic, such as a first declaration. The text is drawn
/// beside the underlined words; an empty `source` means the diagnostic's own.
struct Label {
  const Source* source = nullptr;
  Span where;
  std::string text;
};

/// One mistake: one message. Messages are one line, lower case, without a full stop; words of the
/// language and of the user stand in backticks.
struct Diagnostic {
  Code code;
  Severity severity = Severity::Error;
  const Source* source = nullptr;  ///< null when the mistake is in no file (a bad option)
  Span where;
  std::string message;
  std::string label;                ///< drawn beside the carets; may be empty
  std::vector<Label> labels;        ///< further places
  std::vector<std::string> notes;   ///< `= note:` lines
  std::optional<std::string> help;  ///< what to write instead
};

/// Collects diagnostics, drops exact repetitions, and stops storing at a stated limit (the count
/// goes on, and the renderer says how many are not shown).
class Diagnostics {
 public:
  static constexpr std::size_t kShownMax = 100;

  Diagnostic& add(Diagnostic diagnostic);
  /// An error at a place.
  Diagnostic& add(const Source& source, Code code, Span where, std::string message,
                  std::optional<std::string> help = {});
  void merge(Diagnostics other);

  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
  [[nodiscard]] bool has_errors() const { return errors_ != 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  [[nodiscard]] std::size_t warning_count() const { return warnings_; }

  /// In order of file (as first seen), place and code.
  void sort();

 private:
  std::vector<Diagnostic> all_;
  Diagnostic overflow_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

struct RenderOptions {
  bool colour = false;
};

/// Draws one diagnostic for people, with the source line, carets, labels and help.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, const RenderOptions& options = {});

/// All of them, then a line that counts errors and warnings.
[[nodiscard]] std::string render(const Diagnostics& diagnostics, const RenderOptions& options = {});

/// One JSON array for editors: code, severity, path, begin and end (byte, line, column), message,
/// label, labels, notes, help.
[[nodiscard]] std::string render_json(const Diagnostics& diagnostics);

/// The candidate nearest to `word`, when it is near enough to be a slip of the pen; ties go to the
/// first in alphabetical order.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace shibo::dsl
