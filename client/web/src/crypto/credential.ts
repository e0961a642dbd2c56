// A participant's credential: two scalars sk and u, whose image pk = sk·G + u·W is enrolled, and whose tag sk·U + u·U' stands
// on its ballots. Given pk and tag alone every place of a ring explains them equally well (docs/protocol.md, section 6), so
// that a log hides whose a ballot is even from somebody who knows all logarithms. The proof that one knows both scalars is
// Okamoto's, CRYPTO '92.
import { type Bytes, equal } from "./bytes";
import { addPoints, multiply, type Point, type Scalar, timesG } from "./group";
import { Nonces, type Rng } from "./random";
import { accepted, malformed, ok, Reason, refuse, type Result, type Status } from "./result";
import { respond, SecretBytes, SecretScalar, wiping } from "./secret";
import { Transcript } from "./transcript";

let credentialGenerator: Point | undefined;
/** W = Hp("generator/credential"), the same for all elections. */
export function generatorW(): Point {
    return (credentialGenerator ??= Transcript.of("generator/credential").hp());
}

/** U and U', of one election. */
export interface TagGenerators {
    readonly U: Point;
    readonly UPrime: Point;
}
export function tagGenerators(electionId: Bytes): TagGenerators {
    return {
        U: Transcript.of("generator/tag").add(electionId).hp(),
        UPrime: Transcript.of("generator/tag/blind").add(electionId).hp(),
    };
}

export const credentialBytes = 64;

export class Credential {
    constructor(
        readonly sk: SecretScalar,
        readonly u: SecretScalar,
    ) {}

    /** sk ‖ u: malformed unless 64 bytes of two canonical scalars. */
    static decode(bytes: Bytes): Result<Credential> {
        if (bytes.length !== credentialBytes) return malformed("credential: length");
        const sk = SecretScalar.decode(bytes.subarray(0, 32));
        if (!sk.ok) return sk;
        const u = SecretScalar.decode(bytes.subarray(32));
        if (!u.ok) {
            sk.value.wipe();
            return u;
        }
        return ok(new Credential(sk.value, u.value));
    }
    /** sk ‖ u, which the caller wipes. */
    encode(): SecretBytes {
        return SecretBytes.concat([this.sk.bytes, this.u.bytes]);
    }
    /** pk = sk·G + u·W */
    publicKey(): Point {
        return wiping(() => this.sk.timesG().plus(this.u.timesPoint(generatorW())).publish());
    }
    /** sk·U + u·U' */
    tag({ U, UPrime }: TagGenerators): Point {
        return wiping(() => this.sk.timesPoint(U).plus(this.u.timesPoint(UPrime)).publish());
    }
    wipe(): void {
        this.sk.wipe();
        this.u.wipe();
    }
}

export interface CredentialProof {
    readonly R: Point; // κ·G + κ'·W
    readonly z: Scalar; // κ + e·sk
    readonly zU: Scalar; // κ' + e·u
}

/** `statement` is the challenge's transcript up to R: label, what the proof is bound to, and pk. */
export function proveCredential(statement: Transcript, { sk, u }: Credential, rng?: Rng): CredentialProof {
    return wiping(() => {
        const nonces = Nonces.of([sk, u], statement, rng);
        const [kappa, kappaU] = [nonces.draw(), nonces.draw()];
        const R = kappa.timesG().plus(kappaU.timesPoint(generatorW())).publish();
        const e = statement.add(R).hs();
        return { R, z: respond(kappa, e, sk), zU: respond(kappaU, e, u) };
    });
}

/** Bad proof unless z·G + z_u·W = R + e·pk. Whether pk may be the identity is the caller's to say. */
export function checkCredential(statement: Transcript, pk: Point, { R, z, zU }: CredentialProof): Status {
    const e = statement.add(R).hs();
    const answered = addPoints(timesG(z), multiply(zU, generatorW()));
    return equal(answered, addPoints(R, multiply(e, pk))) ? accepted : refuse(Reason.badProof, "credential");
}
