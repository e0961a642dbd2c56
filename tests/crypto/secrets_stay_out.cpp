// Does not compile where WITH makes bulk arithmetic of something secret: tests/crypto/CMakeLists.txt tries
// it.
#include "crypto/bulk/msm.h"
#include "crypto/bulk/scalars.h"
#include "crypto/bulk/walk.h"
#include "crypto/secret.h"

namespace vouch {

void use(PointSum& sum, Scalar& scalar, Point& point, AffineAddend& decoded, SecretScalar& secret,
         SecretPoint& secret_point, SecretDigit& digit) {
    WITH;
    static_cast<void>(sum), static_cast<void>(scalar), static_cast<void>(point), static_cast<void>(decoded);
    static_cast<void>(secret), static_cast<void>(secret_point), static_cast<void>(digit);
}

}    // namespace vouch
