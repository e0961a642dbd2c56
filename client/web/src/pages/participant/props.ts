import type { Offer } from "./offer";
import type { DeviceHandle } from "./use_device";

/** What each stage of a participant's page is given. */
export interface StageProps {
    readonly device: DeviceHandle;
    readonly conferenceId: string;
    readonly offer: Offer;
}
