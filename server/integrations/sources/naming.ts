import { firstText } from "./values";

/** Label names under which tools commonly say what is affected, most specific first. */
export const serviceKeys = [
  "service",
  "service_name",
  "service.name",
  "app",
  "application",
  "app_kubernetes_io_name",
  "app.kubernetes.io/name",
  "component",
] as const;
export const environmentKeys = [
  "environment",
  "env",
  "deployment_environment",
  "deployment.environment",
  "stage",
] as const;
export const instanceKeys = ["instance", "host", "hostname", "node", "server", "pod"] as const;

/** Service, environment, instance and team as labels commonly name them; null for what they do not. */
export const placeOf = (labels: Readonly<Record<string, string>>) => ({
  service: firstText(labels, serviceKeys),
  environment: firstText(labels, environmentKeys),
  instance: firstText(labels, instanceKeys),
  team: firstText(labels, ["team"]),
});
