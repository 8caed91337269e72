import { css } from "lit";
import { blackOrWhite, readable } from "../components/tones.ts";

/**
 * Styles of every step: layout, fields, buttons, messages. Lengths are px or em of the base font size, never rem.
 * Directions are logical. Colours are the 15 public variables, or derived from them so that contrast holds for every
 * value of these.
 *
 * The host's `min-block-size` is that of a usual search form. The loader reserves the same before the element is
 * defined, and draws the same skeleton.
 * `:host::before` has the width in a place that takes its width from its content: the widget's own content counts for
 * none. The skeleton (`.start`) is wordless: the progress, the title, two fields and the button of a usual
 * first screen. Comments stand here because those in a style sheet would be sent to the browser.
 */
export const styles = css`
  :host {
    display: block;
    min-block-size: 336px;
    color-scheme: light;
    --_primary: var(--osigu-color-primary, light-dark(#1b5cc4, #86b4ff));
    --_primary-fg: var(--osigu-color-primary-fg, ${blackOrWhite("var(--_primary)")});
    --_bg: var(--osigu-color-bg, light-dark(#fff, #11161e));
    --_fg: var(--osigu-color-fg, light-dark(#18212f, #e8edf4));
    --_muted: var(--osigu-color-muted, light-dark(#566173, #a2adbd));
    --_border: var(--osigu-color-border, light-dark(#848e9e, #707c8e));
    --_ink: ${blackOrWhite("var(--_bg)")};
    --_danger: ${readable("var(--osigu-color-danger, light-dark(#bd2430, #ff8f8f))")};
    --_line: color-mix(in srgb, var(--_border) 32%, var(--_bg));
    --_soft: color-mix(in srgb, var(--_fg) 5%, var(--_bg));
    --_link: ${readable("var(--_primary)")};
    --_sm: var(--osigu-radius-sm, 6px);
    --_md: var(--osigu-radius-md, 8px);
    --_u: var(--osigu-spacing-unit, 4px);
    --_size: var(--osigu-font-size-base, 16px);
    --_control: 40px;
  }
  :host([hidden]) {
    display: none;
  }
  :host::before {
    content: "";
    display: grid;
    grid-template-columns: minmax(220px, 720px);
  }
  :host([data-theme="dark"]) {
    color-scheme: dark;
  }
  .widget {
    all: initial;
    color-scheme: inherit;
    display: block;
    container-type: inline-size;
    font-family: var(--osigu-font-family, inherit);
    font-size: var(--_size);
    line-height: 1.5;
    color: var(--_fg);
    background: var(--_bg);
    -webkit-font-smoothing: antialiased;
  }
  .frame {
    max-inline-size: 720px;
    margin-inline: auto;
    padding: var(--_u);
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ol,
  ul,
  legend,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  ol,
  ul {
    list-style: none;
  }
  h2 {
    font-size: 1.286em;
    font-weight: 600;
    line-height: 1.3;
    letter-spacing: -0.01em;
    outline: none;
  }
  svg {
    inline-size: 20px;
    block-size: 20px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .quiet {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .small,
  .hint,
  .error,
  label,
  legend {
    font-size: 0.857em;
  }
  .hint,
  .optional,
  .muted {
    color: var(--_muted);
  }
  .optional {
    font-weight: 400;
  }

  .progress ol {
    display: flex;
    gap: calc(var(--_u) * 2);
  }
  .progress li {
    flex: 1;
    min-inline-size: 0;
    padding-block-start: calc(var(--_u) * 2);
    border-block-start: 3px solid var(--_line);
    font-size: 0.857em;
    color: var(--_muted);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .progress li[aria-current] {
    border-color: var(--_link);
    color: var(--_fg);
    font-weight: 500;
  }
  .progress .count {
    display: none;
  }
  .step {
    margin-block-start: calc(var(--_u) * 6);
    animation: arrive 180ms ease-out;
  }
  .content {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_u) * 4);
    margin-block-start: calc(var(--_u) * 5);
  }
  .actions {
    display: flex;
    flex-flow: row-reverse wrap;
    align-items: center;
    gap: calc(var(--_u) * 4);
    margin-block-start: calc(var(--_u) * 8);
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateX(8px);
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  label,
  legend {
    display: block;
    font-weight: 500;
    line-height: 1.4;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_u);
    align-content: start;
  }
  input,
  select,
  textarea {
    all: unset;
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: var(--_control);
    padding: calc(var(--_u) * 2) calc(var(--_u) * 3);
    border: 1px solid var(--_border);
    border-radius: var(--_sm);
    background: var(--_bg);
    color: var(--_fg);
    font-size: 1em;
    line-height: 1.375;
    cursor: text;
    text-align: start;
  }
  select {
    cursor: pointer;
    padding-inline-end: calc(var(--_u) * 9);
    background:
      linear-gradient(45deg, #0000 41%, var(--_muted) 41% 59%, #0000 59%) no-repeat right 18px center / 6px 6px,
      linear-gradient(-45deg, #0000 41%, var(--_muted) 41% 59%, #0000 59%) no-repeat right 12px center / 6px 6px var(--_bg);
    text-overflow: ellipsis;
  }
  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }
  [aria-invalid="true"] {
    border-color: var(--_danger) !important;
  }
  :not([tabindex="-1"]):focus-visible {
    outline: 2px solid var(--_link);
    outline-offset: 2px;
  }
  button {
    all: unset;
    box-sizing: border-box;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_u) * 2);
    position: relative;
    min-block-size: var(--_control);
    border-radius: var(--_sm);
    font-weight: 500;
    line-height: 1.3;
    text-align: center;
    color: var(--_link);
    cursor: pointer;
  }
  .primary {
    min-block-size: 44px;
    padding: calc(var(--_u) * 2) calc(var(--_u) * 6);
    border: 1px solid var(--_link);
    background: var(--_primary);
    color: var(--_primary-fg);
    font-weight: 600;
  }
  .problem:not(:empty) {
    display: flex;
    gap: calc(var(--_u) * 2);
    margin-block-start: calc(var(--_u) * 4);
    animation: appear 150ms ease-out;
    overflow-wrap: anywhere;
  }
  .problem:has(svg) {
    margin-block-start: calc(var(--_u) * 6);
    padding: calc(var(--_u) * 3);
    border: 1px solid var(--_danger);
    border-radius: var(--_md);
  }
  .problem svg {
    margin-block-start: 2px;
    color: var(--_danger);
  }
  .content > .problem {
    margin: 0;
  }
  .skeleton {
    display: grid;
    gap: calc(var(--_u) * 4);
    animation: appear 150ms 150ms ease-out backwards;
  }
  .skeleton i {
    display: block;
    block-size: calc(var(--_control) + 23px);
    border-radius: var(--_sm);
    background: var(--_soft);
  }
  .start i:first-child {
    block-size: 3px;
    margin-block-end: calc(var(--_u) * 9);
  }
  .start i:nth-child(2) {
    block-size: 27px;
    margin-block-end: var(--_u);
    inline-size: 8em;
  }
  .start i:last-child {
    block-size: 44px;
    margin-block-start: calc(var(--_u) * 4);
  }
  @container (max-width: 479px) {
    .progress ol {
      gap: var(--_u);
    }
    .progress .count {
      display: flex;
      justify-content: space-between;
      margin-block-start: calc(var(--_u) * 2);
      font-size: 0.857em;
      color: var(--_muted);
    }
    .progress .count b {
      font-weight: 500;
      color: var(--_fg);
    }
    .progress li {
      padding: 0;
      font-size: 0;
    }
    .primary {
      inline-size: 100%;
    }
    .actions {
      flex-direction: column;
      align-items: start;
      gap: calc(var(--_u) * 2);
    }
  }
  @media (pointer: coarse) {
    :host {
      --_control: 44px;
    }
    input,
    select,
    textarea {
      font-size: max(16px, 1em);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation-duration: 1ms !important;
      transition: none !important;
    }
  }
`;
