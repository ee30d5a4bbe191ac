#include "output.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <iostream>

namespace shibo::cli {

namespace fs = std::filesystem;

Output::Output() : by_line_(isatty(STDOUT_FILENO) != 0) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  // Where the caller closed standard output, the next file that is opened would take its place, and be written to.
  if (fcntl(STDOUT_FILENO, F_GETFD) != -1) return;
  closed_ = true;
  if (const int nothing = open("/dev/null", O_WRONLY); nothing >= 0 && nothing != STDOUT_FILENO) {
    dup2(nothing, STDOUT_FILENO);
    close(nothing);
  }
}

Output::~Output() {
  if (!path_.empty() && descriptor_ >= 0) close(descriptor_);
  if (!beside_.empty()) unlink(beside_.c_str());
}

std::string Output::to_file(const std::string& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  const bool whole = !fs::exists(status) || fs::is_regular_file(status);
  if (whole) {
    // Through a link, so that the link stays one.
    const fs::path real = fs::exists(status) ? fs::canonical(path, failure) : fs::path(path);
    beside_ = real.string() + ".part" + std::to_string(getpid());
  }
  const std::string& name = whole ? beside_ : path;
  descriptor_ = open(name.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (whole ? O_TRUNC : 0), 0666);
  if (descriptor_ < 0) {
    beside_.clear();
    return std::strerror(errno);
  }
  if (whole && fs::exists(status)) fs::permissions(beside_, status.permissions(), failure);
  path_ = path;
  by_line_ = false;
  discards_ = false;
  return {};
}

void Output::discard() { discards_ = path_.empty(); }

Style Output::style() const { return path_.empty() ? style_of(STDOUT_FILENO) : Style{}; }

std::string Output::finish(bool keep) {
  sync();
  if (error_ == 0 && !path_.empty()) {
    if (close(descriptor_) != 0) error_ = errno;
    descriptor_ = -1;
    if (error_ == 0 && keep && !beside_.empty()) {
      const std::string name = beside_.substr(0, beside_.rfind(".part"));
      if (std::rename(beside_.c_str(), name.c_str()) == 0) beside_.clear();
      else error_ = errno;
    }
  }
  if (error_ == 0) return {};
  return "cannot write " + (path_.empty() ? "standard output" : "`" + path_ + "`") + ": " + std::strerror(error_);
}

Output::int_type Output::overflow(int_type next) {
  if (sync() != 0) return traits_type::eof();
  if (!traits_type::eq_int_type(next, traits_type::eof())) return sputc(traits_type::to_char_type(next));
  return traits_type::not_eof(next);
}

std::streamsize Output::xsputn(const char* text, std::streamsize size) {
  const std::streamsize taken = std::streambuf::xsputn(text, size);
  if (by_line_ && std::memchr(text, '\n', static_cast<std::size_t>(size)) != nullptr && sync() != 0) return 0;
  return taken;
}

int Output::sync() {
  const bool written = write_all(pbase(), static_cast<std::size_t>(pptr() - pbase()));
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  return written ? 0 : -1;
}

bool Output::write_all(const char* from, std::size_t size) {
  if (discards_) return true;
  if (closed_ && path_.empty() && size > 0) error_ = EBADF;
  while (size > 0 && error_ == 0) {
    const ssize_t written = write(descriptor_, from, size);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) error_ = errno;
    else from += written, size -= static_cast<std::size_t>(written);
  }
  return error_ == 0;
}

}  // namespace shibo::cli
