#include "client/cli/shared/follow.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <thread>

namespace vouch::client {

namespace {
constexpr auto kFileLookEvery = std::chrono::milliseconds(50);
}

LogFollower::LogFollower(FetchFile log, std::optional<Bytes32> election_id, std::optional<Seen> seen)
    : log_(std::move(log)), election_id_(election_id), seen_(seen) {}

Result<std::vector<Bytes>> LogFollower::next() {
    const auto fetched = log_("checkpoint");
    if (!fetched) return refused(Reason::not_fitting, says().log.none_yet);
    const std::string text = text_of(*fetched);
    if (text == note_) return std::vector<Bytes>{};
    VOUCH_TRY(note, SignedNote::parse(text));
    VOUCH_TRY(claimed, Checkpoint::parse(note.text));    // verified before what it claims is fetched
    if (claimed.size < std::max(frontier_.size(), seen_ ? seen_->size : 0))
        return refused(Reason::not_fitting, says().log.gone_back({.count = claimed.size}));
    std::optional<FirstEntry>
        first;    // fetched before the rest, so that nothing is fetched on a forged word
    if (!vkey_) {
        VOUCH_TRY(fetched_first, fetch_first_entry(log_, claimed.size, election_id_));
        first = std::move(fetched_first);
    }
    const Vkey key = first ? first->log_vkey : *vkey_;
    VOUCH_TRY(verified, verify_checkpoint(text, key));
    VOUCH_TRY(fresh, fetch_entries(log_, frontier_.size(), claimed.size));
    if (first && (fresh.empty() || fresh.front() != first->carried))
        return refused(Reason::not_fitting, says().log.two_firsts);
    MerkleFrontier frontier = frontier_;
    VOUCH_REQUIRE(extend(frontier, fresh));
    if (frontier.root() != claimed.root) return refused(Reason::not_fitting, says().log.not_its_checkpoint);
    vkey_ = key;
    frontier_ = std::move(frontier);
    checkpoint_ = verified.checkpoint;
    note_ = text;
    return fresh;
}

/// What is taken later is compared with these very bytes.
Result<FirstEntry> fetch_first_entry(const FetchFile& log, std::uint64_t size,
                                     const std::optional<Bytes32>& election_id) {
    if (size == 0) return refused(Reason::not_fitting, says().log.empty);
    const auto width = static_cast<std::uint32_t>(std::min<std::uint64_t>(size, kTileWidth));
    const LogFile first{LogFile::Kind::entries, 0, 0, width};
    auto bundle = log(first.path());
    if (!bundle) bundle = log(first.full().path());
    if (!bundle) return refused(Reason::not_fitting, says().log.first_missing);
    ByteView rest = *bundle;
    VOUCH_TRY(carried, take_entry(rest));
    VOUCH_TRY(entry, election::decode_entry(carried));
    const auto* manifest = std::get_if<election::Manifest>(&entry.body);
    if (!manifest) return refused(Reason::not_fitting, says().log.no_manifest);
    if (election_id && election::election_id_of(entry.body_bytes()) != *election_id)
        return refused(Reason::not_fitting, says().log.other_election);
    VOUCH_TRY(vkey, Vkey::parse(manifest->log_vkey, NoteKeyType::log));
    return FirstEntry{copy(carried), std::move(vkey)};
}

Status LogFollower::extend(MerkleFrontier& frontier, const std::vector<Bytes>& fresh) const {
    for (const Bytes& entry : fresh) {
        frontier.append(leaf_hash(entry));
        if (seen_ && frontier.size() == seen_->size && frontier.root() != seen_->root)
            return refused(Reason::not_fitting, says().log.lost_seen);
    }
    return accepted();
}

Replica::Replica(FetchFile log, std::optional<Bytes32> election_id, std::optional<Seen> seen)
    : follower_(std::move(log), election_id, seen),
      threads_(std::make_unique<election::WorkerThreads>()),
      replay_(std::make_unique<election::Replay>(system_rng(), election::Replay::Taken(), *threads_)) {}

Status Replica::update(const ProgressCall& progress) {
    if (const auto& refusal = replay_->refusal()) return refusal->why;
    const std::uint64_t before = follower_.seen().size;
    VOUCH_TRY(fresh, follower_.next());
    for (std::size_t i = 0; i < fresh.size(); ++i) {
        if (progress) progress(before + i, before + fresh.size());
        if (!replay_->feed(fresh[i])) break;
    }
    replay_->finish();
    if (const auto& refusal = replay_->refusal())
        return refused(refusal->why.reason,
                       says().log.entry_refused({.index = refusal->index, .why = refusal->why.detail}));
    return accepted();
}

Status Replica::update_past(std::uint64_t index) {
    const auto deadline = std::chrono::steady_clock::now() + kPublishTime;
    for (;;) {
        VOUCH_REQUIRE(update());
        if (follower_.seen().size > index) return accepted();
        if (std::chrono::steady_clock::now() > deadline)
            return refused(Reason::not_fitting, says().log.not_published({.index = index}));
        std::this_thread::sleep_for(kFileLookEvery);
    }
}

}    // namespace vouch::client
