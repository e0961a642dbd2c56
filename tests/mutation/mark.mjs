// Finds the checks of a source, and puts a switch before each. A check is a condition that leads to a refusal at once,
// or a part of one; a status that is passed on; or a part of an answer that is true only where all of its parts are.

export const languages = {
    cpp: {
        is: (number) => `::vouch::mutation::is(${number})`,
        refusal: new RegExp(
            [
                String.raw`^(return\s*(\{\s*(election::)?Reason::|Rejection|refused\(|false\b|\{\s*\}|std::nullopt`,
                String.raw`|come_again\(|then\((come_again|replies_\.bare_refusal)|[a-z_.]*refuse\()|throw\b)`,
            ].join(""),
        ),
    },
    ts: {
        is: (number) => `leftOut(${number})`,
        refusal: /^(return\s*(refuse|notFitting|malformed|fault|none|undefined|false|null)\b|throw\b)/,
    },
};

/** A slash here begins a regular expression. */
const beforeExpression = /(^|[=(,:!&|?{;]|=>|return)\s*$/;

/** The same text with strings and comments blanked, so that brackets and operators are the code's own. */
function blanked(source) {
    const out = [...source];
    const blank = (from, to) => {
        for (let i = from; i < to; ++i) if (out[i] !== "\n") out[i] = " ";
    };
    /** The end of what is quoted from there on, after its last sign. */
    const quoted = (from) => {
        let i = from + 1;
        for (; source[i] !== source[from]; ++i) {
            if (source[i] === "\\") ++i;
            if (i >= source.length) throw new Error(`what begins here has no end: ${source.slice(from, from + 40)}`);
        }
        return i + 1;
    };
    for (let i = 0; i < source.length; ++i) {
        let to = i;
        if (source.startsWith("//", i)) to = source.indexOf("\n", i);
        else if (source.startsWith("/*", i)) to = source.indexOf("*/", i) + 2;
        else if ('"`'.includes(source[i])) to = quoted(i);
        else if (source[i] === "'" && !/\w/.test(source[i - 1]))
            to = quoted(i); // else between digits
        else if (source[i] === "/" && beforeExpression.test(source.slice(i - 20, i))) to = quoted(i);
        if (to === i) continue;
        blank(i, to);
        i = to - 1;
    }
    return out.join("");
}

const depths = { "(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1 };

/** Where the bracket that opens at `at` is closed. */
function closed(code, at) {
    for (let i = at, depth = 0; i < code.length; ++i) {
        depth += depths[code[i]] ?? 0;
        if (depth === 0) return i;
    }
    throw new Error("a bracket is not closed");
}

/** The parts of code[from, to) between that operator outside of all brackets, as [from, to) each. */
function parts(code, from, to, operator) {
    const out = [];
    for (let i = from, depth = 0; i < to; ++i) {
        depth += depths[code[i]] ?? 0;
        if (depth !== 0 || !code.startsWith(operator, i)) continue;
        out.push([from, i]);
        from = i + operator.length;
        i = from - 1;
    }
    return [...out, [from, to]];
}

const declaration = /^\s*(?:const )?(?:auto|[A-Z]\w*)\s*[*&]?\s*(?:const )?(\w+)\s*[={]/;
const passedOn = /^!(\w+)\.ok; return \1;/;

/** { text, checks }: the source with switches numbered from `first`; number, line and words of each check. */
export function mark(source, first, { is, refusal }) {
    const code = blanked(source);
    const edits = [];
    const checks = [];
    const check = ([from, to], before, after) => {
        const number = first + checks.length;
        const at = from + code.slice(from, to).search(/\S/);
        const line = source.slice(0, at).split("\n").length;
        checks.push({ number, line, words: source.slice(at, to).replace(/\s+/g, " ").trim() });
        edits.push([at, before(number)], [to, after(number)]);
    };
    const nothing = () => "";

    for (const { index } of code.matchAll(/\bif \(/g)) {
        const open = index + "if ".length;
        const close = closed(code, open);
        const then = code.slice(close + 1).replace(/^[\s{]*/, "");
        const condition = parts(code, open + 1, close, ";").at(-1);
        const words = code.slice(...condition);
        if (!refusal.test(then) && !passedOn.test(`${words}; ${then}`)) continue;
        const declared = declaration.exec(words)?.[1];
        if (declared) check(condition, nothing, (number) => `; ${declared} && !${is(number)}`);
        else
            for (const part of parts(code, ...condition, "||"))
                check(
                    part,
                    (number) => `(!${is(number)} && (`,
                    () => "))",
                );
    }
    for (const { index } of code.matchAll(/(?<!#define )\bVOUCH_REQUIRE\(/g)) {
        const end = closed(code, index + "VOUCH_REQUIRE".length) + 1;
        check([index, end], (number) => `if (!${is(number)}) `, nothing);
    }
    for (const { index, 0: words } of code.matchAll(/\breturn (?=[^;{]*&&)/g)) {
        const answer = parts(code, index + words.length, code.length, ";")[0];
        if (code.slice(...answer).includes("?") || parts(code, ...answer, "||").length > 1) continue;
        const all = parts(code, ...answer, "&&");
        if (all.length > 1)
            for (const part of all)
                check(
                    part,
                    (number) => `(${is(number)} || (`,
                    () => "))",
                );
    }

    let text = source;
    for (const [at, words] of edits.sort((a, b) => b[0] - a[0])) text = text.slice(0, at) + words + text.slice(at);
    return { text, checks };
}
