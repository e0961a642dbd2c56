#pragma once
// The calls by which this library makes something durable, noted as they are made, in a process that can be
// ended just before any of them. The calls themselves are the system's.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace vouch::testing {

/// "sync file", "sync folder", "rename", "link", "unlink", in the order in which `work` made them.
std::vector<std::string> steps_of(const std::function<void()>& work);

/// Does the work in a process of its own that ends, as if it were killed, before the step of that place, from
/// 0; false where the work has fewer steps and came to its end.
bool ended_before(std::size_t step, const std::function<void()>& work);

}    // namespace vouch::testing
