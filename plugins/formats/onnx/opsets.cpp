#include "plugins/formats/onnx/opsets.hpp"

#include <onnx.pb.h>

#include "plugins/formats/onnx/text.hpp"
#include "plugins/formats/onnx/writer.hpp"

namespace mortise::onnx {

std::string_view normal_domain(std::string_view domain) {
  return domain == "ai.onnx" ? std::string_view() : domain;
}

Opsets::Opsets(const Imports& imports) {
  for (const auto& import : imports) {
    const std::string_view domain =
        normal_domain(checked_text("opset_import: domain", import.domain()));
    const int64_t version = import.version();
    if (version < 1 || version > INT32_MAX) {
      sdk::invalid("opset_import: domain `", quoted(domain), "` has version ", version);
    }
    if (domain.empty() && version > int64_t{kNewestOpset}) {
      sdk::unsupported("the model uses opset ", version,
                       " of the standard operators; the newest known is ", kNewestOpset,
                       ": export it for that one or an older one");
    }
    const auto [found, is_new] =
        versions_.emplace(std::string(domain), static_cast<uint32_t>(version));
    if (!is_new && found->second != static_cast<uint32_t>(version)) {
      sdk::invalid("opset_import: domain `", quoted(domain), "` is imported in versions ",
                   found->second, " and ", version);
    }
  }
}

uint32_t Opsets::version(std::string_view domain) const {
  const auto found = versions_.find(domain);
  if (found != versions_.end()) return found->second;
  const std::string name =
      domain.empty() ? "the standard operators" : sdk::message("domain `", quoted(domain), "`");
  sdk::invalid("opset_import names no version of ", name);
}

void Opsets::add_missing(const Opsets& others) {
  versions_.insert(others.versions_.begin(), others.versions_.end());
}

std::string Opsets::to_string() const {
  std::string text;
  for (const auto& [domain, version] : versions_) {
    if (!text.empty()) text += ", ";
    text += domain.empty() ? sdk::message(version) : sdk::message(domain, " ", version);
  }
  return text;
}

}  // namespace mortise::onnx
