// What the build leaves in dist is made ready to be served:
//   integrity   every script and style that index.html names carries its hash, so that the page refuses altered ones
//   *.gz        beside each file that gets smaller, the same compressed, for clients that take it. zopfli takes seconds over
//               it, once, for what every telephone in the hall then fetches: a twentieth less than gzip
//   bundle.txt  a line "SHA-256  path" for each file, sorted by path, as `sha256sum` writes it. Its own SHA-256 is the
//               bundle's digest: what the page shows at its foot and the manifest carries. The .gz files are not
//               listed, since they are the listed ones in other clothes.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

function addIntegrity() {
    const page = readFileSync(`${dist}index.html`, "utf8");
    const tags = /<(?:script|link)\b[^>]*\b(?:src|href)="\/(assets\/[^"]+)"[^>]*>/g;
    const made = page.replace(tags, (tag, path) => {
        const hash = createHash("sha384")
            .update(readFileSync(dist + path))
            .digest("base64");
        return tag.replace(/>$/, ` integrity="sha384-${hash}">`);
    });
    writeFileSync(`${dist}index.html`, made);
}

function files() {
    return readdirSync(dist, { recursive: true, encoding: "utf8" })
        .filter((path) => statSync(dist + path).isFile() && !path.endsWith(".gz") && path !== "bundle.txt")
        .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function compress(path) {
    const most = 64 << 20; // bytes of output
    const compressed = execFileSync("zopfli", ["--i5", "-c", dist + path], { maxBuffer: most });
    if (compressed.length < statSync(dist + path).size) writeFileSync(`${dist}${path}.gz`, compressed);
}

addIntegrity();
const listed = files();
listed.forEach(compress);
const sha256 = (content) => createHash("sha256").update(content).digest("hex");
const list = listed.map((path) => `${sha256(readFileSync(dist + path))}  ${path}\n`).join("");
writeFileSync(`${dist}bundle.txt`, list);
compress("bundle.txt");
process.stdout.write(`bundle ${sha256(list)}\n`);
