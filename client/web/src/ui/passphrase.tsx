import { useState } from "preact/hooks";
import { texts } from "../i18n/texts";
import { useTexts } from "../i18n/language";
import { Button } from "./button";
import { Check, Field } from "./field";

const passphraseCharactersMin = 12;

interface PassphraseProps {
    /** A new one is asked for twice and must not be short. */
    readonly fresh: boolean;
    readonly action: string;
    readonly error?: string | undefined;
    /** The passphrase in UTF-8; the receiver wipes it. Both fields are emptied. */
    readonly onGiven: (passphrase: Uint8Array) => void;
}

export function Passphrase({ fresh, action, error, onGiven }: PassphraseProps) {
    const t = useTexts(texts).common;
    const [first, setFirst] = useState("");
    const [second, setSecond] = useState("");
    const [shown, setShown] = useState(false);
    const [tried, setTried] = useState(false);
    const short = fresh && [...first].length < passphraseCharactersMin ? t.passphraseShort : undefined;
    const differs = fresh && first !== second ? t.passphraseDiffers : undefined;
    const give = (event: Event) => {
        event.preventDefault();
        setTried(true);
        if (short !== undefined || differs !== undefined || first === "") return;
        onGiven(new TextEncoder().encode(first));
        setFirst("");
        setSecond("");
        setTried(false);
    };
    const type = shown ? "text" : "password";
    return (
        <form class="stack" onSubmit={give}>
            <Field
                label={t.passphrase}
                type={type}
                value={first}
                onChange={setFirst}
                autoComplete={fresh ? "new-password" : "current-password"}
                {...(fresh ? { hint: t.passphraseHint } : {})}
                error={(tried ? short : undefined) ?? error}
            />
            {fresh ? (
                <Field
                    label={t.passphraseAgain}
                    type={type}
                    value={second}
                    onChange={setSecond}
                    autoComplete="new-password"
                    error={tried ? differs : undefined}
                />
            ) : null}
            <Check label={t.passphraseShow} checked={shown} onChange={setShown} />
            <div class="step-actions">
                <Button type="submit" kind="primary">
                    {action}
                </Button>
            </div>
        </form>
    );
}
