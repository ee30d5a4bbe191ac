#include "output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iostream>

namespace shibo::cli {

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

std::string Output::to_file(const std::string& path) {
  std::string why = file_.open(path);
  if (!why.empty()) return why;
  path_ = path;
  by_line_ = false;
  discards_ = false;
  return {};
}

void Output::discard() { discards_ = path_.empty(); }

void Output::keep_clear_of(const std::string& file) { also_read_ = file; }

bool Output::is_clear_of(const std::vector<std::string>& files) const {
  if (path_.empty()) return true;
  struct stat target {};
  if (stat(path_.c_str(), &target) != 0) return true;
  const auto is_target = [&](const struct stat& about) {
    return about.st_dev == target.st_dev && about.st_ino == target.st_ino;
  };
  const auto names_target = [&](const std::string& file) {
    struct stat about {};
    return stat(file.c_str(), &about) == 0 && is_target(about);
  };
  struct stat input {};
  const bool from_input = fstat(STDIN_FILENO, &input) == 0 && S_ISREG(input.st_mode) && is_target(input);
  const bool read = from_input || names_target(also_read_) || std::any_of(files.begin(), files.end(), names_target);
  const bool rules = path_.ends_with(".shibo") || path_.ends_with(".toml");
  if (read) std::cerr << "shibo: `" << path_ << "` is read: a report in its place would destroy it\n";
  else if (rules)
    std::cerr << "shibo: `" << path_ << "` holds rules or settings: a report in its place would destroy it\n";
  return !read && !rules;
}

Style Output::style() const { return path_.empty() ? style_of(STDOUT_FILENO) : Style{}; }

std::string Output::finish() {
  sync();
  if (failure_.empty() && complete_ && file_.is_open()) failure_ = file_.commit();
  if (failure_.empty()) return {};
  return "cannot write " + (path_.empty() ? "standard output" : "`" + path_ + "`") + ": " + failure_;
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
  const std::string_view text(pbase(), static_cast<std::size_t>(pptr() - pbase()));
  if (!discards_ && failure_.empty() && !text.empty()) failure_ = write_out(text);
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  return failure_.empty() ? 0 : -1;
}

std::string Output::write_out(std::string_view text) {
  if (!path_.empty()) return file_.write(text);
  if (closed_) return std::strerror(EBADF);
  while (!text.empty()) {
    const ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return std::strerror(errno);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace shibo::cli
