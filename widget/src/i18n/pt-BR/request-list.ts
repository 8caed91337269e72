import type { RequestListMessages } from "../en/request-list.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("pt-BR");

/** Brazilian Portuguese, the list of requests. */
const requestListMessages: RequestListMessages = {
  title: "Pedidos de autorização",
  show: "Mostrar",
  filters: { all: "Todos", open: "Em aberto", decided: "Respondidos", expiring: "A vencer" },
  search: "Buscar",
  searchExample: "Nome, nº do caso ou senha",
  clearSearch: "Limpar a busca",
  shown: (shown, total) => `${shown} de ${total} ${plural(total, "pedido", "pedidos")}`,
  showMore: "Mostrar mais",
  empty: {
    all: "Ainda não há pedidos. Cada um aparecerá aqui assim que for feito.",
    open: "Não há pedidos em aberto.",
    decided: "Ainda não há respostas.",
    expiring: "Nada vence nos próximos sete dias.",
  },
  noMatch: "Nada encontrado. Tente outro nome, nº do caso ou senha.",
  request: (end) => `Pedido …${end}`,
  andMore: (count) => `e mais ${count}`,
  notSent: "Não enviado",
  beingRedeemed: "Em uso",
  redeemedOn: (date) => `Utilizada em ${date}`,
  expiredOn: (date) => `Venceu em ${date}`,
  expiresIn: (days) => (days === 0 ? "Vence hoje" : `Vence em ${days} ${plural(days, "dia", "dias")}`),
  renew: "Renovar",
  useAgain: "Usar de novo",
  forWhom: "Para quem?",
  replaces: "O pedido que você começou não foi enviado e seria perdido. Continuar?",
  anotherPatient: "Outro paciente",
  added: (name) => `Novo pedido: ${name}`,
  changed: (name, status) => `${name}: ${status}`,
  live: "Esta lista se atualiza automaticamente.",
  notLive: "Sem conexão. A lista se atualizará quando ela voltar.",
};

export default requestListMessages;
