// The form of a conference, section by section.
import { Base } from "../../election/bodies";
import { ringCapacities } from "../../election/limits";
import { profileHint, profileName, ruleProfiles } from "../../election/profiles";
import { type Language, languages, useLanguage, useTexts } from "../../i18n/language";
import { languageLabel } from "../../i18n/language_label";
import type { StaffTexts } from "../../gen/staff_texts";
import { staffTexts } from "../../i18n/staff_texts";
import { inLanguages } from "../../staff/conference_form";
import { Card, Check, Field } from "../../ui/index";
import { Choice } from "../staff/choice";
import { BoardSection } from "./board_section";
import { type FormProps, InLanguages, Pair, useMistake } from "./form_parts";
import { OfficialsView } from "./officials_view";
import { RulesView } from "./rules_view";

export function ConferenceFormView(props: FormProps) {
    return (
        <>
            <ConferenceSection {...props} />
            <OfficialsView {...props} />
            <RulesSection {...props} />
            <BoardSection {...props} />
            <MoreSection {...props} />
        </>
    );
}

/** Every choice of languages, the largest first. */
const languageSets = languages
    .reduce<Language[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]])
    .filter((set) => set.length > 0)
    .sort((a, b) => b.length - a.length);

/** "Vietnamese only", "Vietnamese and English". */
function languageSet(t: StaffTexts["form"], [first = "", ...others]: readonly string[]): string {
    if (others.length === 0) return t.languageOnly(first);
    return others.reduce((before, next) => t.languagesAnd(before, next), first);
}

function ConferenceSection({ form, mistakes, onChange }: FormProps) {
    const t = useTexts(staffTexts).form;
    const { language } = useLanguage();
    const mistake = useMistake(mistakes);
    const set = (part: Partial<typeof form>) => {
        onChange({ ...form, ...part });
    };
    const shared = { languages: form.languages, mistakes };
    return (
        <Card title={t.conference}>
            <Pair>
                <Choice
                    label={t.languages}
                    value={form.languages.join(" ")}
                    options={languageSets.map((set) => [
                        set.join(" "),
                        languageSet(
                            t,
                            set.map((one) => languageLabel(language, one)),
                        ),
                    ])}
                    onChange={(tags) => {
                        onChange(inLanguages(form, tags.split(" ")));
                    }}
                />
                <Field
                    label={t.date}
                    type="date"
                    value={form.date}
                    error={mistake("date")}
                    onChange={(date) => {
                        set({ date });
                    }}
                />
            </Pair>
            {(["title", "body", "place"] as const).map((key) => (
                <InLanguages
                    key={key}
                    {...shared}
                    label={t[key]}
                    field={key}
                    values={form[key]}
                    onChange={(values) => {
                        set({ [key]: values });
                    }}
                />
            ))}
            <Check
                label={t.rehearsal}
                checked={form.rehearsal}
                onChange={(rehearsal) => {
                    set({ rehearsal });
                }}
            />
        </Card>
    );
}

function RulesSection(props: FormProps) {
    const { form, onChange, mistakes } = props;
    const t = useTexts(staffTexts).form;
    const { language } = useLanguage();
    const mistake = useMistake(mistakes)("profile");
    return (
        <Card title={t.rules}>
            <Pair>
                <Choice
                    label={t.profile}
                    value={form.profile}
                    options={[
                        ...ruleProfiles.map((name) => [name, profileName(name, language)] as const),
                        ["own", t.ownRules] as const,
                    ]}
                    onChange={(profile) => {
                        onChange({ ...form, profile });
                    }}
                />
                <Choice
                    label={t.base}
                    value={form.base}
                    options={[
                        [Base.collected, t.baseCollected],
                        [Base.summoned, t.baseSummoned],
                    ]}
                    onChange={(base) => {
                        onChange({ ...form, base });
                    }}
                />
            </Pair>
            {mistake ? <p class="field-error">{mistake}</p> : null}
            {form.profile === "own" ? (
                <RulesView {...props} />
            ) : (
                <p class="soft">{profileHint(form.profile, language)}</p>
            )}
        </Card>
    );
}

function MoreSection({ form, mistakes, onChange }: FormProps) {
    const t = useTexts(staffTexts).form;
    const mistake = useMistake(mistakes);
    const set = (part: Partial<typeof form>) => {
        onChange({ ...form, ...part });
    };
    return (
        <Card title={t.more}>
            <Field
                label={t.revotes}
                hint={t.revotesHint}
                inputMode="numeric"
                value={form.revotes}
                error={mistake("revotes")}
                onChange={(revotes) => {
                    set({ revotes });
                }}
            />
            <Field
                label={t.organizers}
                hint={t.organizersHint}
                lines={2}
                value={form.organizers}
                error={mistake("organizers")}
                onChange={(organizers) => {
                    set({ organizers });
                }}
            />
            <TechnicalFields form={form} mistakes={mistakes} onChange={onChange} />
        </Card>
    );
}

/** Nobody has to look at them. */
function TechnicalFields({ form, mistakes, onChange }: FormProps) {
    const t = useTexts(staffTexts).form;
    const mistake = useMistake(mistakes);
    return (
        <details class="staff-more">
            <summary>{t.technical}</summary>
            <div class="stack">
                <Pair>
                    <Choice
                        label={t.ringCapacity}
                        value={form.ringCapacity}
                        options={ringCapacities.map((capacity) => [capacity, String(capacity)])}
                        onChange={(ringCapacity) => {
                            onChange({ ...form, ringCapacity });
                        }}
                    />
                    <Field
                        label={t.smallestSet}
                        inputMode="numeric"
                        value={form.smallestSet}
                        error={mistake("smallestSet")}
                        onChange={(smallestSet) => {
                            onChange({ ...form, smallestSet });
                        }}
                    />
                </Pair>
                <Field
                    label={t.relays}
                    hint={t.relaysHint}
                    lines={2}
                    value={form.relays}
                    error={mistake("relays")}
                    onChange={(relays) => {
                        onChange({ ...form, relays });
                    }}
                />
            </div>
        </details>
    );
}
