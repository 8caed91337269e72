import { css } from "lit";

/**
 * Radio buttons that look like one control. Its inputs are hidden by a selector that outweighs the look of a radio button
 * alone, in whichever order the two stand.
 */
export const segmentsStyles = css`
  .segments {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_u);
    padding: var(--_u);
    border-radius: var(--_md);
    background: var(--_soft);
  }
  .segments label {
    position: relative;
    flex: 1 1 7em;
    display: grid;
    place-items: center;
    min-block-size: var(--_control);
    padding: var(--_u) calc(var(--_u) * 2);
    border: 1px solid transparent;
    border-radius: var(--_sm);
    text-align: center;
    overflow-wrap: break-word;
    color: var(--_fg);
    cursor: pointer;
  }
  .segments label:has(:checked) {
    border-color: var(--_link);
    background: var(--_bg);
    font-weight: 600;
    color: var(--_link);
  }
  .pick:has(:focus-visible),
  .segments label:has(:focus-visible) {
    outline: 2px solid var(--_link);
    outline-offset: 2px;
  }
  .segments label > input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    opacity: 0;
  }
`;
