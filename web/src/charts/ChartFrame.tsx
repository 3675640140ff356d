import type { ReactNode } from 'react';
import classes from './ChartFrame.module.css';

interface ChartFrameProps {
  /** What the chart shows, in a sentence, for those who cannot see it. */
  label: string;
  height?: number;
  legend?: LegendItem[];
  children: ReactNode;
  /** The same numbers as a table. */
  table?: ReactNode;
}

export interface LegendItem {
  kind: 'line' | 'dash' | 'area' | 'dot' | 'bar';
  colour: string;
  text: string;
}

/** A chart with its key above it and its numbers as a table below. */
export function ChartFrame({ label, height = 320, legend = [], children, table }: ChartFrameProps) {
  return (
    <figure className={classes.frame}>
      {legend.length > 0 && (
        <ul className={classes.legend} aria-hidden>
          {legend.map((item) => (
            <li key={item.text}>
              <span
                className={classes.key}
                data-kind={item.kind}
                style={
                  item.kind === 'area' || item.kind === 'bar' || item.kind === 'dot'
                    ? { background: item.colour }
                    : { borderColor: item.colour }
                }
              />
              {item.text}
            </li>
          ))}
        </ul>
      )}
      <div role="img" aria-label={label} style={{ height, position: 'relative' }}>
        {children}
      </div>
      {table && (
        <details className={classes.table}>
          <summary>The numbers as a table</summary>
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reachable by keyboard */}
          <div className={classes.scroll} role="region" aria-label="The numbers of the chart" tabIndex={0}>
            {table}
          </div>
        </details>
      )}
    </figure>
  );
}
