import { css } from "lit";

export const comboboxStyles = css`
  .combo {
    position: relative;
  }
  .combo .error {
    margin-block-start: var(--_u);
  }
  .combo[data-busy]::after {
    content: "";
    position: absolute;
    inset: calc(var(--_control) - 2px) 0 auto;
    block-size: 2px;
    background: linear-gradient(90deg, transparent, var(--_link), transparent) 0 / 40% 100% no-repeat;
    animation: seek 1.1s ease-in-out infinite alternate;
  }
  @keyframes seek {
    to {
      background-position-x: 100%;
    }
  }
  [role="listbox"],
  .combo > .hint {
    max-block-size: min(296px, 50vh);
    overflow-y: auto;
    padding: var(--_u);
    border: 1px solid var(--_line);
    border-radius: var(--_md);
    background: var(--_bg);
    animation: appear 120ms ease-out;
  }
  .combo .hint {
    padding: calc(var(--_u) * 2);
  }
  .combo > :is([role="listbox"], .hint) {
    position: absolute;
    inset-inline: 0;
    inset-block-start: calc(100% + var(--_u));
    z-index: 1;
    box-shadow: 0 8px 24px color-mix(in srgb, #000 16%, transparent);
  }
  .sheet .combo > :is([role="listbox"], .hint) {
    position: static;
    margin-block-start: var(--_u);
    box-shadow: none;
  }
  [role="option"] {
    padding: calc(var(--_u) * 2);
    border-radius: var(--_sm);
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  [role="option"] small {
    display: block;
    font-size: 0.857em;
    color: var(--_muted);
  }
  [role="option"][aria-selected="true"] {
    background: var(--_tint);
    box-shadow: inset 2px 0 var(--_link);
  }
`;
