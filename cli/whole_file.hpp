// A file that somebody else sees whole or not at all.
#pragma once

#include <string>
#include <string_view>

namespace shibo::cli {

/// Is written beside the file that it will be, under a hidden name, and takes that file's name and permissions in
/// `commit`. What is not committed leaves nothing behind, and the file as it was. Links are followed and stay links.
/// Something that is no regular file
/// (`/dev/stderr`, a named pipe) is written as it comes.
///
/// The functions give the system's reason where something cannot be done; empty if all is well.
class WholeFile {
 public:
  WholeFile() = default;
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  /// Refuses a file that is there and must not be written, though its folder may be.
  [[nodiscard]] std::string open(const std::string& path);
  [[nodiscard]] std::string write(std::string_view text);
  [[nodiscard]] std::string commit();

  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

 private:
  int descriptor_ = -1;
  std::string real_;    ///< the file that it will be, at the end of all links
  std::string beside_;  ///< what it is called until then; empty if it is written as it comes
};

/// Opens, writes and commits.
[[nodiscard]] std::string write_whole(const std::string& path, std::string_view text);

}  // namespace shibo::cli
