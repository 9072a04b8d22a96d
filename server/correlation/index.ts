export { correlatePending } from "./correlate-pending";
