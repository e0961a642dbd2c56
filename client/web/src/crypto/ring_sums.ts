// The slow part of sealing: Σ_i p_i,d·ring[i], where p_i(X) = Π_d (b[k+d, i_d]·X + a[k+d, i_d]). Folding one
// digit at a time turns four polynomials with point coefficients into one.
import { at, columns, type Ring } from "./matrix_statement";
import { check } from "./result";
import { outliving, type SecretDigit, SecretPoint, type SecretScalar, wiping } from "./secret";

/** Point coefficients, constant term first. */
type PointPolynomial = readonly SecretPoint[];

/** Called between folds, so that a page can draw and answer. */
export type Pause = () => Promise<void>;
export const untilTheNextTask: Pause = () => new Promise((resolve) => setTimeout(resolve, 0));
const foldsBetweenPauses = 8;

/** Σ_i p_i,d·ring[i] for d = 0 … m−1. It needs no choices. `a` are the rows of the place's digits, columns 1 to
    3. The sums are the caller's to wipe. */
export async function ringSums(
    ring: Ring,
    digits: readonly SecretDigit[],
    a: readonly (readonly SecretScalar[])[],
    pause: Pause = untilTheNextTask,
): Promise<SecretPoint[]> {
    const m = ring.m;
    check(digits.length === m && a.length === m && ring.keys.length > 0, "ring sums: another ring");
    const last = at(ring.keys, ring.keys.length - 1);
    let nodes: PointPolynomial[] = ring.keys.map((key) => [SecretPoint.of(key)]);
    let padding: PointPolynomial = [SecretPoint.of(last)]; // what all places after the keys' own hold
    let folds = 0;
    for (let d = 0; d < m; ++d) {
        const degree = d + 1 === m ? m - 1 : d + 1; // nobody asks for the last X^m: it is the key
        const next: PointPolynomial[] = [];
        for (let first = 0; first < nodes.length; first += columns) {
            const children = Array.from({ length: columns }, (_, i) => nodes[first + i] ?? padding);
            next.push(fold(children, at(digits, d), at(a, d), degree));
            if (++folds % foldsBetweenPauses === 0) await pause();
        }
        for (const node of nodes) for (const coefficient of node) coefficient.wipe();
        nodes = next;
        // Padding is X times what it was, since Σ a_i = 0 and Σ b_i = 1. That it is padding is public.
        padding = [SecretPoint.identity(), ...padding];
    }
    return [...at(nodes, 0)];
}

/** Σ_i (b_i·X + a_i)·child_i, with Σ_i a_i = 0: three products a coefficient. Its top coefficient is left out
    where `degree` does not reach it. */
function fold(
    children: readonly PointPolynomial[],
    digit: SecretDigit,
    a: readonly SecretScalar[],
    degree: number,
): PointPolynomial {
    return wiping(() => {
        const out = Array.from({ length: degree + 1 }, () => SecretPoint.identity());
        const coefficients = at(children, 0).length;
        for (let e = 0; e < coefficients; ++e) {
            const choices = children.map((child) => at(child, e));
            const first = at(choices, 0);
            for (let i = 1; i < columns; ++i) {
                const product = at(a, i - 1).timesPoint(at(choices, i).minus(first));
                out[e] = at(out, e).plus(product);
            }
            if (e + 1 <= degree) out[e + 1] = at(out, e + 1).plus(SecretPoint.select(digit, choices));
        }
        return out.map(outliving);
    });
}
