import { css } from "lit";

/** Styles that only the rare fields need. */
export const styles = css`
  .combo[data-all] input {
    padding-inline-end: calc(var(--_u) * 9);
    background:
      linear-gradient(45deg, #0000 41%, var(--_muted) 41% 59%, #0000 59%) no-repeat right 18px center / 6px 6px,
      linear-gradient(-45deg, #0000 41%, var(--_muted) 41% 59%, #0000 59%) no-repeat right 12px center / 6px 6px var(--_bg);
  }
  .plain {
    list-style: disc;
    padding-inline-start: calc(var(--_u) * 5);
  }
  hr {
    inline-size: 100%;
    margin: 0;
    border: 0;
    border-block-start: 1px dashed var(--_border);
  }
  .affix > input {
    flex: 1;
    min-inline-size: 0;
  }
`;
