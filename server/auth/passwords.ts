import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";

type Cost = { N: number; r: number; p: number };
// OWASP's second choice for scrypt: 32 MiB and about a quarter of a second of one core.
const COST: Cost = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;

const derive = (password: string, salt: Buffer, cost: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
    // The same letters typed on another keyboard may be composed of other code points.
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

const format = (cost: Cost, salt: Buffer, key: Buffer) =>
  `scrypt$N=${cost.N},r=${cost.r},p=${cost.p}$${salt.toString("base64url")}$${key.toString("base64url")}`;

/** A salted scrypt hash that carries its own parameters: `scrypt$N=…,r=…,p=…$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return format(COST, salt, await derive(password, salt, COST));
}

// Checked in place of a missing hash, so that an unknown address takes as long to refuse as a wrong password.
const NOBODY = format(COST, Buffer.alloc(16), Buffer.alloc(KEY_BYTES));

/** Whether a password is the one behind a stored hash; `null` stands for nobody and is always refused. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const match = /^scrypt\$N=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored ?? NOBODY);
  if (!match) throw new Error("A stored password hash is malformed.");
  const cost = { N: Number(match[1]), r: Number(match[2]), p: Number(match[3]) };
  const expected = Buffer.from(match[5] ?? "", "base64url");
  const key = await derive(password, Buffer.from(match[4] ?? "", "base64url"), cost);
  return stored !== null && key.length === expected.length && timingSafeEqual(key, expected);
}
