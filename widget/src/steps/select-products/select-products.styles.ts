import { css } from "lit";

export const styles = css`
  .lines {
    display: grid;
    border-block-start: 1px solid var(--_line);
  }
  .line {
    display: flex;
    align-items: center;
    gap: calc(var(--_u) * 3);
    padding-block: calc(var(--_u) * 2);
    border-block-end: 1px solid var(--_line);
    animation: appear 180ms ease-out;
  }
  .line .what {
    flex: 1;
    min-inline-size: 0;
    display: grid;
    overflow-wrap: anywhere;
  }
  .line b {
    font-weight: 500;
  }
  .line .count {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .line .tools {
    display: flex;
    gap: calc(var(--_u) * 2);
    margin-inline-end: var(--_out);
  }
  .add {
    justify-self: start;
    border: 1px solid var(--_border);
    padding-inline: calc(var(--_u) * 4);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_u) * 2);
  }
  .chip {
    display: flex;
    align-items: center;
    max-inline-size: 100%;
    padding-inline-start: calc(var(--_u) * 3);
    border: 1px solid var(--_line);
    border-radius: var(--_sm);
    background: var(--_soft);
    font-size: 0.9285em;
    overflow-wrap: anywhere;
    animation: appear 180ms ease-out;
  }
  .chip em {
    margin-inline-end: calc(var(--_u) * 2);
    font-style: normal;
    font-weight: 600;
    color: var(--_link);
  }
  .chip button {
    min-inline-size: var(--_control);
    flex: none;
  }
  .chip button + button {
    margin-inline-start: calc(var(--_u) * -2);
  }
  .swap {
    justify-self: start;
    margin-inline-start: var(--_out);
    font-size: 0.9285em;
  }
  .propose {
    align-self: end;
    justify-self: start;
  }
  dialog {
    inline-size: min(100% - 32px, 560px);
    max-block-size: calc(100dvh - 48px);
    padding: calc(var(--_u) * 6);
    overflow: auto;
    border: 1px solid var(--_line);
    border-radius: var(--_lg);
    background: var(--_bg);
    color: var(--_fg);
    box-shadow: 0 16px 48px color-mix(in srgb, #000 28%, transparent);
  }
  dialog[open] {
    animation: rise 180ms ease-out;
  }
  dialog::backdrop {
    background: color-mix(in srgb, #0a0f18 48%, transparent);
    animation: appear 150ms ease-out;
  }
  summary {
    cursor: pointer;
    font-size: 0.9285em;
    color: var(--_link);
    border-radius: var(--_sm);
  }
  dialog .line {
    border: 1px solid var(--_line);
    border-radius: var(--_md);
    padding: calc(var(--_u) * 2) calc(var(--_u) * 3);
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
  @media (max-width: 479px) {
    dialog {
      inline-size: 100%;
      max-inline-size: 100%;
      margin-block-end: 0;
      border-radius: var(--_lg) var(--_lg) 0 0;
      padding: calc(var(--_u) * 5) calc(var(--_u) * 4);
    }
  }
  @container (max-width: 479px) {
    .lines .line {
      flex-wrap: wrap;
      gap: 0 calc(var(--_u) * 3);
    }
    .lines .tools {
      flex-basis: 100%;
      margin-inline-start: var(--_out);
    }
  }
`;
