import { css } from "lit";

export const styles = css`
  .slot {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(var(--_u) * 2);
    padding: calc(var(--_u) * 4);
    border: 1px dashed var(--_border);
    border-radius: var(--_lg);
    transition: background-color 120ms ease-out;
  }
  .slot[data-filled] {
    border: 1px solid var(--_line);
  }
  .slot h3 {
    display: flex;
    gap: calc(var(--_u) * 2);
    overflow-wrap: anywhere;
  }
  .slot h3 svg {
    margin-block-start: 2px;
    color: var(--_success);
  }
  .pick.plain {
    padding-inline: 0;
    border: 0;
    background: none;
    font-weight: 500;
  }
  .slot[data-over] {
    background: var(--_tint);
    border-color: var(--_link);
  }
  .choose {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_u) * 4);
  }
  .pick {
    justify-content: center;
  }
  .camera {
    display: none;
  }
  @container (max-width: 479px) {
    .pick:not(.plain) {
      flex: auto;
    }
  }
  @media (pointer: coarse) {
    .camera {
      display: inline-flex;
    }
    .drop {
      display: none;
    }
  }
  .file {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0 calc(var(--_u) * 3);
    align-items: start;
    padding-block: calc(var(--_u) * 3);
    border-block-start: 1px solid var(--_line);
    animation: appear 180ms ease-out;
  }
  .file:focus-visible {
    outline: 2px solid var(--_link);
  }
  .thumb {
    padding: 0;
    min-block-size: 0;
  }
  .thumb canvas,
  .kind {
    inline-size: var(--_control);
    block-size: var(--_control);
    border-radius: var(--_sm);
    background: var(--_soft);
    object-fit: cover;
  }
  .large canvas {
    display: block;
    max-inline-size: 100%;
    max-block-size: 72dvh;
    margin-inline: auto;
  }
  .bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_u) * 4);
    padding: calc(var(--_u) * 2) calc(var(--_u) * 4);
    overflow-wrap: anywhere;
  }
  .kind {
    display: grid;
    place-items: center;
    font-size: 0.857em;
    font-weight: 600;
    text-transform: uppercase;
    color: var(--_muted);
  }
  .filename {
    display: flex;
    min-inline-size: 0;
  }
  .filename span:first-child {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .filename span:last-child {
    flex: none;
    white-space: pre;
  }
  .file .tools {
    display: grid;
    justify-items: end;
  }
  .moves {
    display: flex;
    gap: calc(var(--_u) * 4);
  }
  .file .error {
    margin-block-start: var(--_u);
  }
  progress {
    grid-column: 1 / -1;
    appearance: none;
    inline-size: 100%;
    block-size: 2px;
    margin-block-start: calc(var(--_u) * 2);
    border: 0;
    border-radius: 1px;
    overflow: hidden;
    background: var(--_line);
    color: var(--_link);
  }
  progress::-webkit-progress-bar {
    background: var(--_line);
  }
  progress::-webkit-progress-value {
    background: var(--_link);
  }
  progress::-moz-progress-bar {
    background: var(--_link);
  }
`;
