// The invitation is used: the key card goes to the organizer, under the token that stood in the link.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { BoardOffers, KnownMember } from "../../staff/board_offers";
import type { Calls } from "../../worker/bridge";
import { Button, Card, Field, Notice, Page } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";

interface JoinStageProps {
    readonly conference: string;
    readonly calls: Calls<BoardOffers>;
    readonly member: KnownMember;
    readonly token: string;
    readonly onJoined: () => void;
}

export function JoinStage({ conference, calls, member, token, onJoined }: JoinStageProps) {
    const t = useTexts(staffTexts).board;
    const work = useWork();
    const [typed, setTyped] = useState("");
    const used = (typed.split("#").at(-1) ?? "").trim() || token;
    const join = async () => {
        const joined = await work.run(t.joining, async () => {
            const status = await calls.join({ server: location.origin, id: conference }, used);
            return status.ok ? { ok: true as const, value: true } : status;
        });
        if (joined) onJoined();
    };
    return (
        <Page title={t.joinTitle}>
            <Notice kind="done">{t.keyOpens}</Notice>
            <Card>
                <p>{t.joinBody}</p>
                {token === "" ? (
                    <Field
                        label={t.invitation}
                        hint={t.invitationHint}
                        type="password"
                        value={typed}
                        onChange={setTyped}
                    />
                ) : null}
                <div class="step-actions">
                    <Button
                        kind="primary"
                        off={used === "" ? t.invitationMissing : undefined}
                        onPress={() => void join()}
                    >
                        {t.join}
                    </Button>
                    {/* Whoever comes with the key file alone has joined on another device. */}
                    {token === "" || work.failure ? (
                        <Button onPress={onJoined}>{t.joinedBefore}</Button>
                    ) : null}
                </div>
            </Card>
            <ComparisonCharacters characters={member.characters} />
            <WorkStatus work={work} />
        </Page>
    );
}

/** What the organizer compares before signing the board. */
export function ComparisonCharacters({ characters }: { characters: string }) {
    const t = useTexts(staffTexts).board;
    return (
        <Card title={t.checkTitle}>
            <p class="staff-characters">{characters}</p>
            <p>{t.checkBody}</p>
        </Card>
    );
}
