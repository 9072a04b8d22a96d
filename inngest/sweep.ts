/**
 * Does what is due for one organization; answers when it wants to be called again, or null. It may run twice.
 */
export type Sweep = (organizationId: string, now: Date) => Promise<Date | null>;
