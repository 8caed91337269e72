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
  stepLabel: (index, total, name) => `Etapa ${index} de ${total}: ${name}`,
  done: "concluída",
  optional: "opcional",
  choose: "Escolha…",
  tryAgain: "Tentar de novo",
  search: "Buscar",
  searching: "Buscando…",
  loading: "Carregando…",
  searchTitle: "Para quem é?",
  needHelp: "Precisa de ajuda?",
  contactSupport: "Falar com o suporte",
  problems: {
    offline: "Você está sem conexão. Nada foi perdido: tente de novo quando a conexão voltar.",
    unreachable: "Sem conexão com o servidor. Nada foi perdido: confira a conexão e tente de novo.",
    session_failed:
      "Sua sessão terminou e não pôde ser renovada. Nada foi perdido: tente de novo ou entre de novo na sua conta.",
    not_configured: "Este formulário ainda não foi configurado. Fale com o administrador.",
    internal_error: "Ocorreu um erro do nosso lado. Nada foi perdido: tente de novo.",
  },
};

export default messages;
