// The worker behind the participant's pages. Ending it forgets all that it held.
import { type Result } from "../crypto/result";
import { initializeCrypto } from "../crypto/sodium";
import { serve } from "../worker/bridge";
import { ParticipantHost } from "./host";
import { type Command, type DeviceState, type Outcome } from "./messages";

const offers = {
    run: (command: Command): Promise<Result<Outcome>> => host.run(command),
};
export type ParticipantOffers = typeof offers;

const tell = serve<DeviceState>(self, offers, initializeCrypto());
const host = new ParticipantHost(tell);
