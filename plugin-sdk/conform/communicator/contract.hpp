// The contract of communicators, case by case.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace mortise::conform::contract {

struct Contract {
  std::string name;
  std::string sentence;         // what is so
  std::vector<uint32_t> ranks;  // numbers of ranks with which it is tried
  std::function<void(uint32_t ranks)> check;
};

const std::vector<Contract>& collectives_contract();
const std::vector<Contract>& failures_contract();
const std::vector<Contract>& messages_contract();
const std::vector<Contract>& open_contract();
const std::vector<Contract>& order_contract();
const std::vector<Contract>& reductions_contract();
const std::vector<Contract>& split_contract();
const std::vector<Contract>& stress_contract();

}  // namespace mortise::conform::contract
