import { CronExpressionParser } from "cron-parser";

/** The first instant after `from` that a cron expression names, in its `TZ=` zone or in UTC; throws on a malformed one. */
export function nextCron(expression: string, from: Date): Date {
  const zoned = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(expression);
  const parsed = CronExpressionParser.parse(zoned?.[2] ?? expression, {
    tz: zoned?.[1] ?? "UTC",
    currentDate: from,
  });
  return parsed.next().toDate();
}
