/** English, first screen. Other languages have the same shape: a missing message is a type error. */
const firstScreenMessages = {
  tag: "en",
  steps: {
    search_beneficiary: "Patient",
    select_products: "Request",
    capture_indication: "Documents",
    review_and_submit: "Review",
    otp_challenge: "Code",
    outcome: "Result",
  },
  stepOf: (index: number, total: number) => `${index} of ${total}`,
  stepLabel: (index: number, total: number, name: string) => `Step ${index} of ${total}: ${name}`,
  done: "done",
  optional: "optional",
  choose: "Choose…",
  tryAgain: "Try again",
  search: "Search",
  searching: "Searching…",
  loading: "Loading…",
  searchTitle: "Who is it for?",
  needHelp: "Need help?",
  contactSupport: "Contact support",
  problems: {
    offline: "You are offline. Nothing is lost: try again when the connection is back.",
    unreachable: "No connection to the server. Nothing is lost: check the connection and try again.",
    session_failed:
      "Your session has ended and could not be renewed. Nothing you entered is lost: try again, or sign in again.",
    not_configured: "This form is not set up. Ask your administrator.",
    internal_error: "Something went wrong on our side. Nothing you entered is lost: try again.",
  },
};

export type FirstScreenMessages = typeof firstScreenMessages;
export default firstScreenMessages;
