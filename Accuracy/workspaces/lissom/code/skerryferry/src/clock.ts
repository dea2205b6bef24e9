import { Temporal } from "@js-temporal/polyfill";
export const now = () => Temporal.Now.instant();
export const serviceDay = (i: Temporal.Instant) => i.toZonedDateTimeISO("Atlantic/Faroe").subtract({ hours: 3 }).toPlainDate();
