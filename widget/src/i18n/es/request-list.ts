import type { RequestListMessages } from "../en/request-list.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("es");

/** Spanish, the list of requests. */
const requestListMessages: RequestListMessages = {
  title: "Solicitudes de autorización",
  show: "Mostrar",
  filters: { all: "Todas", open: "Pendientes", decided: "Resueltas", expiring: "Por vencer" },
  search: "Buscar",
  searchExample: "Nombre, n.º de caso o código",
  clearSearch: "Borrar la búsqueda",
  shown: (shown, total) => `${shown} de ${total} ${plural(total, "solicitud", "solicitudes")}`,
  showMore: "Mostrar más",
  empty: {
    all: "Aún no hay solicitudes. Cada una aparecerá aquí en cuanto se haga.",
    open: "No hay solicitudes pendientes.",
    decided: "Aún no hay respuestas.",
    expiring: "Nada vence en los próximos siete días.",
  },
  noMatch: "No se encontró nada. Pruebe con otro nombre, n.º de caso o código.",
  request: (end) => `Solicitud …${end}`,
  andMore: (count) => `y ${count} más`,
  notSent: "Sin enviar",
  beingRedeemed: "En uso",
  redeemedOn: (date) => `Utilizada el ${date}`,
  expiredOn: (date) => `Venció el ${date}`,
  expiresIn: (days) => (days === 0 ? "Vence hoy" : `Vence en ${days} ${plural(days, "día", "días")}`),
  renew: "Renovar",
  useAgain: "Usar de nuevo",
  forWhom: "¿Para quién?",
  replaces: "La solicitud que empezó no se ha enviado y se perdería. ¿Continuar?",
  anotherPatient: "Otro paciente",
  added: (name) => `Nueva solicitud: ${name}`,
  changed: (name, status) => `${name}: ${status}`,
  live: "Esta lista se actualiza automáticamente.",
  notLive: "Sin conexión. La lista se actualizará cuando vuelva.",
};

export default requestListMessages;
