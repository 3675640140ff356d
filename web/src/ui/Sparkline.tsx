interface SparklineProps {
  values: number[];
  label: string;
  width?: number;
  height?: number;
}

/** A line small enough for a table cell. It starts at zero, so that heights compare. */
export function Sparkline({ values, label, width = 96, height = 26 }: SparklineProps) {
  if (values.length < 2) return <span className="dim small">no sales yet</span>;
  const top = Math.max(...values, 1e-9);
  const x = (i: number) => 2 + (i * (width - 4)) / (values.length - 1);
  const y = (value: number) => height - 3 - (Math.max(value, 0) / top) * (height - 6);
  const line = values
    .map((value, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`)
    .join('');
  const last = values[values.length - 1] ?? 0;
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      style={{ maxWidth: '100%' }}
      role="img"
      aria-label={label}
      focusable="false"
    >
      <path d={`${line}L${width - 2} ${height - 3}L2 ${height - 3}Z`} fill="var(--sc-accent-soft)" />
      <path d={line} fill="none" stroke="var(--sc-forecast)" strokeWidth="1.5" strokeLinejoin="round" />
      <circle cx={x(values.length - 1)} cy={y(last)} r="2.2" fill="var(--sc-forecast)" />
    </svg>
  );
}
