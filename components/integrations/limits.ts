/** As many integrations as a page shows and a filter offers; the server gives no more at once. */
export const INTEGRATIONS_MAX = 200;
