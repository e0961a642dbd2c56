// The components that pages are made of.
export { Button, DownloadButton } from "./button.js";
export { Card, Facts, Steps, Table, type Column } from "./card.js";
export { Confirm } from "./confirm.js";
export { Check, Field, FileField } from "./field.js";
export { Fingerprint, Tracker, groupsOfFour } from "./fingerprint.js";
export { LevelChoice, type Level } from "./level_choice.js";
export { Notice, type NoticeKind } from "./notice.js";
export { Page } from "./page.js";
export { Passphrase } from "./passphrase.js";
export { Progress } from "./progress.js";
export { Qr, qrBytesMax } from "./qr.js";
export { StackedBar, type BarPart, type Part } from "./stacked_bar.js";
