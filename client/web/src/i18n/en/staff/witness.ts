// The witness's pages. English.
import { type vi } from "../../vi/staff/witness";

export const en: typeof vi = {
    witness: {
        title: "Witness",
        starting: "Opening…",
        keyTitle: "The witness's key",
        keyIntro:
            "A witness watches the vote, and confirms its opening and its close. This key opens no ballot. It is on this computer and in the saved file only, always under a passphrase.",
        openIntro: "This computer has your key. Enter its passphrase.",
        keyOpens: "The key opens.",
        giveTitle: "Give this line to the organizer",
        giveBody: "The organizer enters this verifier key before the conference is created. It is no secret.",
        copy: "Copy",
        qr: "QR code of the verifier key",
        charactersTitle: "Your check characters",
        charactersBody:
            "Read these eight characters to the organizer, by telephone or face to face, so that nobody can put another key in the place of yours.",
        then: "Once the conference is created the organizer gives you its link. Open it on this computer.",
        notNamedTitle: "This conference does not name your key",
        notNamed:
            "You are not a witness of this conference. Its witnesses cannot be changed once it is created. Ask the organizer.",
        beforeOpening:
            "The vote has not been opened yet. Once the organizer opens it, the numbers to confirm are shown here.",
        nothing: "There is nothing to confirm now.",
    },
};
