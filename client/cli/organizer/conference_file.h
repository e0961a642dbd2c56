#pragma once
// conference.toml: what an organizer writes before the day, turned into a manifest without keys
// (docs/protocol.md, section 3.5, kind 1). Its form, optional keys with what stands where they are left out:
//
//     languages = ["vi", "en"]
//     title = ["…", "…"]                   # like body and place: one text per language
//     body = ["…", "…"]
//     place = ["…", "…"]
//     date = "2026-12-04"
//     profile = "party"                    # or "state", or none and all of [rules] below
//     trustees = 3                         # n
//     threshold = 2                        # t, with t <= n < 2t
//     witnesses = ["name+1234abcd+B…"]     # optional: vkeys, at most 15
//     organizers = ["An AbC…="]            # name and Ed25519 key in base64, one to three
//     revotes = 100                        # optional: how often a ballot may be replaced, 0 to 100
//     ring_capacity = 1024                 # optional: 256, 1024 or 4096
//     smallest_set = 5                     # optional: at least 5
//     relays = ["https://HOST[:PORT] PIN"] # optional; the pin, too
//
//     [[official]]                         # one or more, in the order of the ballot
//     name = "…"
//     position = ["…", "…"]
//     dossier = "folder"                   # optional, beside conference.toml; see dossier.h
//
//     [rules]                              # with a profile: `base` alone ("collected" where it is left out)
//     base = "summoned"                    # or "collected"
//     quorum = "2/3"
//     quorum_measured = "open"             # or "close"
//     level_names = [["Tín nhiệm thấp", "Low confidence"], ["Tín nhiệm", "Confidence"], ["…", "…"]]
//     [[rules.threshold]]                  # in ascending order: the last that holds is the outcome
//     name = "more_than_half_low"
//     level = "low"                        # or "medium" or "high"
//     share = "1/2"                        # of the base
//     strictly_more = true
//     consequence = ["…", "…"]

#include "client/cli/organizer/dossier.h"
#include "election/bodies.h"

namespace vouch::client {

struct Conference {
    election::Manifest manifest;      // nonce, log_vkey, box_key and web_digest are filled in by `create`
    std::vector<Dossier> dossiers;    // per official; an empty index where there is none
};

/// Reads the file and the dossiers it names; every mistake in them is listed with its file and line.
Checked<Conference> read_conference(const Path& file);

}    // namespace vouch::client
