#pragma once
// JSON as this folder writes and reads it.

#include <nlohmann/json.hpp>

namespace vouch::client {

using Json = nlohmann::ordered_json;    // keys stay as they were written
using SortedJson = nlohmann::json;      // keys sorted: two are equal whatever their order was

}    // namespace vouch::client
