// A redirect would reach a browser that already shows the skeleton, as a second navigation.
export { default, metadata } from "./organization/page";
