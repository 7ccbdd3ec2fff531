#include <mortise/mortise.hpp>

#include <string_view>

#include "plugin-sdk/conform/report.hpp"

namespace mortise::conform {
namespace {

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
h1{font-size:1.5rem;margin-bottom:.2rem}.sub{color:#666;margin-top:0}
.verdict{display:inline-block;padding:.1rem .6rem;border-radius:.3rem;color:#fff}
.good{background:#2a7d46}.bad{background:#b3261e}.skip{background:#8a8a8a}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.25rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}
td:first-child{font-family:ui-monospace,monospace;white-space:nowrap}
pre{background:#f5f5f2;padding:.6rem;overflow-x:auto;white-space:pre-wrap}
summary{cursor:pointer;font-weight:600;margin:1rem 0 .3rem}
</style>
)";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    switch (letter) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      default: result += letter;
    }
  }
  return result;
}

const char* class_of(Outcome outcome) {
  if (outcome == Outcome::kPassed) return "good";
  return outcome == Outcome::kSkipped ? "skip" : "bad";
}

std::string badge(const char* kind, std::string_view text) {
  return "<span class=\"verdict " + std::string(kind) + "\">" + escaped(text) + "</span>";
}

std::string row(const Verdict& verdict) {
  std::string text = "<tr><td>" + escaped(verdict.test) + "</td><td>" +
                     badge(class_of(verdict.outcome), outcome_name(verdict.outcome)) + "</td><td>" +
                     escaped(verdict.reason);
  if (!verdict.reproduction.empty())
    text += "<details><summary>the calls</summary><pre>" + escaped(verdict.reproduction) +
            "</pre></details>";
  return text + "</td></tr>\n";
}

std::string section(const Report& report, Outcome outcome, bool open) {
  const size_t count = report.count(outcome);
  if (count == 0) return {};
  std::string text = std::string("<details") + (open ? " open" : "") + "><summary>" +
                     std::to_string(count) + " " + outcome_name(outcome) + "</summary><table>\n";
  for (const Verdict& verdict : report.verdicts) {
    if (verdict.outcome == outcome) text += row(verdict);
  }
  return text + "</table></details>\n";
}

std::string options_text(const std::vector<std::string>& options) {
  std::string text;
  for (const std::string& option : options)
    text += (text.empty() ? ", with " : " and ") + escaped(option);
  return text;
}

}  // namespace

std::string to_html(const Report& report) {
  std::string text(kHead);
  text += "<title>" + escaped(report.plugin) + ": conformance</title></head><body>\n<h1>" +
          escaped(report.plugin + " " + report.version) + " " +
          (report.conforms() ? badge("good", "conforms") : badge("bad", "does not conform")) +
          "</h1>\n<p class=\"sub\">" + escaped(summary_line(report)) + "; Mortise " +
          escaped(mortise::version()) + ", seed " + std::to_string(report.seed) +
          (report.filter.empty() ? std::string() : ", only " + escaped(report.filter)) +
          options_text(report.options) + "<br>sha256 " + escaped(report.sha256) + "</p>\n";
  for (const Outcome outcome : kOutcomes) {
    if (is_bad(outcome)) text += section(report, outcome, true);
  }
  text += section(report, Outcome::kSkipped, false);
  text += section(report, Outcome::kPassed, false);
  return text + "</body></html>\n";
}

}  // namespace mortise::conform
