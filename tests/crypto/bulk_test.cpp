// The parts of crypto/bulk, each beside libsodium; what backends do is in backends_test.cpp.
#include <catch2/catch.hpp>

#include <concepts>
#include <set>

#include "crypto/bulk/decoded_points.h"
#include "crypto/bulk/msm.h"
#include "crypto/bulk/ring_scalars.h"
#include "crypto/bulk/walk.h"
#include "crypto/random.h"
#include "crypto/secret.h"
#include "tests/crypto/bulk_terms.h"

using namespace vouch;
using namespace vouch::testing;

namespace {

/// Whether bulk arithmetic takes a term of these types.
template <class S, class P>
concept Summable = requires(PointSum sum, const S& scalar, const P& point) {
    sum.add(scalar, point);
};

}    // namespace

TEST_CASE("bulk: nothing secret goes in") {
    STATIC_REQUIRE(Summable<Scalar, Point>);
    STATIC_REQUIRE_FALSE(Summable<SecretScalar, Point>);
    STATIC_REQUIRE_FALSE(Summable<Scalar, SecretPoint>);
    STATIC_REQUIRE(std::constructible_from<BulkScalar, Scalar>);
    STATIC_REQUIRE_FALSE(std::constructible_from<BulkScalar, SecretScalar>);
    STATIC_REQUIRE_FALSE(std::constructible_from<BulkScalar, SecretDigit>);
    STATIC_REQUIRE_FALSE(std::constructible_from<AffineAddend, SecretPoint>);
}

TEST_CASE("bulk: a field element has its one encoding, however full its limbs are") {
    constexpr std::uint64_t kFull = (std::uint64_t{1} << 51) - 1,
                            kTightMax = kFull + (std::uint64_t{1} << 15);
    const FieldElement one = FieldElement::one(), zero;
    const FieldElement p({kFull - 18, kFull, kFull, kFull, kFull});
    CHECK(to_hex(p.to_bytes()) == to_hex(Bytes32{}));
    CHECK(to_hex((p + one).to_bytes()) == to_hex(one.to_bytes()));
    CHECK(to_hex((p + p).to_bytes()) == to_hex(Bytes32{}));
    CHECK(to_hex(negate(one).to_bytes()) ==
          to_hex(FieldElement({kFull - 19, kFull, kFull, kFull, kFull}).to_bytes()));
    // A carry that runs through all limbs: 2^255 + 2^51 − 1, which is 2^51 + 18.
    // 2^51 + 18.
    const FieldElement ripple({kFull, kFull + 1, kFull, kFull, kFull});
    CHECK(to_hex(ripple.to_bytes()) == to_hex(FieldElement({18, 1, 0, 0, 0}).to_bytes()));
    // The fullest that formulas make: a sum of two tight ones, taken from nothing, and given back.
    const FieldElement tight_max({kTightMax, kTightMax, kTightMax, kTightMax, kTightMax});
    const FieldElement sum = tight_max + tight_max;
    CHECK(to_hex(((zero - sum) + sum).to_bytes()) == to_hex(Bytes32{}));
    CHECK(to_hex(((zero - sum) * (zero - sum)).to_bytes()) == to_hex(square(sum).to_bytes()));
}

TEST_CASE(
    "bulk: every representative of an element has its one encoding, and the identity's four are the "
    "identity") {
    const FieldElement zero, one = FieldElement::one();
    const EdwardsPoint identities[] = {{zero, one, one, zero},
                                       {zero, negate(one), one, zero},
                                       {kSqrtMinusOne, zero, one, zero},
                                       {negate(kSqrtMinusOne), zero, one, zero}};
    const Point point = random_point();
    const EdwardsPoint decoded = EdwardsPoint::of(AffinePoint::decode(point));
    for (const EdwardsPoint& identity : identities) {
        CHECK(identity.is_identity());
        CHECK(to_hex(identity.encode()) == to_hex(Bytes32{}));
        CHECK(to_hex((decoded + Addend(identity)).encode()) == to_hex(point.bytes()));
    }
    CHECK(to_hex(EdwardsPoint::of(PackedPoint(AffinePoint::decode(point)).point()).encode()) ==
          to_hex(point.bytes()));
    CHECK_FALSE(decoded.is_identity());
    CHECK_FALSE(EdwardsPoint{zero, zero, one, zero}.is_identity());    // no point at all
    CHECK(to_hex((decoded + Addend()).encode()) == to_hex(point.bytes()));
    CHECK(to_hex((decoded + AffineAddend()).encode()) == to_hex(point.bytes()));
    CHECK((decoded - Addend(decoded)).is_identity());
    CHECK(to_hex(doubled(decoded).encode()) == to_hex((point + point).bytes()));
    CHECK(to_hex((decoded + Addend(decoded)).encode()) == to_hex((point + point).bytes()));
}

TEST_CASE("bulk: scalars modulo the group's order") {
    std::vector<Scalar> edges{Scalar(),   Scalar(1),  Scalar(2),
                              -Scalar(1), -Scalar(2), Scalar(~std::uint64_t{0})};
    for (int i = 0; i < 200; ++i) edges.push_back(random_scalar());
    for (const Scalar& a : edges) {
        CHECK(BulkScalar(a).scalar() == a);
        CHECK((-BulkScalar(a)).scalar() == -a);
        CHECK(BulkScalar(a).is_zero() == a.is_zero());
        for (const Scalar& b : edges) {
            const BulkScalar x(a), y(b);
            if ((x * y).scalar() != a * b || (x + y).scalar() != a + b || (x - y).scalar() != a - b)
                FAIL("two scalars give something else than libsodium does");
        }
    }
}

TEST_CASE("bulk: the scalars of a ring's keys are the products of their digits, added up over the ballots") {
    for (const std::size_t m : {1, 2, 3, 5})
        for (const std::size_t ballots : {1, 2, 128, 129, 260}) {
            RingScalars scalars;
            std::vector<Scalar> expected(std::size_t{1} << (2 * m));
            for (std::size_t ballot = 0; ballot < ballots; ++ballot) {
                // Every other ballot is as full as one can be.
                const auto any = [&] { return ballot % 2 == 0 ? -Scalar(1) : random_scalar(); };
                const Scalar weight = any();
                std::vector<std::array<Scalar, kColumns>> f(m);
                std::vector<RingScalars::Row> rows(m);
                for (std::size_t d = 0; d < m; ++d)
                    for (std::size_t i = 0; i < kColumns; ++i) rows[d][i] = BulkScalar(f[d][i] = any());
                for (std::size_t place = 0; place < expected.size(); ++place) {
                    Scalar product = weight;
                    for (std::size_t d = 0; d < m; ++d) product *= f[d][place >> (2 * d) & 3];
                    expected[place] += product;
                }
                scalars.add(rows, BulkScalar(weight));
            }
            for (const BulkBackend* backend : backends_under_test()) {
                const auto sums = scalars.sums(*backend);
                REQUIRE(sums.size() == expected.size());
                for (std::size_t place = 0; place < expected.size(); ++place)
                    if (sums[place].scalar() != expected[place])
                        FAIL(backend->name << " has another scalar at place " << place);
            }
        }
}

TEST_CASE("bulk: a sum over points with their multiples is that over the points, in every backend") {
    const Terms terms(90);    // of each awkward kind
    const DecodedPoints remembered;
    auto table = remembered.of(terms.points);
    PointSum plain;
    plain.add(terms.scalars, table);
    CHECK(remembered.of_most(terms.points) == table);    // it does not pay yet
    for (std::size_t sum = 1; sum < kSumsBeforeMultiples; ++sum) table = remembered.of_most(terms.points);
    REQUIRE(table->multiples.size() == places_of(table->width) * terms.points.size());
    CHECK(remembered.of(terms.points) == table);
    PointSum with_multiples;
    with_multiples.add(terms.scalars, table);
    with_multiples.add(terms.scalars[8], terms.points[8]);
    plain.add(terms.scalars[8], terms.points[8]);
    for (const BulkBackend* backend : backends_under_test()) {
        CAPTURE(backend->name);
        CHECK(to_hex(with_multiples.value(*backend).encode()) == to_hex(plain.value(*backend).encode()));
    }
}

TEST_CASE("bulk: multiples are kept as long as there is room for them, and make room when they go") {
    std::vector<Point> points;
    for (int i = 0; i < 8; ++i) points.push_back(random_point());
    points.resize(10'000, points.front());    // some 20 MiB
    const auto often = [&](const DecodedPoints& remembered) {
        for (std::size_t sum = 1; sum < kSumsBeforeMultiples; ++sum) remembered.of_most(points);
        return !remembered.of_most(points)->multiples.empty();
    };
    std::vector<DecodedPoints> kept(1);
    while (kept.size() < 20 && often(kept.back())) kept.emplace_back();
    REQUIRE(kept.size() > 1);
    REQUIRE(kept.size() < 20);
    kept.clear();
    CHECK(often(DecodedPoints()));
}

TEST_CASE("bulk: decoded points are those that were asked for, also after a change") {
    std::vector<Point> points{random_point(), random_point()};
    const DecodedPoints remembered;
    const auto agrees = [&] {
        const auto table = remembered.of(points);
        REQUIRE(table->addends.size() == points.size());
        for (std::size_t i = 0; i < points.size(); ++i)
            CHECK(to_hex((EdwardsPoint() + table->addends[i]).encode()) == to_hex(points[i].bytes()));
        return table;
    };
    const auto first = agrees();
    CHECK(remembered.of(points) == first);
    points[1] = random_point();
    CHECK(agrees() != first);
    points.pop_back();
    agrees();
}

TEST_CASE("bulk: a walk marks the points that it passes, and each alike whoever passes it") {
    const Point start = random_point(), step = random_point();
    std::vector<PointMark> marks(40), one(1);
    Walk walk(start, step);
    walk.next(
        std::span(marks).first(33));    // in two parts, the second of which goes on where the first ended
    walk.next(std::span(marks).subspan(33));
    Point point = start;
    for (const PointMark mark : marks) {
        Walk(point, random_point()).next(one);
        CHECK(one[0] == mark);
        Walk(-point, random_point()).next(one);
        CHECK(one[0] == mark);
        point += step;
    }
    CHECK(std::set<PointMark>(marks.begin(), marks.end()).size() > 35);
    Walk(Point(), Point()).next(one);
    CHECK(one[0] == 0);    // x·y of the identity is zero
}
