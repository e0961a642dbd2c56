// A witness that ends at any step of what it makes durable goes on from there: it forgets nothing that it
// saw, signed or found, and its answers never run ahead of its disk.

#include <catch2/catch.hpp>

#include <fstream>

#include "client/cli/witness/cosigner.h"
#include "client/cli/witness/watch.h"
#include "tests/client/local_conference.h"
#include "tests/disk/steps.h"
#include "tests/support/passphrase.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

namespace {

constexpr std::uint64_t kNow = 1'796'000'000;

/// A witness's folder, whose copy of it each try begins with.
struct CrashingWitness {
    LocalConference conference;
    TemporaryFolder folder;
    WitnessKeys keys = *WitnessKeys::make(folder / "key", "W", kPassphrase, kKeyFileCostForTests);

    CrashingWitness() {
        conference.enrol(1);
        begin();
    }
    /// The newest of the conference is seen, without any crash.
    void begin() const {
        Alarms alarms(folder / "start/alarms", keys, [] { return kNow; });
        Watch watch(folder / "start", conference.fetch(), {}, {}, alarms, system_rng());
        REQUIRE(watch.look().ok());
    }
    void copy_to(const Path& to) const {
        std::filesystem::remove_all(to);
        std::filesystem::copy(folder / "start", to, std::filesystem::copy_options::recursive);
    }
    /// Looks once, in that folder; how it stands afterwards.
    std::vector<Alarm> look(const Path& in, const FetchFile& log, std::uint64_t& size) const {
        Alarms alarms(in / "alarms", keys, [] { return kNow; });
        Watch watch(in, log, {}, {}, alarms, system_rng());
        static_cast<void>(watch.look());
        size = watch.copy().size();
        return alarms.all();
    }
};

}    // namespace

TEST_CASE("whatever step a look at a log that has grown ends before, the next one goes on") {
    CrashingWitness witness;
    for (std::uint32_t number = 2; number <= 6; ++number) witness.conference.enrol(number);
    const Path tried = witness.folder / "tried";
    std::size_t step = 0;
    for (bool ended = true; ended; ++step) {
        CAPTURE(step);
        witness.copy_to(tried);
        std::uint64_t size = 0;
        ended = ended_before(step, [&] { witness.look(tried, witness.conference.fetch(), size); });
        {
            const LogCopy copy(tried / "log");    // the old one or the new one, whole
            CHECK((copy.size() == 3 || copy.size() == witness.conference.log.size()));
            std::uint64_t entries = 0;
            copy.for_each_entry([&entries](ByteView) { ++entries; });
            CHECK(entries == copy.size());
        }
        CHECK(witness.look(tried, witness.conference.fetch(), size).empty());
        CHECK(size == witness.conference.log.size());
    }
    CHECK(step > 10);
}

TEST_CASE("whatever step an alarm ends before, it is whole or is raised again, and stays") {
    CrashingWitness witness;
    std::vector<Bytes> entries = witness.conference.log.entries();
    entries.back().push_back(0);
    PublishedLog forked;
    forked.append(entries);
    const std::string text =
        Checkpoint{witness.conference.log_vkey.name(), forked.size(), forked.root()}.to_string();
    forked.files["checkpoint"] = copy(
        bytes_of(SignedNote{text, {sign_note(text, witness.conference.log_vkey, witness.conference.log_key)}}
                     .to_string()));
    const Path tried = witness.folder / "tried";
    std::size_t step = 0;
    for (bool ended = true; ended; ++step) {
        CAPTURE(step);
        witness.copy_to(tried);
        std::uint64_t size = 0;
        ended = ended_before(step, [&] { witness.look(tried, forked.fetch(), size); });
        const auto alarms = witness.look(tried, forked.fetch(), size);
        REQUIRE(alarms.size() == 1);
        CHECK(alarms[0].evidence.lie == Lie::fork);
        CHECK(witness.look(tried, witness.conference.fetch(), size).size() == 1);    // it is honest again
    }
    CHECK(step > 3);
}

TEST_CASE("a witness that answered has stored what it signed, whatever step it ends before") {
    CrashingWitness witness;
    const Vkey& log = witness.conference.log_vkey;
    const std::string note = text_of(witness.conference.log.files.at("checkpoint"));
    const Path tried = witness.folder / "cosigned", answer = witness.folder / "answer";
    Alarms alarms(witness.folder / "alarms", witness.keys, [] { return kNow; });
    std::size_t step = 0, answered = 0;
    for (bool ended = true; ended; ++step) {
        CAPTURE(step);
        std::filesystem::remove_all(tried);
        std::filesystem::remove(answer);
        ended = ended_before(step, [&] {
            Cosigner cosigner(tried, witness.keys, {log}, alarms, [] { return kNow; });
            const WitnessAnswer said = cosigner.add_checkpoint(AddCheckpoint{0, {}, note}.to_string());
            std::ofstream(answer) << said.body;
        });
        const Cosigner again(tried, witness.keys, {log}, alarms, [] { return kNow; });
        const auto kept = again.at(monitor_path(log.name()));
        if (!std::filesystem::exists(answer)) continue;
        ++answered;
        REQUIRE(kept);
        CHECK(*kept == note + disk::read_text_file(answer));
    }
    CHECK(step > 3);
    CHECK(answered == 1);
}
