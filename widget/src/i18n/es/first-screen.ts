import type { FirstScreenMessages } from "../en/first-screen.ts";

/** Español, first screen. */
const messages: FirstScreenMessages = {
  tag: "es",
  steps: {
    search_beneficiary: "Paciente",
    select_products: "Solicitud",
    capture_indication: "Documentos",
    review_and_submit: "Revisión",
    otp_challenge: "Código",
    outcome: "Resultado",
  },
  stepOf: (index, total) => `${index} de ${total}`,
  stepLabel: (index, total, name) => `Paso ${index} de ${total}: ${name}`,
  done: "completado",
  optional: "opcional",
  choose: "Elija…",
  tryAgain: "Intentar de nuevo",
  search: "Buscar",
  searching: "Buscando…",
  loading: "Cargando…",
  searchTitle: "¿Para quién es?",
  needHelp: "¿Necesita ayuda?",
  contactSupport: "Contactar a soporte",
  problems: {
    offline: "No tiene conexión. No se perdió nada: inténtelo de nuevo cuando vuelva la conexión.",
    unreachable:
      "No hay conexión con el servidor. No se perdió nada: revise la conexión e inténtelo de nuevo.",
    session_failed:
      "Su sesión terminó y no se pudo renovar. No se perdió nada: inténtelo de nuevo o inicie sesión otra vez.",
    not_configured: "Este formulario aún no está configurado. Consulte a su administrador.",
    internal_error: "Ocurrió un error de nuestro lado. No se perdió nada: inténtelo de nuevo.",
  },
};

export default messages;
