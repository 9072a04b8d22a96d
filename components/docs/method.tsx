/** Reading is quiet, changing is not: weight tells them apart, since colour only means state here. */
export function Method({ method }: { method: string }) {
  return (
    <span
      className={
        method === "GET"
          ? "inline-block w-14 shrink-0 rounded border border-line bg-sunken text-center font-mono text-micro text-secondary"
          : "inline-block w-14 shrink-0 rounded border border-line-strong bg-selected text-center font-medium font-mono text-foreground text-micro"
      }
    >
      {method}
    </span>
  );
}
