// The browser of all tests that open pages: Chromium without a window (CHROMIUM, or Debian's headless shell).
import { type Browser, chromium } from "playwright-core";

export function launchChromium(args: readonly string[] = []): Promise<Browser> {
    const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium-headless-shell";
    return chromium.launch({ executablePath, args: [...args] });
}
