import { css } from "lit";

/** Styles of the outcome. An authorization code is as large as fits on one line of its panel. */
export const styles = css`
  .panel .title {
    display: flex;
    gap: calc(var(--_u) * 3);
  }
  .panel .title h2 {
    display: inline;
  }
  .title svg {
    inline-size: 28px;
    block-size: 28px;
    color: var(--_tone);
  }
  .title span {
    font-size: 1.286em;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .copyable {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_u) * 2) calc(var(--_u) * 4);
    overflow-wrap: anywhere;
    font-variant-numeric: tabular-nums;
  }
  output {
    overflow-x: auto;
    white-space: nowrap;
    font-size: clamp(1em, (100cqi - 34px) / 8.5, 1.714em);
    font-weight: 600;
    line-height: 1.4;
  }
  output[data-long] {
    font-size: clamp(0.857em, (100cqi - 34px) / 11.8, 1.714em);
  }
  .copyable bdi {
    font-size: 0.857em;
  }
  .copy {
    flex: none;
    min-inline-size: 5.5em;
    padding-inline: calc(var(--_u) * 3);
  }
  .reason {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .covers {
    border-block-start: 1px solid var(--_line);
  }
  .covers li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_u) * 4);
    padding-block: calc(var(--_u) * 2);
    border-block-end: 1px solid var(--_line);
    overflow-wrap: anywhere;
  }
  .covers li > :first-child {
    flex: 1 1 12em;
  }
  .covers .small {
    display: block;
  }
  .scan {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_u) * 4);
  }
  .scan p {
    flex: 1 1 12em;
  }
  .qr {
    inline-size: 132px;
    block-size: 132px;
    border-radius: var(--_sm);
    stroke: none;
    background: #fff;
    fill: #000;
  }
  .group > .outlined {
    justify-self: start;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_u) * 2);
  }
  .paper {
    display: none;
  }
  @container (max-width: 479px) {
    .outlined {
      flex: 1;
    }
  }
  @media print {
    :host,
    :host([data-theme]) {
      color-scheme: light;
      --_bg: #fff;
      --_fg: #18212f;
      --_muted: #4b5563;
      --_border: #848e9e;
    }
    .progress,
    .for,
    .actions,
    .tools,
    .live,
    details,
    button {
      display: none !important;
    }
    .step {
      animation: none;
      margin: 0;
    }
    .panel {
      padding: 0;
      border: 0;
      background: none;
    }
    .panel .panel,
    .scan,
    .covers li {
      break-inside: avoid;
    }
    .paper {
      display: grid;
      grid-template-columns: max-content minmax(0, 1fr);
      gap: var(--_u) calc(var(--_u) * 4);
    }
    .paper dt {
      color: var(--_muted);
    }
  }
`;
