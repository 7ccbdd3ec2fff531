#include "plugin-sdk/conform/graph_tables.hpp"

#include <mortise/mortise.h>
#include <mortise/sdk/status.hpp>

#include "plugin-sdk/conform/memory.hpp"

namespace mortise::conform {
namespace {

constexpr int64_t kNever = INT64_MIN;
thread_local int64_t calls_left = kNever;

// The member of the table, preceded by the decision whether it fails.
template <auto member, class Function>
struct Checked;
template <auto member, class... Arguments>
struct Checked<member, mortise_status_t* (*)(Arguments...)> {
  static mortise_status_t* call(Arguments... arguments) {
    if (calls_left != kNever && calls_left-- == 0) return sdk::out_of_memory_status();
    return (mortise_graph_edit_table()->*member)(arguments...);
  }
};

template <auto member, class Function>
struct Steady;
template <auto member, class Result, class... Arguments>
struct Steady<member, Result (*)(Arguments...)> {
  static Result call(Arguments... arguments) {
    const SteadyAllocations steady;
    return (mortise_graph_view_table()->*member)(arguments...);
  }
};

template <auto member, class Function>
void set(mortise_graph_view_t& table, Function mortise_graph_view_t::*) {
  table.*member = &Steady<member, Function>::call;
}
template <auto member, class Function>
void set(mortise_graph_edit_t& table, Function mortise_graph_edit_t::*) {
  table.*member = &Checked<member, Function>::call;
}
template <auto member, class Table>
void set(Table& table) {
  set<member>(table, member);
}

}  // namespace

FailingEdit::FailingEdit(int64_t count) { calls_left = count; }
FailingEdit::~FailingEdit() { calls_left = kNever; }
bool FailingEdit::happened() const { return calls_left < 0; }

const mortise_graph_edit_t* FailingEdit::table() {
  using Table = mortise_graph_edit_t;
  static const Table table = [] {
    Table copy = *mortise_graph_edit_table();
    set<&Table::symbol_get>(copy);
    set<&Table::input_add>(copy);
    set<&Table::output_add>(copy);
    set<&Table::constant_add>(copy);
    set<&Table::state_add>(copy);
    set<&Table::state_set_next>(copy);
    set<&Table::node_add>(copy);
    set<&Table::node_remove>(copy);
    set<&Table::value_replace>(copy);
    set<&Table::value_set_type>(copy);
    set<&Table::value_set_name>(copy);
    set<&Table::metadata_set>(copy);
    set<&Table::graph_create>(copy);
    set<&Table::node_set_input>(copy);
    set<&Table::pack_add>(copy);
    set<&Table::graph_inline>(copy);
    return copy;
  }();
  return &table;
}

const mortise_graph_view_t* steady_view() {
  using Table = mortise_graph_view_t;
  static const Table table = [] {
    Table copy = *mortise_graph_view_table();
    set<&Table::node_get>(copy);
    set<&Table::value_get>(copy);
    set<&Table::state_at>(copy);
    return copy;
  }();
  return &table;
}

}  // namespace mortise::conform
