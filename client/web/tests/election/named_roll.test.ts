// The named roll line by line, and whether the log has just that person.
import { describe, expect, test } from "vitest";
import { Reason } from "../../src/crypto/result";
import { isInTheLog, type NamedPerson, readNamedRoll } from "../../src/election/named_roll";
import { logVector } from "../support/log";
import { stateAfter } from "../support/log_states";
import { bytes, must } from "../support/vectors";

const heading = "number,name,unit,hall,salt";
const salt = "07".repeat(32);

describe("a named roll", () => {
    test("is read without its heading and with any ends of lines", () => {
        expect(
            must(readNamedRoll(`${heading}\r\n\r\n65536,An,,,${salt}\r\n1,Bình,Cục A,Bắc,${salt}`)),
        ).toEqual([
            { number: 65536, name: "An", unit: "", hall: "", salt: bytes(salt) },
            { number: 1, name: "Bình", unit: "Cục A", hall: "Bắc", salt: bytes(salt) },
        ]);
    });
    test.each([
        ["no number", `,An,,,${salt}`],
        ["a number of nobody", `0,An,,,${salt}`],
        ["a number with a zero in front", `01,An,,,${salt}`],
        ["a number of six digits", `100000,An,,,${salt}`],
        ["a number and a letter", `1a,An,,,${salt}`],
        ["no name", `1,,,,${salt}`],
        ["nothing behind the number", "1"],
        ["nothing behind the name", "1,An"],
        ["nothing behind the unit", "1,An,Cục A"],
        ["nothing behind the hall", "1,An,Cục A,Bắc"],
        ["a field too many", `1,An,,,${salt},`],
        ["a salt that is no hex", `1,An,,,${"0g".repeat(32)}`],
        ["an odd digit of salt", `1,An,,,${salt}0`],
        ["a salt that is too short", `1,An,,,${"07".repeat(31)}`],
        ["a salt that is too long", `1,An,,,${"07".repeat(33)}`],
    ])("is refused, and the line is named, with %s", (_, line) => {
        const roll = `${heading}\n2,Bình,,,${salt}\n${line}\n`;
        expect(readNamedRoll(roll)).toEqual({
            ok: false,
            reason: Reason.malformed,
            detail: "named roll: line 3",
        });
    });
});

describe("the log has a person", () => {
    const state = () => stateAfter(3); // with the whole roll
    const people = logVector.secrets.people.map((person): NamedPerson => {
        return { ...person, hall: "", salt: bytes(person.salt) };
    });
    test("under the number, name, unit and salt of the slip, in whichever hall", () => {
        for (const person of people) {
            expect(isInTheLog(state(), person), person.name).toBe(true);
            expect(isInTheLog(state(), { ...person, hall: "Bắc" }), person.name).toBe(true);
        }
    });
    test("under no other number, be it on the roll or not", () => {
        for (const person of people)
            for (const number of [person.number + 1, 0, people.length + 1])
                expect(isInTheLog(state(), { ...person, number }), `${person.name} as ${number}`).toBe(false);
    });
    test("under no other name, unit or salt", () => {
        for (const person of people)
            for (const other of [{ name: "Ai đó" }, { unit: "Cục khác" }, { salt: new Uint8Array(32) }])
                expect(isInTheLog(state(), { ...person, ...other }), person.name).toBe(false);
    });
});
