// The counting board's page: a member's key, the ceremony, the day before, opening, close, count.
import "../../ui/styles/staff.css";
import { useEffect, useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { takeFragment } from "../../router/fragment";
import type { BoardOffers, KnownMember } from "../../staff/board_offers";
import { startBoardDesk } from "../../staff/desk_client";
import type { BoardMemberView } from "../../staff/desk_view";
import { browserFolder, type Folder } from "../../staff/folder";
import { Page, Progress } from "../../ui/index";
import { DeskPage } from "../staff/desk_page";
import { KeyStage } from "../staff/key_stage";
import { type StaffDesk, useConference, useDesk } from "../staff/use_desk";
import { useAnswers } from "../use_answers";
import { JoinStage } from "./join_stage";
import { MemberView } from "./member_view";

type BoardDesk = StaffDesk<BoardOffers, BoardMemberView>;

export function BoardPage({ conference }: { conference: string }) {
    const [folder] = useState(() => browserFolder(`board/${conference}/`));
    const [token] = useState(takeFragment);
    const [member, setMember] = useState<KnownMember>();
    const desk = useDesk(startBoardDesk);
    const words = useTexts(staffTexts).board;
    if (!member) {
        return (
            <KeyStage
                words={words}
                fileName="trustee.key"
                folder={folder}
                calls={desk.calls}
                onOpen={setMember}
            />
        );
    }
    return <Joined conference={conference} folder={folder} desk={desk} member={member} token={token} />;
}

interface JoinedProps {
    readonly conference: string;
    readonly folder: Folder;
    readonly desk: BoardDesk;
    readonly member: KnownMember;
    readonly token: string;
}
const joinedRecord = "joined";

/** The card is handed in once; whoever has done so, or is on the board, goes on. */
function Joined({ conference, folder, desk, member, token }: JoinedProps) {
    const t = useTexts(staffTexts).board;
    const [joined, setJoined] = useState<boolean>();
    const hand = useAnswers();
    useEffect(() => {
        hand(folder.recorded(joinedRecord), (record) => {
            setJoined(record !== undefined);
        });
    }, [folder, hand]);
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
                calls={desk.calls}
                member={member}
                token={token}
                onJoined={() => {
                    hand(folder.once(joinedRecord, "yes"), () => {
                        setJoined(true);
                    });
                }}
            />
        );
    }
    return <AtWork conference={conference} desk={desk} />;
}

function AtWork({ conference, desk }: { conference: string; desk: BoardDesk }) {
    const t = useTexts(staffTexts).board;
    const again = useConference(desk, conference);
    return (
        <DeskPage title={t.title} desk={desk} onAgain={again}>
            {desk.view ? <MemberView view={desk.view} calls={desk.calls} /> : null}
        </DeskPage>
    );
}
