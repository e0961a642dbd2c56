#include "simulate/election.h"

#include <fmt/core.h>
#include <sodium.h>
#include <spdlog/spdlog.h>
#include <sqlite3.h>
#include <unistd.h>

#include "crypto/digest_set.h"
#include "crypto/sodium.h"
#include "simulate/invariants.h"
#include "simulate/randomness.h"

namespace vouch::simulation {
namespace {

/// An election without faults takes some ten simulated minutes. What is not over after this long stands
/// still.
constexpr auto kLongest = std::chrono::minutes(45);
constexpr auto kAuditMost = std::chrono::minutes(10);

/// A folder in memory where there is one, gone with the election.
class Folder {
public:
    Folder() {
        const bool shared = std::filesystem::is_directory("/dev/shm");
        std::string name =
            (shared ? Path("/dev/shm") : std::filesystem::temp_directory_path()) / "vouch-simulate-XXXXXX";
        if (::mkdtemp(name.data()) == nullptr) throw StorageError("no folder for a simulated disk");
        path_ = std::filesystem::canonical(name);    // as SQLite calls it
        std::filesystem::create_directory(path_ / "server");
        std::filesystem::create_directory(path_ / "homes");
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    Path operator/(const char* name) const { return path_ / name; }

private:
    Path path_;
};

/// What is drawn once in a process is drawn before the first election, so that all are alike.
void prepare_once() {
    static const bool prepared = [] {
        initialize_crypto();
        spdlog::set_level(spdlog::level::off);
        return DigestSet().insert(Bytes32{1});
    }();
    static_cast<void>(prepared);
}

/// Everything that one election consists of, in the order in which it is made; taken down in close().
class Election {
public:
    explicit Election(const Run& run)
        : draw_(run.seed),
          world_(draw_.next(), run.lines),
          randomness_(draw_.next()),
          faults_(run.faults),
          shape_(draw_shape(draw_)),
          machine_(world_, faults_, folder_ / "server", shape_.limits),
          network_(world_, faults_, machine_),
          hall_(world_, network_, faults_, folder_ / "homes", shape_, draw_.next()) {
        world_.ends_program([this] {
            const std::vector<Fault> due = faults_.next(Faults::Count::home_call);
            for (const Fault& fault : due) world_.say(text_of(fault));
            return !due.empty();
        });
    }

    Outcome hold() {
        machine_.may_organize(hall_.organizer->line());
        machine_.start();
        begin_lives();
        Outcome out;
        const TimePoint began = world_.now();
        bool over = world_.run_until(began + kLongest);
        if (hall_.address) {    // also where some still wait: what is there may say why
            world_.begin_life("auditor", [this] { audit_at_the_end(hall_, found_); });
            over = world_.run_until(world_.now() + kAuditMost) && over;
        }
        out.broken = what_broke(over);
        out.time = world_.now() - began;
        fill_in(out);
        close();
        return out;
    }

private:
    void begin_lives() {
        world_.begin_life("organizer", [this] { organize(hall_); });
        for (std::uint32_t number = 1; number <= kTrustees; ++number)
            world_.begin_life(fmt::format("trustee {}", number),
                              [this, number] { be_trustee(hall_, number); });
        for (std::uint32_t number = 1; number <= shape_.people; ++number)
            world_.begin_life(fmt::format("participant {}", number),
                              [this, number] { participate(hall_, number); });
        if (shape_.with_two_devices > 0)
            world_.begin_life("a second device", [this] { take_second_device(hall_); });
        for (std::uint32_t number = 1; number <= shape_.strangers; ++number)
            world_.begin_life(fmt::format("stranger {}", number),
                              [this, number] { be_a_stranger(hall_, number); });
    }

    std::vector<std::string> what_broke(bool over) {
        std::vector<std::string> out = world_.broken_lives();
        if (!over)
            for (const std::string& name : world_.still_alive()) out.push_back(name + " waits for ever");
        if (over || found_.report)
            for (std::string& broken : what_is_broken(hall_, found_)) out.push_back(std::move(broken));
        for (const std::string& broken : out) world_.say("BROKEN: " + broken);
        return out;
    }

    void fill_in(Outcome& out) {
        out.trace = world_.trace().hash();
        out.events = world_.trace().events();
        out.starts = machine_.starts();
        out.ballots = hall_.meant.size();
        for (const Meant& ballot : hall_.meant) out.receipts += ballot.receipt ? 1 : 0;
        out.counted = found_.report && found_.report->state.phase == election::Phase::published;
        out.hits = faults_.hits();
        for (const auto count : {Faults::Count::disk_call, Faults::Count::turn, Faults::Count::message,
                                 Faults::Count::connection, Faults::Count::cast, Faults::Count::home_call})
            out.calls.push_back(faults_.counted(count));
    }

    void close() {
        machine_.end();
        world_.end();
    }

    Folder folder_;
    Draw draw_;
    World world_;
    Randomness randomness_;
    Faults faults_;
    const Shape shape_;
    Machine machine_;
    Network network_;
    Hall hall_;
    FoundLog found_;
};

}    // namespace

std::vector<Fault> faults_of(std::uint64_t seed) {
    Draw draw(~seed);
    return draw_faults(draw);
}

Outcome hold(const Run& run) {
    prepare_once();
    return Election(run).hold();
}

}    // namespace vouch::simulation
