// What all who work at a conference see: waiting, problems, keys, numbers. English.
import { formatNumber } from "../../format";
import { type vi } from "../../vi/staff/work";

const n = (value: number) => formatNumber("en", value);

export const en: typeof vi = {
    work: {
        replaying: "Reading and checking the conference's public log…",
        offline: "The connection is lost. The page connects again by itself; what you typed is still there.",
        network: "The server cannot be reached. Check the network and try again; repeating it does no harm.",
        memory: "This device does not have enough memory to open the key. Close other pages and try again.",
        refused: (reason) => `Not accepted: ${reason}`,
        detail: "Technical detail:",
        again: "Try again",
    },
    problems: {
        anotherOpenConfirmed:
            "STOP. Another opening of this conference was confirmed on this device. Tell the other members of the counting board at once, and leave this device as it is, as evidence.",
        anotherCloseConfirmed:
            "STOP. Another close of this conference was confirmed on this device. Tell the other members of the counting board at once, and leave this device as it is, as evidence.",
        anotherDecrypted:
            "STOP. Other sums of this conference were decrypted on this device. Tell the other members of the counting board at once, and leave this device as it is, as evidence.",
        boardIncomplete: "This is not the number of members that the conference names.",
        boardMissing: "Slips that name the board can be printed once every member has acknowledged.",
        codeMadeElsewhere:
            "The code of a number was made on another device. Print it there, or revoke it to make a new one here.",
        dealingMadeElsewhere:
            "What this member dealt was made on another device. Open the key there, or let a new board be signed.",
        endNotReplayed: "The log has just grown. Try again.",
        logMovedOn: "The log has gone on since you looked. Look at the numbers again, then confirm.",
        noCodes: "There is no roll on this device. Import it first.",
        noResultYet: "There is no result yet: shares are missing.",
        noTemplate:
            "This file is no template. Choose one that “Save this conference as a template” has saved, or tile/entries/000 of a log.",
        notAConfirmer: "This key is neither on the board nor a witness's. Do not confirm.",
        notOnTheBoard: "The board in the log does not hold your keys. Tell the organizer, and do not go on.",
        nothingToConfirm: "There is nothing to confirm now.",
        nothingToCount: "There is nothing to count yet: wait until the close is confirmed.",
        otherRoll: "This roll differs from the one imported before. A conference has one roll.",
        paperCountMissing: "Paper ballots were issued: enter the paper count first.",
        paperSignaturesMissing: "Signatures of the board are missing.",
        rollMadeElsewhere: "The roll in the log was imported on another device. Go on where its codes are.",
        serverNamedOtherwise:
            "The server has a different name from this page's address. Open the page under the server's own name, or ask whoever runs the server to start it with this name (--name).",
        tooFewKeysOpen:
            "Too few keys are open: wait until more members have opened theirs and confirmed the close. After the first share, the vote cannot be annulled.",
        wrongKeyFile: "This is not the right key file. Choose the file you have just saved.",
        wrongPassphrase: "The passphrase is wrong, or the key file was changed.",
        wrongWitnessName: "This name holds a plus sign (+), which cannot stand in a witness's key.",
    },
    key: {
        stepMake: "Make the key",
        stepSave: "Save the file",
        stepProve: "Open it once",
        name: "Name",
        nameHint: "As it will appear in the minutes.",
        nameWrong: "Enter your name, on one line.",
        make: "Make the key",
        making: "Making the key and opening it once…",
        opening: "Opening the key…",
        saveTitle: "Save the key file, and open it once",
        saveBody:
            "The key stays on this device, under the passphrase. Save the key file to a USB stick that you keep elsewhere, too; then choose that very file, so that it is certain to open.",
        save: "Save the key file",
        readBack: "The key file you saved",
        readBackHint: "Choose it from where you saved it.",
        proveBody: "Enter the passphrase once more to open the saved file.",
        prove: "Open the saved file",
        openTitle: "Open the key",
        open: "Open the key",
        haveFile: "I have a key file from elsewhere",
        chooseFile: "Key file",
        anotherKept:
            "Another page of this browser has kept another key since. That one stands, and nothing of it was replaced: open it. The key file you saved can be chosen below.",
    },
    numbers: {
        title: "Current figures",
        phase: "Phase",
        phases: {
            first: "not begun",
            setup: "preparing",
            voting: "voting",
            counting: "counting",
            published: "the result is in",
            "too few ballots": "too few ballots, not counted",
            "no quorum": "no quorum",
            annulled: "annulled",
        },
        summoned: "Summoned",
        enrolled: "Checked in",
        papers: "On paper",
        present: "Present",
        quorum: (share, least) => `Quorum (${share} = ${n(least)})`,
        quorumMet: "met",
        quorumMissing: (people) => `${n(people)} still missing`,
        openConfirmed: "Opening confirmed",
        closeConfirmed: "Close confirmed",
        boardMark: "Mark of the counting board",
        ofNeeded: (given, needed) => `${given} of ${needed} needed`,
        confirmations: (given, needed, ofBoard) =>
            `${n(given)} (${n(needed)} needed, ${n(ofBoard)} of them of the board)`,
        ballots: "Ballots cast (in steps)",
        ballotsCast: "Electronic ballots",
        shares: "Shares",
    },
    result: {
        title: "Result",
        caption: (base) => `Percentages of ${base}`,
        official: "Official",
        blank: "No mark",
        outcome: "Consequence",
        none: "none",
    },
};
