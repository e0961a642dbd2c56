#include "simulate/invariants.h"

#include <fmt/core.h>

#include <map>
#include <set>

#include "client/cli/participant/home.h"
#include "crypto/tlog_proof.h"

namespace vouch::simulation {
namespace {

using namespace client;
using election::Phase;

/// The files that were fetched, so that a changed copy can be audited.
using Copied = std::map<std::string, Bytes>;
FetchFile copying(FetchFile from, Copied& copied) {
    return [from = std::move(from), &copied](const std::string& path) {
        auto content = from(path);
        if (content) copied[path] = *content;
        return content;
    };
}
FetchFile out_of(const Copied& copied) {
    return [&copied](const std::string& path) -> std::optional<Bytes> {
        const auto found = copied.find(path);
        if (found == copied.end()) return std::nullopt;
        return found->second;
    };
}

void change_a_bit(Copied& copied, Draw& draw) {
    std::vector<Bytes*> files;
    for (auto& [path, content] : copied)
        if (path.starts_with("tile/") && !content.empty()) files.push_back(&content);
    if (files.empty()) return;
    Bytes& file = *files[draw.below(files.size())];
    file[draw.below(file.size())] ^= static_cast<std::uint8_t>(1u << draw.below(8));
}

/// Whether the home opens, follows the log, and holds no ballot that nobody knows of.
bool goes_on(const Hall& hall, const Path& home) {
    const auto opened = ParticipantHome::open(home, kPassphrase);
    if (!opened.ok()) return false;
    const auto device = opened->device();
    const auto pending = opened->pending();
    if (!device.ok() || !pending.ok()) return false;
    return !*pending || std::ranges::count(hall.meant, **pending, &Meant::body) == 1;
}

class Checks {
public:
    Checks(const Hall& hall, const FoundLog& found) : hall_(hall), found_(found) {}

    std::vector<std::string> run() {
        broken_ = hall_.complaints;
        for (const std::string& home : found_.homes_stuck) say("a home cannot go on: " + home);
        if (!found_.report) {
            say("there was no audit");
            return std::move(broken_);
        }
        if (!found_.report->holds()) say("the audit: " + found_.report->sentence());
        if (found_.tampered_holds) say("the audit of a changed copy found nothing");
        if (hall_.network.casts_most() > hall_.shape.limits.queued_ballots)
            say(fmt::format("{} ballots were queued at a time", hall_.network.casts_most()));
        if (hall_.gave_way_to_second_device && !hall_.second_device_checked_in)
            say("a number was taken by none of its two devices");
        find_roots();
        check_checkpoints();
        for (const Meant& ballot : hall_.meant) check_ballot(ballot);
        check_count();
        return std::move(broken_);
    }

private:
    void say(std::string what) { broken_.push_back(std::move(what)); }

    void find_roots() {
        MerkleFrontier frontier;
        roots_.push_back(frontier.root());
        for (std::size_t i = 0; i < found_.entries.size(); ++i) {
            frontier.append(leaf_hash(found_.entries[i]));
            roots_.push_back(frontier.root());
            index_of_[found_.entries[i]] = i;
        }
    }

    /// Every checkpoint that the server ever signed and said is one of this log.
    void check_checkpoints() {
        const std::string path = hall_.address->conference.path + "/log/checkpoint";
        for (const SeenCheckpoint& seen : hall_.network.checkpoints())
            if (seen.path == path) check_note(seen.note, "a checkpoint that was published");
        for (const Meant& ballot : hall_.meant)
            if (ballot.receipt) {
                const auto proof = TlogProof::parse(ballot.receipt->proof);
                if (proof.ok()) check_note(proof->checkpoint, "a receipt's checkpoint");
            }
    }
    void check_note(const std::string& text, const char* what) {
        if (!looked_at_.insert(text).second) return;
        const auto verified = verify_checkpoint(text, *Vkey::parse(hall_.log_vkey));
        if (!verified.ok()) return say(std::string(what) + " is not signed");
        const auto& [origin, size, root] = verified->checkpoint;
        if (size >= roots_.size())
            say(fmt::format("{} is of {} entries, and the log has {}", what, size, roots_.size() - 1));
        else if (roots_[size] != root)
            say(fmt::format("{} of {} entries contradicts the log", what, size));
    }

    void check_ballot(const Meant& ballot) {
        const auto index = index_of_.find(election::make_ballot_entry(ballot.body));
        const bool there = index != index_of_.end();
        if (ballot.receipt) {
            const auto proof = TlogProof::parse(ballot.receipt->proof);
            if (!proof.ok() || !there || index->second != proof->index)
                say(fmt::format("a receipt for revision {} is not for what is in the log", ballot.revision));
        }
        if (ballot.refused && there && !ballot.receipt)
            say(fmt::format("a ballot was refused ({}) and is in the log", name(*ballot.refused)));
    }

    /// The count is that of what people meant, each by the last ballot that is in the log; and that is no
    /// older one than their last receipt's.
    void check_count() {
        const election::State& state = found_.report->state;
        election::Counts plain;
        for (const auto& [tag, counted] : state.ballots) {
            const auto meant = std::ranges::find_if(
                hall_.meant, [&, tag = tag, revision = counted.revision](const Meant& ballot) {
                    return ballot.tag == tag && ballot.revision == revision &&
                           index_of_.contains(election::make_ballot_entry(ballot.body));
                });
            if (meant == hall_.meant.end()) {
                say("a ballot counts that nobody meant");
                continue;
            }
            add(plain, meant->levels.front());
        }
        for (const Meant& ballot : hall_.meant) {
            const auto counted = state.ballots.find(ballot.tag);
            if (ballot.receipt &&
                (counted == state.ballots.end() || counted->second.revision < ballot.revision))
                say("a ballot with a receipt does not count, nor a later one");
        }
        if (state.phase == Phase::published &&
            (state.electronic.size() != 1 || state.electronic.front() != plain))
            say("the count is not the plain one");
        constexpr Phase kEnds[] = {Phase::published, Phase::too_few_ballots, Phase::no_quorum};
        if (std::ranges::find(kEnds, state.phase) == std::end(kEnds))
            say("the election did not come to its end: " + std::string(election::name(state.phase)));
    }
    static void add(election::Counts& counts, election::Level level) {
        switch (level) {
            case election::Level::high:
                ++counts.high;
                break;
            case election::Level::medium:
                ++counts.medium;
                break;
            case election::Level::low:
                ++counts.low;
                break;
            case election::Level::blank:
                ++counts.blank;
                break;
        }
    }

    const Hall& hall_;
    const FoundLog& found_;
    std::vector<std::string> broken_;
    std::vector<Bytes32> roots_;    // by size
    std::set<std::string> looked_at_;
    std::map<Bytes, std::size_t> index_of_;
};

}    // namespace

void audit_at_the_end(Hall& hall, FoundLog& found) {
    persist(hall, "the audit", [&] {
        Copied copied;
        const FetchFile log = copying(log_of(*hall.address), copied);
        AuditReport report = audit(log, *Vkey::parse(hall.log_vkey));
        if (!report.holds() && report.checkpoint.size == 0) return false;    // there is no server now
        const auto entries = fetch_entries(out_of(copied), 0, report.checkpoint.size);
        if (entries.ok()) found.entries = *entries;
        found.report = std::move(report);
        change_a_bit(copied, hall.draw);
        found.tampered_holds = audit(out_of(copied), *Vkey::parse(hall.log_vkey)).holds();
        return true;
    });
    for (std::uint32_t number = 1; number <= hall.shape.people; ++number) {
        const Path home = hall.home(fmt::format("participant-{}", number));
        if (!ParticipantHome::exists(home)) continue;
        bool fine = false;
        for (unsigned tries = 0; !fine && tries < 5; ++tries) {
            try {
                fine = goes_on(hall, home);
            } catch (const std::exception&) {
                hall.world.sleep(std::chrono::seconds(20));
            }
        }
        if (!fine) found.homes_stuck.push_back(home.filename().string());
    }
}

std::vector<std::string> what_is_broken(const Hall& hall, const FoundLog& found) {
    return Checks(hall, found).run();
}

}    // namespace vouch::simulation
