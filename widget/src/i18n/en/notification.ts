/** English, the notification of a decision. Other languages have the same shape: a missing message is a type error. */
const notificationMessages = {
  offer: "Notify me when they answer",
  on: "You will be notified when they answer, as long as this page stays open.",
  /** Stands on a screen that others may see: nothing of the request. */
  title: "The insurer has answered",
  body: "Go back to the page to see the answer.",
};

export type NotificationMessages = typeof notificationMessages;
export default notificationMessages;
