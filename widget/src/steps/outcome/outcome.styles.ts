import { css } from "lit";

export const styles = css`
  .code {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: calc(var(--_u) * 4);
  }
  .code output {
    font-size: clamp(1.25em, 7.5cqi, 1.714em);
    font-weight: 600;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .qr {
    inline-size: 148px;
    block-size: 148px;
    border-radius: var(--_sm);
    stroke: none;
    background: #fff;
    fill: #000;
  }
  .covers {
    display: grid;
    gap: var(--_u);
    padding-block-start: calc(var(--_u) * 2);
    border-block-start: 1px solid var(--_line);
  }
  .live {
    display: flex;
    align-items: center;
    gap: calc(var(--_u) * 2);
  }
  .live i {
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_muted);
  }
  .live[data-live] i {
    background: var(--_success);
    animation: live 2s ease-in-out infinite;
  }
  @keyframes live {
    50% {
      opacity: 0.25;
    }
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    overflow-wrap: anywhere;
  }
  :is(.code, .foot) button {
    margin-inline: var(--_out);
  }
  @media print {
    .progress,
    .actions,
    .live,
    button {
      display: none !important;
    }
    .card {
      break-inside: avoid;
    }
    .widget {
      color: #000;
      background: #fff;
    }
  }
`;
