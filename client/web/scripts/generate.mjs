// Makes TypeScript of the messages in proto/ with protoc, whose version the C++ uses as well, and of the texts.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
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
const worded = generateTexts(fileURLToPath(new URL("../../../texts", import.meta.url)), out);
generatePages(`${here}texts`, worded, out);
