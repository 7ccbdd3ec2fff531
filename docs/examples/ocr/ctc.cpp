#include "ctc.hpp"

#include <algorithm>

namespace ocr {

std::vector<std::string> read_charset(std::string_view listing) {
  std::vector<std::string> charset = {""};
  while (!listing.empty()) {
    const size_t end = std::min(listing.find('\n'), listing.size());
    std::string_view line = listing.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    charset.emplace_back(line);
    listing.remove_prefix(std::min(end + 1, listing.size()));
  }
  charset.emplace_back(" ");
  return charset;
}

Reading decode(const float* probabilities, size_t steps, const std::vector<std::string>& charset) {
  constexpr size_t kBlank = 0;
  Reading reading;
  size_t previous = kBlank;
  float sum = 0;
  int count = 0;
  for (size_t step = 0; step < steps; ++step) {
    const float* row = probabilities + step * charset.size();
    const auto best = static_cast<size_t>(std::max_element(row, row + charset.size()) - row);
    // A class that goes on is one character; a blank between makes it two.
    if (best != kBlank && best != previous) {
      reading.text += charset[best];
      sum += row[best];
      ++count;
    }
    previous = best;
  }
  if (count > 0) reading.score = sum / static_cast<float>(count);
  return reading;
}

}  // namespace ocr
