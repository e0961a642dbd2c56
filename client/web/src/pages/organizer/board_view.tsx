// The counting board: who is invited and joins, the board signed into the log, and how its key is made; and the witnesses.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { Card, Notice } from "../../ui/index";
import { OpenKeys } from "../staff/open_keys";
import { Invitations, Witnesses } from "./invitations";
import { type Letters, PrintedLetters } from "./printed_letters";
import type { LeadProps } from "./props";

export function BoardView(props: LeadProps) {
    const t = useTexts(staffTexts).invite;
    const { board, manifest } = props.view;
    const [letters, setLetters] = useState<Letters>();
    const invitations = <Invitations {...props} onPrint={setLetters} />;
    const card = (
        <Card title={t.title}>
            {board ? <Signed {...props} /> : invitations}
            {board ? (
                <details class="staff-more">
                    <summary>{t.anew}</summary>
                    <div class="stack">
                        <Notice kind="info">{t.anewBody}</Notice>
                        {invitations}
                    </div>
                </details>
            ) : null}
            {manifest.witnesses.length > 0 ? <Witnesses {...props} onPrint={setLetters} /> : null}
        </Card>
    );
    // The card is out of sight behind the letters, and keeps what was ticked on it.
    return (
        <>
            {letters ? (
                <PrintedLetters
                    view={props.view}
                    letters={letters}
                    onDone={() => {
                        setLetters(undefined);
                    }}
                />
            ) : null}
            {card}
        </>
    );
}

function Signed({ view }: LeadProps) {
    const t = useTexts(staffTexts).invite;
    const { board, manifest } = view;
    if (!board) return null;
    const { members } = board;
    const dealings = members.filter(({ dealt }) => dealt).length;
    const done = members.filter(({ acknowledged }) => acknowledged).length;
    const complaints = board.complaints.filter(({ answered }) => !answered);
    return (
        <>
            <Notice kind={board.made ? "done" : "waiting"}>
                {board.made ? t.keyMade : t.making(dealings, done, manifest.trustees)}
            </Notice>
            {complaints.map(({ dealer, complainer }) => (
                <Notice key={`${dealer}/${complainer}`} kind="stop">
                    {t.complaint(complainer, dealer)}
                </Notice>
            ))}
            <ol>
                {members.map(({ name, characters }) => (
                    <li key={name}>
                        <bdi>{name}</bdi> <span class="mono">{characters}</span>
                    </li>
                ))}
            </ol>
            {board.made ? <OpenKeys view={view} /> : null}
        </>
    );
}
