#include "bench/made_log.h"

#include <algorithm>
#include <numeric>
#include <random>

#include "bench/known_voters.h"
#include "tests/support/made_election.h"

namespace vouch::bench {
namespace {

class Writer {
public:
    explicit Writer(const std::filesystem::path& file) : out_(file, std::ios::binary) {
        out_.exceptions(std::ios::failbit | std::ios::badbit);
    }
    void write_number(std::size_t number) { put(le32(static_cast<std::uint32_t>(number))); }
    void write(ByteView entry) {
        write_number(entry.size());
        put(entry);
    }

private:
    void put(ByteView bytes) {
        out_.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    std::ofstream out_;
};

/// Up to the confirmed opening.
void open(testing::MadeElection& election, std::uint32_t participants) {
    election.set_up();
    for (std::uint32_t number = 1; number <= participants; ++number) election.enrol(number);
    election.open();
    for (std::uint32_t trustee = 1; trustee <= 3; ++trustee) election.confirm_as_trustee(trustee);
}

}    // namespace

void make_log(const LogShape& shape, const std::filesystem::path& file) {
    testing::ElectionShape of;
    of.summoned = shape.participants;
    of.officials = 5;
    of.ring_capacity = 1024;
    testing::MadeElection election(of);
    open(election, shape.participants);
    Writer writer(file);
    writer.write_number(election.entries().size());
    for (const Bytes& entry : election.entries()) writer.write(entry);

    std::vector<KnownCredential> credentials;
    for (std::uint32_t number = 1; number <= shape.participants; ++number)
        credentials.push_back(KnownCredential::of(election.credential(number)));
    KnownVoters voters(*election.state().opening, credentials, disclose(election.joint_secret()));
    std::vector<std::size_t> order(voters.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 shuffling(1);
    for (std::uint64_t made = 0; made < shape.ballots; ++made) {
        const std::size_t turn = made % order.size();
        if (turn == 0) std::ranges::shuffle(order, shuffling);
        const auto revision = static_cast<std::uint32_t>(made / order.size());
        writer.write(election::make_ballot_entry(voters.ballot(order[turn], revision)));
    }
}

MadeLog::MadeLog(const std::filesystem::path& file) : in_(file, std::ios::binary) {
    in_.exceptions(std::ios::badbit);
    first_ballot_ = next_number().value();
}

std::optional<std::uint32_t> MadeLog::next_number() {
    std::array<std::uint8_t, 4> bytes{};
    if (!in_.read(reinterpret_cast<char*>(bytes.data()), bytes.size())) return {};
    return read_le32(bytes);
}

bool MadeLog::next(Bytes& entry) {
    const auto length = next_number();
    if (!length) return false;
    entry.resize(*length);
    in_.read(reinterpret_cast<char*>(entry.data()), static_cast<std::streamsize>(entry.size()));
    VOUCH_CHECK(in_.good());
    ++read_;
    return true;
}

}    // namespace vouch::bench
