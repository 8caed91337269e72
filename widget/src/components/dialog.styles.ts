import { css } from "lit";

/** A dialog over a step. It rises a little as it opens. */
export const dialogStyles = css`
  dialog {
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_lg);
    background: var(--_bg);
    color: var(--_fg);
    box-shadow: 0 16px 48px color-mix(in srgb, #000 28%, transparent);
  }
  dialog[open] {
    outline: none !important;
    animation: rise 180ms ease-out;
  }
  dialog::backdrop {
    background: color-mix(in srgb, #0a0f18 48%, transparent);
    animation: appear 150ms ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
`;
