import { describe, expect, test } from "vitest";
import { parseAdminArguments, UsageError } from "./admin-arguments";

describe("parseAdminArguments", () => {
  test("reads a command with its options in either spelling", () => {
    expect(parseAdminArguments(["org:create", "--name", "Acme Corp", "--owner=ann@example.com"])).toEqual({
      command: "org:create",
      values: { name: "Acme Corp", owner: "ann@example.com" },
    });
  });

  test.each([
    [[], /npm run admin/],
    [["org:destroy"], /There is no command org:destroy/],
    [["toString"], /There is no command toString/],
    [["org:create", "--name", "Acme"], /Missing: --owner/],
    [["org:create", "--name", " ", "--owner", "ann@example.com"], /Missing: --name/],
    [["org:create", "--nmae", "Acme"], /--nmae/],
    [["key:create", "stray", "--organization", "acme"], /stray/],
  ])("explains what is wrong with %j", (words, message) => {
    expect(() => parseAdminArguments(words)).toThrow(UsageError);
    expect(() => parseAdminArguments(words)).toThrow(message);
  });
});
