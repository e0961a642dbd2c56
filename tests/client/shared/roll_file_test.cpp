#include "client/cli/shared/roll_file.h"

#include <catch2/catch.hpp>

#include "election/bodies.h"
#include "tests/client/texts.h"
#include "tests/support/vectors.h"

using namespace vouch;
using namespace vouch::client;
using namespace vouch::testing;

TEST_CASE("person hashes are those of the vectors") {
    const auto roll = read_vectors("enrolment.json")["roll"];
    REQUIRE(roll.size() >= 1);
    for (const auto& row : roll) {
        const NamedPerson person{{row["number"], row["name"], row["unit"]}, bytes32(row["salt"])};
        CHECK(person_hash(person) == bytes32(row["person"]));
    }
}

TEST_CASE("a roll is read in any order and with any heading") {
    const std::vector<RollPerson> expected{
        {1, "Nguyễn An", "Huế"}, {2, "Trần Bình", "Phòng A, B"}, {3, "Lê Chi", ""}};
    for (const std::string csv : {
             "1,Nguyễn An,Huế\n2,Trần Bình,\"Phòng A, B\"\n3,Lê Chi,\n",
             "\xef\xbb\xbfsố,tên,đơn vị\r\n3,Lê Chi,\r\n1, Nguye\u0302\u0303n An ,Huế\r\n2,Trần Bình,\"Phòng "
             "A, B\"\r\n",
             "STT;Họ tên;Đơn vị\n1;Nguyễn An;Huế\n\n2;Trần Bình;Phòng A, B\n3;\"Lê Chi\";\n",
         }) {
        const auto roll = read_roll(csv);
        INFO(csv << to_string(roll.mistakes));
        REQUIRE(roll.ok());
        CHECK(roll.value == expected);
    }
}

TEST_CASE("every bad row of a roll is listed with its line and reason") {
    const auto roll = read_roll(
        "number,name,unit\n"    // 1
        "1,An,Hue\n"            // 2
        "2,,Hue\n"              // 3
        "x,Ba,Hue\n"            // 4
        "1,Chi,Hue\n"           // 5
        "4,Dung\n"              // 6
        "5,Em,Hue,more\n"       // 7
        "0,Giang,Hue\n"         // 8
        "65537,Hai,Hue\n"       // 9
        "-3,Ich,Hue\n"          // 10
        "6,\xff,Hue\n"          // 11
        "7,K\"a,Hue\n"          // 12
        "8," +
        std::string(kPersonNameBytesMax + 1, 'x') +
        ",Hue\n"    // 13
        "9,Lan," +
        std::string(kUnitBytesMax + 1, 'x') +
        "\n"                 // 14
        "10,Mai,a\tb\n");    // 15
    INFO(to_string(roll.mistakes));
    CHECK(roll.mistakes.size() == 13);
    CHECK(has(roll.mistakes, "line 3", "the name is empty"));
    CHECK(has(roll.mistakes, "line 4", "the number is not one from 1"));
    CHECK(has(roll.mistakes, "line 5", "stands in line 2 already"));
    CHECK(has(roll.mistakes, "line 6", "2 columns instead of 3"));
    CHECK(has(roll.mistakes, "line 7", "4 columns instead of 3"));
    for (const char* where : {"line 8", "line 9", "line 10"}) CHECK(has(roll.mistakes, where, "number"));
    CHECK(has(roll.mistakes, "line 11", "not UTF-8"));
    CHECK(has(roll.mistakes, "line 12", "quote"));
    CHECK(has(roll.mistakes, "line 13", "longer than 200 bytes"));
    CHECK(has(roll.mistakes, "line 14", "longer than 400 bytes"));
    CHECK(has(roll.mistakes, "line 15", "control character"));
    CHECK(std::ranges::is_sorted(roll.mistakes, {},
                                 [](const Mistake& m) { return std::stoi(m.where.substr(5)); }));
}

TEST_CASE("where a roll has halls, four columns are wanted, and a hall is judged as a unit is") {
    const auto roll = read_roll(
        "number,name,unit,hall\n"    // 1
        "1,An,Hue,North\n"           // 2
        "2,Ba\n"                     // 3
        "3,Chi,Hue,North,more\n"     // 4
        "4,Dung,Hue,a\tb\n"          // 5
        "5,Em,Hue," +
        std::string(kHallBytesMax + 1, 'x') + "\n");    // 6
    INFO(to_string(roll.mistakes));
    CHECK(roll.mistakes.size() == 4);
    CHECK(has(roll.mistakes, "line 3", "2 columns instead of 4"));
    CHECK(has(roll.mistakes, "line 4", "5 columns instead of 4"));
    CHECK(has(roll.mistakes, "line 5", "the hall holds a control character"));
    CHECK(has(roll.mistakes, "line 6", "the hall is longer than 400 bytes"));
}

TEST_CASE("gaps, an empty roll and UTF-16 are named") {
    CHECK(has(read_roll("1,An,x\n3,Ba,x\n9,Chi,x\n").mistakes, "line 2", "the number 2 is missing"));
    CHECK(has(read_roll("1,An,x\n3,Ba,x\n9,Chi,x\n").mistakes, "line 3", "the numbers 4 to 8 are missing"));
    CHECK(has(read_roll("").mistakes, "line 1", "nobody"));
    CHECK(has(read_roll("number,name,unit\n").mistakes, "line 1", "nobody"));
    CHECK(has(read_roll("\xff\xfe"
                        "1")
                  .mistakes,
              "line 1", "UTF-16"));
}

TEST_CASE("65,536 people are read, one more is refused") {
    std::string csv;
    for (std::uint32_t number = 1; number <= election::kRollNumbersMax; ++number)
        csv += std::to_string(number) + ",A,B\n";
    CHECK(read_roll(csv).value.size() == election::kRollNumbersMax);
    csv += "65537,A,B\n";
    const auto roll = read_roll(csv);
    REQUIRE(roll.mistakes.size() == 1);
    CHECK(roll.mistakes[0].where == "line 65537");
}

TEST_CASE("the named roll survives its file and its box") {
    const auto roll = read_roll("1,\"An, \"\"Ba\"\"\",Huế,\"Bắc, tầng 2\"\n2,Chi;,x,\n");
    REQUIRE(roll.ok());
    const auto people = add_salts(roll.value);
    CHECK(people[0].salt != people[1].salt);
    const auto again = read_named_roll(write_named_roll(people));
    REQUIRE(again.ok());
    CHECK(again.value == people);

    SecretBytes<32> key;
    system_rng().fill(key.mutable_view());
    Bytes box = seal_named_roll(key, people);
    const auto opened = open_named_roll(key, box);
    REQUIRE(opened.ok());
    CHECK(*opened == people);
    box.back() ^= 1;
    CHECK_FALSE(open_named_roll(key, box).ok());
    CHECK_FALSE(open_named_roll(SecretBytes<32>(), seal_named_roll(key, people)).ok());
}

TEST_CASE("the named roll's file is this text, which the web client writes too") {
    // client/web/tests/election/enrolment.test.ts
    Bytes32 salt{};
    salt.fill(7);
    const std::vector<NamedPerson> people{
        {{1, "Nguyễn \"Ánh\", ông", "", "Hội trường \"Bắc\", tầng 2"}, salt},
        {{2, "Lê; Văn", "Cục A, B", ""}, salt}};
    const std::string hex = to_hex(salt);
    CHECK(write_named_roll(people) ==
          "number,name,unit,hall,salt\n"
          "1,\"Nguyễn \"\"Ánh\"\", ông\",,\"Hội trường \"\"Bắc\"\", tầng 2\"," +
              hex + "\n2,\"Lê; Văn\",\"Cục A, B\",," + hex + "\n");
}

TEST_CASE("a hall is in no hash") {
    NamedPerson person{{1, "An", "Huế", "Bắc"}, Bytes32{7}};
    const Bytes32 hash = person_hash(person);
    person.hall = "Nam";
    CHECK(person_hash(person) == hash);
    person.unit = "Vinh";
    CHECK(person_hash(person) != hash);
}

TEST_CASE("a named roll with a bad salt, or with other columns, is refused by line") {
    CHECK(has(read_named_roll("number,name,unit,hall,salt\n1,An,x,,00\n").mistakes, "line 2",
              "64 hexadecimal"));
    const std::string salt(64, '0');
    CHECK(has(read_named_roll("number,name,unit,salt\n1,An,x," + salt + "\n").mistakes, "line 2",
              "4 columns instead of 5"));
}
