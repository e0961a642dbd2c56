// Browsers inside apps, by what they call themselves, and those that are browsers.
import { describe, expect, it } from "vitest";
import { isInApp } from "../../src/pages/participant/in_app";

const iphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 15_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const android = "Mozilla/5.0 (Linux; Android 12; SM-A125F";
const chrome = "AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/110.0.0.0 Mobile Safari/537.36";

describe("a browser inside an app", () => {
    it.each([
        `${iphone} Mobile/15E148 Zalo iOS/23.03.01`,
        `${iphone} Mobile/15E148 [FBAN/FBIOS;FBAV/407.0.0.36.107]`,
        `${iphone} Mobile/15E148 Instagram 278.0.0.19.115`,
        `${iphone} Mobile/15E148 Safari Line/13.5.0`,
        `${iphone} Mobile/15E148`,
        `${android}; wv) ${chrome}`,
        `${android}) ${chrome} Zalo android/12100720`,
    ])("is told: %s", (agent) => {
        expect(isInApp(agent)).toBe(true);
    });
    it.each([
        `${iphone} Version/15.6 Mobile/15E148 Safari/604.1`,
        `${iphone} CriOS/110.0.5481.83 Mobile/15E148 Safari/604.1`,
        `${iphone} FxiOS/110.0 Mobile/15E148 Safari/605.1.15`,
        `${android}) ${chrome.replace("Version/4.0 ", "")}`,
        "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Safari/605.1.15",
    ])("is not: %s", (agent) => {
        expect(isInApp(agent)).toBe(false);
    });
});
