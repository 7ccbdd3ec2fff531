#include "tools/mortise/statistics.hpp"

#include <catch2/catch.hpp>

using mortise::cli::mean;
using mortise::cli::percentile;

TEST_CASE("percentiles are interpolated as NumPy does it") {
  // numpy.percentile([4, 1, 3, 2], [0, 25, 50, 90, 100])
  const std::vector<double> samples = {4, 1, 3, 2};
  CHECK(percentile(samples, 0) == 1);
  CHECK(percentile(samples, 25) == Approx(1.75));
  CHECK(percentile(samples, 50) == Approx(2.5));
  CHECK(percentile(samples, 90) == Approx(3.7));
  CHECK(percentile(samples, 100) == 4);
}

TEST_CASE("one sample is every percentile and the mean") {
  CHECK(percentile({7}, 50) == 7);
  CHECK(percentile({7}, 99) == 7);
  CHECK(mean({7}) == 7);
  CHECK(mean({1, 2, 6}) == Approx(3));
}
