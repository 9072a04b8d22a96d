// Names alone: what a browser needs of a schema without the validator behind it.
export const severities = ["critical", "warning", "info"] as const;

export const alertKinds = ["problem", "no_data", "query_error", "certificate", "info"] as const;

export const deliveryStatuses = ["accepted", "partial", "unparsed", "refused"] as const;
