// Random integers for comparison with an independent implementation, Boost.Multiprecision.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

namespace shibo::engine::oracle {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

/// Integers of mixed widths, up to `limbs_max` limbs of 32 bits and a little more, with a taste for the
/// borders: powers of two and their neighbours, runs of ones, zero, and the ends of 32 and 64 bits.
class Integers {
 public:
  explicit Integers(std::uint64_t seed, std::uint64_t limbs_max = 12) : random_(seed), limbs_max_(limbs_max) {}

  cpp_int next() {
    cpp_int value = magnitude();
    return below(2) == 0 ? value : cpp_int(-value);
  }

  cpp_int next_nonzero() {
    for (;;) {
      cpp_int value = next();
      if (value != 0) return value;
    }
  }

  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

 private:
  cpp_int magnitude() {
    const auto bits = static_cast<unsigned>(below(limbs_max_ + 1) * 32 + below(3));
    switch (below(5)) {
      case 0: return cpp_int(below(20));
      case 1: return (cpp_int(1) << bits) + cpp_int(below(3)) - (bits == 0 ? 0 : 1);
      case 2: return (cpp_int(1) << (30 + below(5))) + cpp_int(below(5)) - 2;
      case 3: return (cpp_int(1) << (62 + below(4))) + cpp_int(below(5)) - 2;
      default: return wide(bits + 1);
    }
  }

  /// Random limbs, of which many are all zeros or all ones: there long division has its rare cases.
  cpp_int wide(unsigned bits) {
    cpp_int value = 0;
    for (unsigned made = 0; made < bits; made += 32) {
      const std::uint64_t kind = below(4);
      const std::uint64_t limb = kind == 0 ? 0 : kind == 1 ? 0xFFFF'FFFFU : random_() >> 32;
      value = (value << 32) + limb;
    }
    return value;
  }

  std::mt19937_64 random_;
  std::uint64_t limbs_max_;
};

}  // namespace shibo::engine::oracle
