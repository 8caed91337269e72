import type { NotificationMessages } from "../en/notification.ts";

/** Brazilian Portuguese, the notification of a decision. */
const notificationMessages: NotificationMessages = {
  offer: "Avisar quando responderem",
  on: "Você será avisado quando responderem, enquanto esta página estiver aberta.",
  title: "O convênio respondeu",
  body: "Volte à página para ver a resposta.",
};

export default notificationMessages;
