import { css } from "lit";

/**
 * The dialog of a product: a sheet of one height with a fixed head and foot, which comes from below on a phone.
 * Where it is zoomed in, head and foot would leave no room: all of it scrolls. The part in the middle then is no box to
 * scroll of its own: as it contains overscroll, a finger or a wheel above it would move nothing.
 */
export const sheetStyles = css`
  .sheet {
    inline-size: min(100% - 32px, 560px);
    block-size: min(608px, 100dvh - 48px);
    max-block-size: none;
    overflow: hidden;
  }
  .sheet form {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto;
    block-size: 100%;
  }
  .sheet h2 {
    padding: calc(var(--_u) * 4) calc(var(--_u) * 6);
    border-block-end: 1px solid var(--_line);
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: calc(var(--_u) * 4);
    padding: calc(var(--_u) * 4) calc(var(--_u) * 6);
    overflow: auto;
    overscroll-behavior: contain;
  }
  .foot {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: calc(var(--_u) * 4);
    min-block-size: 68px;
    padding: calc(var(--_u) * 2) calc(var(--_u) * 6);
    border-block-start: 1px solid var(--_line);
  }
  .foot .primary {
    inline-size: auto;
    min-inline-size: 8em;
  }
  .head {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: calc(var(--_u) * 4);
  }
  .doses {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: calc(var(--_u) * 2) calc(var(--_u) * 4);
  }
  .body .segments label {
    flex-basis: 40%;
  }
  .sentence {
    min-block-size: 1.5em;
  }
  .amount {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0 calc(var(--_u) * 4);
  }
  .amount input {
    inline-size: 120px;
  }
  .amount > :not(.field) {
    min-block-size: var(--_control);
    align-content: center;
  }
  .sheet .combo [role="listbox"] {
    max-block-size: max(160px, min(344px, 100dvh - 320px));
  }
  @media (min-width: 560px) {
    .doses {
      grid-template-columns: 1fr 2fr 1.5fr 1.5fr;
    }
  }
  @media (max-width: 479px) {
    .sheet {
      inline-size: 100%;
      max-inline-size: 100%;
      block-size: min(608px, 100dvh - 24px);
      margin-block-end: 0;
      border-radius: var(--_lg) var(--_lg) 0 0;
    }
    .sheet :is(h2, .body, .foot) {
      padding-inline: calc(var(--_u) * 4);
    }
  }
  @media (max-height: 360px) {
    .sheet form {
      display: block;
      overflow: auto;
    }
    .body {
      overflow: visible;
    }
  }
`;
