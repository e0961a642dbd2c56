#pragma once
// The disk of the simulated server: a real folder, and beside it what of it is on stable storage. The calls
// that change files come by here (system_calls.cpp), made by SQLite and by disk/ alike; each may fail, and
// the machine may end at each.
//
// A sync of a file puts its content on stable storage, a sync of a folder its names. What was not synced when
// the power went may be there or not, each sector of 512 bytes and each name by itself.

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "crypto/bytes.h"
#include "simulate/draw.h"

namespace vouch::simulation {

class Disk {
public:
    /// `folder` is there, and its own.
    explicit Disk(std::filesystem::path folder);
    ~Disk();
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    /// The disk that calls come by; null where there is none.
    static Disk* now_simulated() { return simulated_; }
    const std::filesystem::path& folder() const { return folder_; }

    enum class Call : std::uint8_t { make, write, truncate, sync, rename, remove };
    /// Is asked before each call; an errno where it has to fail.
    void before_each(std::function<int(Call)> asked) { asked_ = std::move(asked); }
    /// From now on every call fails and nothing changes: the machine has ended, though the program goes on
    /// until its turn is over.
    void stop() { stopped_ = true; }
    bool stopped() const { return stopped_; }

    // What a file or folder (nothing) holds, by its path in the folder.
    using Files = std::map<std::string, std::optional<Bytes>>;
    Files now() const;                     // as it is
    Files after_power_cut(Draw&) const;    // as it may be found
    /// Begins again from these files, all on stable storage. No file is open.
    void begin_from(const Files& files);

    // By system_calls.cpp. Those that answer an int answer as the system does, with errno set.

    bool holds(const char* path) const;
    bool is_open(int descriptor) const { return open_.contains(descriptor); }
    int open(const char* path, int flags, mode_t mode);
    void closed(int descriptor) { open_.erase(descriptor); }
    /// Zero where it may go on.
    int may_write(int descriptor, std::uint64_t at, std::uint64_t size);
    int may_truncate(int descriptor, std::uint64_t size);
    int sync(int descriptor);
    int may(Call call);

private:
    struct Kept {
        Bytes content;                    // on stable storage
        std::set<std::uint64_t> dirty;    // sectors that were written since
        bool size_changed = false;        // since
    };
    using Names = std::map<std::string, ino_t>;

    struct Found {    // the folder as it is
        std::map<ino_t, Names> folders;
        std::map<ino_t, std::filesystem::path> where;
        ino_t root = 0;
    };
    Found look() const;
    void look_into(const std::filesystem::path& folder, Found& found) const;
    void collect(ino_t folder, const std::string& path, const Found& found, Draw& draw, Files& out) const;
    Bytes content_after(ino_t file, const Found& found, Draw& draw) const;
    int fails(int error) const;

    static Disk* simulated_;
    const std::filesystem::path folder_;
    std::function<int(Call)> asked_;
    bool stopped_ = false;
    std::map<int, ino_t> open_;
    std::map<ino_t, Kept> files_;
    std::map<ino_t, Names> folders_;    // on stable storage
};

}    // namespace vouch::simulation
