#include "whole_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace shibo::cli {

namespace {

namespace fs = std::filesystem;

/// Where links lead, also to a file that is not there yet.
fs::path end_of_links(fs::path path) {
  constexpr int kLinksMax = 40;
  std::error_code failure;
  for (int i = 0; i < kLinksMax && fs::is_symlink(fs::symlink_status(path, failure)); ++i) {
    const fs::path next = fs::read_symlink(path, failure);
    path = next.is_absolute() ? next : path.parent_path() / next;
  }
  return path;
}

}  // namespace

WholeFile::~WholeFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!beside_.empty()) unlink(beside_.c_str());
}

std::string WholeFile::open(const std::string& path) {
  std::error_code failure;
  const fs::path real = end_of_links(path);
  const fs::file_status status = fs::status(real, failure);
  if (fs::is_directory(status)) return std::strerror(EISDIR);
  const bool there = fs::exists(status);
  if (there && access(real.c_str(), W_OK) != 0) return std::strerror(errno);
  real_ = real.string();
  if (there && !fs::is_regular_file(status)) {
    descriptor_ = ::open(real_.c_str(), O_WRONLY | O_CLOEXEC);
    return descriptor_ < 0 ? std::strerror(errno) : "";
  }
  const fs::path beside = real.parent_path() / ("." + real.filename().string() + ".part" + std::to_string(getpid()));
  descriptor_ = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor_ < 0) return std::strerror(errno);
  beside_ = beside.string();
  if (there) fs::permissions(beside, status.permissions(), failure);
  return {};
}

std::string WholeFile::write(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor_, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return std::strerror(errno);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

std::string WholeFile::commit() {
  const int failed = close(descriptor_);
  descriptor_ = -1;
  if (failed != 0) return std::strerror(errno);
  if (beside_.empty()) return {};
  if (std::rename(beside_.c_str(), real_.c_str()) != 0) return std::strerror(errno);
  beside_.clear();
  return {};
}

std::string write_whole(const std::string& path, std::string_view text) {
  WholeFile file;
  std::string why = file.open(path);
  if (why.empty()) why = file.write(text);
  return why.empty() ? file.commit() : why;
}

}  // namespace shibo::cli
