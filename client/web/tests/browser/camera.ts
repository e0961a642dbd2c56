// A camera for Chromium that sees one QR code at a time: a video file of one picture, read anew whenever a page turns the
// camera on.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import encodeQR from "qr";

const width = 640;
const height = 480;
const [black, white, grey] = [16, 235, 128]; // of a video's brightness and colours

export class Camera {
    readonly #folder = mkdtempSync(join(tmpdir(), "vouch-camera-"));
    readonly #file = join(this.#folder, "camera.y4m");

    constructor() {
        this.#keep(new Uint8Array(width * height).fill(white));
    }
    /** For chromium.launch: this camera is the only one, and every page may use it. */
    get args(): string[] {
        return [
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            `--use-file-for-fake-video-capture=${this.#file}`,
        ];
    }
    /** Whoever turns the camera on from now on sees the code of that text. */
    show(text: string): void {
        const modules = encodeQR(text, "raw", { ecc: text.length > 800 ? "low" : "medium", border: 4 });
        const scale = Math.floor(height / modules.length);
        const [left, top] = [width, height].map((side) => (side - scale * modules.length) >> 1) as [
            number,
            number,
        ];
        const picture = new Uint8Array(width * height).fill(white);
        for (let y = 0; y < scale * modules.length; ++y) {
            for (let x = 0; x < scale * modules.length; ++x) {
                const dark = modules[Math.floor(y / scale)]?.[Math.floor(x / scale)];
                if (dark) picture[(top + y) * width + left + x] = black;
            }
        }
        this.#keep(picture);
    }
    end(): void {
        rmSync(this.#folder, { recursive: true });
    }

    /** YUV4MPEG2: a line of heading, and a frame of brightness and two quarter planes of colour. */
    #keep(picture: Uint8Array): void {
        const heading = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`);
        const colours = Buffer.alloc((width * height) / 2, grey);
        writeFileSync(`${this.#file}.new`, Buffer.concat([heading, picture, colours]));
        renameSync(`${this.#file}.new`, this.#file);
    }
}
