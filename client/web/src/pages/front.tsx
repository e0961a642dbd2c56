// A server's front page: what this is, and the ways to a conference.
import { useState } from "preact/hooks";
import { useTexts } from "../i18n/language";
import { texts } from "../i18n/texts";
import { Link, navigate } from "../router/router";
import { Button, Card, Field, Notice, Page, useCamera } from "../ui/index";

export function FrontPage() {
    const t = useTexts(texts).front;
    return (
        <Page title={t.title}>
            <p class="lead">{t.lead}</p>
            <ScanSlip />
            <EnterAddress />
            <Card title={t.how}>
                <ul>
                    <li>{t.secret}</li>
                    <li>{t.eligible}</li>
                    <li>{t.verifiable}</li>
                </ul>
            </Card>
            <div class="step-actions">
                <Link to={{ page: "found" }} class="button">
                    {t.organizer}
                </Link>
            </div>
        </Page>
    );
}

function ScanSlip() {
    const t = useTexts(texts).front;
    const [wrong, setWrong] = useState(false);
    const camera = useCamera((code) => {
        // A slip's code stays behind "#" of an address of this server; no other address is followed.
        const here = code.startsWith(`${location.origin}/c/`);
        setWrong(!here);
        if (here) location.assign(code);
        return true;
    });
    return (
        <Card title={t.participant}>
            <p>{t.participantBody}</p>
            {wrong ? <Notice kind="waiting">{t.scanWrong}</Notice> : null}
            {camera.picture ?? (
                <Button kind="primary" onPress={camera.turnOn}>
                    {t.scan}
                </Button>
            )}
        </Card>
    );
}

/** The ID at the end of what was typed: an address, with or without what follows it, or the ID alone. */
function conferenceIn(typed: string): string | undefined {
    const text = typed.trim().toLowerCase();
    return /^[0-9a-f]{16}$/.test(text) ? text : /\/c\/([0-9a-f]{16})(?:[/#?]|$)/.exec(text)?.[1];
}

function EnterAddress() {
    const t = useTexts(texts).front;
    const [typed, setTyped] = useState("");
    const [wrong, setWrong] = useState(false);
    const open = () => {
        const conference = conferenceIn(typed);
        setWrong(conference === undefined);
        if (conference !== undefined) navigate({ page: "conference", conference });
    };
    return (
        <form
            class="card"
            onSubmit={(event) => {
                event.preventDefault();
                open();
            }}
        >
            <h2>{t.enter}</h2>
            <Field
                label={t.address}
                hint={t.addressHint}
                value={typed}
                error={wrong ? t.addressWrong : undefined}
                onChange={setTyped}
            />
            <Button type="submit">{t.go}</Button>
        </form>
    );
}
