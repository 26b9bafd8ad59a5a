/** The logo: two threads that cross a warp. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" role="img" aria-label="Chatloom">
      <rect width="32" height="32" rx="9" fill="#0e7262" />
      <g fill="none" strokeWidth="2.6" strokeLinecap="round">
        <path d="M8 11h16M8 16h16M8 21h10" stroke="#a3d7cb" />
        <path d="M12 8v16M20 8v11" stroke="#f6b26b" />
      </g>
    </svg>
  );
}
