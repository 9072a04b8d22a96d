import { it } from "vitest";
import { loseNothing } from "../support/loss";

it(
  "loses nothing when the server is killed five times during 2,000 alerts",
  () => loseNothing({ alerts: 2_000, kills: 5 }),
  180_000,
);
