// The components that pages are made of.
export { Button, DownloadButton } from "./button";
export { Card, Facts, Steps, Table, type Column } from "./card";
export { CodeShown, CodeTaken } from "./code_text";
export { Confirm } from "./confirm";
export { minutesAndSeconds, useSecondsLeft } from "./countdown";
export { Check, Field, FileField } from "./field";
export { Fingerprint, OpeningNumber, Tracker, groupsOfFour } from "./fingerprint";
export { LevelChoice } from "./level_choice";
export { Notice, type NoticeKind } from "./notice";
export { Page } from "./page";
export { Passphrase } from "./passphrase";
export { Progress } from "./progress";
export { Qr, qrBytesMax } from "./qr";
export { ScanButton, useCamera } from "./scan_button";
export { ScanOrType } from "./scan_or_type";
export { Scanner } from "./scanner";
export { Bar, Swatch, type BarPart, type Part } from "./stacked_bar";
