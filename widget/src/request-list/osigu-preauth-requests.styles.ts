import { css } from "lit";

/**
 * Styles of the list of requests, beside those that it shares with the form. The whole row opens the request; what can be
 * pressed in it lies above.
 */
export const listStyles = css`
  .tools {
    display: grid;
    gap: calc(var(--_u) * 4);
    margin-block-end: calc(var(--_u) * 4);
  }
  input {
    text-overflow: ellipsis;
  }
  .tools fieldset {
    display: grid;
    gap: var(--_u);
  }
  .tools legend {
    padding: 0;
  }
  .segments label {
    flex-basis: 40%;
    font-size: 0.857em;
    min-block-size: calc(var(--_control) - var(--_u) * 2);
    padding-block: 0;
  }
  .requests {
    border-block-start: 1px solid var(--_line);
  }
  .request {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_u) * 2) calc(var(--_u) * 6);
    padding-block: calc(var(--_u) * 4);
    border-block-end: 1px solid var(--_line);
    overflow-wrap: anywhere;
    animation: appear 180ms ease-out;
  }
  .about,
  .state {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: var(--_u);
  }
  .about,
  .state:has(.code) {
    flex: 1 0 100%;
  }
  .open {
    position: static;
    display: block;
    min-block-size: 0;
    justify-self: start;
    font-weight: 600;
    text-align: start;
    color: var(--_fg);
  }
  button.open:not(.primary, .outlined)::before {
    position: static;
  }
  .open::after {
    content: "";
    position: absolute;
    inset: 0 calc(var(--_u) * -1);
    border-radius: var(--_sm);
  }
  .open:focus-visible {
    outline: none;
  }
  .open:focus-visible::after {
    outline: 2px solid var(--_link);
    outline-offset: -2px;
  }
  .code,
  .again {
    position: relative;
    z-index: 1;
    pointer-events: none;
  }
  .code :is(button, output),
  .again button {
    pointer-events: auto;
  }
  .mark {
    align-items: start;
  }
  .mark svg {
    inline-size: 1.25em;
    block-size: 1.5em;
  }
  .code {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_u) calc(var(--_u) * 3);
  }
  .code p {
    flex-basis: 100%;
  }
  .code output {
    margin-inline-end: auto;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    cursor: text;
  }
  .request .outlined {
    min-block-size: 32px;
    padding-inline: calc(var(--_u) * 3);
    font-size: 0.857em;
  }
  .copy {
    min-inline-size: 5.5em;
  }
  .again {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_u) * 2) calc(var(--_u) * 4);
    margin-inline-start: auto;
  }
  .again[role] {
    margin: 0;
  }
  .again button {
    min-block-size: 32px;
    font-size: 0.857em;
  }
  .again span {
    flex-basis: 100%;
  }
  .none {
    display: grid;
    justify-items: start;
    gap: calc(var(--_u) * 3);
    padding-block: calc(var(--_u) * 8);
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_u) * 2) calc(var(--_u) * 4);
    margin-block-start: calc(var(--_u) * 4);
  }
  .live {
    margin-inline-start: auto;
  }
  [aria-busy="true"] {
    opacity: 0.6;
  }
  @container (min-width: 560px) {
    .tools {
      grid-template-columns: auto minmax(12em, 1fr);
    }
    .segments label {
      flex-basis: auto;
    }
    .request {
      display: grid;
      align-items: start;
      grid-template: auto 1fr / minmax(0, 1fr) minmax(0, 17.5em);
    }
    .about {
      grid-row: span 2;
    }
    .again {
      margin: 0;
    }
  }
  @media (hover: hover) {
    .request:hover:not(:has(:is(.code, .again) button:hover)) .open {
      color: var(--_link);
      text-decoration: underline;
      text-underline-offset: 3px;
    }
  }
  @media (pointer: coarse) {
    .segments label,
    .request .outlined,
    .again button {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .live i {
      background: CanvasText;
    }
  }
`;
