import type { FirstScreenMessages } from "../en/first-screen.ts";

/** Português do Brasil, first screen. */
const messages: FirstScreenMessages = {
  tag: "pt-BR",
  steps: {
    search_beneficiary: "Paciente",
    select_products: "Pedido",
    capture_indication: "Documentos",
    review_and_submit: "Revisão",
    otp_challenge: "Código",
    outcome: "Resultado",
  },
  stepOf: (index, total) => `${index} de ${total}`,
  progress: "Andamento",
  optional: "opcional",
  choose: "Escolha…",
  tryAgain: "Tentar de novo",
  search: "Buscar",
  searching: "Buscando…",
  loading: "Carregando…",
  searchTitle: "Para quem é?",
  problems: {
    offline: "Você está sem conexão. Nada foi perdido: tente quando ela voltar.",
    unreachable: "Sem conexão com o servidor. Nada foi perdido: tente de novo.",
    session_failed: "Sua sessão terminou. Nada foi perdido: tente de novo ou entre.",
    internal_error: "Algo deu errado. Nada foi perdido: tente de novo.",
  },
};

export default messages;
