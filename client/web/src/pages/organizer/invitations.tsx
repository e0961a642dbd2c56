// Invitations to the board, whose links work once, and the witnesses' page; each can be printed as a letter.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { urlOf } from "../../service/conference_address";
import { Button, Confirm, CopyButton, Notice } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";
import { Cards, useCards } from "./board_cards";
import type { Letters } from "./printed_letters";
import type { LeadProps } from "./props";

interface InvitationsProps extends LeadProps {
    readonly onPrint: (letters: Letters) => void;
}

export function Invitations(props: InvitationsProps) {
    const t = useTexts(staffTexts).invite;
    const { view, calls, onPrint } = props;
    const { trustees } = view.manifest;
    const work = useWork();
    const [links, setLinks] = useState<readonly string[]>([]);
    const [asked, setAsked] = useState(false);
    const cards = useCards(props);
    const invite = async () => {
        setAsked(false);
        const tokens = await work.run(t.inviting, () => calls.invite(trustees));
        const board = urlOf(view.address, "/board");
        if (tokens) setLinks(tokens.map((token) => `${board}#${token}`));
    };
    return (
        <div class="stack">
            <p>{t.body(trustees)}</p>
            <div class="step-actions">
                <Button
                    kind={
                        view.next === "board" && links.length === 0 && cards.length === 0
                            ? "primary"
                            : "plain"
                    }
                    onPress={() => {
                        if (links.length > 0 || cards.length > 0) setAsked(true);
                        else void invite();
                    }}
                >
                    {t.make(trustees)}
                </Button>
            </div>
            {links.length > 0 ? <Links links={links} onPrint={onPrint} /> : null}
            <WorkStatus work={work} />
            <Cards {...props} cards={cards} />
            {asked ? (
                <Confirm
                    title={t.askAgain(trustees)}
                    action={t.make(trustees)}
                    onConfirm={() => void invite()}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <p>{t.willAgain}</p>
                </Confirm>
            ) : null}
        </div>
    );
}

function Links({ links, onPrint }: Pick<InvitationsProps, "onPrint"> & { links: readonly string[] }) {
    const t = useTexts(staffTexts).invite;
    return (
        <>
            <Notice kind="info">{t.hand}</Notice>
            <div class="row">
                <Button
                    onPress={() => {
                        onPrint({ to: "member", links });
                    }}
                >
                    {t.printLetters(links.length)}
                </Button>
            </div>
            {links.map((link, at) => (
                <div key={link} class="stack staff-part">
                    <strong>{t.link(at + 1)}</strong>
                    <p class="mono staff-line" data-invitation>
                        {link}
                    </p>
                    <div class="row">
                        <CopyButton text={link} kind="quiet">
                            {t.copy}
                        </CopyButton>
                    </div>
                </div>
            ))}
        </>
    );
}

/** Who is named in the manifest, and has a page of this conference now. */
export function Witnesses({ view, onPrint }: LeadProps & { onPrint: (letters: Letters) => void }) {
    const t = useTexts(staffTexts).invite;
    const { witnesses } = view.manifest;
    const link = urlOf(view.address, "/witness");
    return (
        <div class="stack staff-part">
            <strong>{t.witnesses(witnesses.length)}</strong>
            <p class="mono staff-line">{link}</p>
            <div class="row">
                <CopyButton text={link} kind="quiet">
                    {t.copy}
                </CopyButton>
                <Button
                    kind="quiet"
                    onPress={() => {
                        onPrint({ to: "witness", links: [link] });
                    }}
                >
                    {t.printWitness}
                </Button>
            </div>
        </div>
    );
}
