// Where what a command prints goes: standard output, a file that is there whole or not at all, or nowhere.
#pragma once

#include <array>
#include <streambuf>
#include <string>
#include <vector>

#include "style.hpp"
#include "whole_file.hpp"

namespace shibo::cli {

/// The buffer behind std::cout while the program runs. A write that fails is remembered with the system's reason, so
/// that the program can say so at its end whatever it was printing.
class Output final : public std::streambuf {
 public:
  Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Sends what follows into a file, which is there when `complete` was called before `finish`, and else is as it was.
  /// Gives the system's reason where that cannot be done.
  [[nodiscard]] std::string to_file(const std::string& path);
  /// Sends what follows nowhere, unless it goes to a file.
  void discard();

  /// One more file that is read, whatever the command: the settings. Empty: none.
  void keep_clear_of(const std::string& file);

  /// Whether the file is none of these, which the run reads; otherwise says on standard error that it is.
  [[nodiscard]] bool is_clear_of(const std::vector<std::string>& files) const;

  /// All has been printed that was to be: from now on the file is worth having.
  void complete() { complete_ = true; }
  /// Writes what is left. Gives one sentence on what could not be written; empty if all was.
  [[nodiscard]] std::string finish();

  /// Colour and width of where it goes: none in a file.
  [[nodiscard]] Style style() const;

 protected:
  int_type overflow(int_type next) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

 private:
  [[nodiscard]] std::string write_out(std::string_view text);

  std::array<char, 65536> buffer_{};
  WholeFile file_;
  std::string also_read_;
  std::string path_;     ///< of the file; empty for standard output
  std::string failure_;  ///< the system's reason of the first write that failed
  bool discards_ = false;
  bool closed_ = false;   ///< there is no standard output
  bool by_line_ = false;  ///< a terminal: somebody reads along
  bool complete_ = false;
};

}  // namespace shibo::cli
