// Where what a command prints goes: standard output, a file that is there whole or not at all, or nowhere.
#pragma once

#include <array>
#include <streambuf>
#include <string>

#include "style.hpp"

namespace shibo::cli {

/// The buffer behind std::cout while the program runs. A write that fails is remembered with the system's reason, so
/// that the program can say so at its end whatever it was printing.
class Output final : public std::streambuf {
 public:
  Output();
  ~Output() override;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Sends what follows into a file. It is written beside, and takes the file's name in `finish`; something that is no
  /// regular file (`/dev/stderr`, a named pipe) is written as it comes. Gives the system's reason where that cannot be
  /// done.
  [[nodiscard]] std::string to_file(const std::string& path);
  /// Sends what follows nowhere, unless it goes to a file.
  void discard();

  /// Writes what is left and, where `keep` holds and all was written, gives the file its name. Gives one sentence on
  /// what could not be written; empty if all was.
  [[nodiscard]] std::string finish(bool keep);

  /// Colour and width of where it goes: none in a file.
  [[nodiscard]] Style style() const;

 protected:
  int_type overflow(int_type next) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override;

 private:
  bool write_all(const char* from, std::size_t size);

  std::array<char, 65536> buffer_{};
  int descriptor_ = 1;
  int error_ = 0;  ///< errno of the first write that failed
  bool discards_ = false;
  bool closed_ = false;   ///< there is no standard output
  bool by_line_ = false;  ///< a terminal: somebody reads along
  std::string path_;      ///< of the file; empty for standard output
  std::string beside_;    ///< what the file is called until it is whole; empty if it is written as it comes
};

}  // namespace shibo::cli
