import { describe, expect, it, vi } from "vitest";
import { click, render } from "@/components/testing/render";
import { initials } from "./avatar";
import { Button } from "./button";
import { Checkbox } from "./checkbox";
import { Field } from "./field";
import { Input } from "./input";
import { SecretReveal } from "./secret-reveal";
import { SeverityMark } from "./severity-mark";

describe("Button", () => {
  it("takes no second press while it works, and keeps its name", async () => {
    const onClick = vi.fn();
    const box = await render(
      <Button loading onClick={onClick}>
        Acknowledge
      </Button>,
    );
    await click(box.querySelector("button"));
    expect(onClick).not.toHaveBeenCalled();
    expect(box.querySelector("button")?.getAttribute("aria-busy")).toBe("true");
    expect(box.textContent).toContain("Acknowledge");
  });

  it("does not submit a form unless it says so", async () => {
    const box = await render(<Button>Cancel</Button>);
    expect(box.querySelector("button")?.type).toBe("button");
  });
});

describe("Field", () => {
  it("ties label, hint and error to its control", async () => {
    const box = await render(
      <Field label="Slug" hint="Part of every address." error="“acme” is taken. Choose another.">
        <Input />
      </Field>,
    );
    const input = box.querySelector("input");
    expect(box.querySelector("label")?.htmlFor).toBe(input?.id);
    expect(input?.getAttribute("aria-invalid")).toBe("true");
    const described = input?.getAttribute("aria-describedby")?.split(" ") ?? [];
    expect(described.map((id) => document.getElementById(id)?.textContent)).toEqual([
      "Part of every address.",
      "“acme” is taken. Choose another.",
    ]);
  });
});

describe("Checkbox", () => {
  it("shows that some are chosen", async () => {
    const box = await render(<Checkbox aria-label="All rows" indeterminate />);
    expect(box.querySelector("input")?.indeterminate).toBe(true);
  });
});

describe("SeverityMark", () => {
  it("keeps its word for those who do not see the shape", async () => {
    const box = await render(<SeverityMark severity="critical" hideWord />);
    expect(box.textContent).toBe("Critical");
    expect(box.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
  });
});

describe("SecretReveal", () => {
  it("covers the secret until it is asked for", async () => {
    const box = await render(<SecretReveal label="API key" secret="aik_live_0123456789abcdef" />);
    expect(box.textContent).not.toContain("0123456789abcdef");
    await click(box.querySelector('[aria-label="Show the API key"]'));
    expect(box.querySelector("code")?.textContent).toBe("aik_live_0123456789abcdef");
  });
});

describe("initials", () => {
  it.each([
    ["Ann Example", "AE"],
    ["ann.example@example.com", "AE"],
    ["Bo", "B"],
    ["محمد العربي", "ما"],
    ["", "?"],
  ])("%s", (name, expected) => expect(initials(name)).toBe(expected));
});
