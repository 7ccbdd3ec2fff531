// Names as a file gives them, checked before they go into a graph: the ABI's strings are UTF-8.
#pragma once

#include <mortise/sdk/status.hpp>

#include <string>
#include <string_view>

namespace mortise::onnx {

/// Offset of the first byte that is not UTF-8 (RFC 3629), or npos.
size_t find_invalid_utf8(std::string_view text);

/// `text`, or INVALID_ARGUMENT naming `what` when it is not UTF-8.
std::string_view checked_text(std::string_view what, std::string_view text);

/// `text`, shortened for a message when it is long; bytes that are not printable become "?".
std::string quoted(std::string_view text);

/// Runs `body`; errors get `where(): ` before their text. A name that the graph has already is the file's fault.
template <class Where, class Body>
decltype(auto) located(Where&& where, Body&& body) {
  try {
    return body();
  } catch (const sdk::Error& error) {
    const uint32_t code = error.code() == MORTISE_STATUS_ALREADY_EXISTS
                              ? MORTISE_STATUS_INVALID_ARGUMENT
                              : error.code();
    throw sdk::Error(code, sdk::message(where(), ": ", error.text()), error.flags());
  }
}

}  // namespace mortise::onnx
