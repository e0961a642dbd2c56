// Writes README's figures, between its two marks, from the JSON lines of `./run bench`. A row whose figures are missing
// says so.
import { readFileSync, writeFileSync } from "node:fs";

const [lines, readme] = process.argv.slice(2);
const begin = "<!-- figures: scripts/figures -->\n";
const end = "<!-- end of figures -->\n";

/** By name, and then by backend; the last of both counts. */
const figures = new Map();
for (const line of readFileSync(lines, "utf8").split("\n").filter(Boolean)) {
    const figure = JSON.parse(line);
    if (!figures.has(figure.name)) figures.set(figure.name, new Map());
    figures.get(figure.name).set(figure.backend, figure);
}
const missing = { value: NaN, unit: "", backend: "any" };
const named = (name, backend) => figures.get(name)?.get(backend) ?? figures.get(name)?.get("any") ?? missing;
const backendsOf = (name) => [...(figures.get(name)?.keys() ?? ["any"])];

const counted = ["bytes", "ballots", "participants", "rings"];

/** What was counted in full; what was measured with two digits, or three where the first is a 1. */
function digits({ value, unit }) {
    if (Number.isNaN(value)) return "not measured";
    if (counted.includes(unit)) return value.toLocaleString("en");
    const leading = value / 10 ** Math.floor(Math.log10(value));
    const rounded = Number(value.toPrecision(leading < 2 ? 3 : 2));
    return rounded.toLocaleString("en", { maximumFractionDigits: 4 });
}
function shown(names, backend) {
    const found = names.map((name) => named(name, backend));
    const [{ unit }] = found;
    const spaced = unit === "×" || unit === "" ? unit : ` ${unit.replace("1/s", "a second")}`;
    return `${found.map(digits).join(" / ")}${spaced}${backend === "any" ? "" : `, ${backend}`}`;
}
const cell = (names) =>
    backendsOf(names[0])
        .map((backend) => shown(names, backend))
        .join("; ");

const rings = (name) => ["256", "1,024", "4,096"].map((ring) => `${name}, ring of ${ring}`);
const replayed = ["ballots", "participants", "rings"].map((what) => digits(named(`replay, ${what}`, "any")));
const rows = [
    ["sealing one ballot, ring of 256 / 1,024 / 4,096", rings("sealing")],
    ["of which after the tap, ring of 1,024", ["sealing, after the tap, ring of 1,024"]],
    ["bytes of a ballot, ring of 256 / 1,024 / 4,096", rings("bytes of a ballot")],
    [
        "verifying a ballot, alone / in batches of 16 / 64 / 256 / 1,024",
        ["1", "16", "64", "256", "1,024"].map((batch) => `ballot, batch of ${batch}`),
    ],
    ["one alone ÷ one in a batch of 256", ["ballot, lone ÷ batch of 256"]],
    [
        "libsodium's functions, one product at a time ÷ ours, batch of 256",
        ["ballot, libsodium one product at a time ÷ ours, batch of 256"],
    ],
    ["of a ballot in a batch: what the ring's 1,024 keys are multiplied by", ["ballot, the ring's products"]],
    ["decoding a point", ["decoding a point"]],
    [
        "sum of 4,096 products with decoding, per point, 253 / 128 bits",
        ["253", "128"].map((bits) => `sum of 4,096 products with decoding, per point, ${bits} bits`),
    ],
    ["1 bad among 1,024 ballots ÷ none", ["1 bad among 1,024 ballots ÷ none"]],
    [
        "300 bad among 1,024 ballots ÷ each of them alone",
        ["300 bad among 1,024 ballots ÷ each of them alone"],
    ],
    [
        "verifying on two threads / in two processes ÷ one thread",
        ["verifying, two threads ÷ one", "verifying, two processes ÷ one"],
    ],
    [
        `replaying ${replayed[0]} ballots of ${replayed[1]} people, rings: ${replayed[2]}; CPU per ballot`,
        ["replay, per ballot"],
    ],
    ["the same ÷ 10,000 ballots in one ring", ["replay, per ballot ÷ that of 10,000 in one ring"]],
    ["the same on both cores, ballots", ["replay, ballots a second, both cores"]],
    ["the same, memory at its highest", ["replay, peak memory"]],
    [
        "counting 65,536 ballots for five officials, 6 to 236 blanks each",
        ["count of 65,536 ballots, five officials with 6 to 236 blanks"],
    ],
    [
        "receipts, durable, 200 kept TLS connections, load generator on the same cores",
        ["receipts, 200 kept connections, both cores"],
    ],
    [
        "CPU of one receipt: the server's / the load generator's",
        ["a receipt, CPU of the server", "a receipt, CPU of the load generator"],
    ],
    ["replaying the demo's log: 17 officials, 475 people", ["replaying the demo's log"]],
    [
        "in the browser: sealing in a ring of 1,024, in the background / after the tap",
        ["in the background", "after the tap"].map((when) => `browser, sealing in a ring of 1,024, ${when}`),
    ],
    ["in the browser: the first page until it can be pressed", ["browser, first page that can be pressed"]],
    ["in the browser: the first page's bytes, compressed", ["browser, first page, compressed"]],
];

const machine = named("machine", "any");
const load = named("load of the machine before the run", "any").value;
const table = `${machine.value} ${machine.unit}; load before the run: ${load}. Behind the comma stands what did the
arithmetic on points.

| what | figure |
| --- | --- |
${rows.map(([what, names]) => `| ${what} | ${cell(names)} |`).join("\n")}
`;
const text = readFileSync(readme, "utf8");
const [head, tail] = [text.indexOf(begin), text.indexOf(end)];
if (head < 0 || tail < head) throw new Error(`${readme} lacks the marks around its figures`);
writeFileSync(readme, text.slice(0, head + begin.length) + table + text.slice(tail));
