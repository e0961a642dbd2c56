// Phones that come to a conference and stay: node phones.mjs PORT CONFERENCE COUNT SECONDS [page], until it is killed. They come
// evenly within SECONDS. Each loads the page and what it names where that is wanted, opens a session, follows the log, and keeps
// the connection. Says in one line of JSON how long each waited until it knew how far the log is, once all do.
import { Agent, get } from "node:https";

const [port, conference, count, seconds, page] = process.argv.slice(2);
const host = `127.0.0.1:${port}`;
const follow = Uint8Array.of(8, 1, 26, 0); // a Request of proto/service.proto, its id 1

function load(path, agent) {
    return new Promise((resolve, reject) => {
        get(`https://${host}${path}`, { agent, rejectUnauthorized: false }, (answer) => {
            const parts = [];
            answer.on("data", (part) => parts.push(part));
            answer.on("error", reject);
            answer.on("end", () =>
                answer.statusCode === 200
                    ? resolve(Buffer.concat(parts).toString())
                    : reject(new Error(`${path}: ${answer.statusCode}`)),
            );
        }).on("error", reject);
    });
}
async function loadPage() {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const text = await load("/", agent);
    const named = [...text.matchAll(/(?:src|href)="(\/[^"#]+)"/g)].map(([, path]) => path);
    for (const path of [...named, `/c/${conference}/log/checkpoint`]) await load(path, agent);
}
function knowTheLog() {
    return new Promise((resolve, reject) => {
        const socket = new globalThis.WebSocket(`wss://${host}/c/${conference}/session`);
        socket.binaryType = "arraybuffer";
        socket.onopen = () => socket.send(follow);
        socket.onerror = () => reject(new Error("the session broke"));
        socket.onclose = () => reject(new Error("the session ended"));
        socket.onmessage = ({ data }) => new Uint8Array(data)[0] === 8 && resolve();
    });
}
async function phone() {
    const came = globalThis.performance.now();
    if (page) await loadPage();
    await knowTheLog();
    return globalThis.performance.now() - came;
}
const all = Array.from({ length: Number(count) }, async (_, i) => {
    await new Promise((resolve) =>
        globalThis.setTimeout(resolve, (1000 * Number(seconds) * i) / Number(count)),
    );
    return phone();
});
console.log(JSON.stringify(await Promise.all(all)));
