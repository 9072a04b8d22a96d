export { startDemo } from "./play";
