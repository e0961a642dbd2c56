#pragma once
// Looks for secrets as raw bytes: in every file of a folder, in every row of every database there, and in
// every spelling in which bytes are usually written.

#include <sqlite3.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "crypto/bytes.h"
#include "tests/support/vectors.h"

namespace vouch::testing {

class RawSearch {
public:
    /// Bytes, also in hex and in base64, wherever they begin in it.
    void look_for(const std::string& what, ByteView bytes) {
        add(what, text_of(bytes));
        const std::string hex = to_hex(bytes);
        add(what + " in hex", hex);
        std::string upper = hex;
        for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        if (upper != hex) add(what + " in capital hex", upper);
        for (std::size_t shift = 0; shift < 3; ++shift) {
            const Bytes padded = [&] {
                Bytes out(shift);
                append(out, bytes);
                return out;
            }();
            add(what + " in base64", middle_of(to_base64(padded), shift));
            add(what + " in base64url", middle_of(to_base64url(padded), shift));
        }
    }
    /// A text as it stands, and its bytes in hex and base64.
    void look_for_text(const std::string& what, std::string_view text) { look_for(what, bytes_of(text)); }
    /// A text as it stands, and nothing else.
    void look_for_plain_text(const std::string& what, std::string_view text) { add(what, std::string(text)); }

    std::vector<std::string> found_in(const std::string& place, std::string_view content) const {
        std::vector<std::string> out;
        for (const Needle& needle : needles_)
            if (content.find(needle.bytes) != std::string_view::npos)
                out.push_back(needle.what + " in " + place);
        return out;
    }
    /// In every file below the folder but those of which `passes_over` is true.
    template <class PassesOver>
    std::vector<std::string> found_below(const std::filesystem::path& folder, PassesOver passes_over) const {
        std::vector<std::string> out;
        const auto add_all = [&](std::vector<std::string> found) {
            out.insert(out.end(), found.begin(), found.end());
        };
        for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
            if (!file.is_regular_file() || passes_over(file.path())) continue;
            add_all(found_in(file.path().filename().string(), text_of(read_file(file.path()))));
            add_all(found_in("its name", file.path().filename().string()));
            if (file.path().extension() == ".db") add_all(found_in_rows(file.path()));
        }
        return out;
    }
    const std::vector<std::string> spellings() const {
        std::vector<std::string> out;
        for (const Needle& needle : needles_) out.push_back(needle.bytes);
        return out;
    }

private:
    struct Needle {
        std::string what, bytes;
    };
    void add(const std::string& what, std::string bytes) { needles_.push_back({what, std::move(bytes)}); }

    /// Without the characters that its neighbours in the base64 have a part in.
    static std::string middle_of(std::string base64, std::size_t shift) {
        while (base64.ends_with('=')) base64.pop_back();
        const std::size_t before = shift == 0 ? 0 : shift + 1;
        return base64.substr(before, base64.size() - before - 1);
    }

    /// A value that does not fit into a page is scattered over several in the file.
    std::vector<std::string> found_in_rows(const std::filesystem::path& file) const {
        sqlite3* raw = nullptr;
        const int code = sqlite3_open_v2(file.c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr);
        const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(raw, sqlite3_close);
        if (code != SQLITE_OK) throw std::runtime_error("cannot open " + file.string());
        std::vector<std::string> out;
        for (const std::string& table :
             first_column(raw, "SELECT name FROM sqlite_master WHERE type = 'table'"))
            for (const std::string& row : whole_rows(raw, "SELECT * FROM \"" + table + "\""))
                for (std::string& found : found_in("table " + table, row)) out.push_back(std::move(found));
        return out;
    }
    template <class Visit>
    static void each_row(sqlite3* database, const std::string& sql, Visit visit) {
        sqlite3_stmt* raw = nullptr;
        if (sqlite3_prepare_v2(database, sql.c_str(), -1, &raw, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(database));
        const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(raw, sqlite3_finalize);
        while (sqlite3_step(raw) == SQLITE_ROW) visit(raw);
    }
    static std::string column(sqlite3_stmt* row, int number) {
        const auto* const data = static_cast<const char*>(sqlite3_column_blob(row, number));
        return data == nullptr
                   ? ""
                   : std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(row, number)));
    }
    static std::vector<std::string> first_column(sqlite3* database, const std::string& sql) {
        std::vector<std::string> out;
        each_row(database, sql, [&](sqlite3_stmt* row) { out.push_back(column(row, 0)); });
        return out;
    }
    static std::vector<std::string> whole_rows(sqlite3* database, const std::string& sql) {
        std::vector<std::string> out;
        each_row(database, sql, [&](sqlite3_stmt* row) {
            std::string all;
            for (int i = 0; i < sqlite3_column_count(row); ++i) all += column(row, i) + '\n';
            out.push_back(std::move(all));
        });
        return out;
    }

    std::vector<Needle> needles_;
};

}    // namespace vouch::testing
