// Leading a conference. English.
import { words } from "../../../gen/texts";
import { formatNumber, plural } from "../../format";
import { type vi } from "../../vi/staff/organizer";

const n = (value: number) => formatNumber("en", value);
const some = (count: number, one: string, other: string) => `${n(count)} ${plural("en", count, one, other)}`;

export const en: typeof vi = {
    organizer: {
        title: "Organizer",
        starting: "Opening…",
        keyTitle: "The organizer's key",
        keyIntro:
            "This key signs everything the organizer does, and keeps the slips' codes. It exists only on this device and in the saved file, always protected by the passphrase.",
        openIntro: "This device has an organizer's key. Enter its passphrase.",
        screens: "Other pages of the conference",
        pages: {
            hall: "Hall screen",
            results: "Results",
            minutes: "Minutes of counting",
            verify: "Verify everything",
        },
    },
    next: {
        title: "What comes next",
        roll: "Import the roll.",
        board: "Invite the counting board, compare the check characters, and sign the board. Slips come after that.",
        ceremony:
            "Wait for the board to make its key. Each member opens their page and compares what the head of the board shows; the rest runs by itself.",
        checkIn:
            "Print and hand out the slips, and wait for participants to check in. It is better not to open while too few are there.",
        open: "When participants have checked in, open the vote.",
        confirmOpen: "Wait for the board to confirm the opening. Then its head reads out the fingerprint.",
        close: "Voting. When it is over, close the vote; a last call runs first.",
        confirmClose: "Closed. Wait for the board to confirm the numbers issued and cast.",
        paperCount: "Wait for the board to enter the paper count.",
        shares: "Wait for the board's shares.",
        announce: "The result is in. Announce it, so that the hall screen shows it.",
        minutes: "Announced. Print the minutes and have them signed.",
        ended: "This vote has ended without a result.",
    },
    roll: {
        title: "Roll",
        body: "A table of three columns: number, name, unit. Nothing is sent until every row is good.",
        file: "Roll (CSV)",
        fileHint: "UTF-8 or UTF-16; comma, semicolon or tab; with or without a heading.",
        mistakes: (count) =>
            `${some(count, "mistake", "mistakes")}. Nothing was imported; correct the table and choose or paste it again.`,
        allMistakes: "Every mistake, by line",
        firstMistakes: (count) => `The first ${n(count)} mistakes, by line`,
        line: "Line",
        reason: "Reason",
        number: "Number",
        name: "name",
        unit: "unit",
        position: "position",
        paste: "Or paste rows that were copied in a spreadsheet",
        sample: "Download a sample (CSV)",
        sampleName: "roll-sample.csv",
        sampleRow: ["Nguyễn Văn A", "Office"],
        total: (count) => `The roll is good: ${some(count, "person", "people")}.`,
        preview: "Preview",
        previewEnds: "Preview: the first and the last of the roll",
        submit: (count) => `Import ${some(count, "person", "people")}`,
        askTitle: (count) => `Put ${some(count, "person", "people")} on the roll?`,
        will: "Everyone gets a code, made on this device, which leaves it only on paper. The public log keeps salted hashes, no names. The roll cannot be changed afterwards.",
        sending: "Making the codes and importing the roll…",
        wrong: {
            utf16: "the file begins as UTF-16 and is broken here; save it as CSV in UTF-8",
            notUtf8: "this line is not UTF-8; save the file as CSV in UTF-8",
            windows1258: "the file looks like Windows-1258; save it as CSV in UTF-8",
            tcvn3: "the file looks like TCVN3 (ABC); convert it to Unicode and save it as CSV in UTF-8",
            quoteInside: "a quote inside a field that is not quoted",
            quoteOpen: "a quote is opened and not closed on this line",
            afterQuote: "text after a closing quote",
            number: "the number is not one from 1 to 65,536",
            nobody: "there is nobody in the file",
            title: "this is a title, and no heading (number, name, unit) is below it; remove this line",
            columns: (found) => `${some(found, "column", "columns")} instead of 3`,
            empty: (field) => `the ${field} is empty`,
            control: (field) => `the ${field} holds a control character`,
            long: (field) => `the ${field} is too long`,
            replaced: (field) =>
                `the ${field} has lost a letter (\ufffd stands for it); export the file again`,
            format: (field) => `the ${field} holds a character that is not seen`,
            noLetter: (field) => `the ${field} has no letter`,
            twice: (number, line) => `the number ${n(number)} is already in line ${String(line)}`,
            missing: (first, last) =>
                first === last
                    ? `the number ${n(first)} is missing`
                    : `the numbers ${n(first)} to ${n(last)} are missing`,
        },
        doubts: (count) =>
            `${some(count, "place needs", "places need")} another look. If letters are wrong, correct the file and choose it again: the roll cannot be changed afterwards.`,
        allDoubts: "What needs another look, by line",
        firstDoubts: (count) => `The first ${n(count)} that need another look, by line`,
        text: "Text",
        seenDoubts: "I have checked each of them, and the roll is right",
        lookFirst: "Check the rows above and tick the box first.",
        doubt: {
            mojibake: "looks like UTF-8 that was read as another encoding",
            tcvn3: "looks like TCVN3 (ABC) that was not converted to Unicode",
            question: "has a question mark where a letter may have been",
            namesake: (line) => `has the name and unit of line ${String(line)}`,
        },
    },
    slips: {
        title: "Slips",
        body: "Eight slips to an A4 sheet (fewer if names or units are very long). Whoever has a slip can check in as that person: print in private, cut, and seal.",
        boardFirst: "Slips name the counting board: they can be printed once every member has acknowledged.",
        nameless: "Print without naming the board",
        namelessCost:
            "For a board that is elected in the hall. Every participant then has to enter or scan the fingerprint before voting, and nothing on the slip distinguishes a false board from the true one.",
        language: "Language of the slips",
        all: (count) => `Print all ${some(count, "slip", "slips")}`,
        making: "Making the slips…",
        revoke: "Revoke and print anew",
        again: "Print the present slip again",
        askRevoke: (who) => `Revoke the slip of ${who}?`,
        willRevoke: "The old slip stops working at once; a new one is printed.",
        willRevokeCheckedIn:
            "The old slip, and the check-in made with it, stop working at once; a new slip is printed, and the person checks in again.",
        paperNotNow: "This person has checked in. To change to paper, revoke the slip first.",
        give: "Record a paper ballot",
        giving: "Recording it…",
        given: (who) => `${who} votes on paper. The board hands out a ballot.`,
        askPaper: (who) => `A paper ballot for ${who}?`,
        willPaper:
            "This person can no longer check in or vote on a device. This cannot be undone. The board hands out a paper ballot.",
        printTitle: (count) => `${some(count, "slip", "slips")}, ready to print`,
        printWarning: "This page shows everyone's codes. Do not photograph, save or project it.",
        printHow: "Print on A4 at 100%, without margins, headers or footers.",
        print: "Print",
        printDone: "Printed: clear the screen",
    },
    attendance: {
        title: "Attendance",
        missing: (missing, of) => `${n(missing)} of ${n(of)} still missing`,
        allHere: (of) => `All ${n(of)} are here`,
        nameless: "This device does not have the names, so the list shows numbers only",
        search: "Search by name, unit or number (accents are not needed)",
        searchNumber: "Search by number",
        unit: "Unit",
        anyUnit: "all units",
        noUnit: "no unit given",
        missingOnly: "Missing only",
        found: (count) => some(count, "person", "people"),
        nobody: "Nobody was found.",
        showAll: (count) => `Show all ${n(count)}`,
        number: "No.",
        name: "Name",
        state: "State",
        states: {
            absent: "not yet here",
            checkedIn: "checked in",
            paper: "on paper",
            revoked: "slip revoked, not checked in again",
        },
        act: "Action",
        choose: "Choose",
        now: (state) => `Now: ${state}.`,
        close: "Close",
        who: (name, unit, number) =>
            name === ""
                ? `number ${n(number)}`
                : `${name}${unit === "" ? "" : ` (${unit})`}, number ${n(number)}`,
        byUnit: "By unit",
        summoned: "Summoned",
        missingHead: "Missing",
    },
    plan: {
        title: (done, of) => `All steps: ${n(done)} of ${n(of)} done`,
        acts: {
            organizer: "For the organizer to do",
            board: "Waiting for the counting board",
            hall: "The organizer hands out the slips, the hall checks in",
        },
        who: { organizer: "Organizer", board: "Counting board", hall: "Hall" },
        standings: { done: "done", now: "now", later: "still to come" },
        steps: {
            roll: "Import the roll",
            board: "Invite the board and sign it",
            ceremony: "Make the board's key",
            checkIn: "Print and hand out slips; check-in",
            open: "Open the vote",
            confirmOpen: "Confirm the opening",
            close: "Vote, then close the vote",
            confirmClose: "Confirm the close",
            paperCount: "Count the paper ballots",
            shares: "Send the shares",
            announce: "Announce the result",
            minutes: "Print the minutes, have them signed",
        },
    },
    slip: {
        ...words.en.slip,
        qr: "QR code of the slip",
    },
    letters: {
        title: (count) => some(count, "letter", "letters"),
        warning: {
            member: "Each letter holds a link that works once: whoever has the letter can join in the place of its reader. Print where nobody looks, and hand it over in person.",
            witness: "This letter is no secret. Print a copy for each witness.",
        },
        how: "Print on A4 at 100%, without headers and footers. A page a letter.",
        heading: "INVITATION",
        rehearsal: "REHEARSAL",
        dear: "To: ……………………………………………………………………",
        body: {
            member: "You are invited to the counting board of the conference above. Each member holds a part of the key to the electronic ballot box.",
            witness:
                "You are invited to be a witness of the conference above: to look, and to confirm the opening and the close of the vote.",
        },
        steps: {
            member: [
                "On a laptop of your own, scan the QR code or type the link below. The link works once.",
                "Make your key, save its file to a USB stick that is kept apart, and open the saved file again. Nobody can restore a passphrase.",
                "Read the eight check characters to the organizer, by telephone or face to face.",
            ],
            witness: [
                "On the computer where you made the witness's key, scan the QR code or type the link below.",
                "Open the key with its passphrase, and leave the page open in the hall.",
                "At the opening and at the close: look at the numbers, hear the code read out, then confirm.",
            ],
        },
        qr: "QR code of the invitation's link",
        signed: "The organizer",
    },
    invite: {
        title: "Counting board",
        body: (members) =>
            `${some(members, "member", "members")}. Each gets a single-use link, opens it on their own laptop, and makes a key.`,
        make: (members) => `Make ${some(members, "invitation", "invitations")}`,
        inviting: "Making the invitations…",
        hand: "Give each member one link, in person or through a channel you trust. They are shown here only once.",
        link: (number) => `Invitation ${n(number)}`,
        copy: "Copy",
        printLetters: (count) => `Print ${some(count, "letter", "letters")}`,
        witnesses: (count) =>
            `${some(count, "witness opens", "witnesses open")} this page, on the computer with their key`,
        printWitness: "Print the witness's letter",
        nobody: "Nobody has joined yet.",
        joined: (joined, of) => `Joined: ${n(joined)} of ${n(of)}`,
        name: "Name",
        characters: "Check characters",
        compared: "Compared",
        same: "The same",
        compare:
            "Each member reads eight characters from their page, by telephone or face to face. Tick only if they are all the same.",
        compareFirst: (members) => `Compare and tick ${some(members, "member", "members")}.`,
        askAgain: (members) => `Make ${some(members, "further invitation", "further invitations")}?`,
        willAgain:
            "There are invitations already, or somebody has joined. New invitations replace nobody; make them only if one was lost.",
        willReplace: (names, made) =>
            `The new board replaces the present one (${names}).${made ? " The key that it has made is void, and slips that are printed no longer work: print them again." : ""}`,
        sign: "Sign the board",
        signing: "Signing…",
        askTitle: "Sign the counting board?",
        will: "These people hold the vote's key. Once signed, they make it together on their pages, and check that all of them are on the same board.",
        anew: "A new board",
        anewBody:
            "A new board replaces this one and makes its key from the start. Use this only if a member cannot go on.",
        keyMade: "The board has made its key.",
        making: (dealt, acknowledged, of) =>
            `The key is being made: ${n(dealt)} dealt, ${n(acknowledged)} acknowledged, of ${some(of, "member", "members")}.`,
        complaint: (by, against) =>
            `${by} complains that what ${against} dealt is wrong. If ${against} cannot answer, sign a new board.`,
    },
    open: {
        openTitle: "Open the vote",
        votingTitle: "Voting",
        standing: (summoned, present, enrolled, papers) =>
            `Summoned ${n(summoned)}, present ${n(present)} (${n(enrolled)} checked in, ${n(papers)} on paper).`,
        noKey: "The board has not made its key yet.",
        tooFew: (enrolled, smallest) =>
            `${some(enrolled, "person has", "people have")} checked in; at least ${n(smallest)} are needed to keep votes secret.`,
        noQuorum:
            "There is no quorum. The vote can be opened only with a reason, which goes into the log and the minutes for everyone to read.",
        reason: "Reason for opening without a quorum",
        reasonHint: "Everyone can read it.",
        reasonFirst: "Give the reason.",
        open: "Open the vote",
        opening: "Signing the opening…",
        askOpen: "Open the vote?",
        willOpen: (needed, ofBoard) =>
            `Nobody can check in afterwards. Ballots open on the phones once ${n(needed)} have confirmed, including ${n(ofBoard)} of the board.`,
        openingNumber:
            "The head of the board reads this number out; every member compares it before confirming.",
        fingerprint: "The head of the board reads this fingerprint out; every screen must show the same.",
        confirming: (given, needed, ofBoard) =>
            `The board is confirming the opening: ${n(given)} of ${n(needed)} needed, including ${n(ofBoard)} of the board.`,
        missing: (people) => `${n(people)} still missing`,
        closesTooFew: (ballots, least) =>
            `Only ${some(ballots, "electronic ballot is", "electronic ballots are")} in, and at least ${n(least)} are needed. Closing now ends the vote: nothing is counted, and there is no result.`,
        closesWithoutQuorum: (ballots, least) =>
            `Only ${some(ballots, "ballot is", "ballots are")} in, and a quorum needs at least ${n(least)}. Closing now ends the vote: nothing is counted, and there is no result.`,
        lastCall: "Last call, in minutes",
        lastCallHint: "0 closes at once.",
        minutesFirst: "Enter a number of minutes.",
        close: "Close the vote",
        closing: "Signing the close…",
        askClose: "Close the vote?",
        willClose: (minutes) =>
            minutes === 0
                ? "The vote closes at once. Nobody can vote afterwards, and it cannot be opened again."
                : `The clock runs for ${some(minutes, "minute", "minutes")}, then the vote closes. Nobody can vote afterwards, and it cannot be opened again.`,
        calling: "The last call goes out…",
        lastCallTitle: "Last call",
        lastCallTold: (devices: number) =>
            `Sent to ${n(devices)} connected ${devices === 1 ? "device" : "devices"}. Whoever is not connected has to hear it in the hall.`,
        lastCallUnheard:
            "The last call did not go out: no screen shows it. Try again; or tell the hall yourself, and close with 0 minutes.",
        lastCallBody:
            "The clock runs on every screen; the vote closes when it reaches zero. Keep this page open.",
        takingBack: "Stopping the close…",
        lastCallStop: "Stop the close",
    },
    hallScreen: {
        title: "The screen in the hall",
        turns: "Its pages turn by themselves.",
        holds: (page) => `It stays on page ${n(page)}.`,
        overview: "Overview",
        previous: "Previous page",
        next: "Next page",
        turn: "Let the pages turn by themselves",
        telling: "Telling the screen…",
    },
    end: {
        countingTitle: "Counting",
        sharesFrom: (names) => `Still waiting for the shares of: ${names}`,
        confirmationsFrom: (names) => `Still waiting for the close to be confirmed by: ${names}`,
        announceTitle: "Announce",
        announceBody: "The result is in the public log. The hall screen shows it once you announce it.",
        announce: "Announce the result",
        announcing: "Announcing…",
        announced: "Announced.",
        askAnnounce: "Announce the result?",
        willAnnounce: "The hall screen shows the result at once. The figures go into the log as shown above.",
        annulTitle: "Annul the vote",
        annulBody: "Possible only before the first share. No ballot is opened.",
        annulReason: "Reason",
        annulReasonFirst: "Give the reason; everyone can read it.",
        annul: "Annul the vote",
        annulling: "Annulling…",
        askAnnul: "Annul this vote for good?",
        willAnnul: "The vote ends without a result, and cannot be resumed. A new conference is needed.",
    },
};
