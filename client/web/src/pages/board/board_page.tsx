// The counting board's page: a member's key, the ceremony, the day before, opening, close, count.
import "../../ui/styles/staff.css";
import { useCallback, useEffect, useState } from "preact/hooks";
import { type SecretBytes } from "../../crypto/secret";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { takeFragment } from "../../router/fragment";
import { type Desk } from "../../staff/desk";
import { browserFolder, type Folder } from "../../staff/folder";
import { TrusteeAtWork } from "../../staff/trustee";
import { trusteeKind, TrusteeKeys } from "../../staff/trustee_keys";
import { Page, Progress } from "../../ui/index";
import { DeskPage } from "../staff/desk_page";
import { KeyFromFile, NewKey, OpenKey } from "../staff/new_key";
import { useCrypto } from "../staff/use_crypto";
import { useDesk } from "../staff/use_desk";
import { useKeptKey } from "../staff/use_kept_key";
import { JoinStage } from "./join_stage";
import { MemberView } from "./member_view";

export function BoardPage({ conference }: { conference: string }) {
    const t = useTexts(staffTexts).board;
    const [folder] = useState(() => browserFolder(`board/${conference}/`));
    const [token] = useState(takeFragment);
    const [keys, setKeys] = useState<TrusteeKeys>();
    const ready = useCrypto();
    if (!ready) {
        return (
            <Page title={t.title}>
                <Progress label={t.starting} />
            </Page>
        );
    }
    if (!keys) return <KeyStage folder={folder} onKeys={setKeys} />;
    return <Joined conference={conference} folder={folder} keys={keys} token={token} />;
}

function KeyStage({ folder, onKeys }: { folder: Folder; onKeys: (keys: TrusteeKeys) => void }) {
    const t = useTexts(staffTexts);
    const kept = useKeptKey(folder);
    const [imported, setImported] = useState<Uint8Array>();
    const take = (file: Uint8Array, keys: TrusteeKeys) => {
        void kept.keep(file).then(() => {
            onKeys(keys);
        });
    };
    const file = imported ?? kept.file;
    const keysIn = (payload: SecretBytes) => TrusteeKeys.in(payload);
    return (
        <Page title={t.board.keyTitle}>
            {kept.looking ? <Progress label={t.board.starting} /> : null}
            {!kept.looking && file ? (
                <OpenKey
                    file={file}
                    intro={t.board.openIntro}
                    kind={trusteeKind}
                    keysIn={keysIn}
                    onOpen={(keys) => {
                        take(file, keys);
                    }}
                />
            ) : null}
            {!kept.looking && !file ? (
                <NewKey
                    fileName="trustee.key"
                    intro={t.board.keyIntro}
                    kind={trusteeKind}
                    keysIn={keysIn}
                    onMade={take}
                />
            ) : null}
            {kept.looking ? null : <KeyFromFile onFile={setImported} />}
        </Page>
    );
}

interface JoinedProps {
    readonly conference: string;
    readonly folder: Folder;
    readonly keys: TrusteeKeys;
    readonly token: string;
}
const joinedRecord = "joined";

/** The card is handed in once; whoever has done so, or is on the board, goes on. */
function Joined({ conference, folder, keys, token }: JoinedProps) {
    const t = useTexts(staffTexts).board;
    const [joined, setJoined] = useState<boolean>();
    useEffect(() => {
        void folder.recorded(joinedRecord).then((record) => {
            setJoined(record !== undefined);
        });
        return () => {
            keys.wipe();
        };
    }, [folder, keys]);
    if (joined === undefined) {
        return (
            <Page title={t.title}>
                <Progress label={t.starting} />
            </Page>
        );
    }
    if (!joined) {
        return (
            <JoinStage
                conference={conference}
                keys={keys}
                token={token}
                onJoined={() => {
                    void folder.once(joinedRecord, "yes").then(() => {
                        setJoined(true);
                    });
                }}
            />
        );
    }
    return <AtWork conference={conference} keys={keys} />;
}

function AtWork({ conference, keys }: { conference: string; keys: TrusteeKeys }) {
    const t = useTexts(staffTexts).board;
    const begin = useCallback((desk: Desk) => new TrusteeAtWork(keys, desk), [keys]);
    const view = useDesk("board", conference, begin);
    return (
        <DeskPage title={t.title} view={view}>
            {view.at ? <MemberView trustee={view.at} version={view.version} /> : null}
        </DeskPage>
    );
}
