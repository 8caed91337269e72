/** The name under which the element is registered. */
export const tagName = "osigu-preauth";

/** The name of the list of requests. */
export const requestsTag = "osigu-preauth-requests";
