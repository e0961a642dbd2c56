// A vote on a real server, and the few who cast ballot after ballot at it, one after the other: how long each waits for its
// receipt while something else goes on.
import { type Bytes, toHex } from "../../src/crypto/bytes";
import { initializeCrypto } from "../../src/crypto/sodium";
import { Level } from "../../src/election/bodies";
import { parseSlipLink } from "../../src/service/conference_address";
import { Device, type DeviceStorage } from "../../src/service/device";
import { RealConference } from "../browser/real_conference";
import { linksOf } from "./person";
import { must } from "./vectors";

let lastSealing = 0n;
const storage: DeviceStorage = {
    credential: (credential) => Promise.resolve(credential),
    nextSealing: () => Promise.resolve(++lastSealing),
    ballot: (body) => Promise.resolve(body),
    receipt: () => Promise.resolve(),
};

/** The time below which that share of them is. `times` in any order. */
export function quantile(times: readonly number[], share: number): number {
    const sorted = times.toSorted((a, b) => a - b);
    return Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
}

export class Voters {
    #bodyBytes = 0;

    private constructor(
        readonly conference: RealConference,
        private readonly devices: readonly Device[],
    ) {}

    /** All are checked in, and the vote is open. */
    static async ready(people: number): Promise<Voters> {
        await initializeCrypto();
        const conference = await RealConference.make(people);
        const devices: Device[] = [];
        for (const link of linksOf(conference.slips())) {
            const device = must(await Device.scan(must(parseSlipLink(link)), storage));
            must(await device.checkIn());
            devices.push(device);
        }
        conference.open();
        conference.confirm();
        return new Voters(conference, devices);
    }

    /** Each seals beforehand, so that the time is from the sealed ballot to the checked receipt. */
    async cast(
        rounds: number,
    ): Promise<{ casts: number; medianMs: number; p99Ms: number; serverKb: number }> {
        const times: number[] = [];
        for (let round = 0; round < rounds; ++round)
            for (const [device, body] of await this.seal()) {
                const began = performance.now();
                must(await device.cast(body));
                times.push(performance.now() - began);
            }
        return {
            casts: times.length,
            medianMs: quantile(times, 0.5),
            p99Ms: quantile(times, 0.99),
            serverKb: this.conference.serverKb(),
        };
    }
    private async seal(): Promise<[Device, Bytes][]> {
        const sealed: [Device, Bytes][] = [];
        for (const device of this.devices) {
            must(await device.update());
            must(device.prepare());
            const { body } = must(await device.seal([Level.high, Level.low]));
            sealed.push([device, body]);
            this.#bodyBytes = body.length;
        }
        return sealed;
    }

    /** What somebody needs who sends what looks like their ballots. */
    get boxKey(): string {
        return toHex(this.devices[0]?.view.state.manifest.boxKey ?? new Uint8Array());
    }
    get bodyBytes(): number {
        return this.#bodyBytes;
    }

    /** What an auditor says of the vote once it is closed and counted. */
    verdict(): string {
        this.conference.confirm();
        this.conference.count();
        return JSON.stringify(this.conference.verify());
    }
    end(): void {
        this.conference.end();
    }
}
