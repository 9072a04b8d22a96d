/** Read by the server and written by the browser: apart from both, since a client module hands the server no strings. */
export const RAIL_COOKIE = "aiops_rail";
