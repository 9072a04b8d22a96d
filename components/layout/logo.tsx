/** Many signals, one incident. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={className}>
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <path
        d="M4.5 6.5h2.2c3.6 0 4.4 5.5 8 5.5M4.5 12h10.2M4.5 17.5h2.2c3.6 0 4.4-5.5 8-5.5"
        stroke="#fff"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeOpacity="0.8"
      />
      <circle cx="17" cy="12" r="3" fill="#fff" />
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={className}>
      <span className="inline-flex items-center gap-2 font-semibold text-base">
        <LogoMark className="size-6" />
        AIOps
      </span>
    </span>
  );
}
