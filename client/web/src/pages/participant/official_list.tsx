// All officials at a glance, and those that are left empty; a press leads to the card. Only whether a mark is there is shown,
// not which: a neighbour in the hall sees a list more easily than a card.
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import type { OfficialView } from "../../participant/conference_view";

interface OfficialListProps {
    readonly officials: readonly OfficialView[];
    /** Counted from 0, in their order. */
    readonly empty: readonly number[];
    readonly onLead: (j: number) => void;
}

/** Beside the cards, where there is room for it. */
export function OfficialList({ officials, empty, onLead }: OfficialListProps) {
    const t = useTexts(texts);
    return (
        <nav class="official-list" aria-label={t.ballot.list}>
            <ol>
                {officials.map((official, j) => (
                    <li key={j}>
                        <button
                            type="button"
                            class="official-line"
                            data-empty={empty.includes(j)}
                            onClick={() => {
                                onLead(j);
                            }}
                        >
                            <span>
                                {j + 1}. <bdi>{official.name}</bdi>
                            </span>
                            <span class="official-line-state">
                                {empty.includes(j) ? t.ballot.isEmpty : `✓ ${t.level.chosen}`}
                            </span>
                        </button>
                    </li>
                ))}
            </ol>
        </nav>
    );
}

const chipsMost = 3; // beside the counter on one line of a telephone

/** The first that are empty. Their room stays when they go, so that the bar keeps its height. */
export function EmptyChips({ officials, empty, onLead }: OfficialListProps) {
    const t = useTexts(texts).ballot;
    return (
        <nav class="empty-chips" aria-label={t.empty}>
            {Array.from({ length: Math.min(chipsMost, officials.length) }, (_, place) => {
                const j = empty[place];
                if (j === undefined) return <span key={place} class="chip room-only" />;
                return (
                    <button
                        key={place}
                        type="button"
                        class="chip"
                        onClick={() => {
                            onLead(j);
                        }}
                    >
                        {j + 1}
                        <span class="unseen">: {officials[j]?.name}</span>
                    </button>
                );
            })}
        </nav>
    );
}
