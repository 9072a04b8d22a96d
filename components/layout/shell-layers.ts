/** What lies above the page when it is asked for, in one piece of code that no page needs to show. */
export { CommandPalette } from "./command-palette";
export { KeysHelp } from "./keys-help";
export { MoreSheet } from "./more-sheet";
