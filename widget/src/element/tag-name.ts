/** The name under which the element is registered. */
export const tagName = "osigu-preauth";
