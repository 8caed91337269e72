import { pluralIn } from "../plural.ts";

const plural = pluralIn("en");

/** English, the list of requests. Other languages have the same shape: a missing message is a type error. */
const requestListMessages = {
  title: "Authorization requests",
  show: "Show",
  filters: { all: "All", open: "Open", decided: "Decided", expiring: "Expiring soon" },
  search: "Search",
  searchExample: "Name, case number or code",
  clearSearch: "Clear search",
  shown: (shown: number, total: number) => `${shown} of ${total} ${plural(total, "request", "requests")}`,
  showMore: "Show more",
  empty: {
    all: "No requests yet. Each one appears here as soon as it is made.",
    open: "No open requests.",
    decided: "No decisions yet.",
    expiring: "Nothing expires in the next seven days.",
  },
  noMatch: "Nothing found. Try another name, case number or code.",
  /** A request without a name or a case number. */
  request: (end: string) => `Request …${end}`,
  andMore: (count: number) => `and ${count} more`,
  notSent: "Not sent yet",
  beingRedeemed: "Being redeemed",
  redeemedOn: (date: string) => `Redeemed on ${date}`,
  expiredOn: (date: string) => `Expired on ${date}`,
  /** `days`: 0 is today. */
  expiresIn: (days: number) =>
    days === 0 ? "Expires today" : `Expires in ${days} ${plural(days, "day", "days")}`,
  renew: "Renew",
  useAgain: "Use again",
  forWhom: "For whom?",
  replaces: "The request that you have begun is not sent, and would be lost. Go on?",
  anotherPatient: "Another patient",
  added: (name: string) => `New request: ${name}`,
  changed: (name: string, status: string) => `${name}: ${status}`,
  live: "This list updates by itself.",
  notLive: "Not connected. The list updates when the connection is back.",
};

export type RequestListMessages = typeof requestListMessages;
export default requestListMessages;
