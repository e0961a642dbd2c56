// Makes TypeScript of the messages in proto/ with protoc, whose version the C++ uses as well, of the table of kinds, and of
// the texts.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generateKinds } from "./generate_kinds.mjs";
import { generatePages } from "./generate_pages.mjs";
import { generateTexts } from "./generate_texts.mjs";

const here = fileURLToPath(new URL("..", import.meta.url));
const protos = fileURLToPath(new URL("../../../proto", import.meta.url));
const out = `${here}src/gen`;

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
execFileSync(
    "protoc",
    [
        `--plugin=protoc-gen-es=${here}node_modules/.bin/protoc-gen-es`,
        `--es_out=${out}`,
        "--es_opt=target=ts",
        `-I${protos}`,
        "entries.proto",
        "service.proto",
    ],
    { stdio: "inherit" },
);
generateKinds(fileURLToPath(new URL("../../../election/kinds.h", import.meta.url)), out);
const worded = generateTexts(fileURLToPath(new URL("../../../texts", import.meta.url)), out);
generatePages(`${here}texts`, worded, out);
