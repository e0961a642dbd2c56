#include "wire/bulletin.h"

#include "crypto/transcript.h"
#include "wire/limits.h"
#include "wire/messages.h"

namespace vouch::wire {
namespace {

/// frame("vouch/1/bulletin") || election_id || frame(content)
Bytes bulletin_message(const Bytes32& election_id, ByteView content) {
    Bytes out = frame_of(bytes_of("vouch/1/bulletin"));
    append(out, election_id);
    append(out, frame_of(content));
    return out;
}

}    // namespace

Result<BulletinKind> kind_of(const pb::BulletinContent& content) {
    switch (content.what_case()) {
        case pb::BulletinContent::kReady:
            return BulletinKind::ready;
        case pb::BulletinContent::kPaperFigures:
            return BulletinKind::paper_figures;
        case pb::BulletinContent::kHallScreen:
            return BulletinKind::hall_screen;
        case pb::BulletinContent::WHAT_NOT_SET:
            break;
    }
    return {Reason::malformed, "a bulletin of no kind that this program knows"};
}

pb::Bulletin sign_bulletin(const SigningKey& key, const Bytes32& election_id,
                           const pb::BulletinContent& content) {
    pb::Bulletin out;
    out.set_content(content.SerializeAsString());
    out.set_key(text_of(key.public_key()));
    out.set_signature(text_of(key.sign(bulletin_message(election_id, bytes_of(out.content())))));
    return out;
}

Result<CheckedBulletin> check_bulletin(const pb::Bulletin& bulletin, const Bytes32& election_id) {
    const ByteView content = bytes_of(bulletin.content());
    if (content.size() > kBulletinBytesMax) return {Reason::too_large, "a bulletin"};
    VOUCH_TRY(key, exactly<32>(bytes_of(bulletin.key())));
    VOUCH_TRY(signature, exactly<64>(bytes_of(bulletin.signature())));
    if (!signature_holds(key, bulletin_message(election_id, content), signature))
        return {Reason::bad_signature, "not this conference's bulletin, or not by its key"};
    VOUCH_TRY(parsed, parse<pb::BulletinContent>(content));
    VOUCH_TRY(kind, kind_of(parsed));
    if (parsed.number() == 0 || parsed.number() > kBulletinNumberMax)
        return {Reason::malformed, "a bulletin without a number, or with too great a one"};
    return CheckedBulletin{key, kind, std::move(parsed)};
}

}    // namespace vouch::wire
