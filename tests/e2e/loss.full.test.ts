import { it } from "vitest";
import { loseNothing } from "../support/loss";

it(
  "loses nothing when the server is killed a hundred times during 20,000 alerts",
  () => loseNothing({ alerts: 20_000, kills: 100 }),
  900_000,
);
