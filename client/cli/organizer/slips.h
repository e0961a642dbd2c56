#pragma once
// The slips that participants are handed: an HTML page that prints as A4 sheets of eight, or of fewer where
// texts are long, each with name, unit, hall where there is one, roll number, address, the code in letters,
// and the link as a QR code. docs/protocol.md, section 5.

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "client/cli/shared/secret_text.h"

namespace vouch::client {

inline constexpr std::size_t kCodeGroupLetters = 4;

/// The parts that all slips of a conference share.
struct SlipSheet {
    std::string title, body, place, date;    // of the conference, in the slips' language
    std::string language;                    // a tag; of texts::words_in
    std::string address;                     // "https://HOST/c/ID": what is typed where no camera helps
    std::string mark;                        // of the counting board, 8 characters; empty where none is named
    bool rehearsal = false;
};

/// One person's slip. `code` is what election::printed_code makes of its code, and `link` the whole text of
/// the QR code. Both are secret, and are views that last while the page is made.
struct Slip {
    std::uint32_t number = 0;
    std::string_view name, unit, hall;    // the hall is empty where there is none
    std::string_view code, link;
};

/// Hands the page to `write` piece by piece, so that it never stands in memory as a whole. Slips are taken
/// one by one from `slip(i)`, i below `count`.
void write_slips(const SlipSheet& sheet, std::size_t count, const std::function<Slip(std::size_t)>& slip,
                 const std::function<void(ByteView)>& write);

/// Appends "ABCD-EFGH-…" to the page.
void append_grouped(SecretText& out, std::string_view code);

}    // namespace vouch::client
