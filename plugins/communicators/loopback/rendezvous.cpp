#include "plugins/communicators/loopback/rendezvous.hpp"

#include <algorithm>
#include <utility>

namespace mortise::loopback {
namespace {

std::string quoted(const std::string& address) { return "loopback \"" + address + "\""; }

std::vector<uint32_t> absent(const std::vector<bool>& joined) {
  std::vector<uint32_t> ranks;
  for (uint32_t rank = 0; rank < joined.size(); ++rank) {
    if (!joined[rank]) ranks.push_back(rank);
  }
  return ranks;
}

}  // namespace

std::shared_ptr<Group> Rendezvous::join(const std::string& address, uint32_t rank, uint32_t size,
                                        Clock::duration timeout) {
  const Clock::time_point deadline = Clock::now() + timeout;
  std::unique_lock<std::mutex> lock(mutex_);
  const auto is_free = [&] {
    const auto found = meetings_.find(address);
    return found == meetings_.end() || found->second->group == nullptr;
  };
  if (!changed_.wait_until(lock, deadline, is_free)) {
    sdk::fail(MORTISE_STATUS_DEADLINE_EXCEEDED, quoted(address), ": rank ", rank,
              " could not open within ", format_duration(timeout), ": ",
              ranks_have(meetings_[address]->group->open_ranks()),
              " not closed an earlier communicator of this address");
  }
  const std::shared_ptr<Meeting> meeting = enter(address, rank, size);
  const bool settled = changed_.wait_until(
      lock, deadline, [&] { return meeting->group != nullptr || meeting->failure; });
  if (!settled) {
    const std::vector<uint32_t> missing = absent(meeting->joined);
    fail_meeting(address, *meeting,
                 {MORTISE_STATUS_DEADLINE_EXCEEDED, 0,
                  sdk::message(quoted(address), ": ", ranks_have(missing), " not opened (of ", size,
                               ") within the ", format_duration(timeout), " of rank ", rank)});
  }
  if (meeting->failure) raise(*meeting->failure);
  return meeting->group;
}

std::shared_ptr<Rendezvous::Meeting> Rendezvous::enter(const std::string& address, uint32_t rank,
                                                       uint32_t size) {
  std::shared_ptr<Meeting>& entry = meetings_[address];
  if (entry == nullptr) {
    entry = std::make_shared<Meeting>();
    entry->joined.resize(size);
    entry->missing = size;
  }
  const std::shared_ptr<Meeting> meeting = entry;
  if (meeting->joined.size() != size) {
    fail_meeting(address, *meeting,
                 {MORTISE_STATUS_INVALID_ARGUMENT, 0,
                  sdk::message(quoted(address), ": rank ", rank, " opens it for ", size,
                               " ranks, others for ", meeting->joined.size())});
    return meeting;
  }
  if (meeting->joined[rank]) {
    sdk::fail(MORTISE_STATUS_ALREADY_EXISTS, quoted(address), ": rank ", rank,
              " is opening already");
  }
  meeting->joined[rank] = true;
  if (--meeting->missing == 0) {
    meeting->group = std::make_shared<Group>(quoted(address), size);
    changed_.notify_all();
  }
  return meeting;
}

void Rendezvous::fail_meeting(const std::string& address, Meeting& meeting, Failure failure) {
  meeting.failure = std::move(failure);
  meetings_.erase(address);
  changed_.notify_all();
}

void Rendezvous::leave(const std::string& address) {
  const std::lock_guard<std::mutex> lock(mutex_);
  meetings_.erase(address);
  changed_.notify_all();
}

}  // namespace mortise::loopback
