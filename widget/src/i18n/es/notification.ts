import type { NotificationMessages } from "../en/notification.ts";

/** Spanish, the notification of a decision. */
const notificationMessages: NotificationMessages = {
  offer: "Avisarme cuando respondan",
  on: "Recibirá un aviso cuando respondan, mientras esta página siga abierta.",
  title: "La aseguradora respondió",
  body: "Vuelva a la página para ver la respuesta.",
};

export default notificationMessages;
