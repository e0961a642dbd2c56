// Which checks each test reaches, in a marked copy: a line of JSON for every test, into the file that
// VOUCH_REACHED names.

#define CATCH_CONFIG_EXTERNAL_INTERFACES    // for listeners
#include <catch2/catch.hpp>

#include <chrono>
#include <fstream>
#include <string>

#include "tests/mutation/mutant.h"

namespace {

using vouch::mutation::reached;

class Reached : public Catch::TestEventListenerBase {
public:
    using TestEventListenerBase::TestEventListenerBase;

    void testCaseStarting(const Catch::TestCaseInfo&) override {
        for (auto& one : reached) one = false;
        began_ = std::chrono::steady_clock::now();
    }
    void testCaseEnded(const Catch::TestCaseStats& stats) override {
        const char* const file = std::getenv("VOUCH_REACHED");
        if (file == nullptr) return;
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began_;
        std::ofstream out(file, std::ios::app);
        out << "{\"test\": \"";
        for (const char c : stats.testInfo.name) out << (c == '"' || c == '\\' ? "\\" : "") << c;
        out << "\", \"seconds\": " << took.count() << ", \"reached\": [";
        const char* between = "";
        for (std::size_t number = 0; number < vouch::mutation::kMutantsMax; ++number)
            if (reached[number]) out << std::exchange(between, ", ") << number;
        out << "]}\n";
    }

private:
    std::chrono::steady_clock::time_point began_;
};

CATCH_REGISTER_LISTENER(Reached)

}    // namespace
