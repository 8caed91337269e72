import { css } from "lit";
import { sheetStyles } from "./sheet.styles.ts";

export const styles = css`
  ${sheetStyles}
  .lines {
    display: grid;
    border-block-start: 1px solid var(--_line);
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_u) * 4);
    align-items: baseline;
    padding-block: calc(var(--_u) * 2);
    border-block-end: 1px solid var(--_line);
    animation: appear 180ms ease-out;
  }
  .what {
    display: grid;
    overflow-wrap: anywhere;
  }
  .what b {
    font-weight: 500;
  }
  .line .what {
    flex: 1 0 100%;
  }
  .line .tools {
    margin-inline-start: auto;
    display: flex;
    gap: calc(var(--_u) * 4);
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    margin-block: var(--_u) calc(var(--_u) * 2);
    gap: calc(var(--_u) * 2);
  }
  .lines + .field {
    margin-block-start: calc(var(--_u) * 2);
  }
  .chip {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 calc(var(--_u) * 2);
    max-inline-size: 100%;
    padding-inline: calc(var(--_u) * 3);
    border: 1px solid var(--_line);
    border-radius: var(--_sm);
    background: var(--_soft);
    font-size: 0.857em;
    overflow-wrap: anywhere;
    animation: appear 180ms ease-out;
  }
  label b {
    font-size: 1.167em;
    font-weight: 600;
  }
  .chip span {
    padding-block: var(--_u);
  }
  .chip em {
    margin-inline-end: calc(var(--_u) * 2);
    font-style: normal;
    font-weight: 600;
    color: var(--_link);
  }
  .chip button {
    flex: none;
  }
  .chip button:last-child {
    min-inline-size: var(--_control);
    margin-inline: calc(var(--_u) * -2) calc(var(--_u) * -3);
  }
  @container (min-width: 480px) {
    .line .what {
      flex: 1 0 0;
    }
    .lines .tools button {
      min-block-size: 24px;
    }
  }
`;
