import { css } from "lit";
import { comboboxStyles } from "../components/combobox.styles.ts";
import { dialogStyles } from "../components/dialog.styles.ts";
import { segmentsStyles } from "../components/segments.styles.ts";
import { blackOrWhite, readable } from "../components/tones.ts";

/**
 * Styles that the steps after the first screen share: groups, rows, cards, marks. The badge stands
 * where it moves nothing: on a phone in the line of the progress, else in that of the title.
 * The place where a quiet button can be pressed is wider than its words, which stand in line with the text.
 */
export const styles = css`
  :host {
    --_success: ${readable("var(--osigu-color-success, light-dark(#14743f, #63d19b))")};
    --_warning: ${readable("var(--osigu-color-warning, light-dark(#8a5700, #f0bb62))")};
    --_tint: color-mix(in srgb, var(--_link) 10%, var(--_bg));
    --_lg: var(--osigu-radius-lg, 12px);
  }
  ${comboboxStyles}
  ${segmentsStyles}
  .progress li[data-done] {
    border-color: var(--_link);
  }
  .frame {
    text-wrap: pretty;
  }
  bdi:not([dir]) {
    display: inline-block;
  }
  span.count {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .badge {
    float: inline-end;
    margin: 5px 0 0 calc(var(--_u) * 2);
    padding-inline: calc(var(--_u) * 2);
    border: 1px solid var(--_line);
    border-radius: 99px;
    line-height: 16px;
    color: var(--_muted);
    background: var(--_bg);
  }
  .live,
  .check,
  .affix {
    display: flex;
    align-items: center;
    gap: calc(var(--_u) * 2);
  }
  .live i {
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--_muted);
  }
  .live[data-live] i {
    background: var(--_success);
  }
  h3 {
    font-size: 1em;
    font-weight: 600;
  }
  .for {
    margin-block-start: calc(var(--_u) * 4);
    font-size: 0.857em;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }
  .pick,
  .check,
  .segments label {
    font-size: 1em;
  }
  .for .change {
    min-block-size: 24px;
    font-size: 1em;
  }
  @media (pointer: coarse) {
    .for .change {
      min-block-size: 44px;
      margin-block: -10px;
    }
  }
  .for bdi:first-child {
    display: inline;
  }
  .for bdi:last-of-type {
    margin-inline-end: var(--_u);
  }
  .for b {
    font-weight: 600;
    color: var(--_fg);
  }
  .support {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_u) * 3);
    margin-block-start: calc(var(--_u) * 6);
  }
  .support a {
    color: var(--_link);
  }
  .group {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_u) * 2);
  }
  .group > legend {
    margin-block-end: var(--_u);
  }
  .content > .group + .group {
    margin-block-start: calc(var(--_u) * 2);
  }
  button:not(.primary, .outlined)::before {
    content: "";
    position: absolute;
    inset: 0 calc(var(--_u) * -1);
  }
  summary {
    justify-self: start;
    min-block-size: var(--_control);
    align-content: center;
    font-weight: 500;
    color: var(--_link);
    border-radius: var(--_sm);
    cursor: pointer;
  }
  .panel {
    --_tone: var(--_warning);
    padding: calc(var(--_u) * 6);
    border: 1px solid color-mix(in srgb, var(--_tone) 24%, var(--_bg));
    border-radius: var(--_lg);
    background: color-mix(in srgb, var(--_tone) 7%, var(--_bg));
  }
  .panel[data-tone="success"] {
    --_tone: var(--_success);
  }
  .panel[data-tone="danger"] {
    --_tone: var(--_danger);
    border-color: var(--_line);
    background: none;
  }
  .outlined,
  .pick {
    border: 1px solid var(--_border);
    padding-inline: calc(var(--_u) * 4);
    background: var(--_bg);
  }
  .card,
  .together {
    display: grid;
    gap: calc(var(--_u) * 2);
    padding: calc(var(--_u) * 4);
    border: 1px solid var(--_line);
    border-radius: var(--_lg);
    overflow-wrap: anywhere;
  }
  .name {
    font-size: 1.286em;
    font-weight: 600;
    line-height: 1.3;
    outline: none;
  }
  :is(.problem, .slot) details {
    margin-block-start: var(--_u);
  }
  :is(.problem, .slot) summary {
    inline-size: fit-content;
    padding-block: var(--_u);
  }
  .mark {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--_u) * 1.5);
    font-weight: 500;
    color: var(--_success);
  }
  .mark[data-tone="danger"] {
    color: var(--_danger);
  }
  .mark[data-tone="warning"] {
    color: var(--_warning);
  }
  input[type="checkbox"],
  input[type="radio"] {
    all: revert;
    inline-size: 20px;
    block-size: 20px;
    min-block-size: 0;
    margin: 0;
    flex: none;
    accent-color: var(--_link);
    cursor: pointer;
  }
  .check {
    min-block-size: var(--_control);
  }
  .affix span:empty {
    display: none;
  }
  textarea {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    min-block-size: calc(var(--_control) * 2);
  }
  .pick {
    position: relative;
    justify-self: start;
    display: inline-flex;
    align-items: center;
    min-block-size: var(--_control);
    border-radius: var(--_sm);
    color: var(--_link);
    cursor: pointer;
  }
  .pick input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 0;
    opacity: 0;
    font-size: 0;
    cursor: pointer;
  }
  .together {
    gap: calc(var(--_u) * 4);
  }
  .together legend {
    padding-inline: var(--_u);
    color: var(--_muted);
  }
  .person {
    padding-block: var(--_u);
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .person .small {
    display: block;
    font-weight: 400;
  }
  .person[data-inactive] {
    font-weight: 400;
    color: var(--_muted);
  }
  ${dialogStyles}
  .primary[aria-busy="true"]::after {
    content: "";
    position: absolute;
    inset: auto 0 0;
    block-size: 3px;
    background: currentColor;
    transform-origin: 0 0;
    animation: busy 1.1s ease-in-out infinite;
  }
  @keyframes busy {
    from {
      transform: translateX(-100%);
    }
    to {
      transform: translateX(100%);
    }
  }
  @media (forced-colors: active) {
    .segments label:has(:checked),
    [role="option"][aria-selected="true"] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    [role="option"][aria-selected="true"] small {
      color: HighlightText;
    }
    .progress li {
      border-color: GrayText;
      color: GrayText;
    }
    .progress li[data-done] {
      border-color: CanvasText;
      color: CanvasText;
    }
    .progress li[aria-current] {
      border-color: Highlight;
      border-block-start-width: 6px;
      color: CanvasText;
    }
    select {
      appearance: auto;
    }
    [aria-invalid="true"] {
      border: 3px double;
    }
    button:not(.primary, .outlined),
    .pick.plain {
      text-decoration: underline;
    }
  }
  .error {
    display: flex;
    gap: var(--_u);
    color: var(--_danger);
    animation: appear 150ms ease-out;
  }
  .wrong {
    margin-block: calc(var(--_u) * 6) calc(var(--_u) * -4);
  }
  .error svg {
    inline-size: 1.4em;
    block-size: 1.4em;
  }

  option {
    color: #18212f;
    background: #fff;
  }
  input,
  select,
  textarea,
  button,
  .progress li {
    transition: 120ms ease-out;
    transition-property: background-color, border-color;
    -webkit-tap-highlight-color: transparent;
  }
  .primary {
    overflow: hidden;
  }
  @media (hover: hover) {
    input:hover,
    select:hover,
    textarea:hover,
    .outlined:hover {
      border-color: var(--_fg);
    }
    button:not(.primary, .outlined):hover,
    summary:hover {
      text-decoration: underline;
      text-underline-offset: 3px;
    }
    .primary:hover {
      background: color-mix(in srgb, var(--_primary) 88%, ${blackOrWhite("var(--_primary-fg)")});
    }
    .outlined:hover,
    .pick:hover {
      background: var(--_tint);
    }
  }
  .content:empty,
  .panel.content,
  dl,
  dd {
    margin: 0;
  }
  [aria-disabled="true"] {
    cursor: default;
  }
  [data-invalid],
  .pick:has([aria-invalid="true"]),
  .segments label:has([data-invalid]) {
    border-color: var(--_danger) !important;
  }
  @container (min-width: 480px) {
    .actions {
      flex-direction: row;
    }
    .actions .primary {
      order: 1;
      margin-inline-start: auto;
    }
    .badge:has(+ .panel) {
      margin: 29px 25px 0 0;
    }
  }
  @container (max-width: 479px) {
    .frame {
      position: relative;
    }
    .badge {
      position: absolute;
      inset-block-start: calc(var(--_u) * 3 + 4px);
      inset-inline-start: 50%;
      margin: 0;
      transform: translateX(-50%);
      animation: appear 150ms 180ms backwards;
    }
    .panel {
      padding: calc(var(--_u) * 4);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .primary[aria-busy="true"]::after {
      animation: none;
      opacity: 0.6;
    }
  }
`;
