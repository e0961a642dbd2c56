// Participants whose telephones are this process: the web client's device, without a page. For halls that are too full to
// open a browser for everybody.
import type { Bytes } from "../../src/crypto/bytes";
import { type Level } from "../../src/election/bodies";
import { parseSlipLink } from "../../src/service/conference_address";
import { Device, type DeviceStorage } from "../../src/service/device";
import { must } from "../support/vectors";

export class Phone {
    private constructor(
        readonly number: number,
        private readonly device: Device,
    ) {}

    /** Scans what the slip's QR code says, and checks in. */
    static async checkIn(link: string): Promise<Phone> {
        const slip = must(parseSlipLink(link));
        const device = must(await Device.scan(slip, memory()));
        must(await device.checkIn());
        return new Phone(slip.number, device);
    }
    /** Once the opening is confirmed. Throws where no receipt comes, or it does not hold. */
    async vote(levels: readonly Level[]): Promise<void> {
        must(await this.device.update());
        must(this.device.prepare());
        const sealed = must(await this.device.seal(levels));
        must(await this.device.cast(sealed.body));
    }
}

function memory(): DeviceStorage {
    let sealings = 0n;
    return {
        credential: (credential) => Promise.resolve(credential),
        nextSealing: () => Promise.resolve(++sealings),
        ballot: (body: Bytes) => Promise.resolve(body),
        receipt: () => Promise.resolve(),
    };
}
